"""The three methods and what each lets a card or a recipe choose: one table, which everything else reads.

A card's ``"network"`` object and a recipe's ``[network]`` hold these options. The table knows no torch, so that a
recipe can be read and a card be shown without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Value = bool | int | str
"""What an option can be set to."""

LEAST_BITS, MOST_BITS = 4, 4096
"""How short and how long a code may be."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose about a network.

    Attributes:
        meaning: what it decides, for people.
        default: what it is where nothing is said; None where something must be said. Its type is the option's.
        choices: the words it may be; none for a number or a switch.
        least: the least number.
        greatest: the greatest number.
    """

    meaning: str
    default: Value | None = None
    choices: tuple[str, ...] = ()
    least: int = 1
    greatest: int = 4096

    @property
    def kind(self) -> type[bool] | type[int] | type[str]:
        """The type of its values."""
        if self.choices:
            return str
        return bool if isinstance(self.default, bool) else int

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow the option's name; None where nothing is."""
        if type(value) is not self.kind:
            return (
                f"must be one of {', '.join(self.choices)}" if self.choices else f"must be of type {_NAMES[self.kind]}"
            )
        if isinstance(value, str) and value not in self.choices:
            return f"must be one of {', '.join(self.choices)}"
        if type(value) is int and value < self.least:
            return f"must be at least {self.least}"
        if type(value) is int and value > self.greatest:
            return f"must be at most {self.greatest}"
        return None


_NAMES = {bool: "bool", int: "int", str: "str"}

_OF_ALL = {
    "folded": Option("the backbone's batch normalisations are folded into its convolutions", default=False),
    "dilated": Option("the backbone's last two stages dilate instead of halving the map", default=False),
}

METHODS: Mapping[str, Mapping[str, Option]] = MappingProxyType(
    {
        "dah": MappingProxyType(
            {
                "classes": Option("outputs of the classifier on top of the hash layer", greatest=100_000),
                "attention": Option("CBAM inside the backbone", default="cbam", choices=("none", "cbam")),
                **_OF_ALL,
            }
        ),
        "dahp": MappingProxyType(
            {
                "channels": Option("of the map that attention works on"),
                "attention": Option("DANet's attention behind the backbone", default="dual", choices=("none", "dual")),
                "hidden": Option("outputs of FC1", default=1000),
                **_OF_ALL,
            }
        ),
        "dhida": MappingProxyType(
            {
                "channels": Option("of the map that attention works on"),
                "attention": Option(
                    "attention behind the backbone", default="improved", choices=("none", "dual", "improved")
                ),
                "turns": Option("the results for the four quarter turns are averaged", default=False),
                "middle": Option("the middle of the picture counts a sixth, the whole the rest", default=False),
                "piecewise": Option("the loss sees f(u) and not u", default=True),
                **_OF_ALL,
            }
        ),
    }
)
"""The options of every method, by the names they have in recipes and on cards."""


def resolved(method: str, options: Mapping[str, object]) -> dict[str, Value]:
    """All options of a method, those not given at their defaults.

    Raises:
        ValueError: a clause on the first thing wrong, to follow the name of the table that holds the options.
    """
    if method not in METHODS:
        raise ValueError(f"is for no method {method!r}; this photohash knows {', '.join(METHODS)}")
    known = METHODS[method]
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise ValueError(f"has no use for {unknown[0]!r}")
    values: dict[str, Value] = {}
    for name, option in known.items():
        value = options.get(name, option.default)
        if value is None:
            raise ValueError(f"lacks {name!r}")
        fault = option.fault(value)
        if fault is not None:
            raise ValueError(f"{name} {fault}")
        assert isinstance(value, Value)  # noqa: S101 - what has no fault is of the option's type
        values[name] = value
    return values
