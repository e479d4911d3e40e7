"""What the person says of groups and photos, one or thousands: ticks, keepers chosen by hand, decisions on pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.undo import UndoController
from photohash.app.folder_question import ask_for_folder
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.models.bulk_ticks import Spared, all_below, all_but
from photohash.app.models.chosen import Chosen
from photohash.app.models.ticks import TickStep
from photohash.app.pages.copies import CopiesPage
from photohash.app.undo_stack import Step
from photohash.core.formatting import count, number
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.actions import DecisionVerdict
from photohash.library.group_preferences import CHOSEN, File, GroupPreferences, Pair, pair
from photohash.library.photo import Group, Member


@dataclass(frozen=True, slots=True)
class _Drop:
    """Ticks that go with a keeper, once it is shown: before, the rules of the ticks would not allow them."""

    keeper: File
    others: frozenset[File]
    ticks: list[TickStep]
    step: Step


class DecidingController(QObject):
    """Carries out the commands about groups. Each is one step of the history.

    Args:
        page: of copies.
        reader: shows the groups as the person wants them.
        action_controller: has the library remember.
        commands: of the window.
        banner: says what happened.
        undo: has the history.

    Signals:
        dropped(str): the others of a photo that is kept are ticked: how many, and what stands against the rest.
    """

    dropped = Signal(str)

    def __init__(
        self,
        page: CopiesPage,
        reader: LibraryReader,
        action_controller: ActionController,
        commands: Commands,
        banner: Banner,
        undo: UndoController,
    ) -> None:
        super().__init__()
        self._page, self._reader, self._action_controller = page, reader, action_controller
        self._commands, self._banner, self._undo = commands, banner, undo
        self._collecting = False
        self._waiting: _Drop | None = None
        for name, slot in {
            "tick": self.tick,
            "untick": self.untick,
            "keep-this": self.keep_this,
            "keep-both": self._keep_all,
            "not-duplicates": self._not_duplicates,
            "tick-safe": self._tick_safe,
            "untick-all": self._untick_all,
            "tick-folder": self._tick_folder,
            "select-all": page.view.select_all_groups,
            **{spared.value: self._tick_but for spared in Spared},
        }.items():
            commands[name].triggered.connect(slot)
        page.view.tick_wanted.connect(self.tick)
        page.view.pointed.connect(self.look)
        page.model.summed.connect(self.look)
        page.ticks.stepped.connect(self._note)
        action_controller.changed.connect(self.look)
        undo.decision_wanted.connect(self.decide)
        undo.choice_wanted.connect(self.choose)

    @Slot()
    def look(self) -> None:
        """Lets only those commands be chosen that can do something, and names them by what they are about."""
        on_page, chosen = self._page.isVisible(), self._page.view.selected()
        any_shown = on_page and bool(self._page.model.rows)
        one = chosen[0] if len(chosen) == 1 and not chosen[0].whole else None
        can_keep = any(not one.whole and not one.members[0].keeper for one in chosen)
        possible = dict.fromkeys(("tick", "untick", "keep-both", "not-duplicates"), on_page and bool(chosen))
        possible |= {"keep-this": on_page and can_keep}
        names = "tick-safe", "untick-all", "tick-folder", "select-all", *(spared.value for spared in Spared)
        possible |= dict.fromkeys(names, any_shown)
        for name, can in possible.items():
            self._commands[name].setEnabled(can)
        self._commands["keep-both"].setText(_keep_words(one))

    @Slot()
    def tick(self) -> None:
        """Ticks what is selected, or unticks it where all of it is ticked; says what stands against a single photo."""
        chosen = self._page.view.selected()
        if len(chosen) == 1:
            self._page.view.show_current()
        if len(chosen) == 1 and len(chosen[0].members) == 1:
            self._page.view.say_obstacle(self._page.ticks.toggle(chosen[0].group, chosen[0].members[0]))
            return
        wanted = {one.group.id: _to_tick(one) for one in chosen}
        all_ticked = all(
            self._page.ticks.ticked(one.group) >= {member.path for member in wanted[one.group.id]} for one in chosen
        )
        self._put(chosen, wanted, ticked=not all_ticked)

    @Slot()
    def untick(self) -> None:
        """Takes the ticks of what is selected away."""
        chosen = self._page.view.selected()
        if len(chosen) == 1:
            self._page.view.show_current()
        self._put(chosen, {one.group.id: one.members for one in chosen}, ticked=False)

    def _put(self, chosen: Sequence[Chosen], wanted: Mapping[int, Sequence[Member]], *, ticked: bool) -> None:
        step = self._page.ticks.put(
            (one.group, {member.path: ticked for member in wanted[one.group.id]}) for one in chosen
        )
        asked = sum(map(len, wanted.values()))
        if len(chosen) > 1 or not step.changes:
            self._tell_ticks(step, asked)

    @Slot()
    def keep_this(self) -> None:
        """Makes the photo the keyboard is on the one to keep in its group; of several groups, those selected."""
        chosen = [one for one in self._page.view.selected() if not one.whole]
        if len(chosen) == 1:
            self._page.view.show_current()
        self.keep(chosen)

    def keep_only(self, group: Group, kept: Member, others: frozenset[File]) -> None:
        """Keeps a photo and ticks others of its group where the rules allow it: one step of the history."""
        if kept.keeper:
            put, words = self._put_others(group, others)
            newest = self._undo.stack.next_undo if put.changes else None
            self._undo.say(tr("{name} is kept.").format(name=shown(kept.path.name)), newest)
            self.dropped.emit(words)
            return
        ticks: list[TickStep] = []
        step = self.keep([Chosen(group, (kept,), whole=False)], ticks)
        if step is not None:
            self._waiting = _Drop(_file(kept), others, ticks, step)

    def take(self) -> None:
        """Ticks what goes with a keeper that is shown by now, unless it was taken back meanwhile."""
        waiting = self._waiting
        if waiting is None:
            return
        groups = (row.group for row in self._page.model.all_rows)
        group = next((group for group in groups if _file(group.keeper) == waiting.keeper), None)
        if not self._undo.stack.is_done(waiting.step):
            self._waiting = None
        elif group is not None:
            self._waiting = None
            with self._together():
                step, words = self._put_others(group, waiting.others)
            waiting.ticks.append(step)
            self.dropped.emit(words)

    def _put_others(self, group: Group, others: frozenset[File]) -> tuple[TickStep, str]:
        """Ticks them; answers with how many are ticked now, and what stands against the rest, as sentences."""
        ticks = self._page.ticks
        wanted = [one for one in group.members if not one.keeper and _file(one) in others]
        step = ticks.put([(group, {member.path: True for member in wanted})])
        ticked = ticks.ticked(group)
        words = tr("{photos} ticked").format(photos=count(len(ticked), "photo")) + "."
        left = (ticks.obstacle(group, member) for member in wanted if member.path not in ticked)
        return step, " ".join(filter(None, (words, *left)))

    def keep(self, chosen: Sequence[Chosen], ticks: list[TickStep] | None = None) -> Step | None:
        """Makes the first photo of each choice the one to keep in its group.

        Args:
            chosen: photos, with their groups.
            ticks: takes in the ticks that go with it; what is added to it later goes with it too.

        Returns:
            The step of the history, or None where there was nothing to do.
        """
        wanted: dict[File, bool] = {}
        before: dict[File, bool] = {}
        for one in chosen:
            kept = one.members[0]
            wanted |= {_file(other): other is kept for other in one.group.members}
            before |= {_file(other): other.keeper and other.reason == CHOSEN for other in one.group.members}
        if not wanted:
            return None
        changed = [] if ticks is None else ticks
        with self._together():
            changed.append(self._page.ticks.reset([one.group for one in chosen]))
        step = self._undo.keeper_step(
            wanted,
            before,
            undo_more=lambda: self._page.ticks.restore(_joined(one.before for one in reversed(changed))),
            redo_more=lambda: self._page.ticks.restore(_joined(one.after for one in changed)),
        )
        self.choose(wanted)
        names = [shown(one.members[0].path.name) for one in chosen]
        sentence = tr("{name} is kept, whatever the rule says.").format(name=names[0])
        if len(names) > 1:
            many = tr("{n} photos are kept, whatever the rule says.", len(names))
            sentence = many.format(n=number(len(names)))
        self._say(sentence, step)
        return step

    @Slot(object)
    def choose(self, choices: Mapping[File, bool]) -> None:
        """Remembers which files are kept by hand, and shows it at once."""
        self._banner.hide()
        preferences = self._reader.preferences
        self._show(replace(preferences, chosen={**preferences.chosen, **choices}))
        self._action_controller.choose_keepers(choices)

    @Slot(object, object)
    def decide(self, pairs: Collection[Pair], verdict: DecisionVerdict | None) -> None:
        """Remembers what the person says of pairs, and shows it at once; without a verdict, forgets it."""
        self._banner.hide()
        decided = self._reader.preferences.decided
        decided = decided - frozenset(pairs) if verdict is None else decided | frozenset(pairs)
        self._show(replace(self._reader.preferences, decided=decided))
        self._action_controller.decide(pairs, verdict)

    @Slot()
    def _keep_all(self) -> None:
        self._say_of_seen(DecisionVerdict.KEEP_BOTH)

    @Slot()
    def _not_duplicates(self) -> None:
        self._say_of_seen(DecisionVerdict.NOT_DUPLICATES)

    def _say_of_seen(self, verdict: DecisionVerdict) -> None:
        """Decides on what is selected; a single group that is out of sight is shown first, as it would go unseen."""
        chosen = self._page.view.selected()
        if len(chosen) == 1 and not self._page.view.show_current():
            words = tr("This group was out of sight. Choose the command once more to decide on it.")
            self._banner.say(words, kind=BannerKind.INFO)
            return
        self.say_of(chosen, verdict)

    def say_of(self, chosen: Sequence[Chosen], verdict: DecisionVerdict) -> None:
        """Decides on whole groups where their kept photo or all of them is meant, else on copies and the others."""
        pairs = frozenset(one for part in chosen for one in _pairs(part))
        if not pairs:
            return
        step = self._undo.decision_step(pairs, verdict, sum(len(part.group.members) for part in chosen))
        self.decide(pairs, verdict)
        said = {
            DecisionVerdict.NOT_DUPLICATES: tr("{subject} are no longer offered as duplicates."),
            DecisionVerdict.KEEP_BOTH: tr("{subject} are all kept and no longer offered as duplicates."),
        }[verdict]
        self._say(said.format(subject=_subject(chosen)), step)

    @Slot()
    def _tick_safe(self) -> None:
        self._tell_ticks(self._page.ticks.reset(self._shown_groups()), None)

    @Slot()
    def _untick_all(self) -> None:
        self._page.ticks.clear(self._shown_groups())

    @Slot()
    def _tick_but(self) -> None:
        spared = Spared(self.sender().objectName())
        self._tell_ticks(self._page.ticks.put(all_but(self._meant_groups(), spared)), None)

    @Slot()
    def _tick_folder(self) -> None:
        member = self._page.view.current_member()
        begin = None if member is None else member.path.parent
        folder = ask_for_folder(self._page, tr("Tick all photos in this folder"), begin)
        if folder is not None:
            wishes = list(all_below(self._meant_groups(), folder))
            asked = sum(len(marks) for _, marks in wishes)
            self._tell_ticks(self._page.ticks.put(wishes), asked)

    def _meant_groups(self) -> list[Group]:
        """The selected groups where several are, else all that are shown."""
        chosen = self._page.view.selected()
        return [one.group for one in chosen] if len(chosen) > 1 else list(self._shown_groups())

    def _shown_groups(self) -> Sequence[Group]:
        return [row.group for row in self._page.model.rows]

    def _tell_ticks(self, step: TickStep, asked: int | None) -> None:
        """Says how many ticks have changed, and that the others may not."""
        words = tr("{ticks} changed.").format(ticks=count(step.changes, "tick"))
        if asked is not None and step.changes < asked:
            words += " " + tr("The last good copy of a group stays, as does what is protected or was so already.")
        self._undo.say(words, self._undo.stack.next_undo if step.changes else None, BannerKind.INFO)

    @Slot(object)
    def _note(self, ticks: TickStep) -> None:
        """Ticks changed by hand are a step of the history, unless they go with another one."""
        if self._collecting:
            return
        self._undo.stack.push(
            Step(
                _tick_words(ticks),
                undo=lambda: self._page.ticks.restore(ticks.before),
                redo=lambda: self._page.ticks.restore(ticks.after),
            )
        )

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Ticks that change meanwhile belong to another step."""
        self._collecting = True
        try:
            yield
        finally:
            self._collecting = False

    def _say(self, sentence: str, step: Step) -> None:
        self._undo.stack.push(step)
        self._undo.say(sentence, step)

    def _show(self, preferences: GroupPreferences) -> None:
        self._reader.preferences = preferences
        self._reader.refresh_now(settle=False)


def _joined(marks: Iterable[Mapping[File, bool | None]]) -> dict[File, bool | None]:
    return {file: mark for part in marks for file, mark in part.items()}


def _file(member: Member) -> File:
    return member.path, member.photo.digest


def _to_tick(one: Chosen) -> list[Member]:
    """Of a group that is selected as a whole all but the one that is kept."""
    return [member for member in one.members if not one.whole or not member.keeper]


def _pairs(one: Chosen) -> Iterable[Pair]:
    """The pairs a decision is about: all of the group when it or its kept photo is meant, else the copies' own."""
    members = one.group.members
    all_of_it = one.whole or one.members[0].keeper
    for place, first in enumerate(members):
        for other in members[place + 1 :]:
            if all_of_it or first in one.members or other in one.members:
                yield pair(first.photo.digest, other.photo.digest)


def _subject(chosen: Sequence[Chosen]) -> str:
    if len(chosen) > 1:
        return tr("The photos of {n} groups", len(chosen)).format(n=number(len(chosen)))
    [one] = chosen
    members = one.group.members
    if len(members) == 2:
        return tr("{one} and {other}").format(one=shown(members[0].path.name), other=shown(members[1].path.name))
    if one.whole or one.members[0].keeper:
        return tr("The {n} photos with {name}", len(members)).format(
            n=number(len(members)), name=shown(one.group.keeper.path.name)
        )
    return tr("{name} and the others of its group").format(name=shown(one.members[0].path.name))


def _keep_words(one: Chosen | None) -> str:
    """What the command to keep photos says, by how many that is."""
    if one is None:
        return tr("Keep all")
    if len(one.group.members) == 2:
        return tr("Keep both")
    if one.members[0].keeper:
        return tr("Keep all {n}", len(one.group.members)).format(n=number(len(one.group.members)))
    return tr("Keep this one too")


def _tick_words(ticks: TickStep) -> str:
    """How a change of ticks reads after "Undo: "."""
    if ticks.changes == 1:
        file = next(file for file in ticks.after if ticks.after[file] != ticks.before[file])
        words = tr("Tick of {name}") if ticks.after[file] else tr("Unticking of {name}")
        return words.format(name=shown(file[0].name))
    return count(ticks.changes, "tick")
