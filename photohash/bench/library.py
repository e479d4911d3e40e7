"""``bench library``: a library with known truth, scanned and grouped as any other, and what was said of its pairs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photohash.bench.library_score import Scores, score
from photohash.bench.synthetic_library import FAMILIES, MadeFile, build, plan
from photohash.core.errors import KnownError
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source
from photohash.library.browse import Browser
from photohash.library.photo import SAFE_COPIES, Failure, Group, Kind, Relation
from photohash.library.pipeline import Pipeline
from photohash.library.store import Catalogue

OpenPipeline = Callable[[Path], Pipeline]
OpenBrowser = Callable[[Path], Browser]


@dataclass(frozen=True, slots=True)
class TickShare:
    """What would be put away without anyone looking.

    Attributes:
        originals: photos, not copies, that would be: each is one too many.
        altered: copies that would be though their photo was cropped, coloured or drawn on.
        safe: copies that hold no more than their photo: the same bytes or pixels, saved again, made smaller.
        safe_ticked: how many of these would be.
    """

    originals: int
    altered: int
    safe: int
    safe_ticked: int

    @property
    def share(self) -> float:
        """How many of the copies that may go would go; 1 where there are none."""
        return self.safe_ticked / self.safe if self.safe else 1.0

    @classmethod
    def of(cls, made: Iterable[MadeFile], groups: Iterable[Group]) -> TickShare:
        """Counts the ticks of groups.

        Args:
            made: every file of the library, with its truth.
            groups: as the library tells them.
        """
        ticked = {member.path for group in groups for member in group.members if member.is_safe}
        files = list(made)
        safe = [file for file in files if file.copied_by is not None and set(file.kinds) <= set(SAFE_COPIES)]
        gone = [file for file in files if file.path in ticked]
        return cls(
            originals=sum(file.copied_by is None for file in gone),
            altered=sum(file.copied_by is not None and not set(file.kinds) & set(SAFE_COPIES) for file in gone),
            safe=len(safe),
            safe_ticked=sum(file.path in ticked for file in safe),
        )


@dataclass(frozen=True, slots=True)
class LibraryResult:
    """What ``bench library`` found.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        model: the model's id.
        files: what the library holds, by what it is: "photos", "copies", "in series".
        groups: groups of copies that were shown.
        seconds: how long building and scanning took.
        scores: what was said of pairs, against the truth.
        ticks: what would be put away without anyone looking, against the truth.
        failures: photos that could not be read.
    """

    machine: Mapping[str, Any]
    model: str
    files: Mapping[str, int]
    groups: int
    seconds: Mapping[str, float]
    scores: Scores
    ticks: TickShare
    failures: tuple[Failure, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench library --json``."""
        scores = self.scores
        return {
            "machine": dict(self.machine),
            "ratios": {
                "precision": scores.precision,
                **{f"recall, {family}": scores.recall(family) for family in FAMILIES},
                **{f"right kind, {family}": scores.right_kind(family) for family in FAMILIES},
                "safe copies ticked": self.ticks.share,
            },
            "ticks": {
                "originals": self.ticks.originals,
                "altered": self.ticks.altered,
                "safe_copies": self.ticks.safe,
                "safe_copies_ticked": self.ticks.safe_ticked,
            },
            "model": self.model,
            "files": dict(self.files),
            "groups": self.groups,
            "seconds": {step: round(seconds, 1) for step, seconds in self.seconds.items()},
            **scores.as_dict(),
            "failures": [{"path": str(failure.path), "reason": failure.reason} for failure in self.failures],
        }


def bench_library(
    source: Path,
    folder: Path,
    open_pipeline: OpenPipeline,
    open_browser: OpenBrowser,
    *,
    photos: int = 100,
    copies: int = 6,
    others: int | None = None,
    seed: int = 0,
    task: Task,
) -> LibraryResult:
    """Builds a library from the photos of a folder or archive, scans it, and scores its relations and groups.

    Args:
        source: see ``library_made``.
        folder: an empty folder, or one to be made, for the photos and the library of them.
        open_pipeline: opens a library to bring it up to date.
        open_browser: opens a library to look at it.
        photos: how many photos get copies, besides one of every series.
        copies: how many copies each of them gets.
        others: how many photos without copies are added; None for all there are.
        seed: of everything left to chance.
        task: progress, and cancelling.

    Raises:
        KnownError: the folder is not empty or cannot be written, or the source holds no photos that can be read.
        Cancelled: the user asked to stop.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnownError(f"{shown(folder)} is not an empty folder. Name a new one to keep the library in.")
    begun = time.perf_counter()
    opened = open_source(source, everything=True)
    planned = plan(opened.names, photos=photos, copies=copies, others=others, seed=seed)
    made, unreadable = build(opened, planned, folder / "photos", seed=seed, task=task)
    if not made:
        raise KnownError(f"{shown(source)} holds no photos that can be read.")
    built = time.perf_counter()
    library = folder / "library"
    with open_pipeline(library) as pipeline:
        for _ in pipeline.update([folder / "photos"], task=task):
            pass
    scanned = time.perf_counter()
    with open_browser(library) as browser:
        model, groups, failures = browser.model_id, browser.groups(), browser.failures()
        found = {file.path: browser.find(file.path) for file in made}
    numbers = {path: photo.id for path, photo in found.items() if photo is not None}
    together = [{member.photo.id for member in group.members} for group in groups]
    return LibraryResult(
        machine=machine.describe(),
        model=model,
        files=_counted(made),
        groups=len(groups),
        seconds={"building": built - begun, "scanning": scanned - built},
        scores=score(made, numbers, verified(library, model), together),
        ticks=TickShare.of(made, groups),
        failures=(*unreadable, *failures),
    )


def verified(library: Path, model: str) -> list[Relation]:
    """Everything that was verified in a library, of any kind."""
    with Catalogue.open(library, write=False) as catalogue:
        return catalogue.pairs(model).relations(list(Kind))


def _counted(made: list[MadeFile]) -> dict[str, int]:
    """The library's files by what they are."""
    copies = sum(file.copied_by is not None for file in made)
    series = sum(file.copied_by is None and file.series is not None for file in made)
    return {"photos": len(made) - copies - series, "copies": copies, "in series": series}
