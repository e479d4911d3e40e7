"""The loss of CSQ, central similarity quantization (Yuan et al. 2020, CVPR): every photo to the centre of its class.

Symbols: u_i, the network's output for photo i, K numbers; h_i = sigma(2 u_i), in (0, 1); c_i, the hash centre of its
class, K numbers 0 or 1, by ``hadamard.hadamard_centres``; lambda, weight of the quantisation.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.centres import signed_centres
from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import log_cosh


@dataclass(frozen=True)
class CsqLoss(Loss):
    """Binary cross-entropy to the centre, and ``log cosh(|2 h - 1| - 1)``, both means over photos and bits.

    With h = sigma(2u), 2h - 1 is tanh u, and the cross-entropy of a bit with a centre of -1 or +1 is
    ``log(1 + exp(-2 c u))``, without a logarithm of 0 anywhere. The centre of a photo with several labels is the
    majority of theirs bit by bit; a tie goes to the first of them, where the paper draws lots. A photo without labels
    counts for nothing but its quantisation.

    Attributes:
        quantisation: lambda; the paper's is 0.0001.
        classes: how many centres.
    """

    quantisation: float = 1e-4
    classes: int = 0

    def _of(self, batch: LossBatch) -> Tensor:
        u, members = batch.code, batch.memberships(self.classes, "csq")
        centres = signed_centres(u.shape[1], self.classes, u.device).to(u.dtype)
        first = centres[members.argmax(dim=1)]
        majority = torch.sign(members @ centres)
        target = torch.where(majority == 0, first, majority)
        known = (members.sum(dim=1) > 0).to(u.dtype)
        central = (functional.softplus(-2 * target * u).mean(dim=1) * known).mean()
        return central + self.quantisation * log_cosh(torch.tanh(u).abs() - 1).mean()
