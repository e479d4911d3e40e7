"""``[network]`` of a recipe: which network it asks for."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from photohash.hashing.backbones import BACKBONES
from photohash.hashing.methods import LEAST_BITS, METHODS, MOST_BITS, Value, resolved
from photohash.training.recipe_table import RecipeTable

GREATEST_SIDE = 1024
COUNTED = "classes"
"""The option that is not set by a recipe for classes, but counted among its photos."""


def _known_method(name: str) -> str:
    if name not in METHODS:
        raise ValueError(f"there is no method {name!r}; there are {', '.join(METHODS)}")
    return name


def _known_backbone(name: str) -> str:
    if name not in BACKBONES:
        raise ValueError(f"there is no backbone {name!r}; there are {', '.join(BACKBONES)}")
    return name


class NetworkConfig(RecipeTable):
    """What is trained.

    The options of the method, as in ``methods.METHODS``, stand beside the other keys; those left out get their
    defaults.

    Attributes:
        method: a name in ``methods.METHODS``.
        backbone: a name in ``backbones.BACKBONES``.
        pretrained: whether the backbone begins with ImageNet weights.
        bits: length of a code.
        side: pixels of the square input.
    """

    model_config = ConfigDict(extra="allow")

    method: Annotated[str, AfterValidator(_known_method)]
    backbone: Annotated[str, AfterValidator(_known_backbone)]
    pretrained: bool
    bits: int = Field(ge=LEAST_BITS, le=MOST_BITS)
    side: int = Field(gt=0, le=GREATEST_SIDE, multiple_of=32)

    @model_validator(mode="after")
    def _resolve_options(self) -> Self:
        given = dict(self.options)
        if COUNTED in METHODS[self.method]:
            given.setdefault(COUNTED, 1)
        options = resolved(self.method, given)
        self.options.clear()
        self.options.update(options)
        return self

    @property
    def options(self) -> dict[str, Value]:
        """All of the method's own options by name."""
        assert self.__pydantic_extra__ is not None  # noqa: S101 - extra keys are allowed
        return self.__pydantic_extra__

    def with_options(self, **changes: Value) -> Self:
        """The same with some options changed."""
        return type(self).model_validate(self.model_dump() | changes)
