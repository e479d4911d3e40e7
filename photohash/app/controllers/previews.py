"""What another choice would come to, asked for off the main thread: rules of what is kept, and other strictnesses."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.reader import LibraryReader
from photohash.app.dialogs.rules import RulesDialog
from photohash.app.pages.copies import CopiesPage
from photohash.core.settings import STRICTNESS
from photohash.library.browse import Browser
from photohash.library.group_preview import (
    FindRadius,
    RulesPreview,
    StrictnessPreview,
    preview_rules,
    preview_strictness,
)


class PreviewController(QObject):
    """Opens the dialog of rules, and tells the choice of strictness its numbers.

    Args:
        page: of copies.
        reader: is asked.
        radius: of a model at a strictness.
        commands: of the window.
        window: the window.
    """

    def __init__(
        self, page: CopiesPage, reader: LibraryReader, radius: FindRadius, commands: Commands, window: QWidget
    ) -> None:
        super().__init__()
        self._page, self._reader, self._radius, self._window = page, reader, radius, window
        self._dialog: RulesDialog | None = None
        self._asked = 0
        commands["rules"].triggered.connect(self.open_rules)
        page.strictness.numbers_wanted.connect(self.ask_strictness)

    @property
    def dialog(self) -> RulesDialog | None:
        """The dialog of rules, while it is open."""
        return self._dialog

    @Slot()
    def open_rules(self) -> None:
        """Opens the dialog of rules."""
        self._dialog = dialog = RulesDialog(self._reader.preferences.rules, self._window)
        dialog.changed.connect(self._ask_rules)
        dialog.agreed.connect(self._page.tick_bar.choose_rules)
        dialog.finished.connect(self._dialog_closed)
        self._ask_rules()
        dialog.open()

    @Slot()
    def ask_strictness(self) -> None:
        """Asks what each strictness comes to."""
        values = [float(value) for value, _ in STRICTNESS]
        preferences = self._reader.preferences

        def work(browser: Browser) -> list[StrictnessPreview]:
            return preview_strictness(browser, preferences, self._radius, values)

        self._reader.ask(work, self._page.strictness.show_numbers)

    @Slot()
    def _ask_rules(self) -> None:
        if self._dialog is None:
            return
        self._asked += 1
        rules, preferences = self._dialog.rules, self._reader.preferences
        radius, strictness = self._radius, self._reader.strictness

        def work(browser: Browser) -> RulesPreview:
            return preview_rules(browser, preferences, rules, radius(browser.model, strictness))

        self._reader.ask(work, partial(self._take_rules, self._asked))

    def _take_rules(self, asked: int, preview: RulesPreview) -> None:
        if self._dialog is not None and asked == self._asked:
            self._dialog.show_preview(preview)

    @Slot()
    def _dialog_closed(self) -> None:
        self._dialog = None
