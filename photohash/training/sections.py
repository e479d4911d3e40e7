"""Tables of a recipe read strictly: every key known, each of its type, none missing that has no default."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import TypeVar

_T = TypeVar("_T")

_TYPES: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "bool": (bool,),
    "str": (str,),
    "float": (int, float),
    "int | None": (int,),  # TOML knows no None: a key is there or not
    "float | None": (int, float),
}


def section(kind: type[_T], name: str, values: object) -> _T:
    """One table of a recipe as its dataclass.

    Args:
        kind: the dataclass; types of fields other than numbers, switches and words are not checked.
        name: of the table, as it is told to people.
        values: what stands there.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    if not isinstance(values, Mapping):
        raise ValueError(f"[{name}] is missing")
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - set(known))
    needed = [key for key, field in known.items() if field.default is MISSING and field.default_factory is MISSING]
    missing = sorted(set(needed) - set(values))
    if unknown or missing:
        raise ValueError(f"[{name}] has no use for {unknown[0]!r}" if unknown else f"[{name}] lacks {missing[0]!r}")
    for key, value in values.items():
        wanted = str(known[key].type)
        fits = _TYPES.get(wanted, (object,))
        if not isinstance(value, fits) or (isinstance(value, bool) and bool not in fits and object not in fits):
            raise ValueError(f"[{name}] {key} must be of type {wanted}")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"[{name}] {key} must be a finite number")
    return kind(**values)
