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
from typing import Any

import numpy as np

from photohash.core.errors import UsageError
from photohash.core.paths import shown, write_atomically
from photohash.training.album_measure import Indices, fold_count
from photohash.training.album_recipe import AlbumRecipe

log = logging.getLogger(__name__)

_LOOKS = 75
"""Looks at a photo that writing and measuring a model costs for each photo it is measured on."""

_WRITING = 12.0
"""Seconds it takes besides."""

_TRIED_LONGER = 1.25
"""A trial learns a head of its own and codes photos besides its steps."""

_SHARE_OF_HEADS = 0.2
"""Of the time, for heads: where they take longer, there are fewer folds, and then fewer steps."""

_SHARE_OF_WRITING = 0.3
"""Of the time, for writing and measuring: where it would take longer, fewer photos are measured."""

_ENOUGH_BESIDE = 12
"""Photos of its own album that one is to be held out with, all times together; of small albums it takes several."""

_FEWEST_MEASURED = 4
_FEWEST_FOLDS = 3
_FEWEST_STEPS = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done in the time.

    Attributes:
        minutes: that were given.
        steps: of tuning, once to try it and once for good; 0 leaves it out.
        seconds_a_step: as measured.
        seconds_a_look: the network's one look at a photo, as measured; 0 where it was not.
        seconds_used: up to the plan.
        folds: parts that the photos fall into each time.
        head_steps: of each head.
        measured: photos that radii and recall of copies are measured on.
        seconds_for_heads: all of them.
        seconds_for_writing: and measuring.
        times: that the photos fall into folds.
    """

    minutes: float
    steps: int
    seconds_a_step: float
    seconds_a_look: float
    seconds_used: float
    folds: int
    head_steps: int
    measured: int
    seconds_for_heads: float = 0.0
    seconds_for_writing: float = 0.0
    times: int = 1

    def steps_left(self, seconds_used: float, seconds_a_step: float) -> int:
        """Of tuning for good, by what has been worked until then and how fast the trial was, at most as planned."""
        left = self.minutes * 60 - seconds_used - self.seconds_for_writing
        return max(min(self.steps, int(left / max(seconds_a_step, 1e-6))), 0)

    def is_over(self, seconds_used: float) -> bool:
        """Whether only what writing takes is left."""
        return self.seconds_for_writing > 0 and seconds_used > self.minutes * 60 - self.seconds_for_writing

    def as_event(self) -> dict[str, Any]:
        """For whoever watches: seconds of each part."""
        tuning = 2 * self.steps * self.seconds_a_step
        parts = {"views": self.seconds_used, "heads": self.seconds_for_heads, "tuning": tuning}
        parts["writing"] = self.seconds_for_writing
        return {"steps": self.steps, **{name: round(value, 1) for name, value in parts.items()}}


def plan(
    recipe: AlbumRecipe,
    labels: Indices,
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
        labels: of the photos that are learnt from, int64 [photos].
        folder: where it is kept.
        seconds_used: up to here.
        seconds_a_look: the network's one look at a photo.
        seconds_a_head: measures how long a head takes.
        seconds_a_step: measures how long a step of tuning takes.

    Raises:
        UsageError: what is kept there is damaged.
    """
    if recipe.tuning.steps:
        return Plan(
            recipe.minutes, recipe.tuning.steps, 0.0, 0.0, 0.0, recipe.folds, recipe.head.steps, recipe.measured
        )
    path = folder / "plan.json"
    if path.exists():
        try:
            kept = Plan(**json.loads(path.read_bytes()))
        except (ValueError, TypeError) as error:
            raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.") from error
        if kept.minutes == recipe.minutes:
            return kept
    a_step, a_head = seconds_a_step(), seconds_a_head()
    folds, times, head_steps = _heads(recipe, labels, a_head)
    heads = a_head * head_steps / recipe.head.steps * (folds * times + 1)
    measured = int((_SHARE_OF_WRITING * recipe.minutes * 60 - _WRITING) / (_LOOKS * max(seconds_a_look, 1e-6)))
    measured = min(max(measured, _FEWEST_MEASURED), recipe.measured)
    writing = _WRITING + _LOOKS * measured * seconds_a_look
    left = recipe.minutes * 60 - seconds_used - heads - writing
    steps = min(int(left / 2 / _TRIED_LONGER / max(a_step, 1e-6)), recipe.tuning.most_steps(len(labels)))
    made = Plan(
        recipe.minutes,
        steps if steps >= recipe.tuning.least else 0,
        round(a_step, 4),
        round(seconds_a_look, 5),
        round(seconds_used, 1),
        folds,
        head_steps,
        measured,
        round(heads, 1),
        round(writing, 1),
        times,
    )
    write_atomically(path, json.dumps(asdict(made)).encode())
    log.info("plan: %s, %.0f s for heads, %.0f s for writing", made, heads, writing)
    return made


def _heads(recipe: AlbumRecipe, labels: Indices, seconds_a_head: float) -> tuple[int, int, int]:
    """How many folds how many times, and how many steps a head, there is time for."""
    heads = _SHARE_OF_HEADS * recipe.minutes * 60 / max(seconds_a_head, 1e-6)
    folds = fold_count(labels, min(max(int(heads) - 1, _FEWEST_FOLDS), recipe.folds))
    beside = max(int(np.bincount(labels).min()) // folds - 1, 1)
    times = max(min((int(heads) - 1) // folds, -(-_ENOUGH_BESIDE // beside)), 1)
    steps = min(int(recipe.head.steps * heads / (folds * times + 1)), recipe.head.steps)
    return folds, times, max(steps, min(_FEWEST_STEPS, recipe.head.steps))
