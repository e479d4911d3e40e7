"""Presets: how a loss is weighed and learnt by its paper, or by DeepHash-pytorch, which most work compares with.

``preset = "NAME"`` at the top of a recipe for classes fills in what its [loss] and [schedule] do not say themselves.

*paper*: the weights of the loss as its paper has them, brought from sums to the means that they are here; where a
weight hangs on their number, sums are meant over the pairs of 5,000 photos. Few of these papers say how they learn in
figures that fit other backbones, so [schedule] is that of DHIDA's section 4.2, which trains all methods alike: RMSProp
at 5e-5, batches of 128, weight decay 1e-5. A memory bank where the method was made with one.

*deephash-pytorch*: the figures of that program's configurations. Where its formula is another one than here, these are
the nearest weights: the errors of DSDH's classifier have no gradient there, DBDH sees no signs, DTSH takes the whole
inner product, IDHN halves outputs and squashes them first. It also counts every photo as a pair with itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

Options = dict[str, Any]

NAMES = ("paper", "deephash-pytorch")

_DHIDA = MappingProxyType(
    {"optimiser": "rmsprop", "rate": 5e-5, "head_rate": 5e-5, "decay": 1e-5, "batch": 128, "pace": "constant"}
)
_DEEPHASH = MappingProxyType({**_DHIDA, "rate": 1e-5, "head_rate": 1e-5})

_GREEDY_RATES = MappingProxyType({"rate": 1e-3, "head_rate": 1e-3, "decay": 5e-4, "pace": "cosine"})

_TRAINED = 5_000
"""Photos that DPSH's and DSDH's sums are over."""

_PAPER_BANKS = frozenset({"dpsh", "dsdh", "dfh"})


def _paper_weights(bits: int) -> dict[str, Options]:
    return {
        "dsh": {"alpha": 0.01, "margin_per_bit": 2.0},
        "dhn": {},
        "dpsh": {"eta": 10.0 * bits / _TRAINED},
        "hashnet": {},
        "dsdh": {"mu": 1.0, "nu": 0.1, "eta": 55.0, "share": 1 / _TRAINED},
        "dbdh": {},
        "csq": {"quantisation": 1e-4},
        "dfh": {},
        "idhn": {},
        "lcdsh": {},
        "greedyhash": {"alpha": 0.1, "power": 3},
        "dtsh": {"margin_per_bit": 0.5, "scale": 0.5},
        "orthohash": {},
    }


def _program_weights(bits: int) -> dict[str, Options]:
    return {
        # 0.1 of the mean over bits; ours is the sum, and of the two photos of a pair a bank's has no gradient.
        "dsh": {"alpha": 0.1 / bits, "margin_per_bit": 2.0},
        "dhn": {"weight": 0.1},
        "dpsh": {"eta": 0.1},
        "hashnet": {"alpha_bits": 0.1 * bits, "steepest": 8**0.5},
        "dsdh": {"mu": 1.0, "nu": 1.0, "eta": 55.0, "share": 0.0},
        "dbdh": {"alpha": 0.1, "power": 2, "discrete": False},
        "csq": {"quantisation": 1e-4},
        "dfh": {"margin": 3.0, "mu": 0.1, "inter": 1.0, "quantised": 1.0, "eta": 0.5},
        "idhn": {"alpha": 0.5, "gamma": 0.4, "weight": 0.1},
        "lcdsh": {"weight": 3.0},
        "greedyhash": {"alpha": 0.1, "power": 3},
        "dtsh": {"margin_per_bit": 5.0 / bits, "scale": 1.0, "eta": 1.0},
    }


_PROGRAM_SCHEDULES: Mapping[str, Options] = MappingProxyType(
    {
        "dsh": {"epochs": 250.0, "batch": 64, "memory_bank": True},
        "dhn": {"epochs": 90.0, "memory_bank": True},
        "dpsh": {"epochs": 150.0, "memory_bank": True},
        "hashnet": {"epochs": 150.0, "batch": 64},
        "dsdh": {"epochs": 150.0, "batch": 64, "memory_bank": True},
        "dbdh": {"epochs": 150.0, "memory_bank": True},
        "csq": {"epochs": 150.0, "batch": 64},
        "dfh": {"epochs": 150.0, "batch": 64, "memory_bank": True},
        "idhn": {"epochs": 150.0, "memory_bank": True},
        "lcdsh": {"epochs": 350.0},
        "greedyhash": {"epochs": 200.0, "batch": 64, "optimiser": "sgd", **_GREEDY_RATES},
        "dtsh": {"epochs": 150.0},
    }
)


def preset(name: str, kind: str, bits: int) -> tuple[Options, Options]:
    """What a preset says.

    Args:
        name: one of ``NAMES``.
        kind: of the loss, as in recipes.
        bits: length of a code.

    Returns:
        keys of [loss] and of [schedule].

    Raises:
        ValueError: there is none of that name for the loss; a clause.
    """
    if name not in NAMES:
        raise ValueError(f"there is no preset {name!r}; there are {' and '.join(NAMES)}")
    losses = _paper_weights(bits) if name == "paper" else _program_weights(bits)
    if kind not in losses:
        raise ValueError(f"the preset {name!r} is not for the loss {kind!r}; it is for {', '.join(losses)}")
    if name == "paper":
        return losses[kind], {**_DHIDA, "epochs": 100.0, "memory_bank": kind in _PAPER_BANKS}
    return losses[kind], {**_DEEPHASH, **_PROGRAM_SCHEDULES[kind]}


def filled_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """A recipe as decoded TOML with its preset replaced by what it says; what the recipe says itself stays.

    Raises:
        ValueError: the preset is not known, or not for this recipe.
    """
    whole = dict(document)
    name = whole.pop("preset", None)
    if name is None:
        return whole
    tables = {key: whole.get(key) for key in ("network", "loss", "schedule")}
    network, loss = tables["network"], tables["loss"]
    bits = network.get("bits") if isinstance(network, Mapping) else None
    kind = loss.get("kind") if isinstance(loss, Mapping) else None
    if whole.get("task") != "classes" or type(bits) is not int or not isinstance(kind, str):
        raise ValueError("a preset is for classes, and goes by the kind of [loss] and the bits of [network]")
    for key, options in zip(("loss", "schedule"), preset(str(name), kind, bits), strict=True):
        said = tables[key]
        whole[key] = {**options, **(said if isinstance(said, Mapping) else {})}
    return whole
