"""The codes that look-alikes are told by, of those that a library holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.formatting import count
from photohash.library.browse import Browser
from photohash.library.clusters import Measure, measure_beside, measure_of
from photohash.library.clusters.limits import other_model

_ENOUGH_CODED = 0.9
"""Share of the photos that must have a second model's codes for these to count; photos without them are left alone."""


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The codes that photos are compared by.

    Attributes:
        measure: how.
        photos: ids of the photos that have all of these codes, int64 [n], ascending.
        codes: for each model of the measure, uint8 [n, bytes].
        note: what a person should know of codes that are missing, as a sentence, or "".
    """

    measure: Measure
    photos: NDArray[np.int64]
    codes: tuple[Codes, ...]
    note: str


def read_codes(browser: Browser, *, alone: bool) -> CodesRead:
    """Reads the codes that tell look-alikes best, of those that the library holds.

    Args:
        browser: of the library.
        alone: whether only the codes of the browser's own model count.
    """
    own = browser.model_id
    # The library's browsing model; until its codes are made, the one that was measured beside this model.
    beside = dict.fromkeys((browser.model.browsing, other_model(own) or "")) if not alone else {}
    seconds = [model for model in beside if model and model != own]
    by_model = {model: browser.codes(model) for model in (own, *seconds)}
    for second in seconds:
        both = np.intersect1d(by_model[own][0], by_model[second][0], assume_unique=True)
        missing = len(np.union1d(by_model[own][0], by_model[second][0])) - len(both)
        if len(both) and missing <= (1 - _ENOUGH_CODED) * (len(both) + missing):
            measure = _measure(own, second, by_model)
            codes = tuple(codes[np.isin(photos, both)] for photos, codes in map(by_model.__getitem__, measure.models))
            return CodesRead(measure, both, codes, _left_alone(missing, measure.models))
    first = seconds[0] if seconds else None
    # Of equally many codes those of the library's own model count: max takes the first.
    model = max(by_model, key=lambda name: len(by_model[name][0]))
    photos, codes_alone = by_model[model]
    measure = measure_of({model}, model, 8 * codes_alone.shape[1], alone=True)
    return CodesRead(measure, photos, (codes_alone,), _lacking(model, len(photos), first and other_model(model)))


def _measure(own: str, second: str, by_model: Mapping[str, tuple[NDArray[np.int64], Codes]]) -> Measure:
    if second == other_model(own):
        return measure_of((own, second), own, 0, alone=False)
    return measure_beside(own, 8 * by_model[own][1].shape[1], second, 8 * by_model[second][1].shape[1])


def _left_alone(missing: int, models: Sequence[str]) -> str:
    if not missing:
        return ""
    are = f"{count(missing, 'photo')} cannot be compared yet: the code of one model is missing."
    return " ".join([are, *map(_to_make, models)])


def _lacking(model: str, coded: int, second: str | None) -> str:
    if not coded:
        return f"No photo has a code of {model}. {_to_make(model)}"
    if second is None:
        return ""
    return f"Photos lack codes of {second}, and look-alikes are told better by both models. {_to_make(second)}"


def _to_make(model: str) -> str:
    return f"To make them: photohash scan --model {model}"
