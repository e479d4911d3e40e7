"""The second step: what stands against learning these albums, and what can be done about it at one click."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photohash.app.icons import icon
from photohash.app.pages.frame import ElidedLabel, Flow, label
from photohash.app.tab_order import follow_layout, stops
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.wizard.names import short_name
from photohash.app.wizard.photo_strip import PhotoStrip, StripPhoto
from photohash.core.formatting import number
from photohash.core.translation import plural, tr
from photohash.library.albums.check import FEWEST_ALBUMS, FEWEST_PHOTOS, AlbumFinding, AlbumProblem
from photohash.library.photo import Photo

SHOWN = 12
"""Photos that are shown of a finding."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about a finding at one click.

    Attributes:
        finding: which.
        take_out: the album that its photos are taken out of.
        add_to: the album that they are added to; None for none.
    """

    finding: AlbumFinding
    take_out: int
    add_to: int | None = None


class CheckStep(QWidget):
    """A card for each finding: first what stops, then what is advice. Albums of too few photos share one.

    Args:
        theme: of the window.
        thumbnails: of the window.

    Signals:
        photos_wanted(tuple[int, ...]): photos are to be seen large.
        remedy_chosen(Remedy): something is to be done.
        album_wanted(int): an album is to be opened.
        left_out(int): an album is not to be learnt.
        changed: training may begin, or may not any more.
    """

    photos_wanted = Signal(object)
    remedy_chosen = Signal(object)
    album_wanted = Signal(int)
    left_out = Signal(int)
    changed = Signal()

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self.findings: tuple[AlbumFinding, ...] = ()
        self._photos: Mapping[int, Photo] = {}
        self._left: set[AlbumFinding] = set()
        self._albums = 0
        self.checked = False
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Looking at the albums"))
        self.verdict = label("", "lead", wrap=True)
        self.leave_all = QPushButton()
        self.leave_all.clicked.connect(self._leave_all_out)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GRID + GRID // 2)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(self.verdict)
        column.addWidget(self._bar)
        column.addWidget(self.leave_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.be_checking()

    @property
    def may_go_on(self) -> bool:
        """Whether nothing stops the training."""
        return self.checked and not any(finding.stops for finding in self.findings)

    def be_checking(self) -> None:
        """The albums are being looked at."""
        self.checked = False
        self.verdict.setText(tr("Looking at the albums: are there enough photos, and is each in the right place?"))
        self._bar.show()
        self.leave_all.hide()
        self._clear()
        self.changed.emit()

    def forget_left(self) -> None:
        """Findings that were left as they are, are told again."""
        self._left.clear()

    def show_findings(self, findings: Sequence[AlbumFinding], photos: Mapping[int, Photo], albums: int) -> None:
        """Shows what was found.

        Args:
            findings: all of it.
            photos: some photos of each, by number.
            albums: how many were looked at.
        """
        kept = tuple(finding for finding in findings if finding.stops or finding not in self._left)
        if self.checked and (kept, photos, albums) == (self.findings, self._photos, self._albums):
            return  # what a person points at stays where it is
        self.checked, self.findings, self._photos, self._albums = True, kept, photos, albums
        self._bar.hide()
        self._show()

    def _show(self) -> None:
        self._clear()
        few = self._too_few
        ordered = sorted((one for one in self.findings if one not in few), key=lambda finding: not finding.stops)
        for card in [*([self._card_of_few(few)] if few else []), *map(self._card, ordered)]:
            self._cards.addWidget(card)
            card.show()
        stopping = sum(finding.stops for finding in ordered) + bool(few)
        advice = len(self.findings) - len(few) - stopping + bool(few)
        if stopping:
            words = plural("One thing is in the way.", "{n} things are in the way.", stopping)
        elif advice:
            words = plural(
                "Nothing is in the way. One thing would make the result better.",
                "Nothing is in the way. {n} things would make the result better.",
                advice,
            )
        else:
            words = tr("Nothing is in the way: these {albums} albums can be learnt as they are.")
        self.verdict.setText(words.format(n=stopping or advice, albums=number(self._albums)))
        self.leave_all.setText(tr("Train without these {n} albums").format(n=number(len(few))))
        self.leave_all.setVisible(len(few) > 1 and self._albums - len(few) >= FEWEST_ALBUMS)
        self._column.activate()  # what comes is seen in its place at once
        follow_layout(self.window())
        self.changed.emit()

    def _clear(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _begin_card(self, sentence: str, *, stops: bool) -> tuple[QFrame, QVBoxLayout]:
        """A card that says what was found, with room below."""
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        column.setSpacing(GRID)
        kind = tr("Needs fixing") if stops else tr("Advice")
        sign, head = label(), label(kind, "section")
        ink = self._theme.colours["notice_text" if stops else "text_dim"]
        sign.setPixmap(icon("notice" if stops else "check", ink).pixmap(16))
        sign.setAccessibleName(kind)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(sign)
        row.addWidget(head, 1)
        column.addLayout(row)
        column.addWidget(label(sentence, "strong" if stops else "", wrap=True))
        return card, column

    def _card_of_few(self, findings: Sequence[AlbumFinding]) -> QWidget:
        """One card for all albums of too few photos: what an album needs, and how many each has."""
        words = tr(
            "An album needs {n} photos to learn from. Photos that are not at hand or in several of these albums do"
            " not count, and copies of one another count once."
        )
        card, column = self._begin_card(words.format(n=number(FEWEST_PHOTOS)), stops=True)
        table = QGridLayout()
        table.setHorizontalSpacing(GRID)
        table.setVerticalSpacing(GRID)
        table.setColumnStretch(0, 1)
        for row, finding in enumerate(findings):
            (album,), (name,) = finding.albums, finding.names
            has = tr("{n} of {needed}").format(n=number(len(finding.photos)), needed=number(FEWEST_PHOTOS))
            more, without = QPushButton(tr("Add photos")), QPushButton(tr("Train without it"))
            more.setObjectName(f"open-{album}")
            more.setAccessibleName(tr("Add photos to {album}").format(album=name))
            more.clicked.connect(partial(self.album_wanted.emit, album))
            without.setObjectName(f"leave-out-{album}")
            without.setAccessibleName(tr("Train without {album}").format(album=name))
            without.clicked.connect(partial(self.left_out.emit, album))
            called = ElidedLabel("", Qt.TextElideMode.ElideRight)
            called.say(name)
            for place, part in enumerate((called, label(has, "dim"), more, without)):
                table.addWidget(part, row, place)
        column.addLayout(table)
        return card

    def _card(self, finding: AlbumFinding) -> QWidget:
        short = replace(finding, names=tuple(map(short_name, finding.names)))
        card, column = self._begin_card(short.sentence(), stops=finding.stops)
        photos = [self._photos[photo] for photo in finding.photos[:SHOWN] if photo in self._photos]
        if photos:
            strip = PhotoStrip(self._theme, self._thumbnails)
            said = plural("One photo that this is about", "{n} photos that this is about", len(photos))
            strip.show_photos([StripPhoto(photo) for photo in photos], said.format(n=len(photos)))
            column.addWidget(strip)
        buttons = self._buttons(finding, bool(photos))
        if buttons:
            held = QWidget()
            flow = Flow(held)
            for button in buttons:
                flow.addWidget(button)
            column.addWidget(held)
        return card

    def _buttons(self, finding: AlbumFinding, has_photos: bool) -> list[QPushButton]:
        made: list[QPushButton] = []

        def offer(words: str, name: str, press: partial[None]) -> None:
            button = QPushButton(words.replace("&", "&&"))
            button.setObjectName(f"{name}-{'-'.join(map(str, finding.albums))}")
            button.clicked.connect(press)
            made.append(button)

        albums, names = finding.albums, tuple(map(short_name, finding.names))
        remedy = self.remedy_chosen.emit
        if finding.problem is AlbumProblem.MISLABELLED and len(albums) > 1:
            move = tr("Move to {album}").format(album=names[1])
            offer(move, "move", partial(remedy, Remedy(finding, albums[0], albums[1])))
        if finding.problem in (AlbumProblem.MISLABELLED, AlbumProblem.UNREADABLE) and albums:
            out = tr("Take out of {album}").format(album=names[0])
            offer(out, "take-out", partial(remedy, Remedy(finding, albums[0])))
        if finding.problem is AlbumProblem.OVERLAP:
            for album, name in zip(albums, names, strict=False):
                out = tr("Take out of {album}").format(album=name)
                offer(out, f"take-out-{album}", partial(remedy, Remedy(finding, album)))
        if has_photos:
            look = plural("Look at it", "Look at them", len(finding.photos))
            offer(look, "show", partial(self.photos_wanted.emit, finding.photos))
        if not finding.stops:
            offer(tr("Leave as it is"), "leave", partial(self._leave, finding))
        return made

    @property
    def _too_few(self) -> list[AlbumFinding]:
        """Of albums that have too few photos."""
        return [finding for finding in self.findings if finding.problem is AlbumProblem.TOO_FEW]

    @Slot()
    def _leave_all_out(self) -> None:
        for finding in self._too_few:
            self.left_out.emit(finding.albums[0])

    def _leave(self, finding: AlbumFinding) -> None:
        self._left.add(finding)
        self.findings = tuple(one for one in self.findings if one != finding)
        self._show()

    def take_focus(self) -> bool:
        """Gives the keyboard to the first that can be done; answers whether there is anything."""
        first = next((stop for stop in stops(self) if stop.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None


def photos_of(findings: Collection[AlbumFinding]) -> list[int]:
    """The photos that are shown."""
    return list(dict.fromkeys(number for finding in findings for number in finding.photos[:SHOWN]))
