"""What every network of the papers gives its loss."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor


class Outputs(NamedTuple):
    """What a network makes of a batch in training.

    Attributes:
        code: float [n, K], as the method's loss takes it.
        logits: float [n, classes], of a method with a classifier; None of another.
    """

    code: Tensor
    logits: Tensor | None = None
