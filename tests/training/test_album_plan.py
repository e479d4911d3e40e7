"""What is done in the minutes given, on quick computers and on slow ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photohash.training.album_plan import Plan, plan
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.recipe_file import find_recipe, read_recipe


def planned(
    folder: Path, *, times_as_slow: float, minutes: float = 2.0, albums: int = 8, photos: int = 40
) -> tuple[AlbumRecipe, Plan]:
    recipe = read_recipe(find_recipe("albums-dahp"), minutes=minutes)
    assert isinstance(recipe, AlbumRecipe)
    folder.mkdir()
    made = plan(
        recipe,
        np.repeat(np.arange(albums), photos),
        folder,
        seconds_used=0.35 * minutes * 60,
        seconds_a_look=0.025 * times_as_slow,
        seconds_a_head=lambda: 2.0 * times_as_slow,
        seconds_a_step=lambda: 0.3 * times_as_slow,
    )
    return recipe, made


def test_two_minutes_on_a_quick_computer_have_all_folds_whole_heads_and_tuning(tmp_path):
    recipe, made = planned(tmp_path / "quick", times_as_slow=1)
    assert made.folds == recipe.folds
    assert made.head_steps == recipe.head.steps
    assert made.steps >= recipe.tuning.least


@pytest.mark.parametrize(("times_as_slow", "whole"), [(3, True), (12, False)])
def test_on_a_slow_computer_there_are_fewer_folds_and_then_fewer_steps(tmp_path, times_as_slow, whole):
    recipe, made = planned(tmp_path / "slow", times_as_slow=times_as_slow)
    assert made.folds < recipe.folds
    assert (made.head_steps == recipe.head.steps) == whole
    assert made.seconds_for_heads <= 0.25 * recipe.minutes * 60


def test_small_albums_are_held_out_several_times_as_far_as_there_is_time(tmp_path):
    small = {"albums": 3, "photos": 12}
    _, one = planned(tmp_path / "large", times_as_slow=0.5)
    _, two = planned(tmp_path / "small", times_as_slow=0.5, **small)
    _, more = planned(tmp_path / "longer", times_as_slow=0.5, minutes=20, **small)
    assert one.times < two.times < more.times
    assert two.folds == more.folds == 5
    assert more.times == 12
    assert two.seconds_for_heads <= 0.2 * 2 * 60


def test_more_minutes_measure_more_photos(tmp_path):
    few, many = (planned(tmp_path / f"{minutes}", times_as_slow=1, minutes=minutes)[1].measured for minutes in (2, 10))
    assert few < many
