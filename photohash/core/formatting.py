"""Sizes and times as people read them, the same in the window, the terminal and the report."""

from __future__ import annotations

from collections.abc import Mapping


def number(value: int) -> str:
    """A count with thousands set apart: 12,345."""
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 copy", "12,345 copies"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def size_in_words(octets: int) -> str:
    """A size on disk in decimal units, as file managers show it, e.g. ``4.2 MB``."""
    if octets < 1000:
        return f"{octets} byte{'' if octets == 1 else 's'}"
    value, unit = octets / 1000, "KB"
    for larger in ("MB", "GB", "TB"):
        if value >= 999.5:
            value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"


def time_left(seconds: float) -> str:
    """An estimate that does not pretend to be exact: "about 2 minutes left"."""
    if seconds < 8:
        return "a few seconds left"
    if seconds < 55:
        return f"about {max(round(seconds / 10), 1) * 10} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {count(max(minutes, 1), 'minute')} left"
    hours = round(seconds / 3600)
    return f"about {count(hours, 'hour')} left" if hours < 48 else f"about {round(seconds / 86400)} days left"


def unread_formats_in_words(formats: Mapping[str, int]) -> str:
    """A sentence on files in formats that are not read, e.g. ``{"PSD": 2}``; "" for none."""
    named = ", ".join(f"{number(files)} {form}" for form, files in formats.items())
    return named and f"Not read, because photohash does not support these formats: {named}."
