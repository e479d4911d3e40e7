"""What ticked photos amount to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from photohash.library.photo import Group, Kind, space


@dataclass(frozen=True, slots=True)
class Total:
    """What some ticked photos amount to.

    Attributes:
        files: how many files.
        bytes: what they take on disk.
        twins: how many of them have the very bytes of their keeper, so that a link can stand in for them.
        twin_bytes: what those take.
    """

    files: int = 0
    bytes: int = 0
    twins: int = 0
    twin_bytes: int = 0

    @classmethod
    def of(cls, group: Group, ticked: Collection[Path]) -> Self:
        """The ticked files of one group."""
        if not ticked:
            return cls()
        going = [member for member in group.members if member.path in ticked]
        twins = [member.photo.bytes for member in going if member.kind is Kind.IDENTICAL]
        return cls(len(going), space(going), len(twins), sum(twins))

    @classmethod
    def sum(cls, totals: Iterable[Total]) -> Self:
        """Several of them together."""
        files = octets = twins = twin_octets = 0
        for one in totals:
            files, octets = files + one.files, octets + one.bytes
            twins, twin_octets = twins + one.twins, twin_octets + one.twin_bytes
        return cls(files, octets, twins, twin_octets)
