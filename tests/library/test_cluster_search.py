"""Clusters of a library's photos by id: kept between questions, cohesive, and the same however the photos came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.library.browse import Browser
from photohash.library.cluster_map import likeness, plane, surroundings
from photohash.library.cluster_search import ClusterSearch
from photohash.library.clusters import Level
from photohash.library.clusters.neighbours import weighted_distances
from photohash.library.store import Catalogue
from tests.library.catalogues import MODEL, add_photo


class Coded:
    """A library of photos of which there is nothing but a code, in a few clouds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._random = folder, np.random.default_rng(0)
        self._clouds = self._random.integers(0, 2, (6, 256))
        self.count = 0

    def add(self, photos: int, *, at: float | None = None) -> None:
        """Adds photos that differ from a cloud in a share of their bits."""
        with Catalogue.open(self.folder, write=True) as catalogue, catalogue.transaction():
            for _ in range(photos):
                self.count += 1
                noise = self._random.random(256) < (self._random.choice([0.02, 0.1, 0.5]) if at is None else at)
                bits = self._clouds[self._random.integers(6)] ^ noise
                code = int.from_bytes(np.packbits(bits).tobytes(), "big")
                add_photo(catalogue, self.count, f"/photos/{self.count}.jpg", code=code)

    def remove(self, numbers: range) -> None:
        with Catalogue.open(self.folder, write=True) as catalogue, catalogue.transaction():
            files = [catalogue.file_at(Path(f"/photos/{number}.jpg")) for number in numbers]
            catalogue.mark_vanished(file for file in files if file is not None)


@pytest.fixture
def library(tmp_path: Path) -> Coded:
    made = Coded(tmp_path / "library")
    made.add(300)
    return made


def photos_of(search: ClusterSearch, level: Level = Level.STACK, strictness: float = 1e-5) -> list[tuple[int, ...]]:
    return [cluster.photos for cluster in search.find(level, strictness, Task()).clusters]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("strictness", [1e-6, 1e-5, 1e-4])
@pytest.mark.parametrize("most", [1 << 20, 2000, 40])
def test_every_photo_is_in_one_cluster_or_alone_and_within_the_limit_of_the_centre(library, level, strictness, most):
    with Browser(library.folder, MODEL) as browser:
        search = ClusterSearch(browser, most=most)
        found = search.find(level, strictness, Task())
        clustered = [photo for cluster in found.clusters for photo in cluster.photos]
        assert sorted([*clustered, *found.alone]) == browser.photo_ids()
        for cluster in found.clusters:
            _, codes = search.codes_of(cluster.photos)
            apart = weighted_distances(codes, [code[:1] for code in codes], search.measure.times)
            assert apart.tolist() == list(cluster.distances) == sorted(cluster.distances)
            assert apart.max() <= found.limit
        assert [len(cluster.photos) for cluster in found.clusters] == sorted(
            (len(cluster.photos) for cluster in found.clusters), reverse=True
        )


@pytest.mark.parametrize("most", [1 << 20, 12_000])
def test_what_is_kept_gives_the_same_clusters_as_a_search_anew(library, most):
    with Browser(library.folder, MODEL) as browser:
        kept = ClusterSearch(browser, most=most)
        for change in (
            lambda: None,
            lambda: library.add(60),
            lambda: library.remove(range(20, 90)),
            lambda: library.add(30, at=0.01),
        ):
            change()
            for level, strictness in ((Level.STACK, 1e-5), (Level.SUBJECT, 1e-4), (Level.STACK, 1e-6)):
                with Browser(library.folder, MODEL) as another:
                    anew = photos_of(ClusterSearch(another, most=most), level, strictness)
                assert photos_of(kept, level, strictness) == anew
        assert anew


def test_another_strictness_is_answered_without_comparing_anything_again(library):
    class Counting(Task):
        rows = 0

        def advance(self, items: int = 1) -> None:
            self.rows += items

    with Browser(library.folder, MODEL) as browser:
        search, task = ClusterSearch(browser), Counting()
        search.find(Level.STACK, 1e-5, task)
        assert task.rows == library.count
        search.find(Level.STACK, 1e-4, task)
        search.find(Level.STACK, 1e-6, task)
        assert task.rows == library.count
        library.add(10)
        search.find(Level.STACK, 1e-5, task)
        assert task.rows == library.count


def test_it_can_be_stopped_and_asked_again(library):
    task = Task()
    task.cancel()
    with Browser(library.folder, MODEL) as browser:
        search = ClusterSearch(browser)
        with pytest.raises(Cancelled):
            search.find(Level.STACK, 1e-5, task)
        assert photos_of(search)


def test_a_strictness_beyond_those_there_are_is_refused(library):
    with Browser(library.folder, MODEL) as browser, pytest.raises(UsageError):
        ClusterSearch(browser).find(Level.STACK, 0.5, Task())


def test_a_library_without_photos_has_no_clusters(tmp_path):
    with Browser(tmp_path / "library", MODEL, create=True) as browser:
        search = ClusterSearch(browser)
        found = search.find(Level.STACK, 1e-5, Task())
        assert (found.clusters, found.alone, found.photos) == ((), (), 0)
        assert plane(search, found, Task()).clusters == ()


def test_what_lies_around_a_photo_is_the_nearest_there_is(library):
    with Browser(library.folder, MODEL) as browser:
        search = ClusterSearch(browser)
        found = search.find(Level.STACK, 1e-5, Task())
        cluster = found.clusters[0]
        around = surroundings(search, found, cluster.photos[-1])
        assert around is not None
        assert (around.asked, around.cluster) == (cluster.photos[-1], cluster)
        assert {near.photo for near in around.near} == {other.centre for other in found.clusters[1:]}
        likenesses = [near.likeness for near in around.near]
        assert likenesses == sorted(likenesses, reverse=True)
        alone = surroundings(search, found, found.alone[0])
        assert alone is not None
        assert alone.cluster.photos == found.alone[:1]
        assert found.alone[0] not in {near.photo for near in alone.alone}
        assert surroundings(search, found, 10_000) is None


def test_likeness_is_one_for_equal_codes_and_none_for_unrelated_ones():
    assert (likeness(0, 640), likeness(320, 640), likeness(500, 640)) == (1, 0, 0)


def test_the_plane_holds_each_cluster_once_and_those_alike_side_by_side(tmp_path):
    library = Coded(tmp_path / "library")
    library.add(600, at=0.18)
    with Browser(library.folder, MODEL) as browser:
        search = ClusterSearch(browser)
        found = search.find(Level.STACK, 1e-6, Task())
        laid = plane(search, found, Task())
        assert sorted(cluster.centre for cluster in laid.clusters) == sorted(one.centre for one in found.clusters)
        assert len(laid.clusters) > 20
        _, codes = search.codes_of([cluster.centre for cluster in laid.clusters])
        columns = laid.columns
        below = weighted_distances([codes[0][:-columns]], [codes[0][columns:]], (1,))
        strangers = weighted_distances(codes, [np.roll(codes[0], len(codes[0]) // 2, axis=0)], (1,))
        assert below.mean() < strangers.mean()
        assert laid == plane(search, found, Task())
