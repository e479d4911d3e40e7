"""Every control of every page and dialog: the wheel leaves it alone, and what it says fits."""

import re
from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app.control_guard import turns
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.language import Languages
from photohash.app.pages.strictness_box import StrictnessBox
from photohash.app.theme import Appearance
from photohash.core.resources import resource
from tests.app.test_theme import contrast
from tests.app.windows import open_dialog, places, turn_wheel

Kind = TypeVar("Kind", bound=QWidget)
SIZES = [QSize(800, 600), QSize(1440, 900)]


@pytest.fixture
def language(request, qapp) -> Iterator[str]:
    """In force before the window is made."""
    languages = Languages(qapp)
    languages.choose(request.param)
    yield request.param
    languages.clear()


def value(control: QWidget) -> object:
    if isinstance(control, QComboBox):
        return control.currentIndex()
    return control.value() if isinstance(control, QAbstractSlider) else control.property("value")


def seen(place: QWidget, kind: type[Kind]) -> list[Kind]:
    return [control for control in place.findChildren(kind) if control.isVisible()]


def test_the_wheel_changes_no_control_that_has_no_focus(furnished_window, tmp_path, qtbot):
    tried = set()
    for name, place in places(furnished_window, qtbot, tmp_path):
        place.setFocus()
        for control in [*seen(place, QComboBox), *seen(place, QAbstractSlider), *seen(place, QAbstractSpinBox)]:
            if not turns(control):
                continue
            control.clearFocus()
            before = value(control)
            for steps in (-1, 1):
                turn_wheel(control, steps)
                assert value(control) == before, (name, control.objectName() or control.accessibleName())
            assert not control.hasFocus()
            tried.add(type(control))
    assert QComboBox in tried


def test_the_wheel_over_a_box_scrolls_the_page_below_it(full_window, qtbot):
    full_window.resize(800, 600)
    full_window.commands["settings"].trigger()
    dialog = open_dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.sections.setCurrentRow(1)
    dialog.resize(dialog.width(), 240)
    area = dialog.panels.currentWidget()
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    turn_wheel(dialog.boxes["strictness"])
    assert area.verticalScrollBar().value() > 0
    dialog.reject()


def test_a_control_that_was_gone_to_turns(theme, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = QComboBox()
    box.addItems(["one", "two"])
    QVBoxLayout(dialog).addWidget(box)
    dialog.show()
    dialog.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn_wheel(box)
    assert box.currentIndex() == 1


@pytest.mark.parametrize("size", SIZES, ids=["800x600", "1440x900"])
@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("language", ["en", "de"], indirect=True)
def test_what_controls_say_fits(language, furnished_window, theme, look, size, tmp_path, qtbot):
    theme.choose(look)
    furnished_window.resize(size)
    cut = []
    for name, place in places(furnished_window, qtbot, tmp_path):
        QApplication.processEvents()
        for box in seen(place, QComboBox):
            cut += [f"{name}: {words}" for words in [*cut_in_box(box), *cut_in_drop_down(box)]]
        for button in seen(place, QPushButton):
            cut += [f"{name}: {button.text()}"] if is_cut(button) else []
        for tool in seen(place, QToolButton):
            shows_text = tool.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly and tool.icon().isNull()
            if shows_text and tool.sizeHint().width() > tool.width():
                cut.append(f"{name}: {tool.text()}")
    assert cut == [], "\n".join(cut)


def is_cut(button: QPushButton) -> bool:
    """Whether a button is narrower than what it says, or its text has no room inside its edge."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    icon = button.iconSize().width() + 4 if not button.icon().isNull() else 0
    text = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
    return text + icon > room.width() or button.fontMetrics().height() > room.height()


def cut_in_box(box: QComboBox) -> list[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    choices = [box.itemText(place) for place in range(box.count())]
    if isinstance(box, StrictnessBox):  # closed, it says something else than in its list
        choices = [box.label]
    return [choice for choice in choices if box.fontMetrics().horizontalAdvance(choice) > room.width()]


def cut_in_drop_down(box: QComboBox) -> list[str]:
    box.showPopup()
    QApplication.processEvents()
    lines, model = box.view(), box.model()
    cut = []
    for row in range(model.rowCount(QModelIndex())):
        index = model.index(row, box.modelColumn())
        lines.scrollTo(index)
        line = lines.visualRect(index)
        text = lines.fontMetrics().horizontalAdvance(str(index.data()))
        whole = lines.viewport().rect()
        if text > whole.width() or line.bottom() > whole.bottom() or line.top() < whole.top():
            cut.append(f"drop-down {index.data()}")
    if model.rowCount(QModelIndex()) <= box.maxVisibleItems() and lines.verticalScrollBar().maximum():
        cut.append(f"drop-down of {box.currentText()} scrolls")
    box.hidePopup()
    QApplication.processEvents()
    return cut


def test_no_state_of_a_control_makes_its_letters_wider():
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", resource("theme", "photohash.qss").read_text("utf-8"))
    assert len(rules) > 50
    wider = [name.strip() for name, rule in rules if re.search(r"(?<!:):(?!:)\w", name) and "font" in rule]
    assert wider == []


@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
def test_the_cross_of_a_field_can_be_seen_also_after_a_change_of_theme(theme, qtbot, look):
    theme.choose(Appearance.LIGHT if look is Appearance.DARK else Appearance.DARK)
    field = QLineEdit("text")
    field.setClearButtonEnabled(True)
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    theme.choose(look)
    QApplication.processEvents()
    cross = next(button for button in field.findChildren(QToolButton) if button.isVisible())
    drawn = field.grab(cross.geometry()).toImage()
    pixels = {drawn.pixelColor(x, y).rgb() for x in range(drawn.width()) for y in range(drawn.height())}
    assert max(contrast(QColor(pixel), theme.colours["surface"]) for pixel in pixels) >= 3


def test_scroll_bars_turn_as_ever(theme, qtbot):
    assert not turns(QScrollBar())
