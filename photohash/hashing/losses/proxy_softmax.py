"""A softmax over proxies with a margin: every copy picks its photo out of all photos, each known by a proxy.

It is the loss of NormFace (Wang et al. 2017, ACM MM) with the additive margin of CosFace (Wang et al. 2018, CVPR); one
proxy a class as in Proxy-NCA (Movshovitz-Attias et al. 2017, ICCV), a photo and its copies being a class.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import logistic_over


@dataclass(frozen=True, eq=False)
class ProxySoftmaxLoss(Loss):
    """Every copy has to pick its photo out of all photos, each known by an anchor of its own.

    With c_ij the cosine of the code of copy i and anchor j, t the scale and y the photo that i is a copy of:
    ``-log(exp(t c_iy) / sum_j exp(t c_ij))``, the mean over the batch. DAHP's anchor loss draws to the right anchor
    only; with thousands of anchors it is the wrong ones nearby that decide whether a copy is found.

    Attributes:
        anchors: float [photos, K], of which the directions count: codes of -1 and +1, or what became of them.
        scale: t, which cosines are multiplied by: one over the temperature.
        margin: taken off c_iy, so that the right anchor has to be nearer than any other by that much.
        weight: of all this; 0 leaves the anchors out.
        pairwise: weight of DHIDA's pairwise logistic loss on top, copies of one photo being the similar ones, and half
            the weight theirs, since they are few.
    """

    anchors: Tensor
    scale: float = 20.0
    weight: float = 1.0
    pairwise: float = 0.0
    margin: float = 0.0

    def _of(self, batch: LossBatch) -> Tensor:
        if batch.labels is None or batch.labels.ndim != 1:
            raise ValueError("photo anchors need to know which photo each copy is of, one number a copy")
        code = functional.normalize(batch.code, dim=1)
        anchors = functional.normalize(self.anchors.to(code), dim=1)
        photos = batch.labels.long()
        cosines = code @ anchors.T
        if self.margin:
            cosines = cosines - self.margin * functional.one_hot(photos, len(anchors)).to(cosines)
        total = self.weight * functional.cross_entropy(self.scale * cosines, photos)
        if self.pairwise:
            total = total + self.pairwise * logistic_over(batch.pairs, positive_share=0.5)
        return total
