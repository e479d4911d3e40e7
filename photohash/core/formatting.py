"""Sizes and times as people read them, the same in the window, the terminal and the report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from photohash.core.paths import shown
from photohash.core.translation import number_in_words, plural, tr


def number(value: int) -> str:
    """A count with thousands set apart: 12,345."""
    return number_in_words(f"{value:,}")


def count(value: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 copy", "12,345 copies". The nouns are literals, so that they are found to translate."""
    return plural("{n} " + one, "{n} " + (many or one + "s"), value).format(n=number(value))


def size_in_words(octets: int) -> str:
    """A size on disk in decimal units, as file managers show it, e.g. ``4.2 MB``."""
    if octets < 1000:
        return count(octets, "byte")
    value, unit = octets / 1000, "KB"
    for larger in ("MB", "GB", "TB"):
        if value >= 999.5:
            value, unit = value / 1000, larger
    return number_in_words(f"{value:.1f}" if value < 9.95 else f"{value:,.0f}") + f" {unit}"


def time_left(seconds: float) -> str:
    """An estimate that does not pretend to be exact: "about 2 minutes left"."""
    if seconds < 8:
        return tr("a few seconds left")
    if seconds < 55:
        return tr("about {n} seconds left").format(n=max(round(seconds / 10), 1) * 10)
    minutes = round(seconds / 60)
    if minutes < 60:
        return _about(plural("about {n} minute left", "about {n} minutes left", max(minutes, 1)), max(minutes, 1))
    hours = round(seconds / 3600)
    if hours < 48:
        return _about(plural("about {n} hour left", "about {n} hours left", hours), hours)
    days = round(seconds / 86400)
    return _about(plural("about {n} day left", "about {n} days left", days), days)


def unread_formats_in_words(formats: Mapping[str, int]) -> str:
    """A sentence on files in formats that are not read, e.g. ``{"PSD": 2}``; "" for none."""
    named = ", ".join(f"{number(files)} {form}" for form, files in formats.items())
    return named and tr("Not read, because photohash does not support these formats: {formats}.").format(formats=named)


def known_folders_in_words(inside: Mapping[Path, Path], taken_in: Mapping[Path, Path]) -> list[str]:
    """Sentences on folders that were added where others of the library are.

    Args:
        inside: those that lie in a folder of the library, and that one.
        taken_in: folders of the library that are part of one that was added, and that one.
    """
    already = tr("{folder} is inside {root}, which is in the library already; it was brought up to date.")
    merged = tr("{folder} is part of {root} from now on, with what is protected and left out in it.")
    return [
        words.format(folder=shown(folder), root=shown(root))
        for words, folders in ((already, inside), (merged, taken_in))
        for folder, root in folders.items()
    ]


def _about(words: str, value: int) -> str:
    return words.format(n=number(value))
