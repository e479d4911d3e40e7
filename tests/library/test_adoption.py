"""A new browsing model codes the whole library beside the old one, takes over at once, and can be gone back from."""

from pathlib import Path

import numpy as np
import pytest

from photohash.core.bits import Codes
from photohash.core.errors import Cancelled
from photohash.core.settings import Settings
from photohash.core.task import Task
from photohash.library.adoption import Adoption
from photohash.library.browse import Browser, Model
from photohash.library.cluster_codes import read_codes
from photohash.library.photo import Pixels
from photohash.library.pipeline import CommitReport, Pipeline
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import VERIFIED, WIDEST
from tests.library.photos import save, scene
from tests.library.scans import CancelledAt

OLD, NEW, NEWEST = "old-scenes", "new-albums-1", "newest-albums-2"
PHOTOS = 6


class Inverted(DifferenceEncoder):
    """Codes of another model; counts the photos that it coded."""

    def __init__(self, model: str) -> None:
        self.model_id, self.coded = model, 0

    def encode(self, batch: Pixels) -> Codes:
        self.coded += len(batch)
        return ~super().encode(batch)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Six photos, coded by the model for copies and the old one for browsing."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(PHOTOS):
        save(scene(320, 240, seed=number), photos / f"{number}.png")
    library = tmp_path / "library"
    Settings(library).set("browsing-model", OLD)
    scan(library, Inverted(OLD), folders=[photos])
    return library


def scan(
    library: Path, *browsing: Inverted, folders: list[Path] | None = None, task: Task | None = None
) -> list[CommitReport]:
    catalogue = Catalogue.open(library, write=True)
    with Pipeline(
        catalogue, DifferenceEncoder(), WIDEST, Previews(library / "thumbnails"), verify=VERIFIED, browsing=browsing
    ) as pipeline:
        return list(pipeline.update(folders or [], task=task or Task()))


def adoption(library: Path) -> Adoption:
    return Adoption(Settings(library))


def progress(library: Path) -> tuple[int, int] | None:
    with browser(library) as view:
        found = adoption(library).progress(view)
    return None if found is None else (found.coded, found.photos)


def browser(library: Path) -> Browser:
    model = Model(DifferenceEncoder.model_id, {}, (), str(Settings(library)["browsing-model"]))
    return Browser(library, model)


def compared_by(library: Path) -> tuple[str, ...]:
    """The models whose codes tell look-alikes."""
    with browser(library) as view:
        return read_codes(view, alone=False).measure.models


def test_the_old_model_serves_until_every_photo_has_a_code_of_the_new_one(library):
    adoption(library).adopt(NEW)
    assert progress(library) == (0, PHOTOS)
    assert compared_by(library) == (DifferenceEncoder.model_id, OLD)
    scan(library, Inverted(OLD), Inverted(NEW))
    assert progress(library) == (PHOTOS, PHOTOS)
    assert compared_by(library) == (DifferenceEncoder.model_id, OLD)
    adoption(library).take_over()
    assert (adoption(library).current, adoption(library).coming, adoption(library).before) == (NEW, "", OLD)
    assert compared_by(library) == (DifferenceEncoder.model_id, NEW)


def test_what_is_coded_when_it_is_cut_short_is_not_coded_again(library, monkeypatch):
    monkeypatch.setattr("photohash.library.pipeline.ingest._PHOTOS_A_COMMIT", 2)
    monkeypatch.setattr("photohash.library.pipeline.ingest._TOGETHER", 2)
    adoption(library).adopt(NEW)
    with pytest.raises(Cancelled):
        scan(library, Inverted(OLD), Inverted(NEW), task=CancelledAt(4))
    assert progress(library) != (PHOTOS, PHOTOS)
    done = progress(library)
    assert done is not None
    again = Inverted(NEW)
    scan(library, Inverted(OLD), again)
    assert again.coded == PHOTOS - done[0]
    assert progress(library) == (PHOTOS, PHOTOS)


def test_a_photo_that_comes_meanwhile_gets_every_code_in_one_pass(library, tmp_path):
    adoption(library).adopt(NEW)
    save(scene(320, 240, seed=50), tmp_path / "photos" / "late.png")
    old, new = Inverted(OLD), Inverted(NEW)
    scan(library, old, new)
    assert (old.coded, new.coded) == (1, PHOTOS + 1)
    assert progress(library) == (PHOTOS + 1, PHOTOS + 1)


def test_a_photo_that_cannot_be_read_any_more_holds_nothing_up(library, tmp_path):
    adoption(library).adopt(NEW)
    (tmp_path / "photos" / "3.png").write_bytes(b"no picture")
    scan(library, Inverted(OLD), Inverted(NEW))
    done = progress(library)
    assert done is not None
    assert done[0] == done[1]


def test_going_back_needs_no_search(library):
    adoption(library).adopt(NEW)
    scan(library, Inverted(OLD), Inverted(NEW))
    adoption(library).take_over()
    adoption(library).roll_back()
    assert compared_by(library) == (DifferenceEncoder.model_id, OLD)
    adoption(library).roll_back()
    assert compared_by(library) == (DifferenceEncoder.model_id, NEW)


def test_the_codes_of_the_model_before_the_last_are_put_down(library):
    for model in (NEW, NEWEST):
        adoption(library).adopt(model)
        scan(library, Inverted(adoption(library).current), Inverted(model))
        adoption(library).take_over()
    assert adoption(library).before == NEW
    assert adoption(library).put_down == (OLD,)
    adoption(library).codes_dropped((OLD,))
    assert adoption(library).put_down == ()


def test_giving_up_leaves_everything_as_it_was(library):
    adoption(library).adopt(NEW)
    scan(library, Inverted(OLD), Inverted(NEW))
    adoption(library).give_up()
    assert progress(library) is None
    assert adoption(library).put_down == (NEW,)
    assert compared_by(library) == (DifferenceEncoder.model_id, OLD)


def test_adopting_what_is_in_use_changes_nothing(library):
    adoption(library).adopt(OLD)
    assert adoption(library).coming == ""


def test_two_who_keep_settings_of_one_library_do_not_undo_one_another(library):
    one, other = Settings(library), Settings(library)
    one.set("theme", "dark")
    other.set("thumbnail-size", 99)
    one.set("language", "de")
    assert (Settings(library)["theme"], Settings(library)["thumbnail-size"]) == ("dark", 99)


def test_codes_that_are_dropped_are_gone(library):
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        catalogue.pairs(OLD).drop_codes()
    with browser(library) as view:
        assert np.size(view.codes(OLD)[0]) == 0
        assert len(view.codes(DifferenceEncoder.model_id)[0]) == PHOTOS
