"""``python -m photohash.training RECIPE --data PHOTOS... --out DIR``: makes a model by its recipe, start to end."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.training.make import make
from photohash.training.recipe import read_recipe

log = logging.getLogger("photohash.training")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit code is 0, or 1 where the world failed."""
    parser = argparse.ArgumentParser(prog="python -m photohash.training", description="Makes a model from its recipe.")
    parser.add_argument(
        "recipe", type=Path, help="a TOML file, e.g. photohash/training/recipes/dhida-lite0-256-copies.toml"
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders and tar files of photos")
    parser.add_argument("--out", type=Path, required=True, help="the folder in which the model directory is made")
    parser.add_argument("--work", type=Path, help="where feature maps and checkpoints are kept (default: OUT/work)")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    work = chosen.work or chosen.out / "work"
    try:
        recipe = read_recipe(chosen.recipe)
        work.mkdir(parents=True, exist_ok=True)
        make(recipe, chosen.data, chosen.out, work, Task())
    except KnownError as error:
        log.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
