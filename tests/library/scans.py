"""What tests of whole scans share: encoders and tasks that count, and what a library says of itself."""

from __future__ import annotations

from pathlib import Path

from photohash.core.bits import Codes
from photohash.core.task import Task
from photohash.library.photo import Pixels
from photohash.library.pipeline import CommitReport
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import browser


class CountingEncoder(DifferenceEncoder):
    """Counts the photos it codes."""

    def __init__(self) -> None:
        self.coded = 0

    def encode(self, batch: Pixels) -> Codes:
        self.coded += len(batch)
        return super().encode(batch)


class CancelledAt(Task):
    """A task that the user cancels at the n-th time it is asked."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self.left = asked

    def check(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.cancel()
        super().check()


def coded(batches: list[CommitReport]) -> int:
    return sum(len(batch.photos) for batch in batches)


def names(library: Path) -> set[str]:
    """The names of the files that are there."""
    with browser(library) as view:
        return {file.path.name for photo in view.photos(view.photo_ids()) for file in photo.files}


def failing(library: Path) -> dict[str, str]:
    with browser(library) as view:
        return {failure.path.name: failure.reason for failure in view.failures()}


def copies(seed: int) -> frozenset[tuple[str, str]]:
    """The group that ``build_photos`` makes of one source."""
    return frozenset(
        {
            (f"{seed}.jpg", "keeper"),
            (f"{seed} copy.jpg", "identical"),
            (f"{seed} sent.jpg", "re-encoded"),
            (f"{seed} small.png", "resized"),
        }
    )
