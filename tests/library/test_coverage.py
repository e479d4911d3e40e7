"""A library knows how far it is read, whatever cut a scan short."""

import pytest

from photohash.core.errors import Cancelled
from photohash.core.task import Stage, Task
from photohash.library.browse import Browser, Coverage
from photohash.library.store import Catalogue
from photohash.library.watch import Changes
from tests.library.libraries import browser, pipeline, update
from tests.library.photos import save, scene
from tests.library.scans import CancelledAt, CountingEncoder


def coverage(library) -> Coverage:
    with browser(library) as view:
        return view.coverage()


class CancelledIn(Task):
    """A task that the user cancels as a stage begins."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.last = stage

    def begin(self, stage: Stage, total: int | None = None) -> None:
        super().begin(stage, total)
        if stage is self.last:
            self.cancel()


def test_a_new_library_is_whole_and_so_is_one_that_was_read(library, photos):
    Catalogue.make(library)
    assert coverage(library) == Coverage(0, 0, 0, compared=True)
    update(library, photos)
    assert coverage(library) == Coverage(16, 0, 0, compared=True)
    assert coverage(library).whole


def test_folders_that_nobody_looked_through_are_not_read(library, photos):
    with pytest.raises(Cancelled):
        update(library, photos, task=CancelledAt(3))
    found = coverage(library)
    assert (found.whole, found.unread, found.read) == (False, None, 0)


def test_files_that_were_found_and_not_read_are_counted(library, photos, small_commits):
    with pytest.raises(Cancelled):
        update(library, photos, task=CancelledAt(17 + 9))
    found = coverage(library)
    assert not found.whole
    assert 0 < found.read < 16
    assert found.done == found.read
    assert found.total in {16, 17}  # the broken one is read, and not in the library
    update(library)
    assert coverage(library).whole


def test_pairs_that_were_not_compared_are_known(library, photos):
    with pytest.raises(Cancelled):
        update(library, photos, task=CancelledIn(Stage.VERIFYING))
    found = coverage(library)
    assert (found.whole, found.unread, found.compared, found.done) == (False, 0, False, 16)
    update(library)
    assert coverage(library).whole


def test_photos_without_a_code_of_the_model_are_not_read(library, photos):
    class Other(CountingEncoder):
        model_id = "another-256"

    update(library, photos)
    with Browser(library, Other.model_id) as view:
        assert view.coverage() == Coverage(16, 0, 12, compared=True)
    update(library, encoder=Other())
    with Browser(library, Other.model_id) as view:
        assert view.coverage().whole


def test_what_was_touched_is_counted_until_it_is_read(library, photos):
    update(library, photos)
    path = save(scene(240, 160, 77), photos / "new.jpg")
    with pipeline(library) as opened, pytest.raises(Cancelled):
        list(opened.look_at(Changes(frozenset({path})), CancelledIn(Stage.ENCODING)))
    assert coverage(library).unread == 1
    with pipeline(library) as opened:
        list(opened.look_at(Changes(everything=True), Task()))
    assert coverage(library) == Coverage(17, 0, 0, compared=True)
