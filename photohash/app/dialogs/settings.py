"""Settings, section by section, drawn from their declarations; a choice takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photohash.app.dialogs.models import ModelsPanel
from photohash.app.model_shelf import ModelShelf
from photohash.app.pages.frame import label
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.theme import GRID
from photohash.core.formatting import number
from photohash.core.settings import SETTINGS, Setting, Settings
from photohash.core.translation import Words, tr
from photohash.library.adoption import Adoption

OF_THE_WINDOW = ("theme", "thumbnail-size", "language", "keys", "last-folder")
"""Settings that change nothing of what is searched or found."""

SECTIONS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    ("General", ("theme", "language", "thumbnail-size")),
    ("Finding copies", ("strictness", "model")),
    ("Look-alikes", ("browsing-model",)),
    ("Models", ()),
)
"""Headings and the settings below them; a setting that this version does not have is left out."""

_CHOSEN_BY_MODEL = ("model", "browsing-model")
_RATES = {1e-6: "1e-6", 1e-5: "1e-5", 1e-4: "1e-4"}


class SettingsDialog(QDialog):
    """A list of sections, and the one that was chosen.

    Args:
        settings: of the library.
        models: ids of the models to choose from, with their titles.
        shelf: the models at hand, with their cards.
        parent: the window.

    Signals:
        chosen(str, object): key and value of a setting that was changed.
        roll_back_chosen: the model that told look-alikes before is to do so again.
    """

    chosen = Signal(str, object)
    roll_back_chosen = Signal()

    def __init__(
        self, settings: Settings, models: Sequence[tuple[str, str]], shelf: ModelShelf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.resize(QSize(94 * GRID, 68 * GRID).boundedTo(parent.size() - QSize(4 * GRID, 4 * GRID)))
        self._settings, self._models, self._shelf = settings, models, shelf
        self.boxes: dict[str, QComboBox] = {}
        self.sections, self.panels = QListWidget(), QStackedWidget()
        self.sections.setAccessibleName(tr("Sections of the settings"))
        self.sections.setFixedWidth(22 * GRID)
        self.panel = ModelsPanel(shelf, self._in_use, Adoption(settings))
        self.panel.changed.connect(self._models_changed)
        self.panel.roll_back_chosen.connect(self.roll_back_chosen)
        self.panel.roll_back_chosen.connect(self._models_changed)
        self.panel.roll_back_chosen.connect(self.panel.show_models)
        for title, keys in SECTIONS:
            there = [setting for key in keys for setting in SETTINGS if setting.key == key]
            if there or not keys:
                self.sections.addItem(tr(title))
                self.panels.addWidget(_scrolling(self._section(tr(title), there) if keys else self.panel))
        self.sections.currentRowChanged.connect(self.panels.setCurrentIndex)
        self.sections.setCurrentRow(0)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.sections)
        row.addWidget(self.panels, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._explain()

    def _section(self, title: str, settings: Sequence[Setting]) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(GRID, 0, 2 * GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(label(title, "title"))
        for setting in settings:
            column.addSpacing(2 * GRID)
            if setting.key == "thumbnail-size":
                self._add_slider(column, setting)
            else:
                self._add_box(column, setting)
        column.addStretch(1)
        return panel

    def _add_box(self, column: QVBoxLayout, setting: Setting) -> None:
        box = QComboBox()
        box.setObjectName(setting.key)
        box.setAccessibleName(tr(setting.title))
        box.setAccessibleDescription(tr(setting.explanation))
        self.boxes[setting.key] = box
        self._fill(setting)
        box.currentIndexChanged.connect(self._tell)
        self._head(column, setting, box)
        column.addWidget(box)
        if setting.key in (*_CHOSEN_BY_MODEL, "strictness"):
            note = label("", "dim", wrap=True)
            note.setObjectName(f"{setting.key}-note")
            column.addWidget(note)

    def _add_slider(self, column: QVBoxLayout, setting: Setting) -> None:
        self.slider = SizeSlider(int(self._settings[setting.key]))
        self.slider.setObjectName(setting.key)
        self.slider.valueChanged.connect(self._resize_thumbnails)
        self._head(column, setting, self.slider)
        column.addWidget(self.slider, 0, Qt.AlignmentFlag.AlignLeft)

    def _head(self, column: QVBoxLayout, setting: Setting, control: QWidget) -> None:
        title = label(tr(setting.title), "heading")
        title.setBuddy(control)
        column.addWidget(title)
        column.addWidget(label(tr(setting.explanation), "dim", wrap=True))

    def _fill(self, setting: Setting) -> None:
        box = self.boxes[setting.key]
        by_model = setting.key in _CHOSEN_BY_MODEL
        current = self._settings[setting.key]
        box.blockSignals(True)  # noqa: FBT003  Qt's own signature
        box.clear()
        for value, text in setting.choices:
            box.addItem(_strictness(float(value), text) if setting.key == "strictness" else tr(text), value)
        for model, title in self._models if by_model else ():
            box.addItem(tr(title), model)
        if box.findData(current) < 0 and by_model:
            box.addItem(str(current), current)
        box.setCurrentIndex(max(box.findData(current), 0))
        box.blockSignals(False)  # noqa: FBT003

    @Slot()
    def _tell(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.chosen.emit(box.objectName(), box.currentData())
            self._explain()
            self.panel.show_models()

    @Slot(int)
    def _resize_thumbnails(self, width: int) -> None:
        self.chosen.emit("thumbnail-size", width)

    @Slot()
    def _models_changed(self) -> None:
        self._models = [(model.card.id, model.card.title) for model in self._shelf.models()]
        for setting in SETTINGS:
            if setting.key in self.boxes and setting.key in _CHOSEN_BY_MODEL:
                self._fill(setting)
        self._explain()

    def _in_use(self) -> set[str]:
        return {str(self._settings[key]) for key in (*_CHOSEN_BY_MODEL, "coming-browsing-model")}

    def _explain(self) -> None:
        """Says below a model what it is for, and below the strictness how many bits it comes to."""
        known = {model.card.id: model for model in self._shelf.models()}
        for key in _CHOSEN_BY_MODEL:
            note = self.findChild(QLabel, f"{key}-note")
            if note is not None:
                model = known.get(str(self.boxes[key].currentData()))
                note.setText(f"{model.purpose} {model.results}" if model else "")
                note.setVisible(bool(note.text()))
        note, model = self.findChild(QLabel, "strictness-note"), known.get(str(self._settings["model"]))
        if note is not None:
            rate = _RATES.get(float(self.boxes["strictness"].currentData()))
            words = tr("With this model: codes that differ in at most {radius} of {bits} bits are compared.")
            bits = {"radius": model.card.radius(rate), "bits": model.card.bits} if model and rate else {}
            note.setText(words.format(**bits) if bits else "")
            note.setVisible(bool(bits))


def _strictness(value: float, title: str) -> str:
    """A choice with its number: "Strict: 1 in 1,000,000 unrelated pairs"."""
    words = tr("{title}: lets 1 in {pairs} unrelated pairs through")
    return words.format(title=tr(title), pairs=number(round(1 / value)))


def _scrolling(panel: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    panel.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
