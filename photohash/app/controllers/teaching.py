"""Leads through the wizard: albums are shown, checked and mended, a model is trained and looked at, and adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from photohash.app.controllers.adopting import AdoptionController
from photohash.app.controllers.album_edits import AlbumsEdited, adding, several, taking_out
from photohash.app.controllers.albums import AlbumController
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.training import TrainingController
from photohash.app.job_bar import Banner
from photohash.app.navigation import Page
from photohash.app.undo_stack import Step
from photohash.app.wizard.check import Remedy
from photohash.app.wizard.quiet_line import QuietLine
from photohash.app.wizard.readings import (
    AlbumsAtHand,
    AlbumsChecked,
    RunOutcome,
    albums_at_hand,
    albums_checked,
    outcome_of,
)
from photohash.app.wizard.samples import sample_events, sample_report
from photohash.app.wizard.teach_page import TeachPage, WizardStep
from photohash.core.translation import tr
from photohash.training.album_report import AlbumReport
from photohash.training.run_folder import RunRequest, RunState

_MOST_COMPARED = 8
_MINUTE = 60.0
_UNDER_WAY = (RunState.RUNNING, RunState.PAUSED)


class TeachingController(QObject):
    """The wizard and what it is about.

    Args:
        page: of the wizard.
        training: the run.
        adopting: adopts the model made.
        reader: answers what the library holds.
        albums: changes albums, and says which are to be learnt.
        navigation: of the window.
        banner: says what went wrong.
        window: of which dialogs are.

    Attributes:
        line: says quietly that a training goes on, was interrupted, or is done.
        dialog: the question that is open.
    """

    def __init__(
        self,
        page: TeachPage,
        training: TrainingController,
        adopting: AdoptionController,
        reader: LibraryReader,
        albums: AlbumController,
        navigation: NavigationController,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._page, self.training, self._adopting = page, training, adopting
        self._reader, self._albums, self._navigation = reader, albums, navigation
        self._banner, self._window = banner, window
        self.line = QuietLine()
        self.dialog: QMessageBox | None = None
        self._wanted: tuple[int, ...] | None = None
        self._album_names: dict[int, str] = {}
        self._seen_state: RunState | None = None
        page.next_chosen.connect(self._go_on)
        page.back_chosen.connect(self._go_back)
        page.cancel_chosen.connect(self._cancel)
        page.choose.albums_wanted.connect(self._go_to_albums)
        page.check.album_wanted.connect(navigation.open_album)
        page.check.photos_wanted.connect(self._look_at)
        page.check.remedy_chosen.connect(self._mend)
        page.check.left_out.connect(page.choose.leave_out)
        page.check.left_out.connect(self._check)
        page.training.pause_chosen.connect(training.pause)
        page.training.go_on_chosen.connect(training.go_on)
        page.training.finish_chosen.connect(training.finish)
        training.told.connect(page.training.take)
        training.told.connect(self._follow)
        training.changed.connect(self._follow)
        navigation.page_changed.connect(self._come)
        reader.snapshot_read.connect(self._refresh)
        reader.snapshot_read.connect(self._find)
        albums.teach_chosen.connect(self.teach)

    @Slot()
    def open(self) -> None:
        """Opens the wizard: at the training that goes on or is done, if there is one, else at the albums."""
        self.teach(None)

    @Slot(object)
    def teach(self, albums: Sequence[int] | None) -> None:
        """Opens the wizard with some albums ticked; None ticks all. A training that is there comes first."""
        if self.training.run is None:
            self._wanted = None if albums is None else tuple(albums)
            self._page.choose.boxes.clear()
            self._page.check.forget_left()
            self._page.show_step(WizardStep.CHOOSE)
        else:
            self._show_run()
        if self._navigation.current.page is Page.TEACH:
            self._come()
        self._navigation.go_to(Page.TEACH)

    def show_sample(self, name: str) -> None:
        """Draws a step as it might be, for pictures of it; "teach-training" for example. Nothing is trained."""
        self._navigation.go_to(Page.TEACH)
        self._reader.ask(albums_at_hand, partial(self._take_sample, name))

    def _take_sample(self, name: str, found: AlbumsAtHand) -> None:
        page = self._page
        page.choose.show_albums(found.albums, found.previews, None)
        if name == "teach-check":
            self._show(WizardStep.CHECK)
            self._check()
        elif name == "teach-method":
            self._show(WizardStep.METHOD)
        elif name == "teach-training":
            page.training.begin()
            for event in sample_events():
                page.training.take(event)
            page.training.show_state(RunState.RUNNING, "", 140.0)
            self._show(WizardStep.TRAINING)
        else:
            report = sample_report(found.albums, found.previews, better=name == "teach-result")
            page.result.show_report(report, {}, {})
            self._show(WizardStep.RESULT)
            self._reader.ask(partial(outcome_of, report, frozenset()), partial(self._take_outcome, report))

    # Albums and their check

    @Slot()
    def _come(self) -> None:
        if self._navigation.current.page is Page.TEACH:
            self._refresh()
        self._tell_quietly()

    @Slot()
    def _refresh(self) -> None:
        """Shows the albums, or what stands against them, as they are now."""
        if self._navigation.current.page is not Page.TEACH:
            return
        if self._page.step is WizardStep.CHOOSE:
            self._reader.ask(albums_at_hand, self._take_albums)
        elif self._page.step is WizardStep.CHECK:
            self._check_again()

    def _take_albums(self, found: AlbumsAtHand) -> None:
        first = not self._page.choose.boxes
        self._album_names = {album.id: album.name for album in found.albums}
        self._page.choose.show_albums(found.albums, found.previews, self._wanted if first else None)
        if first:
            self._page.take_focus()

    @Slot()
    def _check(self) -> None:
        self._page.check.be_checking()
        self._check_again()

    def _check_again(self) -> None:
        """What was found stays to be seen until it is known what is found now."""
        chosen = self._page.choose.chosen
        self._reader.ask(partial(albums_checked, chosen), partial(self._take_checked, chosen))

    def _take_checked(self, chosen: tuple[int, ...], found: AlbumsChecked) -> None:
        if chosen == self._page.choose.chosen:
            first = not self._page.check.checked
            self._page.check.show_findings(found.findings, found.photos, len(chosen))
            if first and self._page.step is WizardStep.CHECK:
                self._page.take_focus()

    @Slot(object)
    def _mend(self, remedy: Remedy) -> None:
        photos, names = remedy.finding.photos, self._album_names
        acts, words = [taking_out(remedy.take_out, photos)], tr("Taken out of {album}")
        if remedy.add_to is not None:
            acts.append(adding(remedy.add_to, photos))
            words = tr("Moved from {album} to {other}")
        words = words.format(album=names.get(remedy.take_out, ""), other=names.get(remedy.add_to or 0, ""))
        self._albums.change(several(acts), words, partial(self._mended, words))

    def _mended(self, words: str, _edited: AlbumsEdited, step: Step) -> None:
        self._albums.say(f"{words}.", step)
        self._reader.refresh_now(settle=False)
        self._refresh()

    @Slot(object)
    def _look_at(self, photos: tuple[int, ...]) -> None:
        if len(photos) > 1:
            self._navigation.open_compare(photos[:_MOST_COMPARED])
        elif photos:
            self._navigation.open_photo(photos[0])

    @Slot()
    def _go_to_albums(self) -> None:
        self._navigation.go_to(Page.ALBUMS)

    # From step to step

    @Slot()
    def _go_on(self) -> None:
        match self._page.step:
            case WizardStep.CHOOSE:
                self._show(WizardStep.CHECK)
                self._check()
            case WizardStep.CHECK:
                self._show(WizardStep.METHOD)
            case WizardStep.METHOD:
                self._begin()
            case WizardStep.RESULT:
                self._adopt()
            case WizardStep.TRAINING:
                pass

    @Slot()
    def _go_back(self) -> None:
        self._show(WizardStep(self._page.step - 1))
        self._refresh()

    def _show(self, step: WizardStep) -> None:
        self._page.show_step(step)
        self._page.take_focus()

    @Slot()
    def _cancel(self) -> None:
        match self._page.step:
            case WizardStep.TRAINING:
                self._ask(
                    tr("Cancel the training?"),
                    tr("What was learnt so far is thrown away. Your photos and albums stay as they are."),
                    (tr("Cancel training"), tr("Keep training")),
                    self._end_run,
                )
            case WizardStep.RESULT if self._page.result.report is not None and self._page.result.report.better:
                self._ask(
                    tr("Discard the better model?"),
                    tr("It would have to be learnt again. Look-alikes go on being told as they are now."),
                    (tr("Discard"), tr("Keep it")),
                    self._discard,
                )
            case WizardStep.RESULT:
                self._discard()
            case _:
                self._leave()

    def _ask(self, question: str, words: str, answers: tuple[str, str], act: Callable[[], None]) -> None:
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setWindowTitle(tr("Teach photohash"))
        asked.setText(question)
        asked.setInformativeText(words)
        for line in asked.findChildren(QLabel):
            line.setTextFormat(Qt.TextFormat.PlainText)
        sure = asked.addButton(answers[0], QMessageBox.ButtonRole.AcceptRole)
        stay = asked.addButton(answers[1], QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(stay)
        asked.setEscapeButton(stay)
        sure.clicked.connect(act)
        asked.finished.connect(self._answered)
        self.dialog = asked
        asked.open()

    @Slot()
    def _answered(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _leave(self) -> None:
        if self._navigation.current.page is Page.TEACH:
            self._navigation.back()
            if self._navigation.current.page is Page.TEACH:
                self._navigation.go_to(Page.LIBRARY)
        self._page.show_step(WizardStep.CHOOSE)

    # The run

    def _begin(self) -> None:
        method, chosen = self._page.method, self._page.choose.chosen
        self._page.training.begin()
        self._seen_state = None
        names = tuple(self._album_names.get(album, "") for album in chosen)
        request = RunRequest(method.method, method.code_length, method.minutes, chosen, names)
        if self.training.begin(request):
            self._show(WizardStep.TRAINING)
        elif self.training.run is not None:
            self._show(WizardStep.TRAINING)
            self._follow()
        else:
            self._banner.say(self.training.problem)

    @Slot()
    def _find(self) -> None:
        """Looks once, when the library was read, for a run that was left."""
        self._reader.snapshot_read.disconnect(self._find)
        self.training.find()
        self._tell_quietly()

    @Slot()
    def _follow(self) -> None:
        """Shows how the run stands, and what came of it."""
        training, state = self.training, self.training.state
        if training.run is not None:
            given = training.run.request().minutes * _MINUTE
            left = max(given, self._page.training.planned) - training.seconds
            self._page.training.show_state(state, training.problem, left)
        if state is not self._seen_state:
            self._seen_state = state
            if state is RunState.DONE and self._page.step is WizardStep.TRAINING:
                self._show_run()
        self._tell_quietly()

    def _show_run(self) -> None:
        """Goes to the step that the run is at."""
        report = self.training.report
        if self.training.state is RunState.DONE and report is not None:
            run = self.training.run
            ids = frozenset(run.request().album_ids or ()) if run is not None else frozenset()
            self._page.result.show_report(report, {}, {})
            self._show(WizardStep.RESULT)
            self._reader.ask(partial(outcome_of, report, ids), partial(self._take_outcome, report))
        else:
            self._page.training.begin()
            for event in self.training.events:
                self._page.training.take(event)
            self._show(WizardStep.TRAINING)
            self._follow()

    def _take_outcome(self, report: AlbumReport, found: RunOutcome) -> None:
        if self._page.result.report is report:
            self._page.result.show_report(report, found.photos, found.albums)

    def _end_run(self) -> None:
        self.training.cancel()
        self._leave()

    def _discard(self) -> None:
        self.training.forget()
        self._leave()

    def _adopt(self) -> None:
        run = self.training.run
        if run is None:
            return
        self._page.show_adopting()
        if self._adopting.adopt(run.model):
            self.training.forget()
            self._leave()
        else:
            self._page.follow()

    def _tell_quietly(self) -> None:
        """Says under the folders what goes on with the training, where its page is not shown."""
        state = self.training.state
        here = self._navigation.current.page is Page.TEACH and self._page.step >= WizardStep.TRAINING
        if state is None or here:
            self.line.say("")
            return
        show = (tr("Show"), self.open)
        discard = (tr("Discard"), self._ask_discard)
        words = {
            RunState.RUNNING: (tr("Teaching photohash from your albums"), (show,)),
            RunState.PAUSED: (tr("Training is paused"), ((tr("Continue"), self.training.go_on), show)),
            RunState.DONE: (tr("Your model is ready to be looked at"), (show,)),
            RunState.FAILED: (tr("Training did not go on"), (show, discard)),
        }
        interrupted = tr("Training was interrupted"), ((tr("Continue"), self.training.go_on), discard)
        self.line.say(*words.get(state, interrupted))

    def _ask_discard(self) -> None:
        self._ask(
            tr("Discard this training?"),
            tr("What was learnt so far is thrown away. Your photos and albums stay as they are."),
            (tr("Discard"), tr("Keep it")),
            self.training.cancel,
        )
