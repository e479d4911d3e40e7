"""The bar under the groups: what is ticked, what that frees, which photo is kept, where the others go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photohash.app import action_labels
from photohash.app.commands import Commands
from photohash.app.folder_question import ask_for_folder
from photohash.app.labels import plain_tip
from photohash.app.models.bulk_ticks import Spared
from photohash.app.models.total import Total
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.actions import Action, Target
from photohash.library.store import LINKS

_ASK = "…"
_RULES = "several:"
_WORDS = 32 * GRID
"""Width that what is ticked needs to be read whole."""

_LONGEST = 22 * GRID
"""A folder's name is shortened to this many pixels; the tip has all of it."""


class ChoiceBox(QComboBox):
    """Words to choose from, one of which stands for a folder that is then asked for.

    Signals:
        chosen(str): the person chose a word; with a folder, the prefix and its path.
        rules_wanted: the person wants to choose several words.
    """

    chosen = Signal(str)
    rules_wanted = Signal()

    def __init__(self, choices: Iterable[tuple[str, str, str]], prefix: str, lead: str, question: str) -> None:
        super().__init__()
        self._prefix, self._lead, self._question = prefix, lead, question
        self._word = ""
        for word, title, tip in choices:
            self.addItem(title, word)
            self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)

    @property
    def word(self) -> str:
        """The word in force."""
        return self._word

    def show_word(self, word: str) -> None:
        """Shows a word without announcing it."""
        blocker = QSignalBlocker(self)
        place = self.findData(word)
        if place < 0 and word.startswith(self._prefix):
            folder = Path(word.removeprefix(self._prefix))
            place = self.findData(self._prefix + _ASK)
            name = f"{self._lead} {shown(folder.name or folder)}"
            self.insertItem(place, self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST), word)
            self.setItemData(place, plain_tip(shown(folder)), Qt.ItemDataRole.ToolTipRole)
        self._word = word if place >= 0 else str(self.itemData(0))
        self.setCurrentIndex(max(place, 0))
        self.setToolTip(self.itemData(self.currentIndex(), Qt.ItemDataRole.ToolTipRole))
        blocker.unblock()

    def offer(self, word: str) -> None:
        """Shows a word without announcing it, one too that is not among the choices."""
        if self.findData(word) < 0 and not word.startswith(self._prefix):
            title = action_labels.rules_title(word)
            self.addItem(title, word)
            self.setItemData(self.count() - 1, plain_tip(title), Qt.ItemDataRole.ToolTipRole)
        self.show_word(word)

    @Slot(int)
    def _choose(self, place: int) -> None:
        before, word = self._word, str(self.itemData(place))
        if word == _RULES:
            self.show_word(before)
            self.rules_wanted.emit()
            return
        if word == self._prefix + _ASK:
            folder = ask_for_folder(self, self._question)
            word = before if folder is None else f"{self._prefix}{folder}"
        self.show_word(word)
        if self._word != before:
            self.chosen.emit(self._word)


class TickBar(QWidget):
    """What is ticked and what is to become of it.

    Signals:
        rule_chosen(str): by which rule one photo of a group is kept; "" for the best picture.
        target_chosen(str): where the others go, a word of the command line.
    """

    rule_chosen = Signal(str)
    target_chosen = Signal(str)

    def __init__(self, actions: Commands) -> None:
        super().__init__()
        self.setObjectName("tickBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Ticked photos"))
        self._total, self._filtered = Total(), False
        self._title, self._line = ElidedLabel("heading", Qt.TextElideMode.ElideRight), ElidedLabel("dim")
        self.rule = ChoiceBox(
            [
                *((word, title, tip) for word, (title, tip) in action_labels.BY_RULE.items()),
                (f"in:{_ASK}", *action_labels.folder_rule()),
                (_RULES, tr("Several rules…"), tr("An ordered list of rules, with a preview of what they do.")),
            ],
            "in:",
            tr("In"),
            tr("Keep the photos in this folder"),
        )
        self.target = ChoiceBox(
            [
                (f"move:{_ASK}" if action is Action.MOVE else action.value, labels.choice, labels.tip)
                for action, labels in action_labels.BY_ACTION.items()
            ],
            "move:",
            tr("To"),
            tr("Move ticked photos to this folder"),
        )
        self.tick_button = QPushButton(tr("Tick"))
        self.tick_button.setToolTip(tr("Tick or untick many photos at once"))
        menu = QMenu(self)
        for name in ("tick-safe", "untick-all", "tick-folder", *(spared.value for spared in Spared)):
            menu.addAction(actions[name])
        self.tick_button.setMenu(menu)
        self.button = QPushButton(tr("Review…"))
        self.button.setProperty("role", "primary")
        self._action = actions["review"]
        self.button.clicked.connect(self._action.trigger)
        self._action.changed.connect(self._follow)
        self.rule.chosen.connect(self.rule_chosen)
        self.rule.rules_wanted.connect(actions["rules"].trigger)
        self.target.chosen.connect(self._choose_target)
        self._names: list[QLabel] = []
        self._arrange()
        self.target.show_word(Action.TRASH.value)
        self.show_total(Total(), filtered=False)

    @property
    def words(self) -> str:
        """All the bar says, in one line."""
        return f"{self._title.full}: {self._line.full}"

    @property
    def wanted(self) -> Target:
        """What is to become of ticked photos."""
        return Target.named(self.target.word)

    @Slot(str)
    def choose_rules(self, words: str) -> None:
        """Takes several rules over, as if they had been chosen in the list."""
        if words:
            self.rule.offer(words)
        else:
            self.rule.show_word("")
        self.rule_chosen.emit(words)

    def show_total(self, total: Total, *, filtered: bool) -> None:
        """Tells what is ticked.

        Args:
            total: of the groups in view.
            filtered: whether there are groups out of view.
        """
        self._total, self._filtered = total, filtered
        target = self.wanted
        if total.files:
            words = tr("{photos} ticked in the groups shown") if filtered else tr("{photos} ticked")
        else:
            words = tr("No photo ticked in the groups shown") if filtered else tr("No photo ticked")
        self._title.say(words.format(photos=count(total.files, "photo")))
        if not total.files:
            self._line.say(tr("Tick photos that may go; one of each group always stays."))
        elif target.action in LINKS and total.twins < total.files:
            links = count(total.twins, "can become a link", "can become links")
            freed = f"{links}, {size_in_words(total.twin_bytes)} {action_labels.BY_ACTION[target.action].freed}"
            self._line.say(freed if total.twins else tr("none of them can become a link"))
        else:
            self._line.say(f"{size_in_words(total.bytes)} {action_labels.BY_ACTION[target.action].freed}")
        self._show_names()

    def _arrange(self) -> None:
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(3 * GRID, GRID + GRID // 2, 3 * GRID, GRID + GRID // 2)
        self._outer.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._head = QHBoxLayout()
        self._head.setSpacing(GRID)
        self._head.addLayout(words, 1)
        self._outer.addLayout(self._head, 1)
        self._row = row = QHBoxLayout()
        row.setSpacing(GRID)
        self._outer.addLayout(row)
        row.addStretch(1)
        row.addWidget(self.tick_button)
        for text, box, explanation in (
            (tr("Keep"), self.rule, tr("Which photo of a group is kept")),
            (tr("Ticked photos"), self.target, tr("What is done to ticked photos")),
        ):
            name = label(text, "dim")
            name.setContentsMargins(GRID, 0, 0, 0)
            name.setBuddy(box)
            box.setAccessibleName(explanation)
            self._names.append(name)
            row.addWidget(name)
            row.addWidget(box)
        row.addWidget(self.button)

    def fit_into(self, width: int) -> None:
        """In a narrow window the lists stand below the words, without their names, and the buttons beside these.

        The page says how wide it is: a bar that changed its height while it is laid out would leave a gap above it.
        """
        controls = self.tick_button, self.rule, self.target, self.button
        taken = sum(control.sizeHint().width() + GRID for control in controls) + 6 * GRID
        narrow = width < self._room_for_words() + taken
        self._row.setStretch(0, 0 if narrow else 1)
        wide = QSizePolicy.Policy.MinimumExpanding if narrow else QSizePolicy.Policy.Minimum
        for box in (self.rule, self.target):
            box.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
            self._row.setStretchFactor(box, 1 if narrow else 0)
        self._outer.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        if narrow:
            self._head.addWidget(self.tick_button)
        else:
            self._row.insertWidget(1, self.tick_button)
        (self._head if narrow else self._row).addWidget(self.button)
        follow_layout(self)
        self._show_names()

    def _show_names(self) -> None:
        """Shows what the lists are called where that leaves room for the words."""
        controls = (*self._names, self.tick_button, self.rule, self.target, self.button)
        taken = sum(control.sizeHint().width() + GRID for control in controls) + 10 * GRID
        for name in self._names:
            name.setVisible(self.width() >= taken + self._room_for_words())

    def _room_for_words(self) -> int:
        """Width in which all that may stand at the left is read whole: the bar is not to change with the ticks."""
        many = tr("{photos} ticked in the groups shown").format(photos=count(99_999, "photo"))
        links, much = count(9_999, "can become a link", "can become links"), size_in_words(999_000_000)
        freed = {action: f"{much} {labels.freed}" for action, labels in action_labels.BY_ACTION.items()}
        lines = (
            tr("Tick photos that may go; one of each group always stays."),
            *(f"{links}, {words}" if action in LINKS else words for action, words in freed.items()),
            self._line.full,
        )
        for written in (self._title, self._line):
            written.ensurePolished()
        title, line = self._title.fontMetrics(), self._line.fontMetrics()
        heads = (many, self._title.full)
        wide = [*map(title.horizontalAdvance, heads), *map(line.horizontalAdvance, lines)]
        return max(*wide, _WORDS) + 2

    @Slot(str)
    def _choose_target(self, word: str) -> None:
        self.show_total(self._total, filtered=self._filtered)
        self.target_chosen.emit(word)

    @Slot()
    def _follow(self) -> None:
        self.button.setEnabled(self._action.isEnabled())
        self.button.setToolTip(self._action.toolTip())
