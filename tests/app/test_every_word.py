"""No visible word escapes translation: in a language of accents, whatever still has none was never translated."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QBuffer, QIODevice, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from photohash.app.commands import COMMANDS
from photohash.app.dialogs.help import HelpDialog
from photohash.app.navigation import Page
from photohash.core import translation
from photohash.core.resources import resource
from tests.app.libraries import OFFLINE
from tests.app.windows import places

_ACCENTS = str.maketrans("aeiounsyAEIOUNSY", "áéíóúñšýÁÉÍÓÚÑŠÝ")
_PLAIN_AGAIN = str.maketrans(dict.fromkeys("áéíóúñšýÁÉÍÓÚÑŠÝ"))
_PLAIN = re.compile(r"(?<![\w.])[A-Za-z]*[aeiounsyAEIOUNSY][A-Za-z]*(?!\w)")
OF_THE_TESTS = {"Differences, 256 bits", "Another model"}
"""Titles of models that only the tests have."""
_DATES = ("d MMMM yyyy", "d MMMM yyyy, HH:mm", "d MMM yyyy, HH:mm")
_MONTHS = [day.strftime(form) for day in (date(2024, month, 1) for month in range(1, 13)) for form in ("%B", "%b")]
_KEYS = "Ctrl Alt Shift Meta Esc Backspace Return Enter Left Right Back Forward F Home End Num"
_UNITS = "KB MB GB TB bits bit"
_NAMES = "photohash PNG JPEG JPG png jpg DejaVu"
"""What stands as it is in every language: names, units, formats, the keys as Qt writes them."""


def accented(text: str, _number: int = -1) -> str:
    """A text with accents on its letters; places for values, and the pattern of dates, stay."""
    if text in _DATES:
        return text
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)


@pytest.fixture
def pseudo_language() -> Iterator[None]:
    """In force before the window is made."""
    asked: set[str] = set()

    def answer(text: str, number: int) -> str:
        asked.add(text)
        return accented(text, number)

    translation.install(answer, json.loads(resource("translations", "sentences.json").read_text("utf-8")))
    yield
    translation.install(None)
    # What is put into this language at run time must have been found for the translators of the others.
    messages = ET.parse(resource("translations", "photohash_de.ts")).iter("message")
    found = {message.findtext("source") for message in messages}
    unknown = {text for text in asked - found if text == text.translate(_PLAIN_AGAIN)}
    assert unknown <= OF_THE_TESTS


def said_by_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """Headers, and what the first rows say by each role."""
    above = parent or QModelIndex()
    roles = (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.StatusTipRole,
    )  # fmt: skip
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(above), 20)):
        for column in range(columns):
            index = model.index(row, column, above)
            for role in roles:
                said = index.data(role)
                if isinstance(said, str):
                    yield said
        yield from said_by_model(model, model.index(row, 0, above))


def said_by_widget(widget: QWidget) -> Iterator[str]:
    """All that one widget says, to eyes and to screen readers."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.statusTip()
    if widget.isWindow() and not isinstance(widget, QMenu):
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from said_by_model(widget.model())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None and not of_help(widget):
        yield from said_by_model(widget.model())
    for action in widget.actions():
        yield from said_by_action(action)


def said_by_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip())


def painted(place: QWidget) -> Iterator[str]:
    """Texts that are drawn, by delegates too."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(place.size())
    painter = QPainter(drawing)
    place.render(painter, QPoint())
    painter.end()
    for text in ET.fromstring(buffer.data().data()).iter("{http://www.w3.org/2000/svg}text"):
        yield text.text or ""


def of_help(widget: QWidget) -> bool:
    """The documents are English, and so are their titles."""
    return isinstance(widget.window(), HelpDialog)


def of_qt(widget: QWidget) -> bool:
    """Qt speaks for itself: its translations are not ours."""
    parent = widget.parentWidget()
    return (
        isinstance(parent, QDialogButtonBox | QLineEdit | QKeySequenceEdit)
        or isinstance(widget, QPlainTextEdit | QTextBrowser)
        or widget.objectName().startswith("qt_")
    )


def words_of(window, tmp_path) -> set[str]:
    """Words that are the person's own: of paths, and of models' cards."""
    own = {*_MONTHS} | {word for text in (_KEYS, _UNITS, _NAMES) for word in text.split()}
    places = [path for path in tmp_path.parent.rglob("*") if "photos" in path.parts or "library" in path.parts]
    for path in [tmp_path, *places]:
        own.update(re.findall(r"[A-Za-z]+", str(path)))
    for card in resource("models").glob("*/card.json"):
        own.update(re.findall(r"[A-Za-z]+", json.loads(card.read_text())["licence"] + card.parent.name))
    own.update(re.findall(r"[A-Za-z]+", f"Differences other difference {OFFLINE}"))
    return own


def escaped(text: str, own: set[str]) -> list[str]:
    if "/" in text and "…" in text:
        return []  # a path that was shortened where it is painted; it was looked at whole as well
    # Words that were shortened where they are painted may be the beginning of the person's own.
    cut = tuple(re.findall(r"([A-Za-z]+)…", text))
    plain = [word for word in _PLAIN.findall(text) if len(word) > 1 and word not in own]
    return [word for word in plain if word not in cut or not any(whole.startswith(word) for whole in own)]


def test_no_visible_word_escapes_translation(pseudo_language, furnished_window, tmp_path, qtbot):
    furnished_window.resize(QSize(1440, 900))
    own = words_of(furnished_window, tmp_path)
    found: dict[str, str] = {}
    for name, place in places(furnished_window, qtbot, tmp_path):
        widgets = [place, *place.findChildren(QWidget)]
        texts = [text for widget in widgets if not of_qt(widget) for text in said_by_widget(widget)]
        if name not in ("help", "error report"):
            texts += painted(place)
        of_buttons = {button.text() for box in place.findChildren(QDialogButtonBox) for button in box.buttons()}
        for text in texts:
            if escaped(text, own) and text not in of_buttons:
                found.setdefault(text, name)
    assert found == {}, "\n".join(f"{k!r}: {v}" for k, v in found.items())


def test_the_language_of_accents_reaches_every_command(pseudo_language, window):
    plain = [command.id for command in COMMANDS if window.commands[command.id].text() == command.text]
    assert plain == []


def test_a_word_that_was_forgotten_is_found():
    assert escaped("Fórgótten wórds and more", {"more"}) == ["and"]
    assert escaped("480 × 320 · 4.2 MB", {"MB"}) == []


def test_no_word_escapes_where_photos_are_put_away_and_taken_back(pseudo_language, open_desk, tmp_path):
    desk = open_desk()
    window = desk.window
    own = words_of(window, tmp_path)
    own.update(("Trash", "files", "home"))
    own.update(word for path in tmp_path.rglob("*") for word in re.findall(r"[A-Za-z]+", path.name))
    found: dict[str, str] = {}

    def look(place: QWidget, name: str) -> None:
        widgets = [place, *place.findChildren(QWidget)]
        texts = [text for widget in widgets if not of_qt(widget) for text in said_by_widget(widget)]
        found.update({text: name for text in [*texts, *painted(place)] if escaped(text, own)})

    desk.settle()
    desk.trigger("tick-safe")
    look(window, "ticked")
    assert accented("Keep") in set(painted(window))
    dialog = desk.review()
    look(dialog, "review")
    desk.agree(dialog)
    look(dialog, "done")
    dialog.reject()
    window.navigation.go_to(Page.HISTORY)
    desk.settle()
    assert window.history.model.rowCount()
    look(window, "history")
    desk.trigger("undo")
    if desk.dialog is not None:
        look(desk.dialog, "taken back")
        desk.dialog.reject()
    look(window, "after")
    assert found == {}, "\n".join(f"{k!r}: {v}" for k, v in found.items())
