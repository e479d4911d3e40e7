"""The loss of DFH, deep Fisher hashing (Li et al. 2019, BMVC): pairs with a margin, and codes around class centres.

Symbols: u_i, the network's output for photo i, K numbers; b_i, its code of -1 and +1; V, relaxed centres of the
classes, [K, classes]; C = sign(V); Y, which labels each photo has; T, 1 on the diagonal and -1 elsewhere; theta_ij, the
half inner product u_i . u_j / 2; m, the margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import signs

_STEPS, _RATE = 40, 0.03


@dataclass(frozen=True)
class DfhLoss(Loss):
    """A pair costs ``log(1 + exp(m - theta_ij))`` where it is similar and ``log(1 + exp(m + theta_ij))`` where not.

    And every output is drawn to its code, by ``eta mean (b_i - u_i)^2`` with ``b_i = sign(mu C y_i + u_i)``. V makes
    ``mean (V Y - B)^2 + inter mean (V'V - K T)^2 + quantised mean (V - sign V)^2`` small, B being sign(u): within a
    class codes are near its centre, and centres are far from each other. It is found anew for the outputs at hand, from
    the mean code of each class by 40 steps of gradient descent, and is a constant for the network; the authors' program
    carries it from batch to batch. Read from public programs, not from the paper.

    Attributes:
        margin: m.
        mu: what centres weigh against outputs in a code.
        inter: weight of the distances between centres.
        quantised: weight of the distance of V from its signs.
        eta: weight of the distance of outputs from codes, as a mean over photos and bits.
        classes: how many centres.
    """

    takes_bank: ClassVar[bool] = True

    margin: float = 3.0
    mu: float = 0.1
    inter: float = 1.0
    quantised: float = 1.0
    eta: float = 0.5
    classes: int = 0

    def _of(self, batch: LossBatch) -> Tensor:
        pairs, members = batch.pairs, batch.memberships(self.classes, "dfh")
        known = batch.all_known
        centres = signs(self.centres(signs(known.code), known.memberships(self.classes, "dfh")))
        b = signs(self.mu * members @ centres.T + batch.code)
        theta = pairs.inner / 2
        ranking = functional.softplus(self.margin - theta.where(pairs.similar, -theta))
        return pairs.mean(ranking) + self.eta * (b - batch.code).square().mean()

    @torch.no_grad()
    def centres(self, b: Tensor, y: Tensor) -> Tensor:
        """V for the codes of some photos.

        Args:
            b: codes of -1 and +1, float [n, K].
            y: 0/1, float [n, classes].

        Returns:
            float [K, classes].
        """
        bits, classes, photos = b.shape[1], y.shape[1], len(b)
        v = b.T @ y / y.sum(dim=0).clamp(min=1)
        own, overlap, identity = b.T @ y, y.T @ y, torch.eye(classes, dtype=b.dtype, device=b.device)
        wanted = bits * (2 * identity - 1)
        # Steeper where there are few classes for the bits; longer steps would not stay there.
        rate = min(_RATE, classes / (16 * bits * max(self.inter, 1.0)))
        for step in range(_STEPS):
            slope = 2 / (bits * photos) * (v @ overlap - own)
            slope += self.inter * 4 / classes**2 * v @ (v.T @ v - wanted)
            slope += self.quantised * 2 / (bits * classes) * (v - signs(v))
            v = v - rate * (0.1 if step >= 0.75 * _STEPS else 1.0) * slope
        return v

    def spread(self, v: Tensor, b: Tensor, y: Tensor) -> Tensor:
        """What ``centres`` makes small, a scalar."""
        wanted = v.shape[0] * (2 * torch.eye(v.shape[1], dtype=v.dtype, device=v.device) - 1)
        within = (v @ y.T - b.T).square().mean()
        between = (v.T @ v - wanted).square().mean()
        return within + self.inter * between + self.quantised * (v - signs(v)).square().mean()
