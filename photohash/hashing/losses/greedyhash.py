"""The loss of GreedyHash (Su et al. 2018, NeurIPS): a classifier that sees nothing but the bits.

Symbols: u_i, the network's output for photo i, K numbers; b_i = sign(u_i), through which gradients go as if there were
no sign; alpha and p, weight and power of the distance between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import straight_through_signs


class SignClassifier(nn.Module):
    """Logits from the signs of a code: a linear layer without bias, behind the straight-through estimator."""

    def __init__(self, bits: int, classes: int) -> None:
        super().__init__()
        self.layer = nn.Linear(bits, classes, bias=False)

    def forward(self, code: Tensor) -> Tensor:
        """Relaxed bits, float [n, K] -> logits, float [n, classes]."""
        logits: Tensor = self.layer(straight_through_signs(code))
        return logits


@dataclass(frozen=True)
class GreedyHashLoss(Loss):
    """The cross-entropy of the classifier on b, and ``alpha mean |u_i - b_i|^p``.

    Read from public programs, not from the paper.

    Attributes:
        alpha: weight of the distance, as a mean over photos and bits; 0.1 is from public programs.
        power: p; the paper's is 3.
        classes: outputs of the classifier.
    """

    alpha: float = 0.1
    power: int = 3
    classes: int = 0

    def classifier(self, bits: int) -> nn.Module | None:
        """See ``Loss``."""
        return SignClassifier(bits, self.classes)

    def _of(self, batch: LossBatch) -> Tensor:
        apart = (batch.code.abs() - 1).abs().pow(self.power).mean()
        return batch.cross_entropy("greedyhash") + self.alpha * apart
