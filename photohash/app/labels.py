"""Figures and kinds as people read them; the window's only source of such wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import Qt

from photohash.core.formatting import count, number, time_left
from photohash.core.paths import shown
from photohash.core.task import Progress
from photohash.core.translation import TextTable, Words, number_in_words, said, tr
from photohash.library.kind_labels import KIND_LABELS, kind_label
from photohash.library.photo import Kind, Photo
from photohash.library.store import Coverage

KIND_WORDS: Mapping[Kind, Words] = TextTable(
    {
        Kind.IDENTICAL: "identical",
        Kind.SAME_PIXELS: "same pixels",
        Kind.RE_ENCODED: "re-encoded",
        Kind.RESIZED: "resized",
        Kind.CROPPED: "cropped",
        Kind.ROTATED: "rotated",
        Kind.MIRRORED: "mirrored",
        Kind.EDITED: "edited",
        Kind.DAMAGED: "damaged",
        Kind.RAW_JPEG: "raw + JPEG",
        Kind.LIVE: "live photo",
        Kind.BURST: "burst",
        Kind.SIMILAR: "similar",
    }
)
"""The word inside a sentence; some languages write nouns large there too."""

KIND_MEANINGS: Mapping[Kind, Words] = TextTable(
    {
        Kind.IDENTICAL: "The same file, byte for byte.",
        Kind.SAME_PIXELS: "Exactly the same picture in a different file.",
        Kind.RE_ENCODED: "The same picture, saved again with other compression.",
        Kind.RESIZED: "The same picture at another size.",
        Kind.CROPPED: "A part of the picture.",
        Kind.ROTATED: "The same picture, turned.",
        Kind.MIRRORED: "The same picture, flipped.",
        Kind.EDITED: "The same picture with changed colours, text or a border.",
        Kind.DAMAGED: "The same file, but bytes of it were lost or changed.",
        Kind.RAW_JPEG: "The raw file and the JPEG of one shot.",
        Kind.LIVE: "The still of a live photo.",
        Kind.BURST: "Another frame of the same burst.",
        Kind.SIMILAR: "Looks alike, but is no copy.",
    }
)
"""One sentence on each kind."""

BACKWARDS_WORDS: Mapping[Kind, Words] = TextTable(
    {
        Kind.RE_ENCODED: "earlier save",
        Kind.RESIZED: "larger",
        Kind.CROPPED: "whole photo",
        Kind.EDITED: "unedited",
        Kind.DAMAGED: "undamaged",
    }
)
"""The same inside a sentence."""

BACKWARDS_MEANINGS: Mapping[Kind, Words] = TextTable(
    {
        Kind.RE_ENCODED: "The same picture. The other file was saved from it.",
        Kind.RESIZED: "The same picture with more pixels.",
        Kind.CROPPED: "The whole picture. The other photo is a part of it.",
        Kind.EDITED: "The picture as it was. The other photo was edited.",
        Kind.DAMAGED: "The whole file. The other one is damaged.",
    }
)
"""One sentence on each."""

EITHER_LABELS: Mapping[Kind, Words] = TextTable(
    {
        Kind.RE_ENCODED: "Earlier or later save",
        Kind.RESIZED: "Larger or smaller",
        Kind.CROPPED: "Crop or whole photo",
        Kind.EDITED: "Edited or unedited",
        Kind.DAMAGED: "Damaged or undamaged",
    }
)
"""The word where nobody noted which of the two photos the kind is about, as in journals of earlier versions."""

FIELD_LABELS: Mapping[str, Words] = TextTable(
    {
        "rating": "Rating",
        "keywords": "Keywords",
        "description": "Description",
        "place": "Place",
        "taken": "Captured",
        "people": "People",
    }
)
"""What is known of a photo beside its picture, by the name of the field."""

_FEW = 16
"""From so few items no time is foretold: the first ones wait for the model to load."""


def kind_word(kind: Kind | None, *, backwards: bool = False) -> str:
    """The word inside a sentence, as ``kind_label`` gives that of a chip."""
    return _named(kind, KIND_WORDS, BACKWARDS_WORDS if backwards else {})


def kind_meaning(kind: Kind | None, *, backwards: bool = False) -> str:
    """One sentence on it."""
    return _named(kind, KIND_MEANINGS, BACKWARDS_MEANINGS if backwards else {})


def entry_label(kind: Kind | None, *, backwards: bool | None) -> str:
    """The word of an entry of the journal, "" for no kind.

    Args:
        kind: of the relation.
        backwards: whether it tells what became of the other photo; None where the journal does not note it.
    """
    return _named(kind, KIND_LABELS, EITHER_LABELS) if backwards is None else kind_label(kind, backwards=backwards)


def _named(kind: Kind | None, words: Mapping[Kind, str], instead: Mapping[Kind, str]) -> str:
    return "" if kind is None else instead[kind] if kind in instead else words[kind]


def sentence(clause: str) -> str:
    """A clause of the library made to stand alone: "is empty" becomes "Is empty"."""
    words = said(clause)
    return words[:1].upper() + words[1:]


def sentences(*clauses: str) -> str:
    """Clauses and sentences one after another, each with one full stop; empty ones are left out."""
    return " ".join(clause if clause[-1] in ".!?" else f"{clause}." for clause in clauses if clause)


def dimensions(width: int, height: int) -> str:
    """Pixels across and down: "4032 × 3024"."""
    return f"{width} × {height}"


def button_text(words: str) -> str:
    """Words for a button, a command or a menu, in which Qt would take an & for a mark: names may hold one."""
    return words.replace("&", "&&")


def photo_name(photo: Photo) -> str:
    """The name of a photo's first file; of a picture that was copied and pasted, that it is one."""
    if photo.files:
        return shown(photo.files[0].path.name)
    return tr("no file left") if photo.id else tr("Copied picture")


def how_far(coverage: Coverage) -> str:
    """How far a library is read that is not read whole, as a sentence."""
    if coverage.unread is None:
        return tr("Not all folders were looked through yet.")
    if coverage.done < coverage.total:
        words = tr("{done} of {total} photos read so far.", coverage.done)
        return words.format(done=number(coverage.done), total=number(coverage.total))
    return tr("All photos are read, and not all pairs of them compared yet.")


def progress(now: Progress, noun: str = "photo") -> str:
    """How far a task is, how fast and how long it will still take, as far as each is known."""
    if now.total:
        parts = [tr("{done} of {total}").format(done=number(min(now.done, now.total)), total=number(now.total))]
    else:
        parts = [tr("{items} so far").format(items=count(now.done, noun))] if now.done else []
    if now.paused:
        return " · ".join([*parts, tr("paused")])
    if now.rate >= 0.05:
        rate = number_in_words(f"{now.rate:,.0f}" if now.rate >= 9.5 else f"{now.rate:.1f}")
        parts.append(tr("{rate} a second").format(rate=rate))
    if now.seconds_left is not None and now.total and _FEW < now.done < now.total:
        parts.append(time_left(now.seconds_left))
    return " · ".join(parts)


def taken(moment: str | None, *, short: bool = False) -> str:
    """A capture time for reading, "17 August 2024, 09:30" or "17 Aug 2024, 09:30"; text that is no time as it is."""
    if moment is None:
        return tr("not recorded")
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return moment_in_words(parsed, short=short)


def day_in_words(moment: datetime) -> str:
    """A day as the person's language writes it: "17 August 2024"."""
    return _written(moment, tr("d MMMM yyyy"))


def moment_in_words(moment: datetime, *, short: bool = False) -> str:
    """A day and a time as the person's language writes them.

    Args:
        moment: local time.
        short: "17 Aug 2024, 09:30" rather than "17 August 2024, 09:30", and without the year where it is this one.
    """
    if not short:
        return _written(moment, tr("d MMMM yyyy, HH:mm"))
    this_year = moment.year == datetime.now(moment.tzinfo).year
    return _written(moment, tr("d MMM, HH:mm") if this_year else tr("d MMM yyyy, HH:mm"))


def month_name(month: int) -> str:
    """The name of a month, 1 to 12, by itself: "May"."""
    return _language_of_dates(tr("d MMMM yyyy")).standaloneMonthName(month)


def _language_of_dates(pattern: str) -> QLocale:
    """English where the pattern of dates is not translated, whatever the system speaks."""
    english = pattern in ("d MMMM yyyy", "d MMM, HH:mm", "d MMM yyyy, HH:mm", "d MMMM yyyy, HH:mm")
    return QLocale(QLocale.Language.English) if english else QLocale()


def _written(moment: datetime, pattern: str) -> str:
    at = QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return _language_of_dates(pattern).toString(at, pattern)


def plain_tip(text: str) -> str:
    """A tool tip that shows its text as it is: file names may hold what Qt takes for rich text."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
