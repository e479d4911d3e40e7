"""What holds for every loss: gradients, huge inputs, half precision, the ways to say what is similar, odd batches."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from itertools import pairwise
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from photohash.hashing.losses import LOSSES, DahLoss, DbdhLoss, DhidaLoss, HashNetLoss, Loss
from photohash.hashing.network import Outputs

CLASSES = 3
EVERY = sorted(LOSSES)
WITHOUT_LABELS = ["dbdh", "dhida", "dhn", "dpsh", "dsh", "dtsh", "hashnet", "idhn", "infonce", "lcdsh"]
WITH_LOGITS = {"dah", "greedyhash"}
JUMPING = {"dbdh", "dfh"}
"""Losses whose codes or centres jump, so that they are no smooth functions."""


def made(name: str, **options: Any) -> Loss:
    """A loss by its name, knowing how many classes there are where it has to."""
    known = {field.name for field in fields(LOSSES[name])}  # type: ignore[arg-type]
    return LOSSES[name](**({"classes": CLASSES} if "classes" in known else {}), **options)


def drawn(name: str, n: int = 6, bits: int = 8, seed: int = 0) -> Outputs:
    """Outputs in double precision, of the range that the loss's network has."""
    generator = torch.Generator().manual_seed(seed)
    unit = torch.rand(n, bits, generator=generator, dtype=torch.float64)
    logits = torch.randn(n, CLASSES, generator=generator, dtype=torch.float64)
    code = unit / 2 + 0.25 if name == "dah" else unit * 2 - 1
    return Outputs(code, logits if name in WITH_LOGITS else None)


LABELS = torch.tensor([0, 1, 2, 0, 1, 2])


def test_every_loss_is_a_frozen_record_with_defaults():
    for kind in LOSSES.values():
        assert kind() == kind()
        for field in fields(kind):  # type: ignore[arg-type]
            with pytest.raises(FrozenInstanceError):
                setattr(kind(), field.name, 1)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in JUMPING])
def test_gradients_are_those_of_the_function(name):
    loss, (code, logits) = made(name), drawn(name, 5, 4, seed=3)
    labels = LABELS[:5]
    inputs = [x.requires_grad_() for x in (code, logits) if x is not None]
    assert torch.autograd.gradcheck(lambda *x: loss(Outputs(*x), labels), inputs)


def test_gradients_of_the_printed_form_of_dah_too():
    code, logits = drawn("dah", 5, 4, seed=3)
    assert torch.autograd.gradcheck(
        lambda x: DahLoss(printed=True)(Outputs(x, logits), LABELS[:5]), code.requires_grad_()
    )


def test_gradients_go_straight_through_the_signs_of_dbdh_where_outputs_are_within_bounds():
    u = torch.tensor([[0.3, -1.7, 0.9], [-0.2, 0.4, 1.2]], dtype=torch.float64, requires_grad=True)
    b = torch.tensor([[1.0, -1.0, 1.0], [-1.0, 1.0, 1.0]], dtype=torch.float64, requires_grad=True)
    pairs = torch.ones(2, 2)
    of_codes = torch.autograd.grad(made("dbdh")(b, pairs=pairs), b)[0]
    of_outputs = torch.autograd.grad(made("dbdh")(u, pairs=pairs), u)[0]
    torch.testing.assert_close(of_outputs, of_codes * (u.abs() <= 1))
    assert of_codes.abs().min() > 0


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_huge_outputs_stay_finite(name, dtype):
    code, logits = drawn(name, bits=64)
    huge = 1e2 if name == "greedyhash" else 1e4  # the slope of a third power leaves the range of float16 before 1e4
    code = ((code - (0.5 if name == "dah" else 0)) * huge).to(dtype).requires_grad_()
    value = made(name)(Outputs(code, None if logits is None else (logits * 1e4).to(dtype)), LABELS)
    assert value.dtype == torch.float32
    assert torch.isfinite(value)
    assert torch.isfinite(torch.autograd.grad(value, code)[0]).all()


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_mixed_precision_changes_nothing(name, dtype):
    code, logits = drawn(name, bits=64)
    outputs = Outputs(code.float() * 30, None if logits is None else logits.float())
    expected = made(name)(outputs, LABELS)
    with torch.autocast("cpu", dtype):
        assert made(name)(outputs, LABELS) == expected


@pytest.mark.parametrize("name", [name for name in EVERY if name != "greedyhash"])
def test_labels_and_tables_of_labels_agree(name):
    loss, outputs = made(name), drawn(name)
    if name == "dah":  # the cross-entropy of one label and of several are different things
        loss, outputs = DahLoss(classification=0), Outputs(outputs.code)
    table = torch.nn.functional.one_hot(LABELS)
    torch.testing.assert_close(loss(outputs, table), loss(outputs, LABELS))


@pytest.mark.parametrize("name", WITHOUT_LABELS)
def test_labels_and_pairs_agree(name):
    loss, outputs, pairs = made(name), drawn(name), LABELS[:, None] == LABELS[None]
    for matrix in (pairs, pairs.long(), pairs.float(), pairs & ~torch.eye(6, dtype=torch.bool)):
        torch.testing.assert_close(loss(outputs, pairs=matrix), loss(outputs, LABELS))


@pytest.mark.parametrize("name", [name for name in EVERY if name not in WITHOUT_LABELS])
def test_losses_that_need_labels_say_so_when_only_pairs_are_given(name):
    with pytest.raises(ValueError, match=f"{name} needs labels"):
        made(name)(drawn(name), pairs=torch.eye(6))


def test_losses_whose_part_for_labels_is_off_do_with_pairs():
    pairs = LABELS[:, None] == LABELS[None]
    without_anchors, outputs = made("dahp", anchor=0.0), drawn("dahp")
    torch.testing.assert_close(without_anchors(outputs, pairs=pairs), without_anchors(outputs, LABELS))
    without_classifier, code = DahLoss(classification=0.0), drawn("dah").code
    torch.testing.assert_close(without_classifier(code, pairs=pairs), without_classifier(code, LABELS))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(EVERY), st.permutations(range(6)), st.integers(0, 2**31))
def test_the_order_of_photos_does_not_matter(name, order, seed):
    loss, (code, logits) = made(name), drawn(name, seed=seed)
    permuted = Outputs(code[order], None if logits is None else logits[order])
    torch.testing.assert_close(loss(permuted, LABELS[order]), loss(Outputs(code, logits), LABELS))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("labels", [[0], [0, 1, 2], [1, 1, 1], [[0, 0, 0], [0, 0, 0]], [[1, 1, 1], [0, 1, 0]]])
def test_odd_batches_have_a_loss_and_gradients(name, labels):
    code, logits = drawn(name, len(labels))
    code.requires_grad_()
    value = made(name)(Outputs(code, logits), torch.tensor(labels))
    assert value.shape == ()
    assert torch.isfinite(value)
    assert torch.isfinite(torch.autograd.grad(value, code)[0]).all()


@pytest.mark.parametrize("name", EVERY)
def test_a_loss_can_be_had_for_the_code_alone(name):
    code, logits = drawn(name)
    if name in WITH_LOGITS:
        with pytest.raises(ValueError, match=f"{name} needs the logits"):
            made(name)(code, LABELS)
    else:
        assert made(name)(code, LABELS) == made(name)(Outputs(code, logits), LABELS)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"labels": LABELS, "pairs": torch.eye(6)},
        {"labels": LABELS[:5]},
        {"labels": torch.zeros(6, 2, 2)},
        {"labels": torch.tensor(1)},
        {"pairs": torch.ones(6)},
        {"pairs": torch.ones(6, 1)},
        {"pairs": torch.ones(1, 1)},
    ],
)
def test_similarity_of_other_photos_than_those_given_is_refused(name, wrong):
    with pytest.raises(ValueError, match=r"either|must be"):
        made(name)(drawn(name), **wrong)


@pytest.mark.parametrize("name", ["csq", "dahp", "dfh", "dsdh", "orthohash"])
@pytest.mark.parametrize("labels", [LABELS + 1, LABELS - 1, torch.ones(6, 4)])
def test_labels_of_other_classes_are_refused(name, labels):
    with pytest.raises(ValueError, match=f"{name} has 3 classes, got labels"):
        made(name)(drawn(name), labels)
    with pytest.raises(ValueError, match=f"{name} needs to know how many classes"):
        LOSSES[name]()(drawn(name), LABELS)


def test_labels_that_the_classifier_of_dah_does_not_have_are_refused():
    with pytest.raises(ValueError, match="dah has 3 classes, got labels 1 to 3"):
        DahLoss()(drawn("dah"), LABELS + 1)


def test_training_that_goes_on_makes_hashnet_steeper_and_nothing_else():
    outputs = drawn("hashnet")
    values = [HashNetLoss()(outputs, LABELS, progress=progress).item() for progress in (0.0, 0.5, 1.0)]
    assert len(set(values)) == 3
    assert values[2] == HashNetLoss()(outputs, LABELS).item()
    for name in (name for name in EVERY if name != "hashnet"):
        assert made(name)(drawn(name), LABELS, progress=0.0) == made(name)(drawn(name), LABELS)


def plain_steps(loss: Loss, steps: int = 60) -> list[float]:
    """Losses of a single linear layer on three clouds of points, trained by plain gradients."""
    generator = torch.Generator().manual_seed(1)
    labels = torch.arange(24) % CLASSES
    points = torch.randn(CLASSES, 16, generator=generator)[labels] + 0.3 * torch.randn(24, 16, generator=generator)
    weights = (0.1 * torch.randn(16, 8, generator=generator)).requires_grad_()
    reader = torch.randn(8, CLASSES, generator=generator)
    values = []
    for _ in range(steps):
        u: Tensor = points @ weights
        code = 0.25 + 0.5 * torch.sigmoid(u) if isinstance(loss, DahLoss) else u
        value = loss(Outputs(code, (code - 0.5) @ reader), labels)
        (slope,) = torch.autograd.grad(value, weights)
        weights = (weights - 0.02 * slope).detach().requires_grad_()
        values.append(value.item())
    return values


@pytest.mark.parametrize("name", EVERY)
def test_training_makes_the_loss_smaller(name):
    values = plain_steps(made(name))
    assert sum(values[-10:]) < 0.98 * sum(values[:10])
    if name not in JUMPING:  # there single steps may go up
        assert sum(later > earlier for earlier, later in pairwise(values)) < 6


def test_losses_with_the_same_part_agree():
    outputs = drawn("dhida")
    expected = DhidaLoss(gamma=0)(outputs, LABELS)
    for name, option in (("dpsh", "eta"), ("dhn", "weight"), ("dahp", "anchor"), ("dsdh", "share")):
        assert made(name, **{option: 0.0})(outputs, LABELS) == expected
    codes = Outputs(torch.sign(outputs.code))
    assert DbdhLoss(alpha=0)(outputs, LABELS) == DhidaLoss(gamma=0)(codes, LABELS)
