"""The softmax over photo anchors, by hand and as loops."""

from __future__ import annotations

import math

import pytest
import torch

from photohash.hashing.losses import ProxySoftmaxLoss, pairwise_logistic

ANCHORS = torch.tensor([[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]], dtype=torch.float64)


def test_a_copy_on_its_anchor_by_hand():
    found = ProxySoftmaxLoss(ANCHORS, scale=2.0)(ANCHORS[:1], torch.tensor([0]))
    assert found.item() == pytest.approx(-math.log(math.exp(2) / (math.exp(2) + 1 + math.exp(-2))))


def test_the_mean_over_copies_as_a_loop():
    code = torch.randn(5, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    photos = torch.tensor([0, 2, 1, 1, 0])
    total = 0.0
    for u, photo in zip(code.tolist(), photos.tolist(), strict=True):
        cosines = [
            (u[0] * a[0] + u[1] * a[1]) / math.hypot(*u) / math.sqrt(2)  # an anchor is as long as the root of its bits
            for a in ANCHORS.tolist()
        ]
        total -= math.log(math.exp(3 * cosines[photo]) / sum(math.exp(3 * cosine) for cosine in cosines))
    assert ProxySoftmaxLoss(ANCHORS, scale=3.0)(code, photos).item() == pytest.approx(total / 5)


def test_a_margin_asks_for_more_of_the_right_anchor_by_hand():
    found = ProxySoftmaxLoss(ANCHORS, scale=2.0, margin=0.5)(ANCHORS[:1], torch.tensor([0]))
    assert found.item() == pytest.approx(-math.log(math.exp(1) / (math.exp(1) + 1 + math.exp(-2))))


def test_copies_of_one_photo_are_the_similar_pairs_of_the_other_term():
    code = torch.randn(4, 2, generator=torch.Generator().manual_seed(3), dtype=torch.float64)
    photos = torch.tensor([0, 0, 2, 2])
    anchored = ProxySoftmaxLoss(ANCHORS, scale=3.0)(code, photos)
    pairwise = pairwise_logistic(code, photos[:, None] == photos[None], positive_share=0.5)
    both = ProxySoftmaxLoss(ANCHORS, scale=3.0, weight=0.5, pairwise=2.0)(code, photos)
    assert both.item() == pytest.approx(0.5 * anchored.item() + 2.0 * pairwise.item())


def test_the_gradient_is_that_of_the_function():
    code = torch.randn(4, 2, generator=torch.Generator().manual_seed(2), dtype=torch.float64).requires_grad_()
    loss = ProxySoftmaxLoss(ANCHORS)
    assert torch.autograd.gradcheck(lambda u: loss(u, torch.tensor([0, 1, 2, 0])), (code,))


def test_a_code_of_nothing_and_a_huge_one_stay_finite():
    for scale in (0.0, 1e4):
        code = (torch.ones(2, 2) * scale).requires_grad_()
        value = ProxySoftmaxLoss(ANCHORS.float())(code, torch.tensor([0, 1]))
        value.backward()  # type: ignore[no-untyped-call]
        assert torch.isfinite(value)
        assert code.grad is not None
        assert torch.isfinite(code.grad).all()


def test_it_needs_the_number_of_each_copys_photo():
    with pytest.raises(ValueError, match="which photo each copy is of"):
        ProxySoftmaxLoss(ANCHORS)(ANCHORS, pairs=torch.eye(3))
    with pytest.raises(ValueError, match="which photo each copy is of"):
        ProxySoftmaxLoss(ANCHORS)(ANCHORS, torch.eye(3).long())
