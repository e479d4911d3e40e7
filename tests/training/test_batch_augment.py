"""Random changes of a batch: nothing where nothing is asked for, each as it says, the same for the same generator."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from torch import Tensor

from photohash.hashing.squash import squash
from photohash.training.batch_augment import BatchAugment, resized

NOTHING = BatchAugment(flip=False)


def squares(n: int = 6, side: int = 12) -> Tensor:
    return torch.from_numpy(np.random.default_rng(1).integers(0, 256, (n, side, side, 3), dtype=np.uint8))


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def as_pixels(x: Tensor) -> Tensor:
    return x.permute(0, 2, 3, 1).round().to(torch.uint8)


def test_without_changes_photos_come_as_they_are():
    assert torch.equal(as_pixels(NOTHING(squares(), 12, rng())), squares())
    assert torch.equal(as_pixels(resized(squares(), 12)), squares())


@pytest.mark.parametrize("enlarge", [NOTHING.__call__, lambda x, side, _: resized(x, side)])
def test_small_photos_are_enlarged_as_the_runtime_enlarges_them(enlarge):
    expected = np.stack([squash(square.numpy(), 48) for square in squares()])
    found = as_pixels(enlarge(squares(), 48, rng())).numpy()
    assert np.abs(found.astype(int) - expected).max() <= 1


def test_large_photos_are_reduced_much_as_the_runtime_reduces_them():
    smooth = Image.fromarray(squares(1, 6)[0].numpy()).resize((36, 36), Image.Resampling.BICUBIC)
    expected = squash(np.asarray(smooth), 32).astype(int)
    found = resized(torch.from_numpy(np.asarray(smooth).copy())[None], 32).permute(0, 2, 3, 1)[0].numpy()
    assert np.abs(found - expected).max() <= 2


def test_half_of_the_photos_are_mirrored():
    same = squares(1).expand(400, -1, -1, -1)
    found = as_pixels(BatchAugment(flip=True)(same, 12, rng()))
    mirrored = np.array([torch.equal(photo, same[0].flip(1)) for photo in found])
    upright = np.array([torch.equal(photo, same[0]) for photo in found])
    assert (mirrored ^ upright).all()
    assert 150 < int(mirrored.sum()) < 250


def test_a_shift_moves_by_no_more_than_it_says_and_fills_with_the_mirror_image():
    ramp = torch.arange(0, 240, 20, dtype=torch.uint8)[None, None, :, None].expand(200, 12, 12, 3)
    found = BatchAugment(flip=False, shift=0.25)(ramp, 12, rng())[:, 0, 6, 6]
    moved = (found - 120) / 20
    assert float(moved.abs().max()) <= 3 + 1e-3
    assert float(moved.min()) < -2.5
    assert float(moved.max()) > 2.5
    assert float(BatchAugment(flip=False, shift=1.0)(squares(40), 12, rng()).min()) >= 0


@given(st.floats(0.1, 1.0), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_a_crop_keeps_at_least_the_share_it_says_and_stays_inside(share, seed):
    side = 32
    places = torch.stack(torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij"), dim=2)
    photo = torch.cat([places, torch.zeros(side, side, 1, dtype=torch.int64)], dim=2).to(torch.uint8)[None]
    found = BatchAugment(flip=False, crop=share)(photo.expand(8, -1, -1, -1), side, rng(seed))
    kept = (found[:, 0, -1, 0] - found[:, 0, 0, 0]) / (side - 1)
    assert float(kept.min()) >= share**0.5 - 0.05
    assert float(kept.max()) <= 1 + 1e-4
    assert float(found[:, :2].min()) >= 0
    assert float(found[:, :2].max()) <= side - 1 + 1e-3


def test_colour_changes_stay_within_pixel_values_and_grey_stays_grey():
    found = BatchAugment(flip=False, colour=0.4)(squares(), 12, rng())
    assert float(found.min()) >= 0
    assert float(found.max()) <= 255
    assert not torch.equal(as_pixels(found), squares())
    grey = torch.full((5, 8, 8, 3), 100, dtype=torch.uint8)
    found = BatchAugment(flip=False, colour=0.4)(grey, 8, rng())
    assert torch.allclose(found[:, 0], found[:, 1], atol=1e-3)
    assert float(found.min()) >= 60 - 1e-3
    assert float(found.max()) <= 140 + 1e-3


def test_a_square_is_erased_in_each_photo():
    white = torch.full((50, 20, 20, 3), 255, dtype=torch.uint8)
    hidden = (BatchAugment(flip=False, erase=0.5)(white, 20, rng())[:, 0] == 127).sum(dim=(1, 2))
    assert int(hidden.min()) >= 25
    assert int(hidden.max()) == 100


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=10, deadline=None)
def test_the_generator_decides_everything(seed):
    every = BatchAugment(flip=True, shift=0.2, crop=0.5, colour=0.3, erase=0.2)
    first, second = (every(squares(), 16, rng(seed)) for _ in range(2))
    assert torch.equal(first, second)
    assert first.shape == (6, 3, 16, 16)
    assert not torch.equal(first, every(squares(), 16, rng(seed + 1)))


def test_a_turn_goes_no_farther_than_it_says_and_keeps_the_middle():
    cross = torch.zeros(300, 33, 33, 3, dtype=torch.uint8)
    cross[:, 16, 16:] = 255  # a ray from the middle to the right
    found = BatchAugment(flip=False, turn=45.0)(cross, 33, rng())[:, 0]
    bright = found > 100
    assert bright[:, 16, 16].all()
    places = [np.argwhere(photo) - 16 for photo in bright.numpy()]
    angles = [np.degrees(np.arctan2(*place[np.linalg.norm(place, axis=1) > 8].sum(axis=0))) for place in places]
    assert max(map(abs, angles)) < 48
    assert min(angles) < -35
    assert max(angles) > 35


def test_a_lean_moves_rows_along_themselves():
    stripes = torch.zeros(100, 17, 17, 3, dtype=torch.uint8)
    stripes[:, ::4] = 200
    found = as_pixels(BatchAugment(flip=False, shear=0.5)(stripes, 17, rng()))
    assert torch.equal(found, stripes)
    upright = torch.zeros(100, 17, 17, 3, dtype=torch.uint8)
    upright[:, :, 8] = 200
    found = BatchAugment(flip=False, shear=0.5)(upright, 17, rng())[:, 0]
    tops = found[:, 0].argmax(dim=1) - 8
    assert tops.abs().max() <= 4
    assert set(tops.sign().tolist()) == {-1, 0, 1}
    assert torch.equal(found[:, 8].argmax(dim=1), torch.full((100,), 8))


class TestMixing:
    def test_each_photo_gets_one_rectangle_of_another_and_as_much_of_its_label(self):
        x = torch.arange(5.0)[:, None, None, None].expand(5, 3, 20, 20)
        mixes = BatchAugment(mix=1.0)
        seen = set()
        for seed in range(40):
            found = mixes.mixed_with(x, 0.0, rng(seed))
            assert found is not None
            mixed, others, share = found
            for photo, other in enumerate(others.tolist()):
                foreign = mixed[photo, 0] == other
                assert torch.equal(mixed[photo], torch.where(foreign, float(other), float(photo)).expand(3, -1, -1))
                if photo != other:
                    assert 1 - foreign.float().mean().item() == pytest.approx(share)
                    rows, columns = foreign.any(dim=1), foreign.any(dim=0)
                    assert torch.equal(foreign, rows[:, None] & columns)
            seen.add(round(share, 1))
        assert min(seen) < 0.4
        assert max(seen) > 0.9

    def test_only_so_many_batches_are_mixed_and_none_towards_the_end(self):
        x = torch.zeros(2, 3, 8, 8)
        half = BatchAugment(mix=0.5, mixed=0.8)
        assert 70 < sum(half.mixed_with(x, 0.5, rng(seed)) is not None for seed in range(200)) < 130
        assert all(half.mixed_with(x, 0.8, rng(seed)) is None for seed in range(20))
        assert all(BatchAugment().mixed_with(x, 0.0, rng(seed)) is None for seed in range(20))
