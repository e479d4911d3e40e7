"""What the person does about copies: from ticks over the review to the result and back, and decisions on pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionController, ActionReport, ReviewedPlan, UndoReport
from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.dialogs.review import ReviewDialog, result_in_words, undone_in_words
from photohash.app.job_bar import Banner
from photohash.app.jobs import LibraryJob
from photohash.app.pages.copies import CopiesPage
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.errors import KnownError
from photohash.core.formatting import count, number
from photohash.core.paths import shown
from photohash.core.settings import Settings
from photohash.core.translation import TextTable, Words, plural, said, tr
from photohash.library.actions import DecisionVerdict, Undone
from photohash.library.group_preferences import CHOSEN, File, GroupPreferences, Pair, pair
from photohash.library.photo import Group, Member

_VERDICTS: Mapping[DecisionVerdict, Words] = TextTable(
    {
        DecisionVerdict.NOT_DUPLICATES: "no longer offered as duplicates",
        DecisionVerdict.KEEP_BOTH: "all kept and no longer offered as duplicates",
    }
)


class ReviewController(QObject):
    """Leads through putting copies away.

    Signals:
        changed: work began or ended.
    """

    changed = Signal()

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
        window: QWidget,
    ) -> None:
        super().__init__()
        self.action_controller, self._job, self._reader, self._page = action_controller, job, reader, page
        self._settings, self._actions, self._banner = settings, actions, banner
        self._theme, self._thumbnails, self._window = theme, thumbnails, window
        self.dialog: ReviewDialog | None = None
        self._last_run: int | None = None
        self._recovering = False
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
        for name, slot in {
            "tick": self._page.view.toggle,
            "keep-this": self.keep_this,
            "keep-both": self._keep_both,
            "not-duplicates": self._not_duplicates,
            "tick-safe": self._tick_safe,
            "untick-all": self._untick_all,
            "review": self.review,
            "undo": self.undo,
        }.items():
            self._actions[name].triggered.connect(slot)
        bar = self._page.tick_bar
        bar.rule_chosen.connect(self._choose_rule)
        bar.target_chosen.connect(self._choose_target)
        self._page.view.pointed.connect(self.look)
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
        self._last_run = snapshot.last_run
        if snapshot.unfinished and not self._recovering and not self.action_controller.running:
            self._recovering = True  # once a start: what cannot be settled now is left for the next
            self.action_controller.recover()
        self.look()

    @Slot()
    def look(self) -> None:
        """Lets only those commands be chosen that can do something."""
        on_page = self._page.isVisible()
        group, member = self._page.view.current_group(), self._page.view.current_member()
        free = not self._job.running and not self.action_controller.running
        possible = {
            "tick": on_page and member is not None,
            "keep-this": on_page and member is not None and not member.keeper,
            "keep-both": on_page and group is not None,
            "not-duplicates": on_page and group is not None,
            "tick-safe": on_page and bool(self._page.model.rows),
            "untick-all": on_page and bool(self._page.model.rows),
            "review": on_page and free and bool(self._page.ticks.total(self._page.model.rows).files),
            "undo": free and self._last_run is not None,
        }
        for name, can in possible.items():
            self._actions[name].setEnabled(can)

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
        if not ticked or self.dialog is not None:
            return
        concerned = [group for group, paths in groups if paths]
        dialog = self._open_dialog(concerned)
        dialog.be_checking(sum(map(len, ticked.values())))
        self.action_controller.check(concerned, ticked, self._page.tick_bar.wanted)

    @Slot()
    def undo(self) -> None:
        """Takes back the last run."""
        if self._last_run is not None:
            self.take_back(self._last_run, whole_run=True)

    def take_back(self, number: int, *, whole_run: bool) -> None:
        """Takes back an entry of the journal, or a whole run."""
        if self.dialog is not None:
            self.dialog.be_undoing()
        self._banner.hide()
        self.action_controller.undo(number, whole_run=whole_run)

    @Slot()
    def keep_this(self) -> None:
        """Makes the photo the keyboard is on the one to keep in its group."""
        group, member = self._page.view.current_group(), self._page.view.current_member()
        if group is None or member is None:
            return
        self._page.ticks.reset([group])
        wanted = {_file(other): other is member for other in group.members}
        before = {_file(other): other.keeper and other.reason == CHOSEN for other in group.members}
        self._choose(wanted)
        self._banner.say(
            tr("{name} is kept, whatever the rule says.").format(name=shown(member.path.name)),
            tr("Undo"),
            lambda: self._take_choice_back(before),
        )

    def _take_choice_back(self, before: Mapping[File, bool]) -> None:
        self._banner.hide()
        self._choose(before)

    def _choose(self, choices: Mapping[File, bool]) -> None:
        preferences = self._reader.preferences
        self._keep(replace(preferences, chosen={**preferences.chosen, **choices}))
        self.action_controller.choose_keepers(choices)

    @Slot()
    def _keep_both(self) -> None:
        self._decide(DecisionVerdict.KEEP_BOTH)

    @Slot()
    def _not_duplicates(self) -> None:
        self._decide(DecisionVerdict.NOT_DUPLICATES)

    def _decide(self, verdict: DecisionVerdict) -> None:
        """Of the kept photo's group as a whole, or of one copy and the others."""
        group, member = self._page.view.current_group(), self._page.view.current_member()
        if group is None or member is None:
            return
        pairs = frozenset(_pairs(group, member))
        if member.keeper or len(group.members) == 2:
            subject = tr(" and ").join(shown(one.path.name) for one in group.members)
            if len(group.members) > 2:
                subject = tr("The {members} photos with {name}").format(
                    members=len(group.members), name=shown(group.keeper.path.name)
                )
        else:
            subject = tr("{name} and the others of its group").format(name=shown(member.path.name))
        self._keep(replace(self._reader.preferences, decided=self._reader.preferences.decided | pairs))
        self.action_controller.decide(pairs, verdict)
        self._banner.say(
            tr("{subject} are {verdicts}.").format(subject=subject, verdicts=_VERDICTS[verdict]),
            tr("Undo"),
            lambda: self._take_decision_back(pairs),
        )

    def _take_decision_back(self, pairs: frozenset[Pair]) -> None:
        self._banner.hide()
        self._keep(replace(self._reader.preferences, decided=self._reader.preferences.decided - pairs))
        self.action_controller.decide(pairs, None)

    @Slot()
    def _tick_safe(self) -> None:
        self._page.ticks.reset(self._shown_groups())

    @Slot()
    def _untick_all(self) -> None:
        self._page.ticks.clear(self._shown_groups())

    def _shown_groups(self) -> Sequence[Group]:
        return [row.group for row in self._page.model.rows]

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

    def _open_dialog(self, groups: Iterable[Group]) -> ReviewDialog:
        photos = {member.photo.digest: member.photo for group in groups for member in group.members}
        dialog = ReviewDialog(photos, self._actions, self._theme, self._thumbnails, self._window)
        dialog.agreed.connect(self._act)
        dialog.stop_chosen.connect(self._stop)
        dialog.finished.connect(self._dialog_closed)
        self._job.progressed.connect(dialog.read)
        self.dialog = dialog
        dialog.open()
        return dialog

    @Slot(bool)
    def _act(self, rescue: bool) -> None:
        if self.dialog is not None and self.dialog.review is not None:
            self.dialog.be_at_work(len(self.dialog.review.feasible))
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
        self._last_run = None  # until the library is read anew
        if self.dialog is not None:
            self.dialog.be_done(report)
        else:
            done = count(len(report.done), "photo")
            self._banner.say(
                tr("{done} put away. {result_in_words}").format(done=done, result_in_words=result_in_words(report)),
                tr("Undo") if report.done else "",
                self.undo,
            )
        self._reader.refresh_now(settle=False)

    @Slot(object)
    def _take_back(self, taken: UndoReport) -> None:
        self._last_run = None
        if self.dialog is not None:
            self.dialog.be_undone(taken)
        else:
            told = [f"{undone_in_words(taken)}."]
            told += [f"{shown(found.entry.path)} {said(found.problem)}." for found in taken.problems[:3]]
            self._banner.say(" ".join(told))
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
                ).format(n=number(len(settled)))
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
        sentence = tr(
            "That failed because of a fault in photohash. What was done is in the history and can be taken back."
        )
        self._be_refused(sentence)
        ErrorReportDialog(details, self.dialog or self._window).open()

    @Slot()
    def _be_stopped(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _forget_decisions(self) -> None:
        """What could not be remembered is not hidden either; a photo chosen to be kept is, until the window closes."""
        self._keep(replace(self._reader.preferences, decided=frozenset()))


def _file(member: Member) -> File:
    return member.path, member.photo.digest


def _pairs(group: Group, member: Member) -> Iterable[Pair]:
    """The pairs a decision is about: all of the group when it is made on the kept photo, else the copy's own."""
    members = group.members
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            if member.keeper or member in (one, other):
                yield pair(one.photo.digest, other.photo.digest)
