"""The ways out of the wizard: left at each step, killed, out of room, albums that cannot be learnt."""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.wizard.teach_page import WizardStep
from photohash.library.albums.check import AlbumFinding, AlbumProblem
from photohash.library.browse import Browser, Model
from photohash.training.run_folder import Control, RunState, runs
from tests.app.libraries import session_of
from tests.app.training_children import STEPS, report_of, start_with
from tests.app.wizards import EACH, Wizard, albums_of_scenes
from tests.library.encoders import DifferenceEncoder
from tests.mounts import small_disk

ALBUMS = {
    "Both": [0, *range(20, 20 + EACH)],
    "Cats": range(EACH + 1),
    "Few": [40, 41],
    "Fewer": [42],
    "Harbour": range(50, 50 + EACH),
}
GOOD = ("Cats", "Harbour")


@pytest.fixture(scope="module")
def with_albums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``library`` with four albums, two of them with something wrong; not to be changed."""
    folder = tmp_path_factory.mktemp("with-albums")
    albums_of_scenes(folder, session_of(folder / "library"), ALBUMS)
    return folder


@pytest.fixture
def library(with_albums: Path, tmp_path: Path) -> Path:
    return shutil.copytree(with_albums / "library", tmp_path / "library")


@pytest.fixture
def open_wizard(open_window: Callable[..., MainWindow], library: Path, qtbot) -> Callable[..., Wizard]:
    def open_one(script: str = "whole", albums: tuple[str, ...] = GOOD) -> Wizard:
        wizard = Wizard(open_window(session_of(library)), qtbot)
        with Browser(library, Model(DifferenceEncoder.model_id)) as browser:
            numbers = {album.name: album.id for album in browser.albums()}
            digests = [photo.digest.hex() for photo in browser.photos(browser.photo_ids())]
        report = report_of(list(GOOD), digests, model="dahp-lite0-16-albums1", better=True)
        wizard.controller.training.start_child = start_with(script, report)
        wizard.controller.teach([numbers[name] for name in albums])
        wizard.settle()
        return wizard

    return open_one


def members(library: Path, album: str) -> int:
    with Browser(library, Model(DifferenceEncoder.model_id)) as browser:
        return next(found.photos for found in browser.albums() if found.name == album)


def overlaps(wizard: Wizard) -> list[AlbumFinding]:
    return [found for found in wizard.page.check.findings if found.problem is AlbumProblem.OVERLAP]


@pytest.mark.parametrize("step", [WizardStep.CHOOSE, WizardStep.CHECK, WizardStep.METHOD])
def test_the_wizard_is_left_at_each_step_before_the_training(open_wizard, library, step):
    wizard = open_wizard()
    while wizard.page.step is not step:
        wizard.on()
    wizard.click(wizard.page.cancel_button)
    wizard.settle()
    assert not wizard.page.isVisible()
    assert runs(library) == ()
    wizard.open()
    assert wizard.page.step is WizardStep.CHOOSE


def test_one_goes_back_to_what_was_chosen(open_wizard):
    wizard = open_wizard()
    wizard.on()
    wizard.on()
    for step in (WizardStep.CHECK, WizardStep.CHOOSE):
        wizard.click(wizard.page.back_button)
        wizard.settle()
        assert wizard.page.step is step
    assert len(wizard.page.choose.chosen) == len(GOOD)


def test_a_training_is_cancelled_only_after_a_question(open_wizard, library):
    wizard = open_wizard("hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.state is RunState.RUNNING)
    wizard.click(wizard.page.cancel_button)
    wizard.answer(agree=False)
    assert wizard.state is RunState.RUNNING
    wizard.click(wizard.page.cancel_button)
    wizard.answer(agree=True)
    wizard.wait(lambda: runs(library) == ())
    assert not wizard.page.isVisible()


def test_a_training_is_held_and_goes_on_and_stops_with_the_best_so_far(open_wizard):
    wizard = open_wizard("hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.training.loss.parts and len(wizard.page.training.loss.parts[0]) == STEPS)
    assert "About 2 minutes in all" in wizard.page.training.plan.text()
    wizard.click(wizard.page.training.pause_button)
    wizard.wait(lambda: wizard.state is RunState.PAUSED)
    assert wizard.page.training.pause_button.text() == "Continue"
    wizard.click(wizard.page.training.pause_button)
    wizard.wait(lambda: wizard.state is RunState.RUNNING)
    wizard.click(wizard.page.training.finish_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    assert wizard.controller.training.run.told() is Control.FINISH


def test_a_trainer_that_is_killed_goes_on_where_it_was(open_wizard):
    wizard = open_wizard("hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.training.loss.parts)
    os.kill(wizard.controller.training._process.pid, signal.SIGKILL)
    wizard.wait(lambda: wizard.state is RunState.STOPPED)
    step = wizard.page.training
    assert step.heading.text() == "Training was interrupted"
    assert "kept" in step.note.text()
    assert step.pause_button.text() == "Continue"
    wizard.controller.training.start_child = start_with("whole", wizard_report(wizard))
    wizard.click(step.pause_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)


def wizard_report(wizard: Wizard):
    run = wizard.controller.training.run
    assert run is not None
    with Browser(run.library, Model(DifferenceEncoder.model_id)) as browser:
        digests = [photo.digest.hex() for photo in browser.photos(browser.photo_ids())]
    return report_of(list(GOOD), digests, model="dahp-lite0-16-albums1", better=True)


def test_a_window_that_closes_ends_the_training_and_the_next_one_continues_it(open_wizard, open_window, library):
    wizard = open_wizard("hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.training.loss.parts)
    report = wizard_report(wizard)
    process = wizard.controller.training._process
    wizard.window.close()
    assert process.poll() is not None
    again = Wizard(open_window(session_of(library)), wizard.qtbot)
    line = again.controller.line
    assert line.words == "Training was interrupted"
    again.controller.training.start_child = start_with("whole", report)
    again.click(line.buttons["Continue"])
    again.wait(lambda: again.state is RunState.DONE)
    assert line.words == "Your model is ready to be looked at"


def test_an_interrupted_training_is_discarded_from_the_quiet_line(open_wizard, open_window, library):
    wizard = open_wizard("hold")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.training.loss.parts)
    wizard.window.close()
    again = Wizard(open_window(session_of(library)), wizard.qtbot)
    again.click(again.controller.line.buttons["Discard"])
    again.answer(agree=True)
    again.wait(lambda: runs(library) == ())
    assert again.controller.line.words == ""


def test_a_full_disk_is_told_in_a_sentence_and_tried_again(open_wizard):
    wizard = open_wizard("full")
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.state is RunState.FAILED)
    step = wizard.page.training
    wizard.wait(step.note.isVisible)
    assert step.note.text() == "The model could not be written: the disk is full."
    assert step.pause_button.text() == "Try again"
    wizard.controller.training.start_child = start_with("whole", wizard_report(wizard))
    wizard.click(step.pause_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)


def test_a_disk_too_full_to_say_so_is_told_and_no_fault_is_suspected(open_wizard, library):
    with small_disk(library / "training", 100_000) as resize:
        wizard = open_wizard("fill")
        wizard.on()
        wizard.on()
        wizard.click(wizard.page.next_button)
        step = wizard.page.training
        wizard.wait(lambda: step.note.text())
        assert step.note.text().startswith(f"The disk is full, so training could not go on in {library / 'training'}")
        resize(10_000_000)
        wizard.controller.training.start_child = start_with("whole", wizard_report(wizard))
        wizard.click(step.pause_button)
        wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
        wizard.window.close()


def test_no_room_to_begin_at_all_is_told_in_a_sentence(open_wizard, library):
    wizard = open_wizard()
    wizard.on()
    wizard.on()
    (library / "training").write_bytes(b"in the way")
    wizard.click(wizard.page.next_button)
    wizard.wait(wizard.window.banner.isVisible)
    assert "No training run can be made" in wizard.window.banner.text
    assert wizard.page.step is WizardStep.METHOD


def test_a_process_that_cannot_be_begun_is_told_in_a_sentence(open_wizard):
    def start(_run):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    wizard = open_wizard()
    wizard.controller.training.start_child = start
    wizard.on()
    wizard.on()
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.TRAINING)
    assert wizard.page.training.note.text().startswith("Training cannot be started")


def test_an_album_of_too_few_photos_stops_and_is_left_out_at_one_click(open_wizard):
    wizard = open_wizard(albums=(*GOOD, "Few"))
    wizard.on()
    page = wizard.page
    assert not page.check.may_go_on
    assert not page.next_button.isEnabled()
    few = next(album for album, box in page.choose.boxes.items() if box.name == "Few")
    wizard.click(wizard.button(f"leave-out-{few}"))
    wizard.settle()
    assert page.check.may_go_on
    assert page.next_button.isEnabled()


def test_all_albums_of_too_few_photos_are_left_out_at_once(open_wizard):
    wizard = open_wizard(albums=(*GOOD, "Few", "Fewer"))
    wizard.on()
    wizard.click(wizard.page.check.leave_all)
    wizard.settle()
    assert wizard.page.check.may_go_on
    assert len(wizard.page.choose.chosen) == len(GOOD)
    assert not wizard.page.check.leave_all.isVisible()


def test_where_all_albums_have_too_few_photos_it_is_said_once(open_wizard):
    wizard = open_wizard(albums=("Few", "Fewer"))
    wizard.on()
    check = wizard.page.check
    assert check.verdict.text() == "One thing is in the way."
    assert not check.leave_all.isVisible(), "nothing would be left to learn from"
    focused = wizard.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Add photos to Few"


def test_a_photo_in_two_albums_is_advice_and_taken_out_at_one_click(open_wizard, library):
    wizard = open_wizard(albums=(*GOOD, "Both"))
    wizard.on()
    page = wizard.page
    assert page.check.may_go_on
    both, cats = (
        next(album for album, box in page.choose.boxes.items() if box.name == name) for name in ("Both", "Cats")
    )
    wizard.click(wizard.button(f"take-out-{both}-{both}-{cats}"))
    wizard.wait(lambda: members(library, "Both") == EACH)
    wizard.settle()
    assert members(library, "Cats") == EACH + 1
    assert overlaps(wizard) == []
    wizard.window.commands["undo"].trigger()
    wizard.wait(lambda: members(library, "Both") == EACH + 1)
    wizard.wait(lambda: len(overlaps(wizard)) == 1)


def test_advice_that_is_left_alone_is_not_given_again(open_wizard):
    wizard = open_wizard(albums=(*GOOD, "Both"))
    wizard.on()
    (finding,) = overlaps(wizard)
    name = "-".join(map(str, finding.albums))
    wizard.click(wizard.button(f"leave-{name}"))
    wizard.on()
    wizard.click(wizard.page.back_button)
    wizard.settle()
    assert overlaps(wizard) == []


def test_the_photos_of_a_finding_are_looked_at(open_wizard):
    wizard = open_wizard(albums=(*GOOD, "Both"))
    wizard.on()
    (finding,) = overlaps(wizard)
    wizard.click(wizard.button(f"show-{'-'.join(map(str, finding.albums))}"))
    wizard.settle()
    assert wizard.window.navigation.current.page is Page.SIMILAR
    wizard.window.navigation.back()
    wizard.settle()
    assert wizard.page.step is WizardStep.CHECK


def test_without_albums_the_way_to_them_is_shown(open_window, tmp_path, searched, qtbot):
    shutil.copytree(searched / "library", tmp_path / "library")
    wizard = Wizard(open_window(session_of(tmp_path / "library")), qtbot)
    wizard.controller.open()
    wizard.settle()
    assert wizard.page.choose.empty.isVisible()
    assert not wizard.page.next_button.isEnabled()
    wizard.click(wizard.page.choose.albums_button)
    wizard.settle()
    assert wizard.window.navigation.current.page is Page.ALBUMS
