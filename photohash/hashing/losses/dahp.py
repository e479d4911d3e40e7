"""The loss of DAHP, deep attention-guided hashing with pairwise labels (2022), section III.F; and photo anchors.

Symbols: b_i, code of photo i (c bits); m_i, the anchor of its class, made by AHCG; pi_ij, the half inner product
b_i . b_j / 2; lambda, the weight of the anchor loss.

The paper has codes and anchors in {0, 1}. Then pi_ij is never negative, sigma(pi_ij) never under 1/2, and a dissimilar
pair of Eq. 7 never likelier dissimilar than similar, whatever the network does. Here both are -1 and +1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.anchors import ahcg
from photohash.hashing.losses.batch import Batch, Loss
from photohash.hashing.losses.pairs import pairwise_logistic


@dataclass(frozen=True)
class DahpLoss(Loss):
    """``pairwise_logistic + anchor * mean_i |b_i - m_i|^2`` (Eqs. 8 to 10).

    The paper sums the first term over pairs, which at 128 photos a batch leaves lambda = 0.05 with next to no weight,
    and one that changes with the batch; here it is the mean over ordered pairs of two different photos. The squared
    distance of the second is the sum over bits, the mean over photos, as printed. Of a photo with several labels it is
    the mean over their anchors; of one without labels 0.

    Attributes:
        anchor: lambda, weight of the anchor loss; the paper's is 0.05, and 0 is its variant without anchors.
        classes: how many anchors.
        distance: H of the anchors; None for the largest.
        positive_share: as in ``pairwise_logistic``.
    """

    anchor: float = 0.05
    classes: int = 0
    distance: int | None = None
    positive_share: float | None = None

    def _of(self, batch: Batch) -> Tensor:
        pairwise = pairwise_logistic(batch.code, batch.similar, positive_share=self.positive_share)
        return pairwise + self.anchor * self._anchor_loss(batch) if self.anchor else pairwise

    def _anchor_loss(self, batch: Batch) -> Tensor:
        members = batch.memberships(self.classes, "dahp")
        code = batch.code
        anchors = _anchors(code.shape[1], self.classes, self.distance, code.device).to(code.dtype)
        if batch.labels is not None and batch.labels.ndim == 1:
            return (code - anchors[batch.labels]).square().sum(dim=1).mean()
        apart = (code[:, None] - anchors[None]).square().sum(dim=2)
        return ((members * apart).sum(dim=1) / members.sum(dim=1).clamp(min=1)).mean()


@lru_cache(maxsize=8)
def _anchors(bits: int, classes: int, distance: int | None, device: torch.device) -> Tensor:
    """The anchors as -1 and +1, float32 [classes, bits]."""
    return torch.from_numpy(ahcg(bits, classes, distance).words * 2.0 - 1.0).to(device, torch.float32)


@dataclass(frozen=True, eq=False)
class PhotoAnchorLoss(Loss):
    """Every copy has to pick its photo out of all photos, each known by an anchor of its own.

    With c_ij the cosine of the code of copy i and anchor j, t the sharpness and y the photo that i is a copy of:
    ``-log(exp(t c_iy) / sum_j exp(t c_ij))``, the mean over the batch. DAHP's anchor loss draws to the right anchor
    only; with thousands of anchors it is the wrong ones nearby that decide whether a copy is found.

    Attributes:
        anchors: float [photos, K], of which the directions count: codes of -1 and +1, or what became of them.
        sharpness: t, one over the temperature.
        margin: taken off c_iy, so that the right anchor has to be nearer than any other by that much.
        weight: of all this; 0 leaves the anchors out.
        pairwise: weight of DHIDA's pairwise logistic loss on top, copies of one photo being the similar ones, and half
            the weight theirs, since they are few.
    """

    anchors: Tensor
    sharpness: float = 20.0
    weight: float = 1.0
    pairwise: float = 0.0
    margin: float = 0.0

    def _of(self, batch: Batch) -> Tensor:
        if batch.labels is None or batch.labels.ndim != 1:
            raise ValueError("photo anchors need to know which photo each copy is of, one number a copy")
        code = functional.normalize(batch.code, dim=1)
        anchors = functional.normalize(self.anchors.to(code), dim=1)
        photos = batch.labels.long()
        cosines = code @ anchors.T
        if self.margin:
            cosines = cosines - self.margin * functional.one_hot(photos, len(anchors)).to(cosines)
        total = self.weight * functional.cross_entropy(self.sharpness * cosines, photos)
        if self.pairwise:
            total = total + self.pairwise * pairwise_logistic(batch.code, batch.similar, positive_share=0.5)
        return total
