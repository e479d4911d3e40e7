"""Each loss against numbers worked out by hand, and against its formula written out as loops."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.anchors import ahcg, without_constant_bits
from photohash.hashing.hadamard import hadamard_centres
from photohash.hashing.losses import (
    CsqLoss,
    DahLoss,
    DahpLoss,
    DbdhLoss,
    DhnLoss,
    DpshLoss,
    DsdhLoss,
    DshLoss,
    HashNetLoss,
)
from photohash.hashing.losses.dah import pair_balance, pair_distance_loss
from photohash.hashing.losses.pair_terms import log_cosh
from photohash.hashing.network import Outputs

LABELS = torch.tensor([0, 1, 1, 2, 0])
SAME, OTHER = torch.tensor([5, 5]), torch.tensor([5, 6])


def table(*rows: list[float]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float64)


def drawn(n: int = 5, bits: int = 8, seed: int = 0) -> Tensor:
    return 3 * torch.randn(n, bits, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def over_pairs(n: int, of_pair: Callable[[int, int], float]) -> float:
    """The mean over ordered pairs of two different photos."""
    return sum(of_pair(i, j) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))


def likelihood(u: Tensor, labels: Tensor) -> float:
    """Equation 11 of DHIDA by loops."""

    def of_pair(i: int, j: int) -> float:
        theta = sum(float(u[i, k]) * float(u[j, k]) for k in range(u.shape[1])) / 2
        return math.log(1 + math.exp(theta)) - bool(labels[i] == labels[j]) * theta

    return over_pairs(len(u), of_pair)


def test_dah_of_two_photos_by_hand():
    x = table([0.75, 0.75], [0.75, 0.25])
    w2 = 0.25  # the excesses over 1/2 are 1/2 and 0
    found = DahLoss(classification=0)(x, SAME).item()
    assert found == pytest.approx(0.25 + w2)
    t = 2 / 4.8
    assert DahLoss(classification=0)(x, OTHER).item() == pytest.approx(abs(t - math.log(2)) + w2)
    assert DahLoss(classification=0, printed=True)(x, OTHER).item() == pytest.approx(t - math.log(2) + w2)
    assert DahLoss(phi1=3, phi2=2, classification=0)(x, SAME).item() == pytest.approx(3 * 0.25 + 2 * w2)


def test_the_cross_entropy_of_dah_by_hand():
    x, logits = torch.full((2, 4), 0.5, dtype=torch.float64), table([0.0, 0.0], [math.log(3), 0.0])
    labels = torch.tensor([0, 0])
    expected = (math.log(2) + math.log(4 / 3)) / 2
    assert DahLoss()(Outputs(x, logits), labels).item() == pytest.approx(expected)
    assert DahLoss(classification=2.0)(Outputs(x, logits), labels).item() == pytest.approx(2 * expected)
    several = torch.tensor([[1, 1], [1, 0]])
    binary = (2 * math.log(2) + math.log(4 / 3) + math.log(2)) / 4
    assert DahLoss()(Outputs(x, logits), several).item() == pytest.approx(binary)


@pytest.mark.parametrize("printed", [False, True])
def test_dah_by_loops(printed):
    x, labels = torch.sigmoid(drawn()) / 2 + 0.25, LABELS
    logits = drawn(5, 3, seed=1)
    bits = x.shape[1]

    def of_pair(i: int, j: int) -> float:
        if labels[i] == labels[j]:
            w1 = sum(float(x[i, k] - x[j, k]) ** 2 for k in range(bits))
        else:
            w1 = bits / 4.8 + sum(math.log(1 - abs(float(x[i, k] - x[j, k]))) for k in range(bits))
            w1 = w1 if printed else abs(w1)
        w2 = sum(float(x[photo, k]) - 0.5 for photo in (i, j) for k in range(bits)) ** 2
        return 0.7 * w1 + 0.4 * w2

    entropy = sum(math.log(sum(math.exp(float(v)) for v in logits[i])) - float(logits[i, labels[i]]) for i in range(5))
    found = DahLoss(phi1=0.7, phi2=0.4, printed=printed)(Outputs(x, logits), labels)
    assert found.item() == pytest.approx(over_pairs(5, of_pair) + entropy / 5)


def one_pair(apart: Tensor, *, printed: bool) -> float:
    """W1 of two dissimilar photos whose codes are that far apart, bit by bit."""
    x = torch.stack((torch.full_like(apart, 0.25), 0.25 + apart))
    return pair_distance_loss(x, torch.eye(2, dtype=torch.bool), printed=printed)[0, 1].item()


def test_equation_2_as_printed_is_least_at_the_greatest_distance_and_not_where_the_text_says():
    bits = 48
    distances = [torch.full((bits,), d, dtype=torch.float64) for d in torch.linspace(0, 0.5, 101).tolist()]
    values = [one_pair(apart, printed=True) for apart in distances]
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(bits / 4.8 - bits * math.log(2))


def test_the_absolute_value_of_equation_2_is_least_where_the_logarithms_sum_to_the_threshold():
    bits, t = 48, 10.0
    at_threshold = torch.full((bits,), 1 - math.exp(-t / bits), dtype=torch.float64)
    assert one_pair(at_threshold, printed=False) == pytest.approx(0, abs=1e-12)
    for scale in (0.0, 0.5, 0.9, 1.1, 2.0):
        assert one_pair(at_threshold * scale, printed=False) > 0.1
    fully = torch.zeros(bits, dtype=torch.float64)
    fully[: round(t / math.log(2))] = 0.5  # 14 of 48 bits, 0.3 short of the threshold
    assert one_pair(fully, printed=False) == pytest.approx(t - 14 * math.log(2))


def test_gradients_draw_dissimilar_photos_to_the_threshold_only_in_the_absolute_form():
    apart = torch.full((48,), 0.4, dtype=torch.float64)
    slopes = []
    for printed in (False, True):
        x = torch.stack((torch.full_like(apart, 0.25), 0.25 + apart)).requires_grad_()
        loss = pair_distance_loss(x, torch.eye(2, dtype=torch.bool), printed=printed)[0, 1]
        slopes.append(float(torch.autograd.grad(loss, x)[0][1].sum()))
    assert slopes[0] > 0 > slopes[1]


def test_the_balance_of_dah_is_nought_where_excesses_cancel_between_the_two_photos():
    x = table([0.75, 0.75], [0.25, 0.25], [0.5, 0.5])
    assert pair_balance(x).tolist() == [[1.0, 0.0, 0.25], [0.0, 1.0, 0.25], [0.25, 0.25, 0.0]]


def test_dahp_of_two_photos_by_hand():
    """Two classes of 2 bits have the anchors 00 and 11; the first output is at its anchor, the other 2 off in a bit."""
    b = table([-1.0, -1.0], [1.0, -1.0])
    found = DahpLoss(classes=2)(b, torch.tensor([0, 1])).item()
    assert found == pytest.approx(math.log(2) + 0.05 * (0 + 4) / 2)


def test_dahp_by_loops():
    b = drawn(bits=12)
    anchors = ahcg(12, 3).words * 2.0 - 1.0
    far = sum(float(b[i, k] - anchors[LABELS[i], k]) ** 2 for i in range(5) for k in range(12)) / 5
    found = DahpLoss(anchor=0.3, classes=3)(b, LABELS).item()
    assert found == pytest.approx(likelihood(b, LABELS) + 0.3 * far)


def test_anchors_of_photos_with_several_labels_share_their_weight():
    b = table([0.5, 0.5])
    loss = DahpLoss(anchor=1.0, classes=2)
    assert loss(b, torch.tensor([[1, 1]])).item() == pytest.approx((2 * 1.5**2 + 2 * 0.5**2) / 2)
    assert loss(b, torch.tensor([[0, 0]])).item() == 0


@pytest.mark.parametrize("varied", [False, True])
def test_anchors_can_be_asked_for_without_a_bit_that_is_the_same_in_all(varied):
    b, made = torch.ones(2, 48), ahcg(48, 10)
    words = without_constant_bits(made).words if varied else made.words
    assert (words == words[0]).all(axis=0).any() != varied
    loss, pairwise = DahpLoss(anchor=1.0, classes=10, varied=varied), DahpLoss(anchor=0.0)
    for labels in torch.arange(10).unfold(0, 2, 2):
        far = (4.0 * (words[labels] == 0).sum(axis=1)).mean()
        assert loss(b, labels).item() - pairwise(b, labels).item() == pytest.approx(far)


def test_anchors_can_be_asked_for_at_another_distance():
    b = drawn(bits=12)
    anchors = ahcg(12, 3, 4).words * 2.0 - 1.0
    far = sum(float((b[i] - torch.from_numpy(anchors[LABELS[i]])).square().sum()) for i in range(5)) / 5
    found = DahpLoss(anchor=0.3, classes=3, distance=4)(b, LABELS).item()
    assert found == pytest.approx(likelihood(b, LABELS) + 0.3 * far)
    with pytest.raises(ValueError, match="no 3 words of 12 bits were found that are 9"):
        DahpLoss(classes=3, distance=9)(b, LABELS)


def test_codes_of_0_and_1_cannot_say_that_a_pair_is_dissimilar():
    """Why codes are -1 and +1: half the inner product of 0/1 codes is never negative, sigma of it never under 1/2."""
    numbers = torch.arange(2**6)
    bits = (numbers[:, None] >> torch.arange(6) & 1).double()
    assert torch.sigmoid(bits @ bits.T / 2).min() == 0.5
    assert torch.sigmoid((2 * bits - 1) @ (2 * bits - 1).T / 2).min() < 0.05
    apart = torch.eye(2, dtype=torch.bool)
    pairwise = DahpLoss(anchor=0)
    least = min(pairwise(bits[[i, j]], pairs=apart).item() for i in range(64) for j in range(64))
    assert least == pytest.approx(math.log(2))
    assert pairwise(table([1.0] * 6, [-1.0] * 6), pairs=apart).item() < 0.05


def test_dsh_of_two_photos_by_hand():
    u = table([1.0, 1.0], [1.0, 0.0])  # |u_i - u_j|^2 = 1, margin 4, second photo 1 off -1 and +1
    assert DshLoss()(u, SAME).item() == pytest.approx(0.5 * 1 + 0.01 * 1)
    assert DshLoss()(u, OTHER).item() == pytest.approx(0.5 * 3 + 0.01 * 1)
    assert DshLoss()(table([1.0, 1.0], [-1.0, -1.0]), OTHER).item() == 0


def test_dsh_by_loops():
    u = drawn(bits=4) / 3

    def of_pair(i: int, j: int) -> float:
        apart = sum(float(u[i, k] - u[j, k]) ** 2 for k in range(4))
        astray = sum(abs(abs(float(u[p, k])) - 1) for p in (i, j) for k in range(4))
        return 0.5 * (apart if LABELS[i] == LABELS[j] else max(6.0 - apart, 0)) + 0.2 * astray

    assert DshLoss(alpha=0.2, margin_per_bit=1.5)(u, LABELS).item() == pytest.approx(over_pairs(5, of_pair))


def test_dpsh_of_two_photos_by_hand():
    u = table([0.5, -1.0], [0.0, 2.0])  # codes +1 -1 and +1 +1, theta = -1
    quantisation = (0.25 + 0 + 1 + 1) / 4
    assert DpshLoss()(u, OTHER).item() == pytest.approx(math.log(1 + math.exp(-1)) + 0.1 * quantisation)
    assert DpshLoss()(u, SAME).item() == pytest.approx(math.log(1 + math.exp(-1)) + 1 + 0.1 * quantisation)


def test_dpsh_by_loops():
    u = drawn()
    off = [((1 if value >= 0 else -1) - value) ** 2 for value in u.flatten().tolist()]
    assert DpshLoss(eta=0.4)(u, LABELS).item() == pytest.approx(likelihood(u, LABELS) + 0.4 * sum(off) / len(off))


def test_dhn_of_two_photos_by_hand():
    u = table([1.0, -1.0], [1.0, 3.0])  # |u| - 1 is 2 in one of four, theta = -1
    expected = math.log(1 + math.exp(-1)) + 0.1 * math.log(math.cosh(2)) / 4
    assert DhnLoss()(u, OTHER).item() == pytest.approx(expected)


def test_dhn_by_loops():
    u = drawn()
    prior = [math.log(math.cosh(abs(value) - 1)) for value in u.flatten().tolist()]
    assert DhnLoss(weight=0.4)(u, LABELS).item() == pytest.approx(likelihood(u, LABELS) + 0.4 * sum(prior) / len(prior))


def test_log_cosh_is_a_straight_line_where_cosh_has_no_number():
    x = torch.tensor([0.0, 2.0, -2.0, 1e4, -1e4], dtype=torch.float64)
    small = math.log(math.cosh(2.0))
    expected = torch.tensor([0.0, small, small, 1e4 - math.log(2), 1e4 - math.log(2)], dtype=torch.float64)
    torch.testing.assert_close(log_cosh(x), expected)


def test_hashnet_of_three_photos_by_hand():
    """One similar pair and two that are not: each sort weighs a whole, whatever its number."""
    h = table([1.0, 0.0], [1.0, 0.0], [0.0, 0.0])
    u = h * 0.5
    s = math.tanh(0.5) ** 2 * 5  # alpha is 10 / 2, beta is 1
    expected = math.log(1 + math.exp(-s)) + math.log(2)
    assert HashNetLoss()(u, torch.tensor([0, 0, 1]), progress=0.0).item() == pytest.approx(expected)


@pytest.mark.parametrize("progress", [0.0, 0.25, 1.0])
def test_hashnet_by_loops(progress):
    u = drawn() / 3
    several = torch.tensor([[1, 1, 0], [0, 1, 1], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    beta = math.sqrt(1 + 24 * progress)
    h = torch.tanh(beta * u)
    pairs = [(i, j) for i in range(5) for j in range(5) if i != j]
    similar = [(i, j) for i, j in pairs if (several[i] & several[j]).any()]
    total = 0.0
    for i, j in pairs:
        z = 6 / 8 * float(h[i] @ h[j])
        s = (i, j) in similar
        common, either = int((several[i] & several[j]).sum()), int((several[i] | several[j]).sum())
        weight = common / either * len(pairs) / len(similar) if s else len(pairs) / (len(pairs) - len(similar))
        total += weight * (math.log(1 + math.exp(z)) - s * z)
    found = HashNetLoss(alpha_bits=6, steepest=5)(u, several, progress=progress)
    assert found.item() == pytest.approx(total / len(pairs))


def test_hashnet_gets_steeper_from_1_to_the_steepest_and_no_further():
    steep = [HashNetLoss(steepest=4).beta(progress) for progress in (-1.0, 0.0, 0.2, 1.0, 2.0)]
    assert steep == pytest.approx([1, 1, 2, 4, 4])


def test_dsdh_finds_codes_that_are_a_least_of_its_objective_bit_by_bit():
    u, y = drawn(12, 6) / 6, functional.one_hot(torch.arange(12) % 3, 3).double()
    loss = DsdhLoss(mu=2.0, eta=0.3, nu=0.5, sweeps=20, classes=3)
    b, w = loss.codes_and_classifier(u, y)

    def objective(codes: Tensor) -> float:
        return float(2.0 * (y - codes @ w).square().sum() + 0.3 * (codes - u).square().sum() + 0.5 * w.square().sum())

    assert set(b.flatten().tolist()) == {-1.0, 1.0}
    least = objective(b)
    for i in range(12):
        for k in range(6):
            flipped = b.clone()
            flipped[i, k] *= -1
            assert objective(flipped) >= least - 1e-9
    slope = -2 * 2.0 * b.T @ (y - b @ w) + 2 * 0.5 * w
    torch.testing.assert_close(slope, torch.zeros_like(slope))


def test_the_classifier_of_dsdh_moves_codes_against_weak_outputs():
    """A photo of class 0 whose bits lean a little towards class 1: with little eta its code goes with its class."""
    u = table([1.0, 1.0], [1.0, 1.0], [-1.0, -1.0], [-1.0, -1.0], [-0.01, -0.01])
    y = functional.one_hot(torch.tensor([0, 0, 1, 1, 0]), 2).double()
    assert DsdhLoss(eta=0.1, classes=2).codes_and_classifier(u, y)[0][4].tolist() == [1.0, 1.0]
    assert DsdhLoss(eta=1e4, classes=2).codes_and_classifier(u, y)[0][4].tolist() == [-1.0, -1.0]


def test_dsdh_of_one_bit_by_hand():
    """Codes +1 and -1 of two classes: W = (1, -1) / 2.5 with nu = 0.5, errors of (1 - 0.4)^2 + 0.4^2 each."""
    u = table([2.0], [-1.0])
    loss = DsdhLoss(mu=1.0, eta=3.0, nu=0.5, share=0.1, classes=2)
    photos = (2 * (0.36 + 0.16) + 3.0 * (1 + 0)) / 2 + 0.5 * 0.32 / 2
    expected = math.log(1 + math.exp(-1)) + 0.1 * photos
    assert loss(u, torch.tensor([0, 1])).item() == pytest.approx(expected)


def test_dbdh_of_two_photos_by_hand():
    u = table([0.2, 3.0], [0.1, -0.4])  # codes +1 +1 and +1 -1, means 1 and 0
    assert DbdhLoss()(u, SAME).item() == pytest.approx(math.log(2) + 0.1 * 0.5)
    assert DbdhLoss(power=1, alpha=2.0)(table([0.2, 3.0, -1.0]), torch.tensor([0])).item() == pytest.approx(2 / 3)


def test_dbdh_by_loops():
    u = drawn()
    b = torch.tensor([[1.0 if value >= 0 else -1.0 for value in row] for row in u.tolist()], dtype=torch.float64)
    balance = sum((sum(row) / 8) ** 2 for row in b.tolist()) / 5
    assert DbdhLoss(alpha=0.7)(u, LABELS).item() == pytest.approx(likelihood(b, LABELS) + 0.7 * balance)


def test_csq_of_one_photo_by_hand():
    """Class 1 of 2 bits has the centre 1 0."""
    u = table([0.5, 0.5])
    h = 1 / (1 + math.exp(-1))
    central = -(math.log(h) + math.log(1 - h)) / 2
    quantisation = math.log(math.cosh(abs(2 * h - 1) - 1))
    found = CsqLoss(quantisation=0.2, classes=2)(u, torch.tensor([1])).item()
    assert found == pytest.approx(central + 0.2 * quantisation)


def test_csq_by_loops():
    u = drawn() / 3
    centres = hadamard_centres(8, 3)
    total = 0.0
    for i in range(5):
        for k in range(8):
            h = 1 / (1 + math.exp(-2 * float(u[i, k])))
            c = int(centres[LABELS[i], k])
            total -= c * math.log(h) + (1 - c) * math.log(1 - h)
            total += 0.3 * math.log(math.cosh(abs(2 * h - 1) - 1))
    assert CsqLoss(quantisation=0.3, classes=3)(u, LABELS).item() == pytest.approx(total / 40)


def test_the_centre_of_a_photo_with_several_labels_is_their_majority_and_a_tie_goes_to_the_first():
    u = drawn(1, 4)
    assert hadamard_centres(4, 3).tolist() == [[1, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0]]
    loss = CsqLoss(quantisation=0.0, classes=3)
    expected = functional.softplus(-2 * u * table([1.0, 1.0, 1.0, -1.0])).mean()
    torch.testing.assert_close(loss(u, torch.tensor([[1, 1, 1]])), expected)
    second_and_third = functional.softplus(-2 * u * table([1.0, -1.0, 1.0, -1.0])).mean()
    torch.testing.assert_close(loss(u, torch.tensor([[0, 1, 1]])), second_and_third)
