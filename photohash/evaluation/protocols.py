"""Which photos are learnt from, which are queries, and which are searched among: the papers' protocols.

Which photos of a class fall where is decided by the order of SHA-256("<seed>:<name>") over the names of its photos, so
a split depends on nothing but the seed and the names: not on the order of files, nor on a random generator's version,
nor on other classes. ``cifar10-dahp`` and ``cifar10-dhida`` describe the same split and get the same photos.

On "the rest of the images serve as the database": read to the letter, 60,000 - 5,000 - 1,000 = 54,000 photos, and so it
is here: no photo is on two sides, and none that was learnt from makes a figure better. Some later work searches among
59,000, the training photos included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from photohash.core.errors import UsageError
from photohash.evaluation.datasets import Dataset, Indices


@dataclass(frozen=True, slots=True)
class Split:
    """Photos by what they are used for; each int64, sorted, into the dataset. No query is in any of the others.

    Attributes:
        train: learnt from, all that a model may see.
        queries: looked for.
        database: searched among. Under ``cifar10-dah`` and ``folder`` these are the training photos themselves, as in
            the paper; elsewhere the two share none.
    """

    train: Indices
    queries: Indices
    database: Indices


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a dataset is divided.

    Attributes:
        name: as the command line takes it.
        title: for people, with where it is from.
        cifar10: whether it is for CIFAR-10 only.
        by_parts: whether the data's own test part are the queries, and its train part all else. Where it is False, or
            the data does not come divided, photos are drawn.
        train: photos of a class to learn from; None for all that are no queries, which then are also searched among.
        queries: photos of a class to look for; None for a tenth, at least one and at most 100.
        sizes: photos to learn from, queries and database where all is there; None where any number will do.
        curve: to how many photos precision at N is drawn.
    """

    name: str
    title: str
    cifar10: bool
    by_parts: bool
    train: int | None
    queries: int | None
    sizes: tuple[int, int, int] | None = None
    curve: int = 1000

    def split(self, dataset: Dataset, seed: int = 0) -> Split:
        """Divides a dataset.

        Raises:
            UsageError: a class has too few photos, or the data lacks the parts that the protocol goes by.
        """
        if self.by_parts and dataset.parts:
            return self._by_parts(dataset)
        if self.by_parts and self.cifar10:
            raise UsageError(
                f"{self.name} goes by CIFAR-10's own training and test photos, but {dataset.title} is not so divided:"
                " give its binary version, or folders train and test."
            )
        return self._drawn(dataset, seed)

    def _by_parts(self, dataset: Dataset) -> Split:
        for part, need in (("train", 1), ("test", 1)):
            found = np.bincount(dataset.labels[dataset.parts[part]], minlength=len(dataset.classes))
            if found.min() < need:
                raise UsageError(f"The {part} part has no photo of the class {dataset.classes[int(found.argmin())]!r}.")
        train = np.sort(dataset.parts["train"])
        return Split(train, np.sort(dataset.parts["test"]), train)

    def _drawn(self, dataset: Dataset, seed: int) -> Split:
        train: list[int] = []
        queries: list[int] = []
        database: list[int] = []
        for label, name in enumerate(dataset.classes):
            photos = np.flatnonzero(dataset.labels == label).tolist()
            photos.sort(key=lambda index: _lot(seed, dataset.names[index]))
            asked = self.queries or min(100, max(1, len(photos) // 10))
            learnt = self.train or 0
            if len(photos) < asked + learnt + 1:
                raise UsageError(
                    f"The class {name!r} has {len(photos)} photo{'' if len(photos) == 1 else 's'}, too few for"
                    f" {self.name}: it takes {asked + learnt + 1} at least"
                    f" ({asked} to look for{f', {learnt} to learn from' if learnt else ''} and one to find)."
                )
            queries += photos[:asked]
            train += photos[asked : asked + learnt] if self.train else photos[asked:]
            database += photos[asked + learnt :]
        return Split(*(np.array(sorted(side), np.int64) for side in (train, queries, database)))


def _lot(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogateescape")).digest()


PROTOCOLS: Mapping[str, Protocol] = MappingProxyType(
    {
        protocol.name: protocol
        for protocol in (
            Protocol(
                "cifar10-dah",
                "DAH: the 10,000 test photos are looked for among the 50,000 training photos",
                cifar10=True, by_parts=True, train=None, queries=None, sizes=(50_000, 10_000, 50_000),
            ),
            Protocol(
                "cifar10-dahp",
                "DAHP: 500 photos a class to learn from, 100 a class looked for among the rest",
                cifar10=True, by_parts=False, train=500, queries=100, sizes=(5_000, 1_000, 54_000),
            ),
            Protocol(
                "cifar10-dhida",
                "DHIDA: 500 photos a class to learn from, 100 a class looked for among the rest",
                cifar10=True, by_parts=False, train=500, queries=100, sizes=(5_000, 1_000, 54_000),
            ),
            Protocol(
                "folder",
                "a folder a class: the test part, or a tenth of every class, looked for among the rest",
                cifar10=False, by_parts=True, train=None, queries=None,
            ),
        )
    }
)  # fmt: skip
"""The protocols by name."""


def protocol_named(name: str) -> Protocol:
    """The protocol of a name.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in PROTOCOLS:
        raise UsageError(f"There is no protocol {name!r}. There are: {', '.join(PROTOCOLS)}.")
    return PROTOCOLS[name]
