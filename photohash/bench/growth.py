"""``bench growth``: what the commands take, in time and memory, on libraries of ever more photos.

The libraries are made up: a fifth as many groups of copies as photos, of which three in five are files of the same
bytes. Their files are there, JPEGs of a few pixels, so that every file is looked for, read and checked as ever; what
large photos add to that is decoding and reading, which ``bench speed`` and ``bench actions`` tell. Each command runs in
a process of its own, as a person would start it.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from photohash.bench.synthetic_catalogue import Contents, write
from photohash.core.errors import KnownError
from photohash.core.settings import DEFAULT_MODEL
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.hashing.models_used import Networks, models_used
from photohash.library.browse import Browser
from photohash.library.store import PhotoQuery

SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Photos of the libraries where no others are asked for."""

GROUPS, CLUSTERS, FIRST_CLUSTERS, APPLY, RESCAN, QUERY, START = (
    "groups", "clusters", "clusters, first time", "apply, dry", "scan, nothing new", "similar", "--version"
)  # fmt: skip
"""What is run: groups; clusters, which keep what they compared the first time; a dry run of all that may go, which
reads and checks every file; a scan that finds all as it was; one photo's look-alikes; and nothing but the start."""

_DOUBLED, _COPIED = 0.12, 0.08
_SOME_FILES_FAILED = 3


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run of a command took.

    Attributes:
        code: its exit code.
        seconds: from its start to its end.
        work: of all processors together, in seconds.
        memory: the most that it held at once, in MB; None where the system does not tell.
    """

    code: int
    seconds: float
    work: float
    memory: int | None


@dataclass(frozen=True, slots=True)
class CommandGrowth:
    """What a command took on one library.

    Attributes:
        seconds: median of its runs.
        work: median of the processors' seconds.
        memory: the most of all runs, in MB; None where the system does not tell.
        runs: how often it ran.
    """

    seconds: float
    work: float
    memory: int | None
    runs: int

    @classmethod
    def of(cls, runs: Sequence[Usage]) -> CommandGrowth:
        """The figures of some runs."""
        held = [run.memory for run in runs if run.memory is not None]
        return cls(
            round(statistics.median(run.seconds for run in runs), 3),
            round(statistics.median(run.work for run in runs), 3),
            max(held, default=None),
            len(runs),
        )


@dataclass(frozen=True, slots=True)
class LibraryGrowth:
    """What was measured on one library.

    Attributes:
        photos: how many it has.
        files: how many these are in.
        groups: of copies.
        catalogue: size of its catalogue in MB.
        near_pairs: size of the file of what was compared for clusters, in MB.
        commands: by what was run.
    """

    photos: int
    files: int
    groups: int
    catalogue: float
    near_pairs: float
    commands: Mapping[str, CommandGrowth]


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """What ``bench growth`` found.

    Attributes:
        machine: what it ran on.
        libraries: the smallest first.
    """

    machine: Mapping[str, Any]
    libraries: Sequence[LibraryGrowth]

    @property
    def ratios(self) -> dict[str, float]:
        """By command, its time on each library as a multiple of that on the one before."""
        return {
            f"{name}, {larger.photos:,} / {smaller.photos:,} photos": larger.commands[name].seconds / found.seconds
            for smaller, larger in pairwise(self.libraries)
            for name, found in smaller.commands.items()
        }

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench growth --json``."""
        return {
            "machine": dict(self.machine),
            "ratios": self.ratios,
            "libraries": [asdict(library) for library in self.libraries],
        }


def bench_growth(
    run: Callable[[Sequence[str]], Usage],
    *,
    sizes: Sequence[int] = SIZES,
    rounds: int = 3,
    folder: Path | None = None,
    task: Task,
) -> GrowthResult:
    """Makes libraries and runs the commands on them.

    Args:
        run: runs photohash with some arguments, in a process of its own.
        sizes: photos of each library.
        rounds: turns of every command.
        folder: on the disk to be measured; what is made there is removed again. None takes the system's folder for
            passing files.
        task: progress, and cancelling before every run.

    Raises:
        KnownError: a command failed, or did not find what is there.
        Cancelled: the user asked to stop.
    """
    libraries = []
    for photos in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="photohash-growth-", dir=folder) as place:
            library = Path(place, "library")
            doubled, copied = int(photos * _DOUBLED), int(photos * _COPIED)
            made_by, radius = _networks(library)
            contents = Contents(
                photos, doubled, copied=copied, on_disk=True, coded=photos, made_by=made_by, radius=radius
            )
            write(library, contents, Path(place, "photos"), task=task)
            commands = _timed(library, run, rounds, task)
            near = library / "near-pairs"
            libraries.append(
                LibraryGrowth(
                    photos,
                    photos + doubled,
                    _groups(library, doubled + copied),
                    _megabytes(library / "catalogue.sqlite"),
                    _megabytes(near) if near.exists() else 0.0,
                    commands,
                )
            )
    return GrowthResult(machine.describe(), libraries)


def _networks(library: Path) -> tuple[dict[str, str], int]:
    """By which network files a scan here takes codes to be made, and how far it stores neighbours."""
    used, loaded = models_used(library), Networks()
    return {found.card.id: loaded.encoder(found).made_by for found in used.all}, max(used.copies.card.radii.values())


def _timed(library: Path, run: Callable[[Sequence[str]], Usage], rounds: int, task: Task) -> dict[str, CommandGrowth]:
    """Every command in its turn, in an order that moves on from round to round."""
    with Browser(library, DEFAULT_MODEL) as browser:
        photo = browser.photo(int(browser.listing(PhotoQuery()).ids[0]))
    commands: dict[str, Sequence[str]] = {
        GROUPS: ["groups"],
        CLUSTERS: ["clusters"],
        APPLY: ["apply"],
        RESCAN: ["scan"],
        QUERY: ["similar", str(photo.files[0].path)],
        START: ["--version"],
    }
    task.begin(Stage.MEASURING, 1 + rounds * len(commands))
    found: dict[str, list[Usage]] = {}

    def take(name: str, command: Sequence[str]) -> None:
        task.check()
        used = run([*command, "--json", "--library", str(library)])
        if used.code not in {0, _SOME_FILES_FAILED}:
            raise KnownError(f"photohash {' '.join(command)} failed, so there is nothing to measure.")
        found.setdefault(name, []).append(used)
        task.advance()

    take(FIRST_CLUSTERS, commands[CLUSTERS])
    names = list(commands)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            take(name, commands[name])
    return {name: CommandGrowth.of(runs) for name, runs in found.items()}


def _groups(library: Path, expected: int) -> int:
    """How many groups of copies there are, once nothing has changed by what was run."""
    with Browser(library, DEFAULT_MODEL) as browser:
        groups = len(browser.groups())
        whole = browser.coverage().whole and not browser.failures()
    if groups != expected or not whole:
        raise KnownError(f"There are {groups} groups where {expected} were made, so the figures are of something else.")
    return groups


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)
