"""What the person chooses: kept in the settings of the library and put in force at once, wherever it was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from photohash.app.commands import Commands
from photohash.app.dialogs.help import HelpDialog
from photohash.app.dialogs.settings import OF_THE_WINDOW, SettingsDialog
from photohash.app.dialogs.shortcuts import ShortcutsDialog
from photohash.app.job_bar import Banner
from photohash.app.model_shelf import ModelShelf
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.theme import Appearance, Theme
from photohash.core.errors import KnownError
from photohash.core.settings import Settings

_SIZE = "thumbnail-size"


class SettingsController(QObject):
    """Keeps what is chosen, and opens the dialogs that tell and ask for it.

    Args:
        settings: of the library.
        models: answers with the ids and titles of the models to choose from.
        banner: says that a choice could not be kept.
        theme: of the window.
        window: the window.

    Signals:
        search_changed(str, object): a setting that searches depend on has another value; its key and the value.
        roll_back_chosen: the model that told look-alikes before is to do so again.
    """

    search_changed = Signal(str, object)
    roll_back_chosen = Signal()

    def __init__(
        self,
        settings: Settings,
        models: Callable[[], Sequence[tuple[str, str]]],
        banner: Banner,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._settings, self._models, self._banner = settings, models, banner
        self._theme, self._window = theme, window

    @property
    def folder(self) -> Path:
        """Of the library whose settings these are."""
        return self._settings.folder

    def make_commands(self) -> Commands:
        """The commands of the window, with the keys that the person has given them."""
        commands = Commands(self._window, self._theme, str(self._settings["keys"]), self.keep_keys)
        self._commands = commands
        for name, slot in {
            "settings": self.open_settings,
            "help": self.open_help,
            "shortcuts": self.open_shortcuts,
        }.items():
            commands[name].triggered.connect(slot)
        return commands

    def give_one_size(self, sliders: Sequence[SizeSlider]) -> None:
        """Has thumbnails one size on all pages: that which was chosen last on any of them."""
        self._sliders = sliders
        wanted = int(self._settings[_SIZE])
        for slider in sliders:
            slider.show_width(wanted)
            slider.valueChanged.emit(wanted)  # where it stood there already, what it sizes may not
            slider.valueChanged.connect(self._resize)
            slider.sliderReleased.connect(self._keep_size)

    def keep(self, key: str, value: str | float) -> None:
        """Keeps a choice, or says that it cannot be kept; it is in force all the same."""
        if value == self._settings[key]:
            return
        try:
            self._settings.set(key, value)
        except KnownError as error:
            self._banner.say(str(error))

    def keep_keys(self, kept: str) -> None:
        """Keeps the keys that were changed."""
        self.keep("keys", kept)

    @Slot(str, object)
    def choose(self, key: str, value: str | float) -> None:
        """Keeps a choice and puts it in force."""
        self.keep(key, value)
        if key == "theme":
            self._theme.choose(Appearance(str(value)))
        elif key == _SIZE:
            self._resize(int(value))
        if key not in OF_THE_WINDOW:
            self.search_changed.emit(key, value)

    @Slot(int)
    def _resize(self, width: int) -> None:
        for slider in self._sliders:
            slider.setValue(width)
        self._keep_size()

    @Slot()
    def _keep_size(self) -> None:
        """While a slider is held nothing is settled yet."""
        if not any(slider.isSliderDown() for slider in self._sliders):
            self.keep(_SIZE, self._sliders[0].value())

    @Slot()
    def open_settings(self) -> None:
        """Opens the settings."""
        dialog = SettingsDialog(self._settings, self._models(), ModelShelf(self._settings.folder), self._window)
        dialog.chosen.connect(self.choose)
        dialog.roll_back_chosen.connect(self.roll_back_chosen)
        _open(dialog)

    @Slot()
    def open_help(self) -> None:
        """Shows the documents."""
        _open(HelpDialog(self._window))

    @Slot()
    def open_shortcuts(self) -> None:
        """Shows every shortcut."""
        _open(ShortcutsDialog(self._commands, self._window))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
