"""DFH, IDHN, LCDSH, GreedyHash, DTSH and OrthoHash, and every loss over pairs with a memory bank, as loops."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from photohash.hashing.hadamard import hadamard_centres
from photohash.hashing.losses import (
    LOSSES,
    Bank,
    DbdhLoss,
    DfhLoss,
    DhidaLoss,
    DhnLoss,
    DpshLoss,
    DsdhLoss,
    DshLoss,
    DtshLoss,
    GreedyHashLoss,
    HashNetLoss,
    IdhnLoss,
    LcdshLoss,
    Loss,
    OrthoHashLoss,
)
from photohash.hashing.network import Outputs
from photohash.training.presets import preset

LABELS = torch.tensor([0, 1, 1, 2, 0])
SEVERAL = torch.tensor([[1, 1, 0], [0, 1, 1], [0, 1, 1], [0, 0, 1], [1, 0, 0]])
OfPair = Callable[[list[float], list[float], bool], float]


def drawn(n: int = 5, bits: int = 8, seed: int = 0) -> Tensor:
    return 1.5 * torch.randn(n, bits, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def bits_of(u: list[float]) -> list[float]:
    return [1.0 if x >= 0 else -1.0 for x in u]


def sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def entropy(z: float, s: float) -> float:
    return math.log(1 + math.exp(z)) - s * z


def over_pairs(u: Tensor, labels: Tensor, of_pair: OfPair) -> float:
    rows = u.tolist()
    ways = [(i, j) for i in range(len(rows)) for j in range(len(rows)) if i != j]
    return sum(of_pair(rows[i], rows[j], bool(labels[i] == labels[j])) for i, j in ways) / len(ways)


def test_lcdsh_by_loops():
    def of_pair(a: list[float], b: list[float], similar: bool) -> float:
        theta, of_codes = dot(a, b) / 2, dot(bits_of(a), bits_of(b)) / 2
        return entropy(theta, similar) + 3.0 * (sigma(theta) - sigma(of_codes)) ** 2

    u = drawn()
    assert LcdshLoss()(u, LABELS).item() == pytest.approx(over_pairs(u, LABELS, of_pair))


def test_idhn_of_photos_with_one_label_is_a_cross_entropy_and_a_quantisation():
    u = drawn()
    expected = over_pairs(u, LABELS, lambda a, b, similar: entropy(0.3 * dot(a, b), similar))
    expected += 0.2 * sum(abs(abs(x) - 1) for x in u.flatten().tolist()) / u.numel()
    assert IdhnLoss(alpha=0.3, weight=0.2)(u, LABELS).item() == pytest.approx(expected)


def test_idhn_of_photos_with_several_labels_by_loops():
    u, rows, total, soft = drawn(), drawn().tolist(), 0.0, 0
    for i in range(5):
        for j in range(5):
            common, counts = int(SEVERAL[i] @ SEVERAL[j]), int(SEVERAL[i].sum() * SEVERAL[j].sum())
            s, inner = common / math.sqrt(counts), dot(rows[i], rows[j])
            if i == j:
                continue
            if 0 < s < 0.999:
                total += 0.4 * ((inner + 8) / 2 - s * 8) ** 2
                soft += 1
            else:
                total += entropy(0.5 * inner, round(s))
    assert 0 < soft < 20
    assert IdhnLoss(gamma=0.4, weight=0.0)(u, SEVERAL).item() == pytest.approx(total / 20)


def test_dtsh_by_loops():
    u, rows, of_photos = drawn(), drawn().tolist(), []
    for q in range(5):
        triplets = []
        for p in range(5):
            for n in range(5):
                if p != q and LABELS[p] == LABELS[q] and LABELS[n] != LABELS[q]:
                    lead = dot(rows[q], rows[p]) / 2 - dot(rows[q], rows[n]) / 2 - 4
                    triplets.append(-math.log(sigma(lead)))
        if triplets:
            of_photos.append(sum(triplets) / len(triplets))
    assert len(of_photos) == 4  # the photo that is alone in its class has none
    apart = [(b - x) ** 2 for row in rows for b, x in zip(bits_of(row), row, strict=True)]
    expected = sum(of_photos) / len(of_photos) + 0.3 * sum(apart) / len(apart)
    assert DtshLoss(eta=0.3)(u, LABELS).item() == pytest.approx(expected)


def test_greedyhash_by_loops_and_its_classifier_sees_bits_alone():
    u, rows = drawn(), drawn().tolist()
    loss = GreedyHashLoss(alpha=0.4, classes=3)
    classifier = loss.classifier(8)
    assert classifier is not None
    classifier.double()
    weights = next(classifier.parameters()).tolist()
    total = 0.0
    for row, label in zip(rows, LABELS.tolist(), strict=True):
        logits = [dot(line, bits_of(row)) for line in weights]
        total += math.log(sum(math.exp(z) for z in logits)) - logits[label]
    apart = [abs(abs(x) - 1) ** 3 for row in rows for x in row]
    found = loss(Outputs(u, classifier(u)), LABELS)
    assert found.item() == pytest.approx(total / 5 + 0.4 * sum(apart) / len(apart))
    torch.testing.assert_close(classifier(u), classifier(torch.sign(u)))


def test_gradients_of_greedyhash_go_straight_through_the_sign():
    loss = GreedyHashLoss(alpha=0.0, classes=3)
    classifier = loss.classifier(8)
    assert classifier is not None
    classifier.double()
    slopes = []
    for code in (drawn(), torch.sign(drawn())):
        code.requires_grad_()
        slopes.append(torch.autograd.grad(loss(Outputs(code, classifier(code)), LABELS), code)[0])
    torch.testing.assert_close(slopes[0], slopes[1])


@pytest.mark.parametrize("labels", [LABELS, SEVERAL])
def test_orthohash_by_loops(labels):
    u, rows, total = drawn(bits=12), drawn(bits=12).tolist(), 0.0
    words = (hadamard_centres(12, 3) * 2.0 - 1.0).tolist()
    for i, row in enumerate(rows):
        own = {int(labels[i])} if labels.ndim == 1 else set(torch.nonzero(labels[i]).flatten().tolist())
        length = math.sqrt(dot(row, row)) * math.sqrt(12)
        z = [5.0 * (dot(row, word) / length - 0.3 * (c in own)) for c, word in enumerate(words)]
        normal = math.log(sum(math.exp(value) for value in z))
        total += sum(normal - z[c] for c in own) / len(own)
    assert OrthoHashLoss(scale=5.0, margin=0.3, classes=3)(u, labels).item() == pytest.approx(total / 5)


def test_dfh_by_loops():
    u, rows = drawn(), drawn().tolist()
    loss = DfhLoss(margin=2.0, mu=0.7, eta=0.3, classes=3)
    y = torch.nn.functional.one_hot(LABELS, 3).double()
    v = loss.centres(torch.where(u >= 0, 1.0, -1.0).double(), y).tolist()

    def of_pair(a: list[float], b: list[float], similar: bool) -> float:
        theta = dot(a, b) / 2
        return math.log(1 + math.exp(2.0 - theta)) if similar else math.log(1 + math.exp(2.0 + theta))

    apart = 0.0
    for i, row in enumerate(rows):
        for k, x in enumerate(row):
            centre = 1.0 if v[k][int(LABELS[i])] >= 0 else -1.0
            apart += ((1.0 if 0.7 * centre + x >= 0 else -1.0) - x) ** 2
    assert loss(u, LABELS).item() == pytest.approx(over_pairs(u, LABELS, of_pair) + 0.3 * apart / 40)


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_the_centres_of_dfh_make_its_objective_smaller_than_class_means_do(classes):
    b = torch.sign(drawn(40, 16))
    y = torch.nn.functional.one_hot(torch.arange(40) % classes, classes).double()
    loss = DfhLoss(classes=classes)
    means = b.T @ y / y.sum(dim=0)
    assert loss.spread(loss.centres(b, y), b, y) < 0.95 * loss.spread(means, b, y)
    within, between = 0.0, 0.0
    for k in range(16):
        within += sum((float(means[k, i % classes]) - float(b[i, k])) ** 2 for i in range(40)) / 640
    for c in range(classes):
        for d in range(classes):
            inner = sum(float(means[k, c] * means[k, d]) for k in range(16))
            between += (inner - (16 if c == d else -16)) ** 2 / classes**2
    quantised = sum((value - (1 if value >= 0 else -1)) ** 2 for value in means.flatten().tolist()) / means.numel()
    assert loss.spread(means, b, y).item() == pytest.approx(within + between + quantised)


def bank_of(u: Tensor, labels: Tensor, batch: list[int], unknown: list[int]) -> Bank:
    """A bank of all photos as they would be after the network was given all but some."""
    known = torch.ones(len(u), dtype=torch.bool)
    known[unknown] = False
    return Bank(torch.where(known[:, None], u, torch.zeros_like(u)), labels, torch.tensor(batch), known)


ALL = torch.tensor([0, 1, 1, 2, 0, 2, 1, 0])
BATCH, UNKNOWN = [6, 1, 3], [4, 7]


def against_all(u: Tensor, of_pair: OfPair) -> float:
    rows, total, count = u.tolist(), 0.0, 0
    for i in BATCH:
        for j in range(8):
            if j != i and j not in UNKNOWN:
                total += of_pair(rows[i], rows[j], bool(ALL[i] == ALL[j]))
                count += 1
    assert count == 3 * 5
    return total / count


def likelihood(a: list[float], b: list[float], similar: bool) -> float:
    return entropy(dot(a, b) / 2, similar)


def of_dsh(a: list[float], b: list[float], similar: bool) -> float:
    apart = sum((x - y) ** 2 for x, y in zip(a, b, strict=True))
    astray = sum(abs(abs(x) - 1) for x in (*a, *b))
    return 0.5 * (apart if similar else max(16.0 - apart, 0)) + 0.01 * astray


@pytest.mark.parametrize(
    ("loss", "of_pair"),
    [
        (DshLoss(), of_dsh),
        (DpshLoss(eta=0.0), likelihood),
        (DhnLoss(weight=0.0), likelihood),
        (DhidaLoss(gamma=0.0), likelihood),
        (DsdhLoss(share=0.0, classes=3), likelihood),
        (LcdshLoss(weight=0.0), likelihood),
        (IdhnLoss(weight=0.0), likelihood),
        (DbdhLoss(alpha=0.0), lambda a, b, s: likelihood(bits_of(a), bits_of(b), s)),
        (DfhLoss(eta=0.0, margin=0.0, classes=3), likelihood),
    ],
)
def test_with_a_bank_every_photo_of_the_batch_is_paired_with_all_that_are_known(loss: Loss, of_pair: OfPair):
    u = drawn(8)
    found = loss(u[BATCH], ALL[BATCH], bank=bank_of(u, ALL, BATCH, UNKNOWN))
    assert found.item() == pytest.approx(against_all(u, of_pair))


def test_hashnet_weighs_the_pairs_of_a_bank_by_their_own_numbers():
    u = drawn(8)
    beta, alpha = math.sqrt(1 + 99 * 0.25), 10 / 8
    h = torch.tanh(beta * u).tolist()
    sorts: dict[bool, list[float]] = {True: [], False: []}
    for i in BATCH:
        for j in range(8):
            if j != i and j not in UNKNOWN:
                s = bool(ALL[i] == ALL[j])
                sorts[s].append(entropy(alpha * dot(h[i], h[j]), s))
    expected = sum(sum(costs) / len(costs) for costs in sorts.values())
    found = HashNetLoss()(u[BATCH], ALL[BATCH], progress=0.25, bank=bank_of(u, ALL, BATCH, UNKNOWN))
    assert found.item() == pytest.approx(expected)


def test_dsdh_finds_the_codes_of_all_known_photos_with_a_bank():
    u = drawn(8)
    loss = DsdhLoss(mu=2.0, eta=0.4, nu=0.5, share=0.1, classes=3)
    known = [i for i in range(8) if i not in UNKNOWN]
    y = torch.nn.functional.one_hot(ALL, 3).double()
    b, w = loss.codes_and_classifier(u[known], y[known])
    photos = 0.5 / len(known) * float(w.square().sum())
    for i in BATCH:
        code = b[known.index(i)]
        errors, apart = float((y[i] - code @ w).square().sum()), float((code - u[i]).square().sum())
        photos += (2.0 * errors + 0.4 * apart) / len(BATCH)
    found = loss(u[BATCH], ALL[BATCH], bank=bank_of(u, ALL, BATCH, UNKNOWN))
    assert found.item() == pytest.approx(against_all(u, likelihood) + 0.1 * photos)


@pytest.mark.parametrize("name", sorted(name for name, kind in LOSSES.items() if kind.takes_bank))
@pytest.mark.parametrize("labels", [LABELS, SEVERAL])
def test_a_bank_of_just_the_batch_changes_no_loss(name, labels):
    known = LOSSES[name].__dataclass_fields__  # type: ignore[attr-defined]
    loss = LOSSES[name](**({"classes": 3} if "classes" in known else {}))
    u = drawn()
    bank = Bank(u.clone(), labels, torch.arange(5), torch.ones(5, dtype=torch.bool))
    torch.testing.assert_close(loss(u, labels, bank=bank), loss(u, labels))


def test_losses_without_pairs_refuse_a_bank():
    bank = Bank(drawn(), LABELS, torch.arange(5), torch.ones(5, dtype=torch.bool))
    with pytest.raises(ValueError, match="a memory bank is for labels, and for a loss over pairs"):
        OrthoHashLoss(classes=3)(drawn(), LABELS, bank=bank)
    with pytest.raises(ValueError, match="a memory bank is for labels"):
        DpshLoss()(drawn(), pairs=torch.eye(5), bank=bank)


def test_dbdh_without_signs_sees_outputs_held_between_the_bounds():
    u = drawn()
    held = u.clamp(-1, 1)
    balance = sum((sum(row) / 8) ** 2 for row in held.tolist()) / 5
    expected = over_pairs(held, LABELS, likelihood) + 0.1 * balance
    assert DbdhLoss(discrete=False)(u, LABELS).item() == pytest.approx(expected)
    found = DbdhLoss(alpha=0.0, discrete=False)(
        drawn(8)[BATCH], ALL[BATCH], bank=bank_of(drawn(8), ALL, BATCH, UNKNOWN)
    )
    assert found.item() == pytest.approx(against_all(drawn(8).clamp(-1, 1), likelihood))


def test_the_preset_of_dsh_has_the_gradient_of_a_mean_over_bits():
    """DeepHash-pytorch adds 0.1 times the mean of | |u| - 1 | over photos and bits to the mean over pairs of a bank."""
    weights, _ = preset("deephash-pytorch", "dsh", 8)
    bank, slopes = bank_of(drawn(8), ALL, BATCH, UNKNOWN), []
    for loss, share in ((DshLoss(**weights), 0.0), (DshLoss(alpha=0.0), 0.1)):
        u = drawn(8)[BATCH].requires_grad_()
        value = loss(u, ALL[BATCH], bank=bank) + share * (u.abs() - 1).abs().mean()
        slopes.append(torch.autograd.grad(value, u)[0])
    torch.testing.assert_close(slopes[0], slopes[1])
