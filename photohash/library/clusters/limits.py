"""How far apart photos of one cluster may be: the codes that are compared, their weights, and limits by level.

Distances are whole numbers: each code's Hamming distance counts a whole number of times. The limits were measured with
``photohash bench clusters`` on ``photos-eval.tar``; resources/docs/evaluation.md gives what came of each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from photohash.core.strictness import radius_at


class Level(StrEnum):
    """What the photos of a cluster have in common: a moment or scene, or what they show."""

    STACK = "stack"
    SUBJECT = "subject"


STRICTNESSES = ("1e-6", "1e-5", "1e-4")
"""The strictnesses that limits are given for: tight, normal and loose."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A distance between photos, and what is near by it.

    Attributes:
        models: whose codes are compared; the first finds the candidates.
        times: how many times the Hamming distance of each model's codes counts.
        bits: the greatest distance there can be.
        limits: the greatest distance from the centre of a cluster, by level, then by strictness.
    """

    models: tuple[str, ...]
    times: tuple[int, ...]
    bits: int
    limits: Mapping[Level, Mapping[str, int]]

    def limit(self, level: Level, strictness: float) -> int:
        """The greatest distance from the centre of a cluster.

        Raises:
            UsageError: the strictness is beyond those that limits are given for.
        """
        return radius_at(self.limits[level], strictness)

    @property
    def widest(self) -> int:
        """The greatest of all limits."""
        return max(limit for by_strictness in self.limits.values() for limit in by_strictness.values())

    def of_bits(self, model: str, bits: int) -> Measure:
        """A measure of one model with the same shares of its bits as limits."""
        limits = {
            level: {strictness: limit * bits // self.bits for strictness, limit in by_strictness.items()}
            for level, by_strictness in self.limits.items()
        }
        return Measure((model,), (1,), bits, limits)


def _limits(stack: tuple[int, int, int], subject: tuple[int, int, int]) -> Mapping[Level, Mapping[str, int]]:
    return {
        Level.STACK: dict(zip(STRICTNESSES, stack, strict=True)),
        Level.SUBJECT: dict(zip(STRICTNESSES, subject, strict=True)),
    }


_COPIES, _SCENES, _SMALL_SCENES = "dhida-lite0-256-copies", "dahp-lite0-128-scenes", "dah-lite0-64-scenes"

_BY_BOTH = Measure((_COPIES, _SCENES), (2, 1), 640, _limits((160, 192, 198), (186, 208, 220)))
"""0.8 of the share of bits that differ in the copies code, and 0.2 of that in the scenes code."""

_BY_COPIES = Measure((_COPIES,), (1,), 256, _limits((66, 76, 82), (74, 84, 90)))
_BY_SCENES = Measure((_SCENES,), (1,), 128, _limits((4, 10, 14), (14, 20, 28)))
_BY_SMALL_SCENES = Measure((_SMALL_SCENES,), (1,), 64, _limits((0, 0, 1), (0, 1, 3)))

_MEASURED = (_BY_BOTH, _BY_COPIES, _BY_SCENES, _BY_SMALL_SCENES)
"""In the order in which they are taken where nobody names a model."""


def measure_of(coded: Collection[str], model: str, bits: int, *, alone: bool) -> Measure:
    """How photos are compared.

    A model that was never measured gets the shares of a measured one: the scenes model where it is for scenes, and the
    copies model otherwise.

    Args:
        coded: the models that have made codes of the photos.
        model: the model of the library, or the one that is named.
        bits: length of its codes.
        alone: whether only this model's codes may count.
    """
    if not alone and set(_BY_BOTH.models) <= set(coded):
        return _BY_BOTH
    for measured in _MEASURED:
        if measured.models == (model,):
            return measured
    return (_BY_SCENES if model.endswith("-scenes") else _BY_COPIES).of_bits(model, bits)


def measure_beside(model: str, bits: int, second: str, second_bits: int) -> Measure:
    """How photos are compared by the model that finds copies and one for browsing beside it.

    Two that were never measured together get the shares of those that were: four fifths of the copies code's, one fifth
    of the other's, and the same shares of all bits as limits.

    Args:
        model: finds copies.
        bits: length of its codes.
        second: tells look-alikes.
        second_bits: length of its codes.
    """
    if (model, second) == _BY_BOTH.models:
        return _BY_BOTH
    times = max(round(4 * second_bits / bits), 1), max(round(bits / (4 * second_bits)), 1)
    whole = times[0] * bits + times[1] * second_bits
    scaled = _BY_BOTH.of_bits(model, whole)
    return Measure((model, second), times, whole, scaled.limits)


def other_model(model: str) -> str | None:
    """The model whose codes would make clusters by this one better; None where none is known."""
    return {_COPIES: _SCENES, _SCENES: _COPIES}.get(model)
