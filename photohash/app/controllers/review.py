"""What the person does about copies: from ticks over the review to the result and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app import action_labels
from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionController, ActionReport, ReviewedPlan, UndoReport
from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot
from photohash.app.controllers.undo import UndoController
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.dialogs.review import ReviewDialog, result_in_words, undone_in_words
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import LibraryJob
from photohash.app.pages.copies import CopiesPage
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.errors import KnownError
from photohash.core.formatting import number
from photohash.core.paths import shown
from photohash.core.settings import Settings
from photohash.core.translation import plural, said, tr
from photohash.library.actions import ChosenPhoto, Undone
from photohash.library.group_preferences import File, GroupPreferences, Pair
from photohash.library.photo import Group


class ReviewController(QObject):
    """Leads through putting copies away.

    Signals:
        changed: work began or ended.
        compare_wanted(tuple[int, ...]): photos of the review are to be seen large; their ids.
    """

    changed = Signal()
    compare_wanted = Signal(object)

    def __init__(
        self,
        action_controller: ActionController,
        job: LibraryJob,
        reader: LibraryReader,
        page: CopiesPage,
        settings: Settings,
        actions: Commands,
        banner: Banner,
        theme: Theme,
        thumbnails: Thumbnails,
        undo: UndoController,
        window: QWidget,
    ) -> None:
        super().__init__()
        self.action_controller, self._job, self._reader, self._page = action_controller, job, reader, page
        self._settings, self._actions, self._banner = settings, actions, banner
        self._theme, self._thumbnails, self._undo, self._window = theme, thumbnails, undo, window
        self.dialog: ReviewDialog | None = None
        self._recovering = False
        self._undoing = ""
        undo.run_unwanted.connect(self._take_back_run)
        self._take_settings()
        self._connect()

    def _take_settings(self) -> None:
        """Shows what was chosen the last time; a choice that does not hold any more is left out."""
        bar = self._page.tick_bar
        bar.target.show_word(str(self._settings["put-away"]))
        self._reader.preferences = GroupPreferences.saved(self._settings)
        if self._reader.preferences.rules:
            bar.rule.offer(str(self._settings["keep"]))

    def _connect(self) -> None:
        self._actions["review"].triggered.connect(self.review)
        bar = self._page.tick_bar
        bar.rule_chosen.connect(self._choose_rule)
        bar.target_chosen.connect(self._choose_target)
        self._page.ticks.changed.connect(self.look)
        self._page.model.summed.connect(self.look)
        self.action_controller.changed.connect(self._work_changed)
        self.action_controller.checked.connect(self._take_review)
        self.action_controller.acted.connect(self._take_report)
        self.action_controller.taken_back.connect(self._take_back)
        self.action_controller.decided.connect(self._take_decisions)
        self.action_controller.keepers_chosen.connect(self._take_keepers_chosen)
        self.action_controller.recovered.connect(self._take_recovered)
        self.action_controller.refused.connect(self._be_refused)
        self.action_controller.broken.connect(self._own_up)
        self.action_controller.stopped.connect(self._be_stopped)

    def take(self, snapshot: LibrarySnapshot) -> None:
        """Takes in the library anew, after the page has."""
        self._page.ticks.show(snapshot.rows, snapshot.problems)
        if snapshot.unfinished and not self._recovering and not self.action_controller.running:
            self._recovering = True  # once a start: what cannot be settled now is left for the next
            self.action_controller.recover()
        self.look()

    @Slot()
    def look(self) -> None:
        """Lets only those commands be chosen that can do something."""
        free = not self._job.busy and not self.action_controller.running
        self._actions["review"].setEnabled(self._page.isVisible() and free and bool(self._page.model.rows))

    def close(self) -> None:
        """Forgets what waits; the job itself is ended by its owner."""
        self.action_controller.forget()
        if self.dialog is not None:
            self.dialog.close()

    @Slot()
    def review(self) -> None:
        """Shows what would happen to each ticked photo."""
        groups = [(row.group, self._page.ticks.ticked(row.group)) for row in self._page.model.rows]
        ticked = {group.id: paths for group, paths in groups if paths}
        if self.dialog is not None:
            return
        if not ticked:
            self._banner.say(
                tr(
                    "No photo is ticked, so there is nothing to review. Tick the photos that may go: click the box in "
                    "the corner of a photo, or press Space."
                ),
                kind=BannerKind.INFO,
            )
            return
        self.check([group for group, paths in groups if paths], ticked, ())

    def check(
        self, groups: Sequence[Group], ticked: Mapping[int, Collection[Path]], chosen: Sequence[ChosenPhoto]
    ) -> None:
        """Shows what would happen to files, touching nothing; the person is asked then.

        Args:
            groups: groups of copies.
            ticked: files by the id of their group, of which a copy stays.
            chosen: photos chosen by hand of which none does.
        """
        if self.dialog is None:
            dialog = self._open_dialog(groups, chosen)
            dialog.be_checking(sum(map(len, ticked.values())) + sum(len(one.photo.files) for one in chosen))
            self.action_controller.check(groups, ticked, self._page.tick_bar.wanted, chosen)

    @Slot(int)
    def _take_back_run(self, number: int) -> None:
        words = self._undo.run_words(number)
        self.take_back(number, whole_run=True)
        self._undoing = words

    def take_back(self, number: int, *, whole_run: bool) -> None:
        """Takes back an entry of the journal, or a whole run."""
        if self.dialog is not None:
            self.dialog.be_undoing()
        self._banner.hide()
        self._undoing = ""
        self.action_controller.undo(number, whole_run=whole_run)

    @Slot(str)
    def _choose_rule(self, words: str) -> None:
        self._remember("keep", words)
        self._keep(replace(self._reader.preferences, rules=GroupPreferences.saved(self._settings).rules))

    @Slot(str)
    def _choose_target(self, word: str) -> None:
        self._remember("put-away", word)

    def _remember(self, key: str, word: str) -> None:
        try:
            self._settings.set(key, word)
        except KnownError as error:
            self._banner.say(str(error))

    def _keep(self, preferences: GroupPreferences) -> None:
        self._reader.preferences = preferences
        self._reader.refresh_now(settle=False)

    def _open_dialog(self, groups: Iterable[Group], chosen: Iterable[ChosenPhoto]) -> ReviewDialog:
        photos = {member.photo.digest: member.photo for group in groups for member in group.members}
        photos |= {one.photo.digest: one.photo for one in chosen}
        dialog = ReviewDialog(photos, self._actions, self._theme, self._thumbnails, self._window)
        dialog.agreed.connect(self._act)
        dialog.stop_chosen.connect(self._stop)
        dialog.compare_wanted.connect(self.compare_wanted)
        dialog.finished.connect(self._dialog_closed)
        self._job.progressed.connect(dialog.read)
        self.dialog = dialog
        dialog.open()
        return dialog

    @Slot(bool)
    def _act(self, rescue: bool) -> None:
        if self.dialog is not None and self.dialog.review is not None:
            self.dialog.be_at_work(len(self.dialog.review.feasible))
            self._undo.expect_run()
            self.action_controller.act(self.dialog.review, rescue=rescue)

    @Slot()
    def _stop(self) -> None:
        self._job.task.cancel()

    @Slot()
    def _dialog_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and dialog.checking:
            self._job.task.cancel()
        self.changed.emit()

    @Slot()
    def _work_changed(self) -> None:
        self.look()
        self.changed.emit()

    @Slot(object)
    def _take_review(self, review: ReviewedPlan) -> None:
        if self.dialog is not None:
            self.dialog.be_ready(review)

    @Slot(object)
    def _take_report(self, report: ActionReport) -> None:
        if self.dialog is not None:
            self.dialog.be_done(report)
        if report.done:
            done = action_labels.done_label(report.target, len(report.done))
            self._undo.say_run(
                f"{done}. {result_in_words(report)}", BannerKind.WARNING if report.failed else BannerKind.SUCCESS
            )
        else:
            self._undo.stack.hold()
            if self.dialog is None:
                self._banner.say(result_in_words(report))
        self._reader.refresh_now(settle=False)

    @Slot(object)
    def _take_back(self, taken: UndoReport) -> None:
        self._undo.run_undone()
        self._undo.stack.forget_waiting({("run", found.entry.run) for found in taken.problems})
        if self.dialog is not None:
            self.dialog.be_undone(taken)
        else:
            told = [f"{undone_in_words(taken)}."]
            if self._undoing and not taken.problems and not taken.stopped:
                told.insert(0, tr("Undone: {step}").format(step=self._undoing) + ".")
            told += [f"{shown(found.entry.path)} {said(found.problem)}." for found in taken.problems[:3]]
            self._banner.say(" ".join(told), kind=BannerKind.WARNING if taken.problems else BannerKind.SUCCESS)
        self._thumbnails.try_again()
        self._reader.refresh_now()

    @Slot(object)
    def _take_decisions(self, pairs: Collection[Pair]) -> None:
        self._keep(replace(self._reader.preferences, decided=self._reader.preferences.decided - frozenset(pairs)))

    @Slot(object)
    def _take_keepers_chosen(self, written: Mapping[File, bool]) -> None:
        """What the library knows by now need not be said beside it, unless it was chosen otherwise meanwhile."""
        chosen = self._reader.preferences.chosen
        left = {file: is_chosen for file, is_chosen in chosen.items() if written.get(file) is not is_chosen}
        self._keep(replace(self._reader.preferences, chosen=left))

    @Slot(object)
    def _take_recovered(self, settled: Sequence[Undone]) -> None:
        if settled:
            self._banner.say(
                plural(
                    "An earlier run was cut short. {n} file of it was finished or put back: see History.",
                    "An earlier run was cut short. {n} files of it were finished or put back: see History.",
                    len(settled),
                ).format(n=number(len(settled))),
                kind=BannerKind.INFO,
            )
        self._reader.refresh_now(settle=False)

    @Slot(str)
    def _be_refused(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.be_refused(sentence)
        else:
            self._banner.say(sentence)
        self._forget_decisions()

    @Slot(str)
    def _own_up(self, details: str) -> None:
        sentence = tr("That failed because of a fault in photohash. What was done is in the history and can be undone.")
        self._be_refused(sentence)
        ErrorReportDialog(details, self.dialog or self._window).open()

    @Slot()
    def _be_stopped(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _forget_decisions(self) -> None:
        """What could not be remembered is not hidden either; a photo chosen to be kept is, until the window closes."""
        self._undo.run_undone()
        self._undo.stack.forget_waiting()
        self._keep(replace(self._reader.preferences, decided=frozenset()))
