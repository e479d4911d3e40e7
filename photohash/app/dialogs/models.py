"""The models in the settings: a card for each, and ways to bring one in, hand one on and be rid of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QInputDialog, QPushButton, QVBoxLayout, QWidget

from photohash.app.folder_question import ask_for_file, ask_for_new_file
from photohash.app.labels import plain_tip
from photohash.app.model_shelf import ModelShelf, ShelvedModel
from photohash.app.pages.frame import Flow, label
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID
from photohash.core.errors import KnownError
from photohash.core.paths import shown
from photohash.core.translation import said, tr
from photohash.hashing.card import CARD
from photohash.hashing.model_archive import SUFFIX
from photohash.library.adoption import Adoption


class ModelsPanel(QWidget):
    """The cards of all models.

    Args:
        shelf: the models.
        in_use: asks for the ids of the models that work now; they stay.
        adoption: tells which model tells look-alikes, and which one did before.

    Signals:
        changed: a model came or went.
        roll_back_chosen: the model that told look-alikes before is to do so again.
    """

    changed = Signal()
    roll_back_chosen = Signal()

    def __init__(self, shelf: ModelShelf, in_use: Callable[[], set[str]], adoption: Adoption) -> None:
        super().__init__()
        self._shelf, self._in_use, self._adoption = shelf, in_use, adoption
        self.import_button = QPushButton(tr("Import a model…"))
        words = tr("Choose a model in one file, or the card of a model directory. All files are checked first.")
        self.import_button.setToolTip(plain_tip(words))
        self.import_button.clicked.connect(self._import)
        self.note = label("", "note", wrap=True)
        self.note.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GRID + GRID // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(label(tr("Models"), "title"))
        lead = tr("A model turns a photo into a short code. Photos with codes that are near one another look alike.")
        column.addWidget(label(lead, "dim", wrap=True))
        column.addWidget(self.note)
        column.addSpacing(GRID)
        column.addLayout(self._cards)
        column.addSpacing(GRID)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_models()

    def show_models(self) -> None:
        """Draws the cards of the models that there are now."""
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        in_use = self._in_use()
        models = self._shelf.models()
        before = next((model for model in models if model.card.id == self._adoption.before), None)
        for model in models:
            last = before if model.card.id == self._adoption.current else None
            self._cards.addWidget(self._card(model, used=model.card.id in in_use, before=last))
        follow_layout(self.window())

    def _card(self, model: ShelvedModel, *, used: bool, before: ShelvedModel | None) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        column.setSpacing(GRID // 2)
        title = label(model.title, "heading", wrap=True)
        column.addWidget(title)
        for words, role in ((model.purpose, ""), (model.results, "dim"), (model.facts, "dim"), (model.card.id, "dim")):
            if words:
                line = label(words, role, wrap=True)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
        row = QWidget()
        buttons = Flow(row)
        export, remove = QPushButton(tr("Export…")), QPushButton(tr("Remove"))
        export.setObjectName(f"export-{model.card.id}")
        remove.setObjectName(f"remove-{model.card.id}")
        export.setAccessibleName(tr("Export {model}").format(model=model.title))
        remove.setAccessibleName(tr("Remove {model}").format(model=model.title))
        export.clicked.connect(lambda: self._export(model))
        remove.clicked.connect(lambda: self._remove(model))
        reason = _stays_because(model, used=used)
        remove.setEnabled(not reason)
        remove.setToolTip(plain_tip(reason) or tr("Delete its files and the codes made with it from the library."))
        if before is not None:
            back = QPushButton(tr("Go back to {model}").format(model=before.title).replace("&", "&&"))
            back.setObjectName("roll-back")
            back.setToolTip(plain_tip(tr("Look-alikes use that model again, at once: its codes were kept.")))
            back.clicked.connect(self.roll_back_chosen)
            buttons.addWidget(back)
        if model.own:
            rename = QPushButton(tr("Rename…"))
            rename.setObjectName(f"rename-{model.card.id}")
            rename.setAccessibleName(tr("Rename {model}").format(model=model.title))
            rename.clicked.connect(lambda: self._rename(model))
            buttons.addWidget(rename)
        buttons.addWidget(export)
        buttons.addWidget(remove)
        column.addSpacing(GRID // 2)
        column.addWidget(row)
        if reason:
            column.addWidget(label(reason, "dim", wrap=True))
        return card

    @Slot()
    def _import(self) -> None:
        kinds = tr("Models") + f" (*{SUFFIX} {CARD})"
        chosen = ask_for_file(self, tr("Choose a model"), kinds)
        if chosen is not None:
            place = chosen.parent if chosen.name == CARD else chosen
            self._try(lambda: tr("{model} was imported.").format(model=self._shelf.take_in(place)), changes=True)

    def _export(self, model: ShelvedModel) -> None:
        kinds = tr("Models") + f" (*{SUFFIX})"
        file = ask_for_new_file(self, tr("Export a model"), f"{model.card.id}{SUFFIX}", kinds)
        if file is not None:
            done = tr("{model} is now in {folder}.")
            self._try(
                lambda: done.format(model=model.title, folder=shown(self._shelf.hand_out(model.card.id, file))),
                changes=False,
            )

    def _rename(self, model: ShelvedModel) -> None:
        asked = QInputDialog(self)
        asked.setWindowTitle(tr("Rename a model"))
        asked.setLabelText(tr("Its name:"))
        asked.setTextValue(model.card.title)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.textValueSelected.connect(partial(self._give_title, model))
        asked.open()

    def _give_title(self, model: ShelvedModel, title: str) -> None:
        def rename() -> str:
            self._shelf.rename(model.card.id, title)
            return tr("{old} is called {new} now.").format(old=model.title, new=" ".join(title.split()))

        self._try(rename, changes=True)

    def _remove(self, model: ShelvedModel) -> None:
        def remove() -> str:
            self._shelf.remove(model.card.id)
            self._adoption.forget(model.card.id)
            return tr("{model} was removed.").format(model=model.title)

        self._try(remove, changes=True)

    def _try(self, work: Callable[[], str], *, changes: bool) -> None:
        """Does something, and says how it went."""
        try:
            words = work()
        except KnownError as error:
            words, changes = said(str(error)), False
        self.note.setText(words)
        self.note.show()
        if changes:
            self.show_models()
            self.changed.emit()


def _stays_because(model: ShelvedModel, *, used: bool) -> str:
    if not model.own:
        return tr("It comes with photohash and stays.")
    return tr("It is in use; choose another model first.") if used else ""
