"""What names, capture times and cameras say of a pair."""

from __future__ import annotations

from datetime import datetime

from photohash.core.files import shot_of
from photohash.library.photo import Photo

_WHOLE_SECONDS = len("2024-05-17T09:30:12")

_MOST_MINUTES = 26 * 60
"""From the zone that is farthest ahead to the one farthest behind."""

_ODD_MINUTES = frozenset({150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825})
"""How far the zones that are no whole hours off are from UTC, in minutes, with their summer times."""

LONGEST_BURST = 10.0
"""Seconds between two frames of one burst."""


def taken_apart(a: Photo, b: Photo) -> bool:
    """Whether two capture times differ. Copies keep theirs or lose it, so such a pair is no copy, however still.

    Times that are one moment in two time zones, to the second, do not differ: programs and services write the one or
    the other.
    """
    if a.taken is None or b.taken is None:
        return False
    known = len(a.taken) if len(a.taken) == len(b.taken) else _WHOLE_SECONDS
    return a.taken[:known] != b.taken[:known] and not _in_two_zones(a.taken[:known], b.taken[:known])


def _in_two_zones(one: str, other: str) -> bool:
    if one[_WHOLE_SECONDS:] != other[_WHOLE_SECONDS:]:
        return False
    times = [datetime.fromisoformat(taken[:_WHOLE_SECONDS]) for taken in (one, other)]
    minutes, seconds = divmod(round(abs((times[0] - times[1]).total_seconds())), 60)
    return not seconds and minutes <= _MOST_MINUTES and (minutes % 60 == 0 or minutes in _ODD_MINUTES)


def burst_apart(a: Photo, b: Photo) -> bool:
    """Whether two photos that are not copies were taken by one camera within seconds."""
    if a.taken is None or b.taken is None or (a.camera and b.camera and a.camera != b.camera):
        return False
    apart = abs((datetime.fromisoformat(_padded(a.taken)) - datetime.fromisoformat(_padded(b.taken))).total_seconds())
    return apart <= LONGEST_BURST


def one_shot(a: Photo, b: Photo) -> bool:
    """Whether a camera wrote two files of one shot: beside each other, at one time, of one name.

    Its ending does not count, nor do the marks that phones add.
    """
    if a.taken is None or b.taken is None or taken_apart(a, b) or (a.camera and b.camera and a.camera != b.camera):
        return False
    names = [{(file.path.parent, shot_of(file.path.name)) for file in photo.files} for photo in (a, b)]
    return not names[0].isdisjoint(names[1])


def _padded(taken: str) -> str:
    """ISO text with a fraction of six digits, which every version of Python reads."""
    whole, _, fraction = taken.partition(".")
    return f"{whole}.{fraction[:6]:0<6}"
