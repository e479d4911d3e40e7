"""What pages have in common: a head with a title, an empty state, rows of chips that wrap."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photohash.app.folder_names import shortened
from photohash.app.icons import picture
from photohash.app.item_layout import ItemLayout
from photohash.app.labels import button_text, plain_tip
from photohash.app.theme import GRID, Theme, font
from photohash.core.translation import tr

_BREAK = re.compile(r"(?<=[ /\\])")
"""Where a line may go on in the next."""


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the style sheet's roles, whose text is shown as it is: a name may look like rich text."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class ElidedLabel(QLabel):
    """A label whose lines are shortened with dots where they do not fit; the tip has all of them.

    Screen readers are told all of it: as its name, or where it was given one, as what is said of that.


    Args:
        role: in the style sheet.
        elide: where the dots stand.
        most: on so many lines a line may go on before it is shortened.
    """

    def __init__(self, role: str, elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, most: int = 1) -> None:
        super().__init__()
        self._full, self._tip, self._spoken, self._elide, self._most = "", "", "", elide, most
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def full(self) -> str:
        """All of the text."""
        return self._full

    def say(self, text: str, tip: str = "") -> None:
        """Changes the text; a tip of its own is shown whether all of the text is seen or not."""
        self._full, self._tip = text, tip
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or less."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        parts = [part for line in self._full.split("\n") for part in self._wrapped(line)]
        lines = [shortened(metrics, part, self._elide, self.width()) for part in parts]
        fitting = "\n".join(lines)
        if fitting != self.text():
            self.setText(fitting)
        is_short = "…" in fitting and fitting != self._full
        self.setToolTip(plain_tip(self._tip or (self._full if is_short else "")))
        if self.accessibleName() == self._spoken:
            self._spoken = self._full
            self.setAccessibleName(self._full)
        else:
            self.setAccessibleDescription(self._full)

    def _wrapped(self, line: str) -> list[str]:
        """A line as several, broken after a space or within a path, the last of which may be too long."""
        metrics, parts = self.fontMetrics(), [""]
        for word in _BREAK.split(line):
            wide = metrics.horizontalAdvance((parts[-1] + word).rstrip())
            if parts[-1] and wide > self.width() and len(parts) < self._most:
                parts.append("")
            parts[-1] += word
        return [part.rstrip() for part in parts]


class Head(QWidget):
    """Title, with room for controls at its right, and one line under both.

    Signals:
        filter_cleared: the folder that is shown alone was clicked away.
    """

    filter_cleared = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._line = ElidedLabel("title"), ElidedLabel("dim", Qt.TextElideMode.ElideRight)
        self.set_title(title)
        self._needed: list[QWidget] = []
        self._spare: list[QWidget] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        self._row.addWidget(self._title, 1)
        self._chip = QPushButton()
        self._chip.setProperty("role", "chip")
        self._chip.setCheckable(True)
        self._chip.setToolTip(tr("Show all folders again"))
        self._chip.clicked.connect(self.filter_cleared)
        self._chip.hide()
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self._chip)
        below.addWidget(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID + GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(self._row)
        column.addLayout(below)
        # As high on every page, whatever stands beside the title and whether there is a line.
        self._title.setMinimumHeight(5 * GRID)
        self._line.setMinimumHeight(QFontMetrics(font()).height() + 2)

    @property
    def line(self) -> str:
        """The line under the title."""
        return self._line.full

    def say(self, line: str) -> None:
        """Changes the line under the title."""
        self._line.say(line)

    def set_title(self, title: str) -> None:
        """Changes the title. Controls beside it leave room for a short one, or the beginning of a long one."""
        self._title.say(title)
        self._title.ensurePolished()
        self._title.setMinimumWidth(min(self._title.fontMetrics().horizontalAdvance(title) + 2, 26 * GRID))

    def show_filter(self, name: str) -> None:
        """Says beside the title that only one folder is shown, which a click takes back; "" for all."""
        written = font(bold=True)
        short = QFontMetrics(written).elidedText(name, Qt.TextElideMode.ElideMiddle, 24 * GRID)
        text = tr("Only in {folder}").format(folder=short) + "  ✕"
        self._chip.setText(button_text(text))
        self._chip.setMinimumWidth(QFontMetrics(written).horizontalAdvance(text) + 4 * GRID)
        self._chip.setAccessibleName(tr("Only in {folder}: show all again").format(folder=name))
        self._chip.setChecked(True)
        self._chip.setVisible(bool(name))

    def lead_with(self, widget: QWidget) -> None:
        """Puts a control before the title, after those put there before."""
        self._row.insertWidget(self._row.indexOf(self._title), widget)

    def add(self, widget: QWidget, *, spare: bool = False) -> None:
        """Puts a control at the right.

        Args:
            widget: the control. A box is never narrower than its longest choice.
            spare: it gives way where the others would not be seen whole.
        """
        if isinstance(widget, QComboBox):
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        (self._spare if spare else self._needed).append(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page what can be spared gives way."""
        super().resizeEvent(event)
        room = event.size().width() - 6 * GRID - self._title.minimumWidth()
        shown = [widget for widget in self._needed if not widget.isHidden()]
        needs = [max(widget.minimumSizeHint().width(), widget.minimumWidth()) + GRID for widget in shown + self._spare]
        for widget in self._spare:
            widget.setVisible(sum(needs) <= room)


def lay_out(page: QWidget, head: Head, content: QWidget, empty: QWidget, margins: QMargins) -> QStackedLayout:
    """Lays a page out: the head, and below it the content inside margins (place 0) or what is said instead (place 1).

    Returns:
        what chooses between the two.
    """
    framed = QWidget()
    frame = QVBoxLayout(framed)
    frame.setContentsMargins(margins)
    frame.addWidget(content)
    stack = QStackedLayout()
    stack.addWidget(framed)
    stack.addWidget(empty)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addLayout(stack, 1)
    return stack


class Empty(QWidget):
    """What a page shows when there is nothing to show: an icon, a heading, a sentence, perhaps a button."""

    def __init__(self, drawing: str, heading: str, sentence: str, theme: Theme, *, hero: bool = False) -> None:
        super().__init__()
        self._drawing, self._theme, self._hero = drawing, theme, hero
        self._sign = label()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setAccessibleName(heading)
        self._heading = label(heading, "hero" if hero else "title", wrap=True)
        self._sentence = label(sentence, "lead", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self._column.setSpacing(GRID)
        self._column.addStretch(2)
        self._column.addWidget(self._sign)
        self._column.addSpacing(GRID)
        for words in (self._heading, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setMaximumWidth(70 * GRID)
            words.setMinimumWidth(min(40 * GRID, 70 * GRID))
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words, 20)
            row.addStretch(1)
            self._column.addLayout(row)
        self._column.addStretch(3)
        theme.changed.connect(self._colour)
        self._colour()

    @property
    def heading(self) -> str:
        """The heading."""
        return self._heading.text()

    @property
    def sentence(self) -> str:
        """The sentence under it."""
        return self._sentence.text()

    def say(self, drawing: str, heading: str, sentence: str) -> None:
        """Changes the icon and the words."""
        self._heading.setText(heading)
        self._sign.setAccessibleName(heading)
        self._sentence.setText(sentence)
        if drawing != self._drawing:
            self._drawing = drawing
            self._colour()

    def say_no_photos(self) -> None:
        """Says that the folders of the library hold no photos, and what to do."""
        words = tr("The folders of your library hold no photos. Add one that does.")
        self.say("picture", tr("No photos yet"), words)

    def offer(self, button: QWidget) -> None:
        """Puts a button, or some beside each other, under the words."""
        at = self._column.count() - 1
        self._column.insertSpacing(at, 2 * GRID)
        self._column.insertWidget(at + 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def offer_command(self, action: QAction) -> QPushButton:
        """Puts a button under the words that does what an action does, and answers it."""
        button = QPushButton(action.text())
        button.setProperty("role", "primary")
        button.clicked.connect(action.trigger)
        self.offer(button)
        return button

    def note(self, words: QLabel) -> None:
        """Puts a last line under everything."""
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        at = self._column.count() - 1
        self._column.insertSpacing(at, GRID)
        self._column.insertWidget(at + 1, words)

    @Slot()
    def _colour(self) -> None:
        if self._hero:
            self._sign.setPixmap(picture("photohash", "#000000", 88, self.devicePixelRatioF()))
            return
        ink = self._theme.colours["border_strong"].name()
        self._sign.setPixmap(picture(self._drawing, ink, 64, self.devicePixelRatioF()))


def filter_row(*controls: QWidget) -> QWidget:
    """The row of controls under a head: at the same place and as high on every page, on more lines where it must be."""
    row = QWidget()
    flow = Flow(row, least=4 * GRID)
    for control in controls:
        flow.addWidget(control)
    outer = QWidget()
    layout = QHBoxLayout(outer)
    layout.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID + GRID // 2)
    layout.addWidget(row)
    return outer


class Flow(ItemLayout):
    """Lays widgets out like words: left to right, then on to the next line.

    Args:
        parent: the widget whose layout this is.
        spacing: between widgets and between lines.
        least: height of a widget that asks for less.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = GRID, *, least: int = 0) -> None:
        super().__init__(parent)
        self._least = least
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        """It needs no more room than it asks for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Places the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least it can do with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest single widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint().expandedTo(QSize(0, self._least))
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()
