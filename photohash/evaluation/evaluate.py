"""``photohash evaluate``: a model, or a baseline, by a paper's protocol.

Pictures become codes, codes become counts by distance, and the counts become the figures (``retrieval``). Nothing is
drawn but the split and the order in which tied photos are shown, both by a fixed seed, so a rerun gives the same
figures; only the times differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes, pack
from photohash.core.errors import KnownError
from photohash.core.task import Stage, Task
from photohash.evaluation import machine, protocols, retrieval, tables, unsupervised
from photohash.evaluation.by_album import AlbumsFound, as_rows, of_dataset
from photohash.evaluation.code_figures import figures_of
from photohash.evaluation.datasets import Dataset, Indices
from photohash.evaluation.encoding import EncodingSpeed, FeatureExtractor, read_rows
from photohash.evaluation.protocols import Split
from photohash.evaluation.retrieval import Curve
from photohash.evaluation.subject import SEED, Subject
from photohash.hashing.runtime import HashModel
from photohash.library.photo import Failure

TIE_RULE = (
    "Photos at one Hamming distance are tied; every figure is the expected value over all orders of tied photos"
    " (McSherry and Najork 2008)."
)

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of a retrieval strip.

    Attributes:
        index: of the dataset.
        distance: from the query.
        right: whether it has a label of the query.
    """

    index: int
    distance: int
    right: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A query and its nearest photos.

    Attributes:
        query: index of the dataset.
        found: nearest first.
    """

    query: int
    found: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        protocol: its name.
        subject: what was evaluated.
        data: the dataset in words.
        photos: numbers by use: "train", "queries", "database".
        split: by the same uses which photos these are, each a digest of their names.
        metrics: figures that a rerun gives again; those of ``beside`` under names that end in ``_float32`` or the like.
        curve: precision and recall at growing ranks, up to the whole database.
        precision: precision at N up to 1,000.
        encoding: times.
        strips: one query a class, at most ten.
        machine: what it ran on.
        failures: photos left out because they could not be read.
        beside: the other arithmetic that the model's codes were made in too, "float32" on a CPU; None for none.
        albums: figures of each album, where the protocol is ``folder``.
        albums_before: the same by the model that this one is compared with; None for none.
    """

    protocol: str
    subject: Subject
    data: str
    photos: Mapping[str, int]
    split: Mapping[str, str]
    metrics: Mapping[str, float]
    curve: Curve
    precision: Curve
    encoding: EncodingSpeed
    strips: tuple[Strip, ...]
    machine: Mapping[str, Any]
    failures: tuple[Failure, ...] = ()
    beside: str | None = None
    albums: AlbumsFound | None = None
    albums_before: AlbumsFound | None = None

    def figure_beside(self, metric: str) -> float | None:
        """A figure by the other codes; None where there are none."""
        return self.metrics.get(named_beside(metric, self.beside)) if self.beside else None

    @property
    def main_metric(self) -> str:
        """The figure that the protocol's paper goes by: mAP@ALL, or mAP of the first so many photos."""
        return tables.main_metric(self.protocol)

    def paper(self, metric: str = "") -> tables.Cell | None:
        """What the protocol's paper reports for this method at this length; None where it does not."""
        metric = metric or self.main_metric
        return tables.cell(self.protocol, self.subject.method, self.subject.variant, self.subject.bits, metric)

    @property
    def whole(self) -> bool:
        """Whether every photo of the protocol was there and readable, so that figures may stand beside the paper's."""
        counted = self.photos["train"], self.photos["queries"], self.photos["database"]
        return not self.failures and protocols.PROTOCOLS[self.protocol].is_whole(counted)

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash evaluate --json``."""
        return {
            "protocol": self.protocol,
            "model": self.subject.id,
            "split": dict(self.split),
            "metrics": dict(self.metrics),
            "encoding": self.encoding.as_dict(),
            **self._albums_as_dict(),
            "failures": [{"path": str(failure.path), "error": failure.reason} for failure in self.failures],
        }

    def _albums_as_dict(self) -> dict[str, Any]:
        if self.albums is None:
            return {}
        before = {"before": self.albums_before.model} if self.albums_before else {}
        return {"albums": as_rows(self.albums, self.albums_before), **before}


def named_beside(metric: str, arithmetic: str) -> str:
    """The name of a figure by codes in another arithmetic, e.g. ``map_all_float32``."""
    return f"{metric}_{arithmetic}"


def evaluate(
    protocol: str,
    dataset: Dataset,
    subject: Subject,
    reader: FeatureExtractor,
    task: Task,
    *,
    beside: HashModel | None = None,
    before: tuple[Subject, FeatureExtractor] | None = None,
    split: Split | None = None,
) -> Evaluation:
    """Runs a protocol.

    Args:
        protocol: a name in ``protocols.PROTOCOLS``.
        dataset: the photos; see ``datasets.open_dataset``.
        subject: what ``reader`` is, and for a baseline what to make of its features.
        reader: gives a model's codes, or the features that a baseline is fitted on.
        task: progress, and cancelling at every photo.
        beside: the same model in another arithmetic, whose figures are told too.
        before: another model, whose figures of each album are told too.
        split: of the dataset; by the protocol's own seed without one.

    Raises:
        UsageError: the data do not fit the protocol, or the baseline cannot make so many bits.
        KnownError: none of the queries, or none of the database, can be read.
        Cancelled: the user asked to stop.
    """
    chosen = protocols.protocol_named(protocol)
    split = split or chosen.split(dataset, SEED)
    wanted = np.unique(np.concatenate([split.queries, split.database, split.train]))
    groups = [[one for one in group if one] for group in ([reader, beside], [before and before[1]])]
    rows, read, encoding, failures = read_rows(dataset, wanted, list(filter(None, groups)), subject.device, task)
    kept = Split(*(side[np.isin(side, read)] for side in (split.train, split.queries, split.database)))
    if not len(kept.queries) or not len(kept.database):
        use = "find" if len(kept.queries) else "look for"
        raise KnownError(f"None of the photos to {use} in {dataset.title} can be read.")
    task.begin(Stage.MEASURING)

    def of(indices: Indices, rows: NDArray[Any] = rows[0]) -> NDArray[Any]:
        return rows[np.searchsorted(read, indices)]  # in the order of the dataset, as they were read

    sides = kept.queries, kept.database, kept.apart
    if subject.baseline:
        hasher = unsupervised.fit(subject.method, of(kept.train), subject.bits, SEED)
        codes = [pack(hasher(of(indices))) for indices in sides]
    else:
        codes = [of(indices) for indices in sides]
    evaluation = _measured(chosen, dataset, subject, kept, codes, encoding, failures, task)
    if chosen.by_album:
        evaluation = replace(evaluation, albums=of_dataset(dataset, subject, kept, codes[:2], task.check))
    if chosen.by_album and before is not None:
        others = [of(indices, rows[-1]) for indices in sides[:2]]
        evaluation = replace(evaluation, albums_before=of_dataset(dataset, before[0], kept, others, task.check))
    if beside is None:
        return evaluation
    codes = [of(indices, rows[1]) for indices in sides]
    metrics = figures_of(chosen, dataset, kept, codes, subject.bits, task).metrics
    named = {named_beside(name, beside.arithmetic): value for name, value in metrics.items()}
    return replace(evaluation, metrics={**evaluation.metrics, **named}, beside=beside.arithmetic)


def _measured(
    protocol: protocols.Protocol,
    dataset: Dataset,
    subject: Subject,
    split: Split,
    codes: Sequence[Codes],
    encoding: EncodingSpeed,
    failures: Sequence[Failure],
    task: Task,
) -> Evaluation:
    sought, searched, _ = codes
    figures = figures_of(protocol, dataset, split, codes, subject.bits, task)
    return Evaluation(
        protocol=protocol.name,
        subject=subject,
        data=dataset.title,
        photos={"train": len(split.train), "queries": len(split.queries), "database": len(split.database)},
        split=split.digests(dataset.names),
        metrics=figures.metrics,
        curve=retrieval.curve(figures.found, _growing(figures.found.database)),
        precision=figures.precision,
        encoding=encoding,
        strips=_strips(dataset, split, sought, searched),
        machine=machine.describe(),
        failures=tuple(failures),
    )


def _growing(last: int) -> list[int]:
    """Ranks for a curve over a whole database: each to about a tenth beyond the one before."""
    ranks = [1]
    while ranks[-1] < last:
        ranks.append(min(last, max(ranks[-1] + 1, round(ranks[-1] * 1.1))))
    return ranks


def _strips(dataset: Dataset, split: Split, queries: Codes, database: Codes) -> tuple[Strip, ...]:
    """The first query of each class with its nearest photos."""
    labels, members = dataset.labels, dataset.memberships[split.queries]
    strips = []
    for label in np.flatnonzero(members.any(axis=0))[:_SHOWN].tolist():
        row = int(np.flatnonzero(members[:, label])[0])
        rows = retrieval.nearest(queries[row], database, _SHOWN, seed=SEED)
        distances = np.bitwise_count(database[rows] ^ queries[row]).sum(axis=1)
        right = retrieval.share_a_label(labels[split.queries[row]][None], labels[split.database[rows]])[0]
        found = tuple(
            Shown(int(split.database[near]), int(distance), bool(is_right))
            for near, distance, is_right in zip(rows, distances, right, strict=True)
        )
        strips.append(Strip(int(split.queries[row]), found))
    return tuple(strips)
