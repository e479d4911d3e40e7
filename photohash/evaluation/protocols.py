"""Which photos are learnt from, which are queries, and which are searched among: the papers' protocols.

Which photos of a class fall where is decided by the order of SHA-256("<seed>:<name>") over the names of its photos, so
a split depends on nothing but the seed and the names: not on the order of files, nor on a random generator's version,
nor on other classes. ``cifar10-dahp`` and ``cifar10-dhida`` describe the same split and get the same photos.

On "the rest of the images serve as the database": read to the letter, 60,000 - 5,000 - 1,000 = 54,000 photos, and so it
is here: no photo is on two sides, and none that was learnt from makes a figure better. Some later work searches among
59,000, the training photos included; ``evaluate`` tells that figure beside the other.

DHIDA's NUS-WIDE and ImageNet-100 do search among their training photos, which are drawn "in the database". Lists divide
the data themselves. HashNet's of ImageNet-100, which most work goes by, look for 5,000 validation photos among all
128,503. Photos with several labels are drawn label by label, and a photo is right where it shares any label with the
query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from photohash.core.errors import UsageError
from photohash.core.name_digest import digest_of_names
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

    @property
    def apart(self) -> Indices:
        """Photos that are learnt from and not searched among."""
        return np.setdiff1d(self.train, self.database, assume_unique=True)

    def digests(self, names: Sequence[str]) -> dict[str, str]:
        """Of each side which photos it has, by the names of the dataset's; see ``core.name_digest``."""
        sides = {"train": self.train, "queries": self.queries, "database": self.database}
        return {side: digest_of_names(names[index] for index in indices.tolist()) for side, indices in sides.items()}


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a dataset is divided.

    Attributes:
        name: as the command line takes it.
        title: for people, with where it is from.
        cifar10: whether it is for CIFAR-10 only.
        labels: how many labels the data must have; None for any number.
        by_parts: whether the data's own test part are the queries, and its train part all else. Where it is False, or
            the data does not come divided, photos are drawn.
        train: photos of a class to learn from; None for all that are no queries, which then are also searched among.
        queries: photos of a class to look for; None for a tenth, at least one and at most 100.
        sizes: photos to learn from, queries and database where all is there; None where any number will do.
        curve: to how many photos precision at N is drawn.
        cutoff: how many photos the paper's mAP counts; None for all.
        listed: the sizes where the field's lists divide the data otherwise than the text.
        searches_train: whether drawn training photos are searched among too.
        by_album: whether each label is measured on its own too.
    """

    name: str
    title: str
    cifar10: bool
    by_parts: bool
    train: int | None
    queries: int | None
    sizes: tuple[int, int, int] | None = None
    curve: int = 1000
    labels: int | None = None
    cutoff: int | None = None
    listed: tuple[int, int, int] | None = None
    searches_train: bool = False
    by_album: bool = False

    def is_whole(self, counted: tuple[int, int, int]) -> bool:
        """Whether a split of these sizes, training, queries and database, is that of the paper or of its lists."""
        return self.sizes is None or counted in {self.sizes, self.listed}

    def split(self, dataset: Dataset, seed: int = 0) -> Split:
        """Divides a dataset.

        Raises:
            UsageError: a class has too few photos, or the data lacks the parts that the protocol goes by.
        """
        if self.labels not in {None, len(dataset.classes)}:
            raise UsageError(
                f"{self.name} is for {self.labels} labels, and {dataset.title} has {len(dataset.classes)}."
            )
        if self.by_parts and dataset.parts:
            return self._by_parts(dataset)
        if self.by_parts and self.cifar10:
            raise UsageError(
                f"{self.name} goes by CIFAR-10's own training and test photos, but {dataset.title} is not so divided:"
                " give its binary version, or folders train and test."
            )
        return self._drawn(dataset, seed) if dataset.single else self._drawn_by_labels(dataset, seed)

    def _by_parts(self, dataset: Dataset) -> Split:
        for part, need in (("train", 1), ("test", 1)):
            found = dataset.memberships[dataset.parts[part]].sum(axis=0)
            if found.min() < need:
                raise UsageError(f"The {part} part has no photo of the class {dataset.classes[int(found.argmin())]!r}.")
        train = np.sort(dataset.parts["train"])
        return Split(train, np.sort(dataset.parts["test"]), np.sort(dataset.parts.get("database", train)))

    def _drawn_by_labels(self, dataset: Dataset, seed: int) -> Split:
        """Label by label, the rarest first, from the photos that no label before it took.

        A label with too few photos for both gives a sixth of them to the queries, and the rest to learn from.
        """
        members = dataset.memberships
        lots = sorted(range(len(dataset)), key=lambda index: _lot(seed, dataset.names[index]))
        order = np.array(lots, np.int64)
        free = np.ones(len(dataset), bool)
        queries, train = self.queries or 100, self.train or 0
        taken: dict[str, list[int]] = {"queries": [], "train": []}
        rarest = np.argsort(members.sum(axis=0), kind="stable").tolist()
        for side, asked in (("queries", queries), ("train", train)):
            for label in rarest:
                left = order[free[order] & members[order, label]]
                if not len(left) and side == "queries":
                    raise UsageError(f"No photo of the label {dataset.classes[label]!r} is left for {self.name}.")
                most = max(len(left) // 6, 1) if side == "queries" and len(left) < queries + train else asked
                chosen = left[: min(asked, most)]
                free[chosen] = False
                taken[side] += chosen.tolist()
        searched = np.flatnonzero(free).tolist() + (taken["train"] if self.searches_train or not train else [])
        learnt = taken["train"] if train else searched
        return Split(*(np.array(sorted(side), np.int64) for side in (learnt, taken["queries"], searched)))

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
            database += photos[asked if self.searches_train else asked + learnt :]
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
                "nus-wide-21",
                "NUS-WIDE, 21 concepts: 100 photos each looked for among the rest, 500 each learnt from",
                cifar10=False, by_parts=True, train=500, queries=100, sizes=(10_500, 2_100, 193_734), labels=21,
                cutoff=5_000, searches_train=True,
            ),
            Protocol(
                "imagenet-100",
                "ImageNet-100: 5,000 photos looked for among the rest, 130 a class learnt from",
                cifar10=False, by_parts=True, train=130, queries=50, sizes=(13_000, 5_000, 123_503), labels=100,
                cutoff=1_000, listed=(13_000, 5_000, 128_503), searches_train=True,
            ),
            Protocol(
                "mirflickr-25k",
                "MIRFLICKR-25000: 100 photos a label looked for, 500 a label learnt from, the rest searched",
                cifar10=False, by_parts=True, train=500, queries=100,
            ),
            Protocol(
                "folder",
                "a folder a class: the test part, or a tenth of every class, looked for among the rest",
                cifar10=False, by_parts=True, train=None, queries=None, by_album=True,
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
