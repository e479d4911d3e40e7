from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photohash.core.errors import UsageError
from photohash.evaluation.cifar_batches import CLASSES
from photohash.evaluation.datasets import Dataset, Pictures
from photohash.evaluation.protocols import PROTOCOLS, Protocol, protocol_named

SMALL = replace(PROTOCOLS["cifar10-dhida"], train=5, queries=2, sizes=None)


class Blank(Pictures):
    def image(self, index: int) -> Image.Image:
        return Image.new("RGB", (1, 1))


def dataset(counts: list[int], test: int = 0) -> Dataset:
    """Classes of so many photos each, of which the last ``test`` are the test part."""
    names = [f"{label}/{number:03}" for label, count in enumerate(counts) for number in range(count)]
    labels = np.repeat(np.arange(len(counts)), counts)
    tests = np.concatenate([np.arange(count) >= count - test for count in counts])
    parts = {"train": np.flatnonzero(~tests), "test": np.flatnonzero(tests)} if test else {}
    return Dataset("made up", tuple(f"class {label}" for label in range(len(counts))), names, labels, Blank(), parts)


def by_class(data: Dataset, indices: np.ndarray) -> list[int]:
    return [int(count) for count in np.bincount(data.labels[indices], minlength=len(data.classes))]


def test_dahp_and_dhida_take_500_and_100_photos_a_class_and_search_the_rest():
    data = dataset([6000] * 10)
    split = PROTOCOLS["cifar10-dahp"].split(data)
    assert by_class(data, split.train) == [500] * 10
    assert by_class(data, split.queries) == [100] * 10
    assert by_class(data, split.database) == [5400] * 10
    same = PROTOCOLS["cifar10-dhida"].split(data)
    for a, b in zip(
        (split.train, split.queries, split.database), (same.train, same.queries, same.database), strict=True
    ):
        assert (a == b).all()


def test_dah_looks_for_the_test_photos_among_the_training_photos():
    data = dataset([7] * 10, test=2)
    split = PROTOCOLS["cifar10-dah"].split(data)
    assert (split.queries == data.parts["test"]).all()
    assert (split.train == data.parts["train"]).all()
    assert (split.database == data.parts["train"]).all()


def test_a_folder_is_divided_by_its_own_parts_or_by_a_tenth_of_every_class():
    folder = PROTOCOLS["folder"]
    data = dataset([40, 2, 3000], test=0)
    split = folder.split(data)
    assert by_class(data, split.queries) == [4, 1, 100]
    assert (split.train == split.database).all()
    data = dataset([5, 6], test=3)
    assert (folder.split(data).queries == data.parts["test"]).all()


@given(st.lists(st.integers(8, 20), min_size=2, max_size=4), st.integers(0, 99))
def test_no_photo_is_on_two_sides_and_none_is_lost(counts: list[int], seed: int):
    data = dataset(counts)
    split = SMALL.split(data, seed)
    together = np.concatenate([split.train, split.queries, split.database])
    assert sorted(together.tolist()) == list(range(len(data)))
    assert all((np.diff(side) > 0).all() for side in (split.train, split.queries, split.database))


def test_a_split_depends_on_names_and_seed_alone():
    data = dataset([30, 30])
    turned = Dataset("", data.classes, data.names[::-1], data.labels[::-1], Blank())

    def names(protocol: Protocol, of: Dataset, seed: int) -> set[str]:
        return {of.names[index] for index in protocol.split(of, seed).queries}

    assert names(SMALL, data, 0) == names(SMALL, turned, 0)
    assert names(SMALL, data, 0) != names(SMALL, data, 1)


def test_the_split_is_the_one_that_results_were_made_with():
    data = dataset([12, 12])
    assert SMALL.split(data).queries.tolist() == [1, 7, 16, 19]


def test_a_class_does_not_depend_on_the_others():
    one, two = dataset([20, 20]), dataset([20, 12])
    queries = [SMALL.split(data).queries for data in (one, two)]
    assert queries[0][:2].tolist() == queries[1][:2].tolist()


@pytest.mark.parametrize(("protocol", "counts"), [(SMALL, [20, 7]), (PROTOCOLS["folder"], [20, 1])])
def test_a_class_with_too_few_photos_is_named(protocol: Protocol, counts: list[int]):
    with pytest.raises(UsageError, match=rf"The class 'class 1' has {counts[1]} photo.*too few for {protocol.name}"):
        protocol.split(dataset(counts))


def test_dah_needs_the_data_to_come_divided():
    with pytest.raises(UsageError, match="not so divided"):
        PROTOCOLS["cifar10-dah"].split(dataset([9] * 10))


def test_a_part_that_lacks_a_class_is_told():
    data = dataset([5, 5], test=2)
    lacking = replace(data, parts={"train": data.parts["train"], "test": data.parts["test"][:2]})
    with pytest.raises(UsageError, match="The test part has no photo of the class 'class 1'"):
        PROTOCOLS["folder"].split(lacking)


def test_an_unknown_protocol_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match=r"cifar100.*cifar10-dah, cifar10-dahp, cifar10-dhida, nus-wide-21, .*folder"):
        protocol_named("cifar100")


def test_the_sizes_of_the_papers_are_those_of_their_splits():
    data = dataset([6000] * 10, test=1000)
    assert len(data.classes) == len(CLASSES)
    for protocol in PROTOCOLS.values():
        if protocol.sizes and protocol.cifar10:
            split = protocol.split(data)
            assert (len(split.train), len(split.queries), len(split.database)) == protocol.sizes
