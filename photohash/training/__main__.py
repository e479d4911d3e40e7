"""``python -m photohash.training RECIPE --data PHOTOS... --out DIR``: makes a model by its recipe, start to end.

A recipe for copies takes folders and tar files of photos; one for classes takes one folder of albums, a subfolder each.
With ``--weights MODEL`` nothing is trained: the model directory is made anew from its weights (``anew``).
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from photohash.core.errors import Cancelled, KnownError, UsageError
from photohash.core.task import Task
from photohash.training.anew import made_anew, made_anew_of_classes
from photohash.training.class_recipe import is_class_recipe, read_class_recipe
from photohash.training.class_training import learn
from photohash.training.copies_training import make
from photohash.training.initial_weights import InitialWeights
from photohash.training.model_export import Made
from photohash.training.output_folder import claim, make_work
from photohash.training.recipe import read_recipe
from photohash.training.sources import find_labelled

log = logging.getLogger("photohash.training")

_SOME_FILES_FAILED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit code is 0, 1 where the world failed, or 3 where some photos were left out."""
    parser = argparse.ArgumentParser(prog="python -m photohash.training", description="Makes a model from its recipe.")
    parser.add_argument(
        "recipe", type=Path, help="a TOML file, e.g. photohash/training/recipes/dhida-lite0-256-copies.toml"
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders and tar files of photos")
    parser.add_argument("--labels", type=Path, help="a CSV file of paths inside the data and their labels")
    parser.add_argument("--out", type=Path, required=True, help="the folder in which the model directory is made")
    parser.add_argument("--work", type=Path, help="where what takes long and checkpoints are kept (default: OUT/work)")
    parser.add_argument("--begin", type=Path, help="a model directory or checkpoint whose backbone to begin from")
    parser.add_argument(
        "--weights", type=Path, help="a model directory of the recipe's: made anew from its weights, without training"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda; for recipes that learn classes")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        with _stopped_by_signals() as task:
            made = _made(chosen, chosen.work or chosen.out / "work", task)
    except Cancelled:
        log.error("Stopped; the same command goes on from there.")
        return 1
    except KnownError as error:
        log.error("%s", error)
        return 1
    for failure in made.failures:
        log.error("%s %s", failure.path, failure.reason)
    return _SOME_FILES_FAILED if made.failures else 0


def _made(chosen: argparse.Namespace, work: Path, task: Task) -> Made:
    """Runs the recipe, of whichever kind it is."""
    if chosen.weights and chosen.begin:
        raise UsageError(
            "--weights takes a whole network as it is, --begin trains on from a backbone: name one of them."
        )
    beginning = InitialWeights.read(chosen.begin) if chosen.begin else None
    if not is_class_recipe(chosen.recipe):
        for_copies = read_recipe(chosen.recipe)
        if chosen.weights:
            return made_anew(chosen.weights, for_copies, chosen.data, chosen.out, task)
        return make(for_copies, chosen.data, chosen.out, work, task, beginning=beginning)
    recipe = read_class_recipe(chosen.recipe)
    claim(chosen.out / recipe.model_id)
    labelled, failures = find_labelled(recipe, chosen.data, chosen.labels, make_work(work), task)
    if chosen.weights:
        made = made_anew_of_classes(chosen.weights, recipe, labelled, chosen.out, work, task)
        return Made(made.card, (*failures, *made.failures))
    out = chosen.out / recipe.model_id
    made = learn(recipe, labelled, out, work, task, device=chosen.device, beginning=beginning)
    return Made(made.card, (*failures, *made.failures))


@contextmanager
def _stopped_by_signals() -> Iterator[Task]:
    """A task that Ctrl-C and a polite kill cancel, so that the run keeps what it has done."""
    task = Task()
    before = {asked: signal.signal(asked, lambda *_: task.cancel()) for asked in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield task
    finally:
        for asked, handler in before.items():
            signal.signal(asked, handler)


if __name__ == "__main__":
    sys.exit(main())
