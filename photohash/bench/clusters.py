"""``bench clusters``: whether series of photos come together, and nothing else does, in a library scanned as any other.

What lies in ``bursts/<series>/`` is a stack, what lies in ``subjects/<series>/`` is one subject, and every other photo
is like none. All are saved anew without EXIF, so that no capture time can help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from photohash.bench.library import OpenPipeline
from photohash.bench.synthetic_library import BURSTS, SUBJECTS
from photohash.core.errors import KnownError, PhotoError, UsageError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source, picture
from photohash.evaluation.metrics import b_cubed
from photohash.evaluation.source_files import SourceFiles
from photohash.library.clusters import Level
from photohash.library.look_alikes import LookAlikes
from photohash.library.photo import Failure

FindClusters = Callable[[Path, Level], LookAlikes]

_FOLDERS = {Level.STACK: BURSTS, Level.SUBJECT: SUBJECTS}
PLAIN = "photos"
"""The folder of the photos of no series."""

_QUALITY = 95


@dataclass(frozen=True, slots=True)
class LevelResult:
    """What came of one level.

    Attributes:
        series: how many series there are.
        photos: how many photos in them.
        of_series: B-cubed precision and recall over these photos.
        of_all: the same over every photo of the library.
        clusters: how many were found.
        models: whose codes were compared.
    """

    series: int
    photos: int
    of_series: tuple[float, float]
    of_all: tuple[float, float]
    clusters: int
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClustersResult:
    """The outcome.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        photos: how many photos the library holds.
        levels: what came of each level that has series.
        failures: photos that could not be used.
    """

    machine: Mapping[str, Any]
    photos: int
    levels: Mapping[Level, LevelResult]
    failures: tuple[Failure, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        """The models whose codes were compared."""
        return next(iter(self.levels.values())).models

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench clusters --json``."""
        ratios: dict[str, float] = {}
        for level, found in self.levels.items():
            for name, (precision, recall) in (("series", found.of_series), ("all", found.of_all)):
                ratios |= {f"{level} precision, {name}": precision, f"{level} recall, {name}": recall}
        return {
            "machine": dict(self.machine),
            "ratios": ratios,
            "model": self.models[0],
            "models": list(self.models),
            "photos": self.photos,
            "series": {str(level): {"series": found.series, "photos": found.photos, "clusters": found.clusters}
                       for level, found in self.levels.items()},
            "failures": [{"path": str(failure.path), "error": failure.reason} for failure in self.failures],
        }  # fmt: skip


def bench_clusters(
    source: Path, folder: Path, pipelines: Sequence[OpenPipeline], find: FindClusters, *, task: Task
) -> ClustersResult:
    """Saves photos without EXIF, scans them with each model, and compares the clusters with the series.

    Each level has a library of its own: its series among the photos of no series.

    Args:
        source: a folder or archive with ``bursts/`` or ``subjects/`` in it.
        folder: an empty folder, or one to be made, for the photos and the libraries.
        pipelines: each opens a library to bring it up to date with one model.
        find: the clusters of a library.
        task: progress, and cancelling.

    Raises:
        UsageError: there are no series.
        KnownError: the folder cannot be written.
        Cancelled: the user asked to stop.
    """
    opened = open_source(source, everything=True)
    # An archive may hold other things beside photos and series: these count for nothing.
    plain = set(open_source(source).names)
    names = [name for name in opened.names if name in plain or _part(name) != PLAIN]
    levels = [level for level, part in _FOLDERS.items() if any(_part(name) == part for name in names)]
    if not levels:
        raise UsageError(f"{shown(source)} holds no series: no photos in {BURSTS}/NAME/ or {SUBJECTS}/NAME/.")
    failures: list[Failure] = []
    task.begin(Stage.MEASURING, len(names))
    written = dict(_written(opened, names, folder / "photos", failures, task))
    results = {}
    for level in levels:
        library, parts = folder / f"library {level}", (PLAIN, _FOLDERS[level])
        truth = {path: _class(name, _FOLDERS[level]) for path, name in written.items() if _part(name) in parts}
        folders = sorted({path.parent for path in truth})
        for open_pipeline in pipelines:
            with open_pipeline(library) as pipeline:
                for _ in pipeline.update(folders, task=task):
                    pass
        in_series = [path for path in truth if _part(written[path]) != PLAIN]
        results[level] = _scored(find(library, level), truth, in_series)
    return ClustersResult(machine.describe(), len(written), results, tuple(failures))


def _written(
    source: SourceFiles, names: Sequence[str], folder: Path, failures: list[Failure], task: Task
) -> Iterator[tuple[Path, str]]:
    """Saves the photos without EXIF and under names that tell nothing; gives where each lies, and its name before."""
    for number, name in enumerate(names):
        task.check()
        path = folder.resolve() / _part(name) / f"{number:05}.jpg"
        try:
            upright = picture(source.read(name))
        except PhotoError as error:
            failures.append(Failure(Path(name), str(error)))
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            upright.save(path, "JPEG", quality=_QUALITY)
        except OSError as error:
            reason = error.strerror or str(error)
            raise KnownError(f"The photos to measure cannot be written to {shown(folder)}: {reason}.") from error
        task.advance()
        yield path, name


def _scored(found: LookAlikes, truth: Mapping[Path, str], in_series: Sequence[Path]) -> LevelResult:
    labels: dict[Path, object] = {path: path for path in truth}
    for number, cluster in enumerate(found.clusters):
        for photo in cluster.photos:
            labels.update((Path(path), number) for path in found.paths[photo])
    return LevelResult(
        series=len({truth[path] for path in in_series}),
        photos=len(in_series),
        of_series=b_cubed(labels, truth, in_series),
        of_all=b_cubed(labels, truth, truth),
        clusters=len(found.clusters),
        models=found.models,
    )


def _part(name: str) -> str:
    """The folder of a photo's series, ``bursts`` or ``subjects``, or another word for a photo of none."""
    parts = PurePosixPath(name).parts
    return parts[-3] if len(parts) > 2 and parts[-3] in _FOLDERS.values() else PLAIN


def _class(name: str, part: str) -> str:
    """What a photo is of: its series where that is of this part, else itself."""
    return str(PurePosixPath(name).parent) if _part(name) == part else name
