"""The losses against sums worked out by hand and written out as loops."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from photohash.hashing.losses import DhidaLoss, InfoNceLoss, bit_balance, info_nce, pairwise_logistic, similar_pairs


def codes(n: int, bits: int, seed: int = 0) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(n, bits, generator=generator, dtype=torch.float64) * 2 - 1


def test_two_similar_photos_of_two_bits_by_hand():
    u = torch.tensor([[1.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
    z = 0.5  # half of the inner product 1
    assert pairwise_logistic(u, torch.ones(2, 2)).item() == pytest.approx(math.log(1 + math.exp(z)) - z)
    assert bit_balance(u).item() == pytest.approx(1.0**2 + 0.5**2)
    expected = math.log(1 + math.exp(z)) - z + 0.1 * 1.25
    assert DhidaLoss()(u, torch.tensor([3, 3])).item() == pytest.approx(expected)


def test_two_different_photos_by_hand():
    u = torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=torch.float64)
    assert DhidaLoss()(u, torch.tensor([3, 4])).item() == pytest.approx(math.log(1 + math.exp(-1)))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), st.integers(1, 5), st.integers(0, 2**31))
def test_the_pairwise_loss_is_equation_11(n, bits, seed):
    u = codes(n, bits, seed)
    labels = torch.randint(0, 3, (n,), generator=torch.Generator().manual_seed(seed))
    total = 0.0
    for i in range(n):
        for j in range(n):
            if i != j:
                z = float(u[i] @ u[j]) / 2
                total += math.log(1 + math.exp(z)) - float(labels[i] == labels[j]) * z
    assert pairwise_logistic(u, similar_pairs(labels)).item() == pytest.approx(total / (n * (n - 1)))


def test_scale_margin_and_share_by_loops():
    u, labels = codes(5, 4), torch.tensor([0, 0, 1, 1, 2])
    losses: dict[bool, list[float]] = {True: [], False: []}
    for i in range(5):
        for j in range(5):
            if i != j:
                similar = bool(labels[i] == labels[j])
                z = 2.0 * (float(u[i] @ u[j]) - 0.5)
                losses[similar].append(math.log(1 + math.exp(z)) - similar * z)
    expected = 0.3 * sum(losses[True]) / len(losses[True]) + 0.7 * sum(losses[False]) / len(losses[False])
    found = pairwise_logistic(u, similar_pairs(labels), scale=2.0, margin=0.5, positive_share=0.3)
    assert found.item() == pytest.approx(expected)


def test_the_softmax_by_loops():
    u, labels = codes(6, 8), torch.tensor([0, 1, 2, 0, 1, 2])
    terms = []
    for i in range(6):
        cosines = [float(u[i] @ u[k] / (u[i].norm() * u[k].norm())) for k in range(6)]
        total = sum(math.exp(5 * cosines[k]) for k in range(6) if k != i)
        terms += [-math.log(math.exp(5 * cosines[j]) / total) for j in range(6) if j != i and labels[i] == labels[j]]
    found = info_nce(u, similar_pairs(labels), scale=5.0)
    assert found.item() == pytest.approx(sum(terms) / len(terms))


@pytest.mark.parametrize("loss", [DhidaLoss(), DhidaLoss(scale=0.1, margin=2.0, positive_share=0.5), InfoNceLoss()])
def test_labels_multi_labels_and_a_pair_matrix_agree(loss):
    u, labels = codes(6, 8), torch.tensor([0, 1, 2, 0, 1, 2])
    by_labels = loss(u, labels)
    torch.testing.assert_close(loss(u, torch.nn.functional.one_hot(labels)), by_labels)
    torch.testing.assert_close(loss(u, pairs=labels[:, None] == labels[None]), by_labels)


def test_photos_are_similar_when_they_share_a_label():
    labels = torch.tensor([[1, 1, 0], [0, 1, 0], [0, 0, 1]])
    assert similar_pairs(labels).tolist() == [[True, True, False], [True, True, False], [False, False, True]]


def test_labels_of_three_dimensions_are_refused():
    with pytest.raises(ValueError, match="must be"):
        similar_pairs(torch.zeros(2, 2, 2))


@pytest.mark.parametrize("loss", [DhidaLoss(), InfoNceLoss()])
def test_either_labels_or_pairs_must_be_given(loss):
    with pytest.raises(ValueError, match="either"):
        loss(codes(2, 2))
    with pytest.raises(ValueError, match="either"):
        loss(codes(2, 2), torch.tensor([0, 0]), pairs=torch.ones(2, 2))


@pytest.mark.parametrize("loss", [DhidaLoss(), DhidaLoss(positive_share=0.5, margin=1.0), InfoNceLoss(scale=3.0)])
def test_gradients_are_those_of_the_function(loss):
    labels = torch.tensor([0, 1, 0, 1])
    assert torch.autograd.gradcheck(lambda u: loss(u, labels), (codes(4, 3).requires_grad_(),))


@pytest.mark.parametrize("loss", [DhidaLoss(), InfoNceLoss()])
def test_huge_inputs_stay_finite(loss):
    u = (codes(4, 8).float() * 1e4).requires_grad_()
    value = loss(u, torch.tensor([0, 0, 1, 1]))
    value.backward()
    assert torch.isfinite(value)
    assert u.grad is not None
    assert torch.isfinite(u.grad).all()


def test_the_order_of_photos_does_not_matter():
    u, labels = codes(6, 8), torch.tensor([0, 1, 2, 0, 1, 2])
    order = torch.tensor([3, 1, 5, 0, 2, 4])
    for loss in (DhidaLoss(), InfoNceLoss()):
        torch.testing.assert_close(loss(u[order], labels[order]), loss(u, labels))


def test_the_paper_form_prefers_all_zero_outputs_where_hardly_any_pair_is_similar():
    """Why copies are trained with the softmax: perfect codes cost more than no codes at all."""
    labels = torch.arange(32).repeat(2)
    signs = torch.randint(0, 2, (32, 64), generator=torch.Generator().manual_seed(0)).repeat(2, 1) * 2.0 - 1
    assert pairwise_logistic(signs, similar_pairs(labels)) > pairwise_logistic(signs * 0, similar_pairs(labels))
    assert info_nce(signs, similar_pairs(labels)) < info_nce(signs * 0 + 1, similar_pairs(labels))


@pytest.mark.parametrize("loss", [DhidaLoss(), InfoNceLoss()])
@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": torch.tensor([1])},
        {"labels": torch.tensor([0, 0, 1])},
        {"labels": torch.tensor([[1, 0]])},
        {"labels": torch.tensor(1)},
        {"pairs": torch.ones(4)},
        {"pairs": torch.ones(4, 1)},
        {"pairs": torch.ones(1, 4)},
        {"pairs": torch.ones(1, 1)},
        {"pairs": torch.ones(5, 5)},
    ],
)
def test_similarity_of_other_photos_than_those_given_is_refused(loss, wrong):
    with pytest.raises(ValueError, match="must be"):
        loss(codes(4, 2), **wrong)


@pytest.mark.parametrize("loss", [DhidaLoss(), InfoNceLoss()])
def test_outputs_must_be_a_row_for_every_photo(loss):
    with pytest.raises(ValueError, match="must be"):
        loss(codes(4, 2)[0], torch.tensor([0, 1]))


@pytest.mark.parametrize("labels", [[0, 1, 2], [0, 0, 0]])
def test_a_batch_of_one_sort_of_pairs_has_a_loss_when_they_are_weighed_apart(labels):
    u = codes(3, 4).requires_grad_()
    value = DhidaLoss(positive_share=0.5)(u, torch.tensor(labels))
    expected = 0.5 * pairwise_logistic(u, similar_pairs(torch.tensor(labels))) + 0.1 * bit_balance(u)
    torch.testing.assert_close(value, expected)
    assert torch.isfinite(torch.autograd.grad(value, u)[0]).all()


def test_far_from_the_boundary_the_pairwise_loss_is_a_straight_line():
    u = torch.tensor([[1e4, 0.0], [1e4, 0.0]], requires_grad=True)
    assert pairwise_logistic(u, torch.ones(2, 2)).item() == 0
    assert pairwise_logistic(u, torch.zeros(2, 2)).item() == pytest.approx(0.5e8)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.floats(0.01, 100.0), st.floats(0.5, 30.0))
def test_only_directions_count_in_the_softmax(seed, length, scale):
    u, similar = codes(6, 8, seed), similar_pairs(torch.tensor([0, 1, 2, 0, 1, 2]))
    lengths = torch.linspace(1, length, 6, dtype=torch.float64)[:, None]
    found = info_nce(u * lengths, similar, scale=scale)
    torch.testing.assert_close(found, info_nce(u, similar, scale=scale))
    assert found > 0


def test_the_softmax_of_equal_outputs_is_a_guess_among_the_others():
    similar = similar_pairs(torch.arange(4).repeat(2))
    assert info_nce(torch.ones(8, 3), similar).item() == pytest.approx(math.log(7))


def test_the_softmax_of_perfect_codes_is_nearly_nothing():
    u = torch.eye(4, dtype=torch.float64).repeat(2, 1)
    found = info_nce(u, similar_pairs(torch.arange(4).repeat(2)), scale=24.0)
    assert found.item() == pytest.approx(math.log(1 + 6 * math.exp(-24)))


def test_a_photo_is_no_pair_of_itself():
    u, labels = codes(4, 6), torch.tensor([0, 0, 1, 1])
    with_diagonal = similar_pairs(labels)
    without = with_diagonal & ~torch.eye(4, dtype=torch.bool)
    for loss in (DhidaLoss(), DhidaLoss(positive_share=0.5), InfoNceLoss()):
        assert loss(u, pairs=without) == loss(u, pairs=with_diagonal)
