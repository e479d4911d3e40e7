"""``[network]`` of a recipe: which network it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from photohash.hashing.backbones import BACKBONES
from photohash.hashing.methods import LEAST_BITS, METHODS, MOST_BITS, Value, resolved
from photohash.training.sections import section

_GREATEST_SIDE = 1024


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """What is trained.

    Attributes:
        method: a name in ``methods.METHODS``.
        backbone: a name in ``backbones.BACKBONES``.
        pretrained: whether the backbone begins with ImageNet weights.
        bits: length of a code.
        side: pixels of the square input.
        options: all of the method's own, as in ``methods.METHODS``; in a recipe they stand beside the others.
    """

    method: str
    backbone: str
    pretrained: bool
    bits: int
    side: int
    options: dict[str, Value]

    def conditions(self) -> Iterator[tuple[bool, str]]:
        """What must hold, with what to say if it does not."""
        yield self.backbone in BACKBONES, f"there is no backbone {self.backbone!r}"
        yield LEAST_BITS <= self.bits <= MOST_BITS, f"[network] bits must be from {LEAST_BITS} to {MOST_BITS}"
        in_steps = 0 < self.side <= _GREATEST_SIDE and self.side % 32 == 0
        yield in_steps, f"[network] side must be a multiple of 32 up to {_GREATEST_SIDE}"


def network_section(table: object, counted: Mapping[str, Value] | None = None) -> NetworkConfig:
    """The network's table, with the options of its method.

    Args:
        table: what stands there.
        counted: options that a recipe may not set because they are counted, with what they are until then.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    if not isinstance(table, Mapping):
        raise ValueError("[network] is missing")
    common = {field.name for field in fields(NetworkConfig)} - {"options"}
    method = table.get("method")
    if isinstance(method, str) and method not in METHODS:
        raise ValueError(f"there is no method {method!r}")
    shared = {key: value for key, value in table.items() if key in common}
    options = {key: value for key, value in table.items() if key not in common}
    network = section(NetworkConfig, "network", {**shared, "options": options})
    for name, value in (counted or {}).items():
        if name in METHODS[network.method]:
            if name in options:
                raise ValueError(f"[network] has no use for {name!r}: they are counted")
            options[name] = value
    try:
        return replace(network, options=resolved(network.method, options))
    except ValueError as error:
        raise ValueError(f"[network] {error}") from error


def flattened(values: dict[str, Any]) -> dict[str, Any]:
    """A recipe's plain values with the options of its network where they stand in a recipe file."""
    network = dict(values["network"])
    return {**values, "network": network | network.pop("options")}
