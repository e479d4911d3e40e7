"""What the running job shows of itself, in a strip that is always there, and the calm banner that says how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.icons import icon
from photohash.app.jobs import LibraryJob
from photohash.app.labels import button_text, progress
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.core.task import Progress
from photohash.core.translation import TextTable, Words, said, tr

_BAR, _BUTTON = 14 * GRID, 3 * GRID + GRID // 2


class JobBar(QWidget):
    """Stage, bar and figures of the running job, with pause and stop.

    Attributes:
        buttons: by the command they are for.
    """

    def __init__(self, job: LibraryJob, actions: Commands) -> None:
        super().__init__()
        self._job = job
        self.setAccessibleName(tr("Progress of the work under way"))
        self._stage, self._figures = label("", "strong"), ElidedLabel("dim", Qt.TextElideMode.ElideRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setFixedWidth(_BAR)
        self._actions = actions
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._stage)
        row.addWidget(self._figures, 1)
        row.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID // 2)
        self.buttons = {command: icon_button(actions[command]) for command in ("pause", "stop")}
        for button in self.buttons.values():
            button.setFixedSize(_BUTTON, _BUTTON)
            buttons.addWidget(button)
        row.addLayout(buttons)
        self._paused = False
        self.hide()
        job.progressed.connect(self.read)
        actions["pause"].triggered.connect(self.pause_or_go_on)

    @Slot()
    def pause_or_go_on(self) -> None:
        """Holds the job, or lets it go on."""
        if self._job.task.progress.paused:
            self._job.task.resume()
        else:
            self._job.task.pause()

    def stop(self) -> None:
        """Ends the job; what it has committed stays."""
        self._job.task.cancel()

    @property
    def words(self) -> str:
        """All the bar says, in one line."""
        return f"{self._stage.text()}: {self._figures.full}"

    @Slot(object)
    def read(self, now: Progress) -> None:
        """Shows where the job stands."""
        self._stage.setText(tr(str(now.stage)))
        self._figures.say(progress(now, "file" if now.total is None else "photo"))
        self._bar.setRange(0, now.total or 0)
        self._bar.setValue(min(now.done, now.total) if now.total else 0)
        if now.paused is not self._paused:
            self._paused = now.paused
            self._actions["pause"].setText(tr("Continue") if now.paused else tr("Pause"))
            self._actions.set_icon("pause", "resume" if now.paused else "pause")
            self.buttons["pause"].setAccessibleName(self._actions["pause"].text())


class StatusStrip(QWidget):
    """A strip that is always there, so that nothing moves when a job comes and goes: the job, or else a quiet line.

    Args:
        job_bar: of the running job.
    """

    def __init__(self, job_bar: JobBar) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_BUTTON + GRID // 2)
        self._job_bar = job_bar
        self._quiet = QWidget()
        self._lines = QHBoxLayout(self._quiet)
        self._lines.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 0, 2 * GRID, 0)
        row.addWidget(self._quiet, 1)
        row.addWidget(job_bar, 1)

    def show_line(self, line: QWidget) -> None:
        """Takes the quiet line."""
        self._lines.addWidget(line)

    def show_job(self, *, shown: bool) -> None:
        """Shows the job, or the quiet line."""
        self._job_bar.setVisible(shown)
        self._quiet.setVisible(not shown)


class BannerKind(StrEnum):
    """What a sentence of the banner is; the value is the property by which the style sheet colours it."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"


_SIGNS = {BannerKind.INFO: "notice", BannerKind.SUCCESS: "check", BannerKind.WARNING: "notice"}
_KINDS: Mapping[BannerKind, Words] = TextTable(
    {BannerKind.INFO: "Notice", BannerKind.SUCCESS: "Done", BannerKind.WARNING: "Warning"}
)
_STAYS_MS = {BannerKind.INFO: 8000, BannerKind.SUCCESS: 12_000}
"""How long a sentence stays that goes away by itself; with something to do about it, twice as long.

It goes on staying while the pointer or the keyboard is on it. What it offers to undo, Ctrl+Z undoes later as well.
"""


class Banner(QWidget):
    """One sentence with at most one thing to do about it. A warning stays until it is closed or overtaken."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._sign, self._text = label(), label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._then: Callable[[], object] | None = None
        self._staying = False
        self.kind = BannerKind.WARNING
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._leave)
        self.button = QPushButton()
        self.button.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setToolTip(tr("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(
        self,
        sentence: str,
        button: str = "",
        then: Callable[[], object] | None = None,
        kind: BannerKind = BannerKind.WARNING,
    ) -> None:
        """Shows a sentence.

        Args:
            sentence: what happened.
            button: what can be done about it, if anything.
            then: called when the button is pressed.
            kind: what it is: only warnings stay.
        """
        self._text.setText(said(sentence))
        self.kind = kind
        self._sign.setAccessibleName(tr(_KINDS[kind]))
        self.setProperty("kind", str(kind))
        for part in (self, self._text):
            part.style().unpolish(part)
            part.style().polish(part)
        self._colour()
        self._going.stop()
        if kind in _STAYS_MS:
            self._going.start(_STAYS_MS[kind] * (2 if button else 1))
        self._then = then
        self.button.setText(button_text(button))
        self.button.setVisible(bool(button))
        self.setAccessibleName(self.text)
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def withdraw(self, then: Callable[[], object]) -> None:
        """Takes the button away that would call this, as it cannot be done any more."""
        if self._then is then:
            self._then = None
            self.button.hide()

    def leave_page(self) -> None:
        """Goes with the page that it was said on; a warning stays."""
        if self.kind is not BannerKind.WARNING and not self._staying:
            self.hide()

    @contextmanager
    def staying(self) -> Iterator[None]:
        """What it says stays though another page is shown meanwhile: it is why."""
        self._staying = True
        try:
            yield
        finally:
            self._staying = False

    def hideEvent(self, event: QHideEvent) -> None:
        """What is hidden need not go away by itself."""
        self._going.stop()
        super().hideEvent(event)

    @Slot()
    def _leave(self) -> None:
        if self.underMouse() or self.button.hasFocus() or self._close.hasFocus():
            self._going.start()
        else:
            self.hide()

    @Slot()
    def _do(self) -> None:
        if self._then is not None:
            self._then()

    @Slot()
    def _colour(self) -> None:
        ink = self._theme.colours["notice_text" if self.kind is BannerKind.WARNING else "text"]
        sign = self._theme.colours["accent"] if self.kind is BannerKind.SUCCESS else ink
        self._sign.setPixmap(icon(_SIGNS[self.kind], sign).pixmap(20))
        self._close.setIcon(icon("close", ink))
