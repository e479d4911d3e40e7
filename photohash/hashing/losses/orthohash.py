"""The loss of OrthoHash (Hoe et al. 2021, NeurIPS): nothing but the cosine with the binary word of the class.

Symbols: u_i, the network's output for photo i, K numbers; o_c, the word of class c, K numbers -1 or +1, any two of them
as near orthogonal as can be; s and m, scale and margin.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.centres import signed_centres
from photohash.hashing.losses.loss import Loss, LossBatch


@dataclass(frozen=True)
class OrthoHashLoss(Loss):
    """``-sum_c t_ic log softmax_c(s (cos(u_i, o_c) - m y_ic))``, the mean over photos.

    y says which labels a photo has, and t shares a weight of 1 evenly among them; a photo without labels counts 0. A
    cosine of 1 with a word of -1 and +1 leaves no quantisation error, so there is no other term. The bits are balanced
    by batch normalisation behind the hash layer in the paper, and by nothing here but the words, half of whose bits are
    ones.

    Attributes:
        scale: s; the authors' program has 8.
        margin: m, taken off the cosine of a photo's own classes; the authors' program has 0.2.
        classes: how many words.
    """

    scale: float = 8.0
    margin: float = 0.2
    classes: int = 0

    def _of(self, batch: LossBatch) -> Tensor:
        members = batch.memberships(self.classes, "orthohash")
        words = signed_centres(batch.code.shape[1], self.classes, batch.code.device).to(batch.code.dtype)
        cosines = functional.normalize(batch.code, dim=1) @ words.T / words.shape[1] ** 0.5
        likelihood = torch.log_softmax(self.scale * (cosines - self.margin * members), dim=1)
        shares = members / members.sum(dim=1, keepdim=True).clamp(min=1)
        return -(shares * likelihood).sum(dim=1).mean()
