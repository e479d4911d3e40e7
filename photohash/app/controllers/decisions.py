"""Shows what the person said of photos, and has it undone; that is a step of the history itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from photohash.app.controllers.deciding import DecidingController
from photohash.app.controllers.reader import LibraryPast, LibraryReader
from photohash.app.controllers.undo import UndoController
from photohash.app.navigation import Page
from photohash.app.pages.decisions import DecisionsPage
from photohash.app.sidebar import Sidebar
from photohash.app.undo_stack import Step
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.actions import DecisionVerdict
from photohash.library.group_preferences import Pair
from photohash.library.said import Said, everything_said


class DecisionsController(QObject):
    """Keeps the page of decisions up to date.

    Args:
        page: of decisions.
        reader: is asked for them.
        deciding: undoes them.
        undo: has the history.
        sidebar: shows their number.
    """

    def __init__(
        self,
        page: DecisionsPage,
        reader: LibraryReader,
        deciding: DecidingController,
        undo: UndoController,
        sidebar: Sidebar,
    ) -> None:
        super().__init__()
        self._page, self._reader, self._deciding, self._undo = page, reader, deciding, undo
        self._sidebar = sidebar
        self._past: LibraryPast | None = None
        page.undo_chosen.connect(self._take_back)

    def take(self, past: LibraryPast) -> None:
        """Asks for everything said where something is other than it was."""
        before, self._past = self._past, past
        if before is None or _said_in(before) != _said_in(past):
            self._reader.ask(everything_said, self._show)

    def _show(self, everything: Sequence[Said]) -> None:
        self._page.model.show(everything)
        self._sidebar.set_count(Page.DECISIONS, len(everything))

    @Slot(object)
    def _take_back(self, chosen: Sequence[Said]) -> None:
        files = {said.file: True for said in chosen if said.file is not None}
        pairs: dict[DecisionVerdict, list[Pair]] = defaultdict(list)
        for said in chosen:
            if said.verdict is not None:
                pairs[said.verdict] += said.pairs

        def forget() -> None:
            for some in pairs.values():
                self._deciding.decide(some, None)
            if files:
                self._deciding.choose(dict.fromkeys(files, False))

        def say_again() -> None:
            for verdict, some in pairs.items():
                self._deciding.decide(some, verdict)
            if files:
                self._deciding.choose(files)

        forget()
        words = tr("{decisions} undone").format(decisions=count(len(chosen), "decision"))
        self._undo.stack.push(Step(words, say_again, forget))


def _said_in(past: LibraryPast) -> tuple[object, ...]:
    return past.decisions, past.chosen, past.files
