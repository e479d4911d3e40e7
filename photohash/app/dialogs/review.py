"""What will happen to which file and why; then how it goes, what became of each, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app import action_labels
from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionReport, ReviewedPlan, UndoReport
from photohash.app.labels import button_text, progress
from photohash.app.models.review import Line, ReviewModel
from photohash.app.pages.comparison import ComparisonPanel
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.pages.review_table import ReviewTable
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import shown
from photohash.core.task import Progress
from photohash.core.translation import plural, said, tr
from photohash.library.actions import Action, NoCopy
from photohash.library.photo import Photo

_NARROW = 110 * GRID
_NAMES = 6
"""So many names are told in a note; all of them are in the table."""
_LOW, _ANY = 22 * GRID, (1 << 24) - 1
"""Greatest heights of the comparison: below the table, and beside it."""


class ReviewDialog(QDialog):
    """Leads from the plan to the result. It shows and asks; whoever opened it does the work.

    Args:
        photos: what is known of the contents, by digest.
        actions: for the way back, which has the keys it has in the window.
        theme: of the window.
        thumbnails: of the window.
        parent: the window.

    Attributes:
        review: what would happen, once that is known.
        checking: whether that is being found out.

    Signals:
        agreed(bool): do it; whether what only a copy knows is to be written beside its keeper.
        stop_chosen: end what is under way.
        compare_wanted(tuple[int, ...]): the selected photo and the one kept are to be seen large; their ids.
    """

    agreed = Signal(bool)
    stop_chosen = Signal()
    compare_wanted = Signal(object)

    def __init__(
        self,
        photos: Mapping[bytes, Photo],
        actions: Commands,
        theme: Theme,
        thumbnails: Thumbnails,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Review"))
        self.resize(min(150 * GRID, parent.width() - 4 * GRID), min(88 * GRID, parent.height() - 4 * GRID))
        self.review: ReviewedPlan | None = None
        self.checking = False
        self._photos = photos
        self._undo = actions["undo"]
        self.addAction(self._undo)
        self._title, self._line = label("", "title", wrap=True), label("", "dim", wrap=True)
        self.notes = label("", "note", wrap=True)
        self.model = ReviewModel()
        self.table = ReviewTable(self.model, theme, thumbnails)
        self.table.photos = photos
        self.comparison = ComparisonPanel(theme, thumbnails)
        self.comparison.compare_wanted.connect(self.compare_wanted)
        self.rescue = QCheckBox(tr("Save metadata found only in the copies to the kept photo's .xmp file"))
        self.rescue.setChecked(True)
        self._bar, self._figures = QProgressBar(), ElidedLabel("dim", Qt.TextElideMode.ElideRight)
        self.stop_button, self.close_button = QPushButton(tr("Stop")), QPushButton(tr("Cancel"))
        self.undo_button, self.agree_button = QPushButton(tr("Undo")), QPushButton()
        self._arrange()
        self.stop_button.clicked.connect(self.stop_chosen)
        self.close_button.clicked.connect(self.reject)
        self.undo_button.clicked.connect(self._undo.trigger)
        self._undo.changed.connect(self._follow)
        self.agree_button.clicked.connect(self._agree)
        self.table.pointed.connect(self._point)

    @property
    def words(self) -> str:
        """The heading and the line under it."""
        return f"{self._title.text()}. {self._line.text()}"

    def be_checking(self, number: int) -> None:
        """Every file is being read and checked; nothing is touched."""
        self.checking = True
        self._work(
            tr("Checking {photos}").format(photos=action_labels.photo_count(number)),
            tr("Each one and the photo kept in its place, if there is one, are read again."),
        )

    def be_ready(self, review: ReviewedPlan) -> None:
        """Shows what would happen, and asks."""
        self.review = review
        feasible = review.feasible
        at = {file.path: photo.digest for photo in self._photos.values() for file in photo.files}
        left = [Line.of_left(one, at.get(one.path)) for one in review.plan.left]
        lines = [*map(Line.of_outcome, review.outcomes), *left]
        troubled = len(lines) - len(feasible)
        if feasible:
            heading = action_labels.button_label(review.target, len(feasible)) + "?"
            freed = sum(outcome.frees for outcome in feasible)
            sentence = tr("{size} {freed}. Nothing is touched yet.").format(
                size=size_in_words(freed), freed=action_labels.BY_ACTION[review.target.action].freed
            )
        else:
            heading, sentence = tr("Nothing can be done"), tr("No file was touched. The reasons are below.")
        if troubled and feasible:
            stay = plural("{n} photo stays as it is: see below.", "{n} photos stay as they are: see below.", troubled)
            sentence += " " + stay.format(n=number(troubled))
        self._rest(heading, sentence, lines, [*without_copy_in_words(review), *map(said, review.plan.warnings)])
        self.rescue.setVisible(any(one.rescued for outcome in feasible for one in outcome.differences))
        self.agree_button.setText(button_text(action_labels.button_label(review.target, len(feasible))))
        self.agree_button.setVisible(bool(feasible))
        self.close_button.setText(tr("Cancel") if feasible else tr("Close"))
        # A yes to what leaves no copy is pressed on purpose: Enter says no.
        first = self.agree_button if feasible and not review.without_copy else self.close_button
        self.agree_button.setDefault(first is self.agree_button)
        self.close_button.setDefault(first is self.close_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def be_at_work(self, number: int) -> None:
        """The files are being acted on."""
        self._work(
            tr("Putting {photos} away").format(photos=action_labels.photo_count(number)),
            tr("Closing this window does not stop it."),
        )

    def be_done(self, report: ActionReport) -> None:
        """Shows what became of each file, and offers the way back."""
        done, failed = report.done, report.failed
        self._rest(
            action_labels.done_label(report.target, len(done)) if done else tr("Nothing was changed"),
            result_in_words(report),
            map(Line.of_outcome, [*failed, *done]),
            past=True,
        )
        self._offer_undo(offered=bool(done))

    def be_undoing(self) -> None:
        """What was done is being taken back."""
        self._work(tr("Undoing"), tr("Every file goes back to where it was."))

    def be_undone(self, taken: UndoReport) -> None:
        """Shows what is back."""
        back = [found for found in taken.undone if not found.problem and found.entry.action is not Action.RESCUE]
        self._rest(
            undone_in_words(taken),
            tr("{photos} back, with the same bytes, times and permissions as before.").format(
                photos=action_labels.photo_count(len(back))
            ),
            map(Line.of_undone, taken.undone),
            past=True,
        )
        self._offer_undo(offered=False)

    def be_refused(self, sentence: str) -> None:
        """Says why nothing could be done."""
        self._rest(tr("It could not be done"), sentence, ())
        self._offer_undo(offered=False)

    @Slot(object)
    def read(self, now: Progress) -> None:
        """Shows where the work stands."""
        self._bar.setRange(0, now.total or 0)
        self._bar.setValue(min(now.done, now.total or 0))
        self._figures.say(progress(now, "file"))

    def _arrange(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self.agree_button.setProperty("role", "primary")
        self.agree_button.setDefault(True)
        self.undo_button.setToolTip(self._undo.toolTip())
        for button in (self.stop_button, self.close_button, self.undo_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addWidget(self.notes)
        column.addSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._figures)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(2 * GRID)
        self._middle.addWidget(self.table, 1)
        self._middle.addWidget(self.comparison)
        column.addLayout(self._middle, 1)
        column.addWidget(self.rescue)
        column.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        for button in (self.stop_button, self.undo_button, self.close_button, self.agree_button):
            row.addWidget(button)
        column.addSpacing(GRID)
        column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the comparison stands below the table, so that names have room."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.comparison.setFixedWidth(event.size().width() - 6 * GRID if narrow else 43 * GRID)
        self.comparison.setMaximumHeight(_LOW if narrow else _ANY)

    def _work(self, heading: str, sentence: str) -> None:
        self._say(heading, sentence, ())
        for hidden in (self.rescue, self.agree_button, self.undo_button, self.close_button):
            hidden.hide()
        for shown_now in (self._bar, self._figures, self.stop_button):
            shown_now.show()
        self._show_table()
        self._bar.setRange(0, 0)
        self._figures.say("")
        self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(
        self, heading: str, sentence: str, lines: Iterable[Line], notes: Sequence[str] = (), *, past: bool = False
    ) -> None:
        self.checking = False
        self._say(heading, sentence, notes)
        for hidden in (self._bar, self._figures, self.stop_button, self.undo_button, self.rescue, self.agree_button):
            hidden.hide()
        self.close_button.show()
        self.model.show(lines, past=past)
        self._show_table()

    def _show_table(self) -> None:
        for part in (self.table, self.comparison):
            part.setVisible(bool(self.model.rowCount()))

    def _say(self, heading: str, sentence: str, notes: Sequence[str]) -> None:
        self._title.setText(heading)
        self._line.setText(sentence)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.setAccessibleDescription(self.words)

    def _offer_undo(self, *, offered: bool) -> None:
        self.undo_button.setVisible(offered)
        self._follow()
        self.close_button.setText(tr("Close"))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self.rescue.isChecked())

    @Slot()
    def _follow(self) -> None:
        self.undo_button.setEnabled(self._undo.isEnabled())

    @Slot(object)
    def _point(self, line: Line | None) -> None:
        self.comparison.show_line(line, self._photos)


def without_copy_in_words(review: ReviewedPlan) -> list[str]:
    """What to know before saying yes to photos of which no copy stays: a sentence each reason, with the names."""
    sentences = []
    for why in NoCopy:
        names = [shown(outcome.tick.path.name) for outcome in review.without_copy if outcome.tick.reason == why]
        if not names:
            continue
        told = ", ".join(names[:_NAMES])
        if len(names) > _NAMES:
            told = tr("{names} and {n} more").format(names=told, n=number(len(names) - _NAMES))
        sentences.append(_without_copy(why, len(names)).format(n=number(len(names)), names=told))
    return sentences


def _without_copy(why: NoCopy, photos: int) -> str:
    if why is NoCopy.NONE:
        return plural(
            "This photo has no copy in your library: {names}.",
            "These {n} photos have no copy in your library: {names}.",
            photos,
        )
    if why is NoCopy.ALL_CHOSEN:
        return plural(
            "All copies of this photo are chosen, and no copy stays: {names}.",
            "These {n} photos are all copies that there are, and no copy stays: {names}.",
            photos,
        )
    return plural(
        "This photo has a copy that the strictness leaves out, so nobody makes sure that it stays: {names}.",
        "These {n} photos have copies that the strictness leaves out, so nobody makes sure that they stay: {names}.",
        photos,
    )


def result_in_words(report: ActionReport) -> str:
    """What a run came to, in a sentence or two."""
    done, failed = report.done, report.failed
    freed = sum(outcome.frees for outcome in done)
    words = []
    if done:
        when = action_labels.BY_ACTION[report.target.action].freed
        words.append(tr("{size} {freed}.").format(size=size_in_words(freed), freed=when))
    if report.problem:
        words.append(said(report.problem))
    if report.stopped:
        words.append(tr("Stopped: the others were not touched and are still ticked."))
    ticked = [outcome for outcome in failed if outcome.tick.keeper is not None]
    if ticked:
        still = plural(
            "{n} photo could not be put away and is still ticked.",
            "{n} photos could not be put away and are still ticked.",
            len(ticked),
        )
        words.append(still.format(n=number(len(ticked))))
    if others := len(failed) - len(ticked):
        stays = plural(
            "{n} photo could not be put away and stays where it is.",
            "{n} photos could not be put away and stay where they are.",
            others,
        )
        words.append(stays.format(n=number(others)))
    return " ".join(words) or tr("No file was touched.")


def undone_in_words(taken: UndoReport) -> str:
    """What taking back came to, in a few words."""
    if taken.problems:
        return tr("{files} could not be undone").format(files=count(len(taken.problems), "file"))
    return tr("Stopped; the rest stays as it was done") if taken.stopped else tr("Everything is back in its place")
