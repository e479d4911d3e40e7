"""The wizard, from albums to a model in use."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QPushButton

from photohash.app.controllers.session import open_session
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.wizard.teach_page import WizardStep
from photohash.core.settings import DEFAULT_BROWSING_MODEL, Settings
from photohash.library.cluster_codes import read_codes
from photohash.training.run_folder import RunState, runs
from photohash.wiring import open_browser
from tests.app.libraries import PATIENCE
from tests.app.training_children import report_of, start_with
from tests.app.windows import open_dialog
from tests.app.wizards import EACH, Wizard, albums_of_scenes, own_model

ALBUMS = {"Cats & dogs": range(EACH), "Harbour": range(EACH, 2 * EACH)}


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``library`` with two albums, coded by the bundled models, and a ``model`` beside it; not to be changed."""
    folder = tmp_path_factory.mktemp("taught")
    albums_of_scenes(folder, open_session(folder / "library", None, watches=False), ALBUMS)
    own_model(folder)
    return folder


@pytest.fixture
def library(taught: Path, tmp_path: Path) -> Path:
    return shutil.copytree(taught / "library", tmp_path / "library")


@pytest.fixture
def open_wizard(open_window: Callable[..., MainWindow], library: Path, taught: Path, qtbot) -> Callable[..., Wizard]:
    def open_one(script: str = "whole", *, better: bool = True) -> Wizard:
        window = open_window(open_session(library, None, watches=False))
        with open_browser(library) as browser:
            digests = [photo.digest.hex() for photo in browser.photos(browser.photo_ids())]
        (model,) = taught.glob("*-albums1")
        report = report_of(list(ALBUMS), digests, model=model.name, better=better)
        window.teaching.training.start_child = start_with(script, report, model)
        return Wizard(window, qtbot)

    return open_one


def models(library: Path) -> tuple[str, ...]:
    """By which models look-alikes are told."""
    with open_browser(library) as browser:
        return read_codes(browser, alone=False).measure.models


def shown_button(dialog: SettingsDialog, name: str) -> QPushButton:
    QApplication.processEvents()  # what was put into a layout is shown a moment later
    (button,) = [found for found in dialog.findChildren(QPushButton, name) if found.isVisible()]
    return button


def test_from_albums_to_a_model_in_use_and_back_again(open_wizard, library):
    wizard = open_wizard()
    copies = models(library)[0]
    wizard.open()
    seen = [wizard.page.step]
    assert len(wizard.page.choose.chosen) == len(ALBUMS)
    wizard.on()
    seen.append(wizard.page.step)
    assert seen == [WizardStep.CHOOSE, WizardStep.CHECK]
    assert wizard.page.check.may_go_on
    wizard.on()
    wizard.page.method.bits.setCurrentIndex(0)
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.settle()
    request = wizard.controller.training.run.request()
    assert (request.method, request.bits, request.albums) == ("dahp", 16, tuple(ALBUMS))
    assert wizard.page.result.verdict.text() == "Your model is better"
    assert "61% were from the same album before, and 89% are now" in wizard.page.result.figures.text()
    assert wizard.page.training.loss.said.startswith("Loss: 1 at first")
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: Settings(library)["browsing-model"] == "dah-lite0-64-albums1")
    wizard.settle()
    assert models(library) == (copies, "dah-lite0-64-albums1")
    assert Settings(library)["model"] == copies
    assert runs(library) == ()
    assert "My albums" in wizard.window.banner.text
    wizard.click(wizard.window.banner.button)
    wizard.settle()
    assert models(library) == (copies, DEFAULT_BROWSING_MODEL)


def test_an_adoption_goes_on_after_a_restart(open_wizard, library, open_window):
    wizard = open_wizard()
    wizard.train()
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.window.scan_controller.stop()
    wizard.window.scan_controller.stopped = True  # as if something else were searched
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: "Continue" in wizard.window.teaching.adopting.line.buttons)
    assert models(library)[1] == DEFAULT_BROWSING_MODEL
    assert Settings(library)["coming-browsing-model"] == "dah-lite0-64-albums1"
    wizard.window.close()
    again = open_window(open_session(library, None, watches=False))
    Wizard(again, wizard.qtbot).wait(lambda: Settings(library)["browsing-model"] == "dah-lite0-64-albums1")
    Wizard(again, wizard.qtbot).settle()


def test_a_model_that_is_no_better_is_not_offered_first(open_wizard, library):
    wizard = open_wizard(better=False)
    wizard.train()
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.settle()
    page = wizard.page
    assert page.result.verdict.text() == "No clear improvement"
    assert "−0.10 and +0.10" in page.result.why.text()
    assert page.cancel_button.property("role") == "primary"
    assert page.next_button.property("role") == ""
    wizard.click(page.cancel_button)
    wizard.settle()
    assert runs(library) == ()
    assert Settings(library)["coming-browsing-model"] == ""
    assert not page.isVisible()


def test_a_better_model_is_discarded_only_after_a_question(open_wizard, library):
    wizard = open_wizard()
    wizard.train()
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.click(wizard.page.cancel_button)
    wizard.answer(agree=False)
    assert wizard.state is RunState.DONE
    wizard.click(wizard.page.cancel_button)
    wizard.answer(agree=True)
    wizard.settle()
    assert runs(library) == ()


def test_a_result_that_nobody_has_seen_is_offered_at_the_next_start(open_wizard, library, open_window, qtbot):
    wizard = open_wizard()
    wizard.train()
    wizard.window.navigation.go_to(Page.LIBRARY)
    wizard.wait(lambda: wizard.state is RunState.DONE)
    wizard.window.close()
    again = Wizard(open_window(open_session(library, None, watches=False)), qtbot)
    line = again.controller.line
    assert line.words == "Your model is ready to be looked at"
    again.click(line.buttons["Show"])
    again.settle()
    assert again.page.step is WizardStep.RESULT
    qtbot.waitUntil(lambda: not line.isVisible(), timeout=PATIENCE)


def test_an_own_model_in_use_stays_and_is_gone_back_from_in_the_settings(open_wizard, library):
    wizard = open_wizard()
    wizard.train()
    wizard.wait(lambda: wizard.page.step is WizardStep.RESULT)
    wizard.click(wizard.page.next_button)
    wizard.wait(lambda: Settings(library)["browsing-model"] == "dah-lite0-64-albums1")
    wizard.settle()
    wizard.window.commands["settings"].trigger()
    dialog = open_dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.sections.setCurrentRow(dialog.sections.count() - 1)
    assert not shown_button(dialog, "remove-dah-lite0-64-albums1").isEnabled()
    wizard.click(shown_button(dialog, "roll-back"))
    wizard.settle()
    assert models(library)[1] == DEFAULT_BROWSING_MODEL
    assert dialog.boxes["browsing-model"].currentData() == DEFAULT_BROWSING_MODEL
    wizard.click(shown_button(dialog, "rename-dah-lite0-64-albums1"))
    (asked,) = dialog.findChildren(QInputDialog)
    asked.setTextValue("  Cats and   harbours ")
    asked.accept()
    wizard.settle()
    assert "Cats and harbours" in [label.text() for label in dialog.panel.findChildren(QLabel)]
    wizard.click(shown_button(dialog, "remove-dah-lite0-64-albums1"))
    dialog.reject()
    wizard.window.commands["rescan"].trigger()
    wizard.settle()
    with open_browser(library) as browser:
        assert len(browser.codes("dah-lite0-64-albums1")[0]) == 0
