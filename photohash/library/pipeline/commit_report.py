"""What a commit tells whoever runs the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from photohash.library.photo import Failure


@dataclass(frozen=True, slots=True)
class CommitReport:
    """What one commit brought.

    Attributes:
        files: files recorded, gone or back.
        photos: photos that have a code since this commit.
        relations: pairs verified.
        failures: files and folders that could not be taken in.
        not_read: files in formats that photohash does not read, by format; told by a scan of all folders.
        inside: folders that were to be added and lie in one of the library, and that one.
        taken_in: folders of the library that are part of one that was added since, and that one.
    """

    files: int = 0
    photos: tuple[int, ...] = ()
    relations: int = 0
    failures: tuple[Failure, ...] = ()
    not_read: Mapping[str, int] = field(default_factory=dict)
    inside: Mapping[Path, Path] = field(default_factory=dict)
    taken_in: Mapping[Path, Path] = field(default_factory=dict)
