"""What a commit tells whoever runs the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from photohash.library.photo import Failure


@dataclass(frozen=True, slots=True)
class Batch:
    """What one commit brought.

    Attributes:
        files: files recorded, gone or back.
        photos: photos that have a code since this commit.
        relations: pairs verified.
        failures: files and folders that could not be taken in.
    """

    files: int = 0
    photos: tuple[int, ...] = ()
    relations: int = 0
    failures: tuple[Failure, ...] = ()
