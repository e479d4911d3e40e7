"""A window on a library with albums, and hands on its wizard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from photohash.app.controllers.session import LibrarySession
from photohash.app.controllers.teaching import TeachingController
from photohash.app.main_window import MainWindow
from photohash.app.wizard.teach_page import TeachPage, WizardStep
from photohash.core.resources import resource
from photohash.core.task import Task
from photohash.hashing.card import read_card, write_card
from photohash.library.store import Catalogue
from photohash.training.run_folder import RunState
from tests.app.libraries import PATIENCE
from tests.library.photos import save, scene

EACH = 8


def albums_of_scenes(folder: Path, session: LibrarySession, albums: Mapping[str, Sequence[int]]) -> None:
    """Photos of these seeds in a library, scanned, and in albums of these names."""
    (folder / "photos").mkdir()
    for seed in sorted({seed for seeds in albums.values() for seed in seeds}):
        save(scene(320, 240, seed=seed), folder / "photos" / f"{seed}.png")
    with session.open_pipeline() as pipeline:
        for _ in pipeline.update([folder / "photos"], task=Task()):
            pass
    with Catalogue.open(session.settings.folder, write=True) as catalogue, catalogue.transaction():
        for name, seeds in albums.items():
            numbers = [catalogue.photo_at(folder / "photos" / f"{seed}.png") for seed in seeds]
            photos = catalogue.photos(number for number in numbers if number is not None)
            catalogue.albums().add(catalogue.albums().create(name), [photo.digest for photo in photos.values()])


def own_model(folder: Path) -> Path:
    """A model directory as training makes one."""
    bundled = resource("models", "dah-lite0-64-scenes")
    made = folder / "dah-lite0-64-albums1"
    made.mkdir()
    card = read_card(bundled)
    for name in card.files:
        (made / name).write_bytes((bundled / name).read_bytes())
    write_card(made, replace(card, id=made.name, purpose="albums1", title="My albums"))
    return made


@dataclass
class Wizard:
    """Hands on the wizard of a window."""

    window: MainWindow
    qtbot: Any

    @property
    def page(self) -> TeachPage:
        return self.window.pages.teach

    @property
    def controller(self) -> TeachingController:
        return self.window.teaching.wizard

    @property
    def state(self) -> RunState | None:
        return self.controller.training.state

    def settle(self) -> None:
        self.wait(lambda: self.window.settled)

    def wait(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE)

    def open(self) -> None:
        self.window.commands["teach"].trigger()
        self.settle()

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def on(self) -> None:
        """Presses the button that leads on."""
        self.click(self.page.next_button)
        self.settle()

    def to(self, step: WizardStep) -> None:
        """Goes on until a step before the training is shown."""
        self.open()
        while self.page.step is not step:
            self.on()

    def train(self) -> None:
        """Begins to train, with what is chosen."""
        self.to(WizardStep.METHOD)
        self.click(self.page.next_button)
        self.wait(lambda: self.page.step is WizardStep.TRAINING)

    def answer(self, *, agree: bool) -> None:
        """Answers the question that is open."""
        dialog = self.controller.dialog
        assert dialog is not None
        role = dialog.ButtonRole.AcceptRole if agree else dialog.ButtonRole.RejectRole
        (button,) = [one for one in dialog.buttons() if dialog.buttonRole(one) is role]
        self.click(button)

    def button(self, name: str) -> QPushButton:
        """A button of the check."""

        def there() -> list[QPushButton]:
            return [one for one in self.page.check.findChildren(QPushButton, name) if one.isVisible()]

        self.wait(there)  # what was put into a layout is shown a moment later
        (found,) = there()
        return found
