"""From the minutes somebody gives to what is done in them, by how fast this computer has shown itself to be.

A plan is made once, when the views are looked at, and kept beside them: a run that was broken off goes on by the same
plan, and ends with the same weights. What is measured here decides how many steps there are and nothing else.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.paths import shown, write_atomically
from photohash.training.album_recipe import AlbumRecipe

log = logging.getLogger(__name__)

_LOOKS = 150
"""Looks at a photo that writing and measuring a model costs for each photo it is measured on."""

_WRITING = 15.0
"""Seconds it takes besides."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done in the time.

    Attributes:
        minutes: that were given.
        steps: of tuning, once to try it and once for good; 0 leaves it out.
        seconds_a_step: as measured.
        seconds_a_look: the network's one look at a photo, as measured; 0 where it was not.
        seconds_used: up to the plan.
    """

    minutes: float
    steps: int
    seconds_a_step: float
    seconds_a_look: float
    seconds_used: float


def plan(
    recipe: AlbumRecipe,
    photos: int,
    folder: Path,
    *,
    seconds_used: float,
    seconds_a_look: float,
    seconds_a_head: Callable[[], float],
    seconds_a_step: Callable[[], float],
) -> Plan:
    """The plan kept in a folder, or one made now and kept there; a recipe that tells its steps needs none.

    Args:
        recipe: tells the minutes.
        photos: that are learnt from.
        folder: where it is kept.
        seconds_used: up to here.
        seconds_a_look: the network's one look at a photo.
        seconds_a_head: measures how long a head takes.
        seconds_a_step: measures how long a step of tuning takes.

    Raises:
        UsageError: what is kept there is damaged.
    """
    if recipe.tuning.steps:
        return Plan(recipe.minutes, recipe.tuning.steps, 0.0, 0.0, 0.0)
    path = folder / "plan.json"
    if path.exists():
        try:
            kept = Plan(**json.loads(path.read_bytes()))
        except (ValueError, TypeError) as error:
            raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.") from error
        if kept.minutes == recipe.minutes:
            return kept
    a_step, heads = seconds_a_step(), seconds_a_head() * (recipe.folds + 1)
    writing = _WRITING + _LOOKS * recipe.measured * seconds_a_look
    left = recipe.minutes * 60 - seconds_used - heads - writing
    steps = min(int(left / 2 / max(a_step, 1e-6)), recipe.tuning.most_steps(photos))
    made = Plan(
        recipe.minutes,
        steps if steps >= recipe.tuning.least else 0,
        round(a_step, 4),
        round(seconds_a_look, 5),
        round(seconds_used, 1),
    )
    write_atomically(path, json.dumps(asdict(made)).encode())
    log.info("plan: %s, %.0f s for heads, %.0f s for writing", made, heads, writing)
    return made
