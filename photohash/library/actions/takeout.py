"""Google Takeout's JSON: which photo a file tells of, by its name, and what it tells.

Takeout writes beside ``x.jpg`` what Google Photos knows of it. The name is ``x.jpg.json``, or since 2024
``x.jpg.supplemental-metadata.json``; what stands before ``.json`` is cut at 46 characters, so any beginning of
``supplemental-metadata`` may be left of it, or a beginning of the photo's own name. The number of a second photo of one
name moves: ``x(1).jpg`` is told of by ``x.jpg(1).json``. An edit, ``x-edited.jpg``, has no JSON of its own.
"""

from __future__ import annotations

import json
import math
import os
import re
from datetime import UTC, datetime
from typing import Any

from photohash.core.files import is_photo_name
from photohash.library.actions.xmp import Fields

SUFFIX = ".json"
"""The ending of such a file."""

CUT = 46
"""Characters that are left of a longer name before the ending."""

_SUPPLEMENT = "supplemental-metadata"
_NUMBER = re.compile(r"(.*)(\(\d+\))", re.DOTALL)
_EDITED = re.compile(
    r"(.+)-(?:edited|bearbeitet|modifi[eé]|editado|editada|modificato|bewerkt|redigerad|redigeret|muokattu|upraveno"
    r"|edytowane|изменено|编辑|編集済み|已編輯)",
    re.DOTALL,
)
_WHOLE, _CUT = "takeout:", "takeout cut:"


def describes(name: str) -> list[str]:
    """What a JSON file's name says of the photo that it tells of, to be found among ``described_by`` of that."""
    base, suffix = os.path.splitext(name.lower())  # noqa: PTH122
    if suffix != SUFFIX:
        return []
    base, number = _numbered(base)
    called, dot, rest = base.rpartition(".")
    if dot and _SUPPLEMENT.startswith(rest) and is_photo_name(called):
        return [_WHOLE + called + number]
    found = [_WHOLE + base + number] if is_photo_name(base) else []
    return [*found, _CUT + base + number] if len(base) == CUT else found


def described_by(photo: str) -> list[str]:
    """What the name of a JSON file that tells of a photo may say, in the terms of ``describes``."""
    names = [photo.lower()]
    stem, suffix = os.path.splitext(names[0])  # noqa: PTH122
    plain, number = _numbered(stem)
    if edited := _EDITED.fullmatch(plain):
        names.append(edited[1] + number + suffix)
    return [key for name in names for key in _keys(name)]


def read(content: bytes) -> Fields:
    """What a JSON file of Takeout tells: description, place, time and people. Anything else tells nothing.

    The time is that of the shot in UTC, without the zone that the camera was in.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return Fields()
    if not isinstance(told, dict) or not isinstance(told.get("title"), str):
        return Fields()
    people = told.get("people")
    names = [person.get("name") for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    description = told.get("description")
    return Fields(
        description=(description.strip() or None) if isinstance(description, str) else None,
        place=_place(told.get("geoData")) or _place(told.get("geoDataExif")),
        taken=_taken(told.get("photoTakenTime")),
        people=tuple(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip())),
    )


def _numbered(base: str) -> tuple[str, str]:
    """A name without and with only the number in brackets at its end."""
    match = _NUMBER.fullmatch(base)
    return (match[1], match[2]) if match else (base, "")


def _keys(photo: str) -> list[str]:
    stem, suffix = os.path.splitext(photo)  # noqa: PTH122
    plain, number = _numbered(stem)
    keys = [_WHOLE + plain + suffix + number, _WHOLE + photo]
    long = [(plain + suffix, number), (photo, "")]
    return list(dict.fromkeys([*keys, *(_CUT + name[:CUT] + mark for name, mark in long if len(name) > CUT)]))


def _place(told: Any) -> tuple[float, float] | None:
    """A place, which Takeout writes as 0, 0 where it knows of none."""
    if not isinstance(told, dict):
        return None
    north, east = told.get("latitude"), told.get("longitude")
    if not isinstance(north, int | float) or not isinstance(east, int | float):
        return None
    known = math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180
    return (float(north), float(east)) if known and (north or east) else None


def _taken(told: Any) -> str | None:
    try:
        return datetime.fromtimestamp(int(told["timestamp"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None
