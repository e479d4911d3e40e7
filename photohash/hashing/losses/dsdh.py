"""The loss of DSDH, deep supervised discrete hashing (Li et al. 2017, NIPS): pairs, and codes a classifier can read.

Symbols: u_i, the network's output for photo i, K numbers; B, codes of -1 and +1; Y, which labels each photo has; W,
linear classifier from codes to labels; mu, eta and nu, weights of the classifier's errors, of the distance between code
and output, and of the classifier's size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import logistic_over, signs


@dataclass(frozen=True)
class DsdhLoss(Loss):
    """``pairwise_logistic + share * mean_i (mu |y_i - W b_i|^2 + eta |b_i - u_i|^2) + share / n * nu |W|^2``.

    B and W are what make that least for the outputs at hand, found in turn as in the paper: W in closed form by ridge
    regression, B bit by bit (discrete cyclic coordinate descent), beginning with B = sign(u). The paper does so on the
    codes of all training photos; so does this with a memory bank, and on those of the batch without one. B and W are
    constants for the gradient, so the network feels the classifier only by the codes that eta draws its outputs to.

    Attributes:
        mu: weight of the classifier's errors; the paper's is 1.
        eta: weight of the distance to the codes; the paper's is 55.
        nu: weight of the classifier's size; the paper's is 0.1.
        share: what a term over photos weighs against the mean over pairs. The paper sums both over 5,000 photos; over
            the number of pairs, that leaves 1 / 5,000.
        sweeps: how often W and then every bit are gone through.
        classes: how many labels there are.
    """

    takes_bank: ClassVar[bool] = True

    mu: float = 1.0
    eta: float = 55.0
    nu: float = 0.1
    share: float = 1 / 5000
    sweeps: int = 3
    classes: int = 0

    def _of(self, batch: LossBatch) -> Tensor:
        u, y = batch.code, batch.memberships(self.classes, "dsdh")
        known = batch.all_known
        b, w = self.codes_and_classifier(known.code, known.memberships(self.classes, "dsdh"))
        if batch.bank is not None:
            b = b[(batch.bank.known.cumsum(0) - 1)[batch.bank.places]]
        errors = (y - b @ w).square().sum(dim=1)
        apart = (b - u).square().sum(dim=1)
        photos = (self.mu * errors + self.eta * apart).mean() + self.nu / len(known.code) * w.square().sum()
        return logistic_over(batch.pairs) + self.share * photos

    @torch.no_grad()
    def codes_and_classifier(self, u: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """B and W for the outputs of a batch.

        Args:
            u: float [n, K].
            y: 0/1, float [n, classes].

        Returns:
            B of -1 and +1, float [n, K]; and W, float [K, classes], the best one for B.
        """
        b = signs(u)
        for _ in range(self.sweeps):
            w = self._classifier(b, y)
            wanted = y @ w.T + self.eta / self.mu * u
            for k in range(b.shape[1]):
                others = b @ (w @ w[k]) - b[:, k] * w[k].square().sum()
                b[:, k] = signs(wanted[:, k] - others)
        return b, self._classifier(b, y)

    def _classifier(self, b: Tensor, y: Tensor) -> Tensor:
        """The W that makes ``mu |Y - B W|^2 + nu |W|^2`` least."""
        ridge = self.nu / self.mu * torch.eye(b.shape[1], dtype=b.dtype, device=b.device)
        best: Tensor = torch.linalg.solve(b.T @ b + ridge, b.T @ y)
        return best
