"""Near pairs are kept beside the catalogue: the next start compares nothing twice, and trusts nothing damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photohash.core.task import Task
from photohash.library.browse import Browser
from photohash.library.cluster_search import ClusterSearch
from photohash.library.clusters import KeptPairs, Level, Neighbours, PairsFile
from tests.library.catalogues import MODEL
from tests.library.test_cluster_search import Coded, photos_of

PHOTOS = 300


class Counting(Task):
    """Counts the rows that are compared."""

    rows = 0

    def advance(self, items: int = 1) -> None:
        self.rows += items


@pytest.fixture
def library(tmp_path: Path) -> Coded:
    made = Coded(tmp_path / "library")
    made.add(PHOTOS)
    return made


def compared(library: Coded, level: Level = Level.STACK, **options) -> tuple[int, list[tuple[int, ...]]]:
    """How many rows a start compares, and the clusters that it finds."""
    with Browser(library.folder, MODEL) as browser:
        search, task = ClusterSearch(browser, **options), Counting()
        search.find(level, 1e-5, task)
        return task.rows, photos_of(search, level)


def anew(library: Coded, level: Level = Level.STACK, **options) -> list[tuple[int, ...]]:
    with Browser(library.folder, MODEL) as browser:
        return photos_of(ClusterSearch(browser, alone=True, **options), level)


def test_the_next_start_compares_nothing(library):
    rows, found = compared(library)
    assert rows == PHOTOS
    assert compared(library) == (0, found)
    assert found


def test_new_photos_alone_are_compared_and_photos_that_went_are_left_out(library):
    compared(library)
    library.add(20)
    library.remove(range(10, 60))
    rows, found = compared(library)
    assert rows == 20
    assert found == anew(library)


def test_a_wider_level_is_searched_once_and_does_for_both(library):
    compared(library)
    assert compared(library, Level.SUBJECT)[0] in (0, PHOTOS)
    for level in Level:
        assert compared(library, level) == (0, anew(library, level))


@pytest.mark.parametrize("most", [12_000, 2000])
def test_where_there_are_more_pairs_than_are_held_the_clusters_are_the_same(library, most):
    for change in (lambda: None, lambda: library.add(40), lambda: library.remove(range(5, 50))):
        change()
        assert compared(library, most=most)[1] == anew(library, most=most)


def damage(*, at: float) -> Callable[[Path], object]:
    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(at * (len(content) - 1))] ^= 0xFF
        path.write_bytes(content)

    return flip


def _into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pairs(a: list[int], b: list[int], distances: list[int]) -> Neighbours:
    """Pairs of rows within 9 bits."""
    return Neighbours(np.array(a, np.int32), np.array(b, np.int32), np.array(distances, np.int32), limit=9)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "header": damage(at=0.0),
    "codes": damage(at=0.3),
    "end": damage(at=1.0),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "empty": lambda path: path.write_bytes(b""),
    "no file of ours": lambda path: path.write_bytes(b'{"format": "another"}\n' + bytes(99)),
    "a list": lambda path: path.write_bytes(b"[1]\n"),
    "a limit that it was not searched to": lambda path: path.write_bytes(
        path.read_bytes().replace(b'"limit": ', b'"limit": 1', 1)
    ),
    "of another model": lambda path: path.write_bytes(path.read_bytes().replace(MODEL.encode(), b"x" * len(MODEL), 1)),
    "a folder": _into_folder,
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_what_is_damaged_or_of_another_model_is_searched_for_anew(library, kind):
    _, found = compared(library)
    DAMAGES[kind](PairsFile(library.folder).path)
    assert compared(library) == (PHOTOS, found)


def test_pairs_of_rows_that_are_not_there_are_not_believed(tmp_path):
    file = PairsFile(tmp_path)
    codes = (np.zeros((3, 8), dtype=np.uint8),)
    sound = pairs([2, 1], [0, 0], [4, 5])
    file.write(KeptPairs(("m",), (1,), 9, 100, codes, sound))
    kept = file.read(["m"], (1,), 100)
    assert kept is not None
    assert (kept.pairs.a.tolist(), kept.pairs.b.tolist(), kept.pairs.distances.tolist()) == ([1, 2], [0, 0], [5, 4])
    for b, distances in (([7, 0], [4, 5]), ([0, 0], [4, 50])):
        wrong = pairs([2, 1], b, distances)
        file.write(KeptPairs(("m",), (1,), 9, 100, codes, wrong))
        assert file.read(["m"], (1,), 100) is None
    assert file.read(["m"], (1,), 99) is None
    assert json.loads(file.path.read_bytes().split(b"\n")[0])["rows"] == 3


def test_a_library_that_cannot_be_written_is_searched_all_the_same(library):
    PairsFile(library.folder).path.mkdir()
    assert compared(library)[0] == PHOTOS
    assert [path.name for path in library.folder.iterdir() if path.name.startswith(".near")] == []


def test_a_question_to_one_model_alone_keeps_nothing(library):
    anew(library)
    assert not PairsFile(library.folder).path.exists()


def test_a_file_that_goes_between_two_questions_is_made_again(library):
    with Browser(library.folder, MODEL) as browser:
        search = ClusterSearch(browser)
        found = {strictness: photos_of(search, strictness=strictness) for strictness in (1e-6, 1e-4)}
        PairsFile(library.folder).path.unlink()
        library.add(0)
        for strictness in (1e-4, 1e-5):
            anew_found = photos_of(ClusterSearch(browser, alone=True), strictness=strictness)
            assert photos_of(search, strictness=strictness) == anew_found
        assert photos_of(search, strictness=1e-6) == found[1e-6]
    assert compared(library)[0] == 0


def test_where_no_file_can_be_written_nothing_is_compared_twice_either(library):
    PairsFile(library.folder).path.mkdir()
    with Browser(library.folder, MODEL) as browser:
        search, task = ClusterSearch(browser), Counting()
        for strictness in (1e-5, 1e-4, 1e-6):
            search.find(Level.STACK, strictness, task)
        library.add(3)
        search.find(Level.STACK, 1e-5, task)
        assert task.rows == PHOTOS + 3
