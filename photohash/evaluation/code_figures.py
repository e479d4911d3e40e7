"""Codes of a protocol's photos -> its figures, those of the papers and those that tell where accuracy is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from photohash.core.bits import Codes
from photohash.core.nearest_centre import nearest_centre
from photohash.core.task import Task
from photohash.evaluation import retrieval, tables
from photohash.evaluation.datasets import Dataset
from photohash.evaluation.protocols import Protocol, Split
from photohash.evaluation.retrieval import Curve, Retrieved

CUTOFF = 1000


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """What codes are worth.

    Attributes:
        found: counts by distance of what lies around each query.
        precision: precision at N, as far as the protocol's paper draws it.
        metrics: figures by name.
    """

    found: Retrieved
    precision: Curve
    metrics: dict[str, float]


def figures_of(
    protocol: Protocol, dataset: Dataset, split: Split, codes: Sequence[Codes], bits: int, task: Task
) -> CodeFigures:
    """Works out the figures of a protocol.

    Args:
        protocol: says what is counted.
        dataset: the photos.
        split: of them; every one has a code.
        codes: of the queries, of the database and of ``split.apart``, uint8 [n, bytes] each.
        bits: length of a code.
        task: cancelling.
    """
    found = _retrieved(dataset, split, codes, bits, task)
    precision = retrieval.curve(found, range(1, protocol.curve + 1))
    cutoffs = sorted({CUTOFF, protocol.cutoff or CUTOFF})
    balance, constant = retrieval.bit_balance(codes[1], bits)
    by_found = {
        f"map_at_{cutoff}_of_found": float(retrieval.average_precision(found, cutoff, among="found").mean())
        for cutoff in cutoffs
    }
    at = zip(precision.ranks.tolist(), precision.precision, strict=True)
    metrics = {
        tables.MAP_ALL: float(retrieval.average_precision(found).mean()),
        "map_all_worst": float(retrieval.average_precision(found, ties="worst").mean()),
        **{f"map_at_{cutoff}": float(retrieval.average_precision(found, cutoff).mean()) for cutoff in cutoffs},
        **by_found,
        **{f"p_at_{rank}": float(value) for rank, value in at if rank in {100, CUTOFF}},
        "p_within_2": float(retrieval.precision_within(found, 2).mean()),
        "answered_within_2": float((found.photos[:, :3].sum(axis=1) > 0).mean()),
        tables.BALANCE: balance,
        "constant_bits": float(constant),
    }
    return CodeFigures(found, precision, metrics | _further_metrics(dataset, split, codes, bits, task))


def _further_metrics(dataset: Dataset, split: Split, codes: Sequence[Codes], bits: int, task: Task) -> dict[str, float]:
    """Figures that need more than the database's ranking: the classes, or the photos that were learnt from."""
    (sought, searched, apart), labels = codes, dataset.labels
    further = {}
    if dataset.single:
        told = nearest_centre(sought, searched, labels[split.database])
        further["nearest_centre"] = float((told == labels[split.queries]).mean())
    if len(apart):
        whole = replace(split, database=np.concatenate([split.database, split.apart]))
        found = _retrieved(dataset, whole, (sought, np.concatenate([searched, apart])), bits, task)
        further["map_all_with_learnt"] = float(retrieval.average_precision(found).mean())
    return further


def _retrieved(dataset: Dataset, split: Split, codes: Sequence[Codes], bits: int, task: Task) -> Retrieved:
    labels = dataset.labels
    return retrieval.retrieve(codes[0], labels[split.queries], codes[1], labels[split.database], bits, check=task.check)
