"""The wizard with the real trainer, which works in a process of its own."""

import subprocess
from pathlib import Path

from photohash.app.controllers.session import open_session
from photohash.app.wizard.teach_page import WizardStep
from photohash.core.settings import Settings
from photohash.library.cluster_codes import read_codes
from photohash.training import child
from photohash.training.run_folder import RunState, TrainingRun
from photohash.wiring import open_browser
from tests.app.wizards import Wizard, albums_of_scenes
from tests.limits import no_file_over

EACH, MINUTES = 12, 0.1
PATIENCE = 300_000


def without_room(run: TrainingRun) -> subprocess.Popen[bytes]:
    """Begins the real process where it can keep what it learns, and write no model."""
    with no_file_over(6_000_000):
        return child.start(run)


def test_a_real_training_that_found_no_room_at_first_leads_to_a_model_in_use(open_window, tmp_path: Path, qtbot):
    session = open_session(tmp_path / "library", None, watches=False)
    albums_of_scenes(tmp_path, session, {"Harbour": range(EACH), "Tower": range(EACH, 2 * EACH)})
    wizard = Wizard(open_window(session), qtbot)
    wizard.to(WizardStep.METHOD)
    method = wizard.page.method
    method.times = {MINUTES: method.times[min(method.times)]}
    method.bits.setCurrentIndex(method.bits.findData(16))
    training, step = wizard.controller.training, wizard.page.training
    training.start_child = without_room
    wizard.click(wizard.page.next_button)
    ended = (RunState.DONE, RunState.FAILED, RunState.STOPPED)
    qtbot.waitUntil(lambda: wizard.state in ended, timeout=PATIENCE)
    assert training.run is not None
    assert "no file may be as large there as it needs" in step.note.text(), child.log_of(training.run).read_text()
    assert "what was learnt so far is kept" in step.note.text()
    assert wizard.page.step is WizardStep.TRAINING
    assert not training.run.model.exists()
    assert step.pause_button.text() == "Try again"
    training.start_child = child.start
    wizard.click(step.pause_button)
    qtbot.waitUntil(lambda: wizard.state is RunState.RUNNING, timeout=PATIENCE)
    qtbot.waitUntil(lambda: wizard.state in ended, timeout=PATIENCE)
    assert wizard.state is RunState.DONE, (training.problem, (training.run.folder / "log.txt").read_text())
    wizard.settle()
    assert wizard.page.training.loss.parts
    assert wizard.page.training.held_out.parts
    assert wizard.page.training.plan.text().startswith("The plan")
    report = wizard.page.result.report
    assert report is not None
    assert {album.name for album in report.albums} == {"Harbour", "Tower"}
    assert all(photo.photo is not None for strip in wizard.page.result.strips for photo in strip.photos)
    wizard.click(wizard.page.next_button)
    qtbot.waitUntil(lambda: Settings(tmp_path / "library")["browsing-model"] == report.model, timeout=PATIENCE)
    wizard.settle()
    with open_browser(tmp_path / "library") as browser:
        assert read_codes(browser, alone=False).measure.models[1] == report.model
        assert len(browser.codes(report.model)[0]) == 2 * EACH
