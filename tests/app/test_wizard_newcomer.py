"""What somebody does with the wizard who has not read how it is meant: odd albums, files that go, everything twice."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from photohash.app.main_window import MainWindow
from photohash.app.pages.frame import ElidedLabel
from photohash.app.wizard.teach_page import WizardStep
from photohash.core.settings import DEFAULT_BROWSING_MODEL, Settings
from photohash.library.albums.check import AlbumProblem
from photohash.library.browse import Browser, Model
from photohash.training.run_folder import RunState, runs
from tests.app.libraries import session_of
from tests.app.training_children import report_of, start_with
from tests.app.wizards import EACH, Wizard, albums_of_scenes, own_model
from tests.library.encoders import DifferenceEncoder
from tests.limits import no_file_over
from tests.mounts import small_disk

ODD = "Ünïcødé 家族 👨‍👩‍👧 <b>&amp; & שלום"
WIDE = "W" * 60 + " and more of the photos that nobody ever sorted into boxes"
ALBUMS = {ODD: range(EACH), "Harbour": range(10, 10 + EACH), "Again": range(10, 10 + EACH), WIDE: range(20, 23)}


@pytest.fixture(scope="module")
def with_albums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``library``, its ``photos``, and a ``model`` that came of training; not to be changed."""
    folder = tmp_path_factory.mktemp("newcomer")
    albums_of_scenes(folder, session_of(folder / "library"), ALBUMS)
    own_model(folder)
    return folder


@pytest.fixture
def library(with_albums: Path, tmp_path: Path) -> Path:
    return shutil.copytree(with_albums / "library", tmp_path / "library")


@pytest.fixture
def open_wizard(
    open_window: Callable[..., MainWindow], library: Path, with_albums: Path, qtbot
) -> Callable[..., Wizard]:
    def open_one(*albums: str, script: str = "whole", better: bool = True) -> Wizard:
        wizard = Wizard(open_window(session_of(library)), qtbot)
        with Browser(library, Model(DifferenceEncoder.model_id)) as browser:
            numbers = {album.name: album.id for album in browser.albums()}
            digests = [photo.digest.hex() for photo in browser.photos(browser.photo_ids())]
        (model,) = with_albums.glob("*-albums1")
        report = report_of([ODD, WIDE], digests, model=model.name, better=better)
        wizard.controller.training.start_child = start_with(script, report, model)
        wizard.controller.teach([numbers[name] for name in albums or (ODD, "Harbour")])
        wizard.settle()
        return wizard

    return open_one


def problems(wizard: Wizard) -> set[AlbumProblem]:
    return {found.problem for found in wizard.page.check.findings if found.stops}


def to_result(wizard: Wizard) -> None:
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.settle()


def test_one_album_alone_does_not_lead_on(open_wizard):
    wizard = open_wizard("Harbour")
    assert not wizard.page.next_button.isEnabled()
    assert wizard.page.step is WizardStep.CHOOSE


def test_two_albums_of_the_same_photos_cannot_be_told_apart_and_it_is_said(open_wizard):
    wizard = open_wizard("Harbour", "Again")
    wizard.on()
    assert problems(wizard) == {AlbumProblem.TOO_FEW}
    assert not wizard.page.next_button.isEnabled()


def test_a_name_in_any_writing_goes_all_the_way_and_is_shown_as_it_is(open_wizard):
    wizard = open_wizard()
    to_result(wizard)
    assert wizard.controller.training.run.request().albums == ("Harbour", ODD)
    shown = [label.full for label in wizard.page.result.findChildren(ElidedLabel)]
    assert ODD in shown


def test_the_longest_names_leave_all_of_a_narrow_page_to_be_seen(open_wizard):
    wizard = open_wizard(ODD, "Harbour", WIDE)
    wizard.window.resize(800, 600)

    def fits() -> None:
        wizard.settle()
        area = wizard.page.steps.currentWidget()
        wizard.wait(lambda: area.widget().width() <= area.viewport().width())

    fits()
    assert [box.name for box in wizard.page.choose.boxes.values()] == ["Again", "Harbour", WIDE, ODD]
    wizard.on()
    assert [found.names for found in wizard.page.check.findings if found.stops] == [(WIDE,)]
    fits()
    wizard.click(wizard.page.back_button)
    next(box for box in wizard.page.choose.boxes.values() if box.name == WIDE).setChecked(False)
    to_result(wizard)
    fits()


def test_albums_whose_files_are_gone_stop_before_the_training(open_wizard, with_albums):
    wizard = open_wizard()
    photos = with_albums / "photos"
    moved = photos.rename(with_albums / "elsewhere")
    try:
        wizard.on()
        assert problems(wizard) == {AlbumProblem.TOO_FEW}
        assert AlbumProblem.UNREADABLE in {found.problem for found in wizard.page.check.findings}
        assert not wizard.page.next_button.isEnabled()
        wizard.click(wizard.page.back_button)
    finally:
        moved.rename(photos)
    wizard.settle()
    wizard.on()
    assert problems(wizard) == set()


def test_a_disk_that_can_only_be_read_is_told_and_the_wizard_stays_where_it_is(open_wizard, library):
    with small_disk(library / "training", 1_000_000):
        again = ["mount", "-o", "remount,ro", str(library / "training")]
        subprocess.run(again, capture_output=True, check=True)
        wizard = open_wizard()
        wizard.on()
        wizard.on()
        wizard.click(wizard.page.next_button)
        wizard.wait(wizard.window.banner.isVisible)
        assert "cannot be written: the disk is read-only" in wizard.window.banner.text
        assert wizard.page.step is WizardStep.METHOD


def test_a_model_for_which_the_library_has_no_room_is_not_lost_and_adopted_later(open_wizard, library):
    wizard = open_wizard()
    to_result(wizard)
    with no_file_over(1_000_000):
        wizard.click(wizard.page.next_button)
    assert "could not be copied" in wizard.window.banner.text
    assert wizard.page.step is WizardStep.RESULT
    assert not list((library / "models").iterdir())
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.controller.training.run is None)
    wizard.settle()
    assert len(list((library / "models").iterdir())) == 1


def test_a_second_click_on_adopt_changes_nothing(open_wizard, library):
    wizard = open_wizard()
    to_result(wizard)
    button = wizard.page.next_button
    button.click()
    button.click()
    wizard.wait(lambda: wizard.controller.training.run is None)
    wizard.settle()
    assert runs(library) == ()
    assert Settings(library)["coming-browsing-model"] in ("dah-lite0-64-albums1", "")
    assert len(list((library / "models").iterdir())) == 1


def test_a_model_that_is_there_already_is_adopted_again_without_a_second_copy(open_wizard, library, with_albums):
    wizard = open_wizard()
    adopting = wizard.window.teaching.adopting
    (model,) = with_albums.glob("*-albums1")
    assert adopting.adopt(model)
    assert adopting.adopt(model)
    assert [folder.name for folder in (library / "models").iterdir()] == [model.name]
    adopting.give_up()
    assert Settings(library)["coming-browsing-model"] == ""
    adopting.give_up()
    wizard.settle()


def test_going_back_twice_stays_with_a_model_that_is_there(open_wizard, library):
    wizard = open_wizard()
    adopting = wizard.window.teaching.adopting
    settings = Settings(library)
    settings.set("browsing-model-before", DEFAULT_BROWSING_MODEL)
    for _ in range(3):
        adopting.roll_back()
        assert str(Settings(library)["browsing-model"])
    wizard.settle()


def test_a_window_closed_at_any_moment_of_a_training_leaves_one_that_goes_on(open_wizard, open_window, library, qtbot):
    wizard = open_wizard(script="hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.window.close()  # before the process has said a word
    (run,) = runs(library)
    assert run.state() in (RunState.WAITING, RunState.STOPPED)
    again = Wizard(open_window(session_of(library)), qtbot)
    assert again.controller.line.words == "Training was interrupted"
    assert set(again.controller.line.buttons) == {"Continue", "Discard"}
