"""The last step: the model before and the one made, on photos held back; adopt it or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.wizard.photo_strip import PhotoStrip, StripPhoto
from photohash.app.wizard.score_bars import ScoreBars
from photohash.core.formatting import count, number
from photohash.core.translation import number_in_words, tr
from photohash.library.photo import Photo
from photohash.training.album_report import AlbumChange, AlbumReport, AlbumStrip, Estimate, Reason

STRIPS = 6
FIRST = 8
"""Photos shown of each answer."""

_SIDE = 9 * GRID
_SHOWN_ALBUMS = 40


class BeforeAfterStep(QWidget):
    """Figures in plain words, the person's own photos side by side, and what each album gained or lost.

    Args:
        theme: of the window.
        thumbnails: of the window.

    Attributes:
        report: what is shown; None while nothing is.
        strips: the photos asked about and found, from above.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self.report: AlbumReport | None = None
        self.strips: list[PhotoStrip] = []
        self.verdict, self.why = label("", "hero", wrap=True), label("", "lead", wrap=True)
        self.figures, self.ranges, self.copies = (label("", role, wrap=True) for role in ("strong", "dim", ""))
        self.bars = ScoreBars(theme)
        self._strips, self._albums = QVBoxLayout(), QGridLayout()
        self._strips.setSpacing(GRID + GRID // 2)
        self._albums.setHorizontalSpacing(3 * GRID)
        self._albums.setVerticalSpacing(GRID // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for words in (self.verdict, self.why, self.figures):
            column.addWidget(words)
        column.addWidget(self.bars)
        column.addWidget(self.ranges)
        self._strips_head = label(tr("What it finds for your photos"), "heading")
        note = tr(
            "These photos were held back: neither model has seen them. A tick marks a photo of the same album. Each"
            " finds as many as could be right."
        )
        self._strips_note = label(note, "dim", wrap=True)
        column.addSpacing(2 * GRID)
        column.addWidget(self._strips_head)
        column.addWidget(self._strips_note)
        column.addLayout(self._strips)
        column.addSpacing(2 * GRID)
        column.addWidget(label(tr("Album by album"), "heading"))
        column.addLayout(self._albums)
        column.addSpacing(2 * GRID)
        column.addWidget(label(tr("Finding copies"), "heading"))
        column.addWidget(self.copies)
        column.addStretch(1)

    def show_report(
        self, report: AlbumReport, photos: Mapping[str, Photo], albums: Mapping[str, frozenset[int]]
    ) -> None:
        """Shows what came of a run.

        Args:
            report: of the run.
            photos: those of its strips that are in the library, by digest in hexadecimal.
            albums: the albums that each is in, likewise.
        """
        self.report = report
        verdicts = {Reason.BETTER: tr("Your model is better"), Reason.WORSE: tr("Your model is not better")}
        self.verdict.setText(verdicts.get(report.reason, tr("No clear improvement")))
        self.why.setText(report.why)
        self.figures.setText(
            tr("Of the photos found first, {before}% were from the same album before, and {after}% are now.").format(
                before=number(round(100 * report.p10_before)), after=number(round(100 * report.p10_after))
            )
        )
        self.bars.show_scores(report.map_before, report.map_after)
        self.ranges.setText(
            tr("mAP on photos held back: {before} before, {after} after. The difference is {gain}.").format(
                before=_estimate(report.map_before), after=_estimate(report.map_after), gain=_estimate(report.gain)
            )
        )
        self.copies.setText(report.about_copies)
        self._show_strips(report.strips[:STRIPS], photos, albums)
        self._show_albums(report.albums)

    def _show_strips(
        self, strips: Sequence[AlbumStrip], photos: Mapping[str, Photo], albums: Mapping[str, frozenset[int]]
    ) -> None:
        _clear(self._strips)
        self.strips = []
        for part in (self._strips_head, self._strips_note):
            part.setVisible(bool(strips))
        for strip in strips:
            own = albums.get(strip.query, frozenset())
            card = QFrame()
            card.setObjectName("card")
            row = QHBoxLayout(card)
            row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
            row.setSpacing(2 * GRID)
            asked = PhotoStrip(self._theme, self._thumbnails, 2 * _SIDE)
            asked.show_photos([StripPhoto(photos.get(strip.query))], tr("The photo that was asked about"))
            asked.setFixedWidth(2 * _SIDE + GRID // 2)
            self.strips.append(asked)
            row.addWidget(asked, 0, Qt.AlignmentFlag.AlignVCenter)
            answers = QVBoxLayout()
            answers.setSpacing(GRID // 2)
            for name, found in ((tr("Before"), strip.before), (tr("After"), strip.after)):
                marked = [
                    StripPhoto(photos.get(one), bool(own & albums.get(one, frozenset()))) for one in found[:FIRST]
                ]
                right = sum(bool(one.right) for one in marked)
                words = tr("{name}: {right} of {all} right").format(
                    name=name, right=number(right), all=number(len(marked))
                )
                answers.addWidget(label(words, "section"))
                shown = PhotoStrip(self._theme, self._thumbnails, _SIDE)
                shown.show_photos(marked, words)
                answers.addWidget(shown)
                self.strips.append(shown)
            row.addLayout(answers, 1)
            self._strips.addWidget(card)

    def _show_albums(self, albums: Sequence[AlbumChange]) -> None:
        _clear(self._albums)
        heads = (tr("Album"), tr("Photos"), tr("Before"), tr("After"), "")
        for place, head in enumerate(heads):
            self._albums.addWidget(_cell(label(head, "section"), place), 0, place)
        ordered = sorted(albums, key=lambda album: album.before - album.after)
        for row, album in enumerate(ordered[:_SHOWN_ALBUMS], start=1):
            name = ElidedLabel("", Qt.TextElideMode.ElideRight)
            name.say(album.name)
            cells = (number(album.photos), _figure(album.before), _figure(album.after), _change(album))
            self._albums.addWidget(name, row, 0)
            for place, words in enumerate(cells, start=1):
                self._albums.addWidget(_cell(label(words, "strong" if place == len(cells) else ""), place), row, place)
        self._albums.setColumnStretch(0, 1)
        left = len(ordered) - _SHOWN_ALBUMS
        if left > 0:
            words = tr("and {albums} more").format(albums=count(left, "album"))
            self._albums.addWidget(label(words, "dim"), _SHOWN_ALBUMS + 1, 0)


def _cell(words: QLabel, place: int) -> QLabel:
    if 0 < place < 4:
        words.setAlignment(Qt.AlignmentFlag.AlignRight)
    return words


def _change(album: AlbumChange) -> str:
    """Which way it went, by a sign and by a word."""
    change = album.after - album.before
    if abs(change) < 0.005:
        return "＝ " + tr("the same")
    return ("▲ " + tr("gained {n}") if change > 0 else "▼ " + tr("lost {n}")).format(n=_figure(abs(change)))


def _figure(value: float) -> str:
    return number_in_words(f"{value:.2f}")


def _estimate(of: Estimate) -> str:
    return tr("{mean} ({low} to {high})").format(mean=_figure(of.mean), low=_figure(of.low), high=_figure(of.high))


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
