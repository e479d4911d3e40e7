"""The ten lines of "photohash for researchers", on a computer that has none of what they do not need."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from photohash.core.errors import UsageError
from photohash.core.resources import resource
from photohash.research import Experiment
from photohash.training.recipe_file import find_recipe
from tests.evaluation.labelled import save_class_folders

CHECKOUT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.usefixtures("one_thread")

WITHOUT = """
import importlib, pkgutil, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "rawpy", "watchdog", "faiss", "openvino", "nncf"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
"""

EVERY_MODULE = """
for name in ("hashing", "training", "evaluation"):
    package = importlib.import_module(f"photohash.{name}")
    for found in pkgutil.walk_packages(package.__path__, f"photohash.{name}."):
        importlib.import_module(found.name)
"""


def ran_without(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", WITHOUT + code]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment())
    assert found.returncode == 0, found.stderr
    return found.stdout


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), "OMP_NUM_THREADS": "1"}


def small_recipe(folder: Path) -> Path:
    """The recipe of the page at a size that is learnt in seconds, without weights that may not be there."""
    text = find_recipe("dhida-lite0-48-csq").read_text(encoding="utf-8")
    text = text.replace("pretrained = true", "pretrained = false").replace("side = 160", "side = 32")
    text = text.replace("channels = 256", "channels = 16").replace("calibration", "#")
    (folder / "dhida-lite0-48-csq.toml").write_text(text.replace("[schedule]", "[schedule]\nbatch = 12"))
    return folder / "dhida-lite0-48-csq.toml"


def test_everything_can_be_imported_and_the_ten_lines_run_where_only_what_they_need_is_there(tmp_path):
    page = resource("docs", "researchers.md").read_text(encoding="utf-8")
    lines = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)[0]
    assert len([line for line in lines.splitlines() if line.strip()]) == 10
    save_class_folders(tmp_path / "photos", ("a", "b", "c"), 14)
    recipe = small_recipe(tmp_path)
    assert '"dhida-lite0-48-csq"' in lines
    told = ran_without(EVERY_MODULE + lines.replace("dhida-lite0-48-csq", str(recipe)), tmp_path).splitlines()
    assert told[0] == "(39, 2) uint8"
    figures = [float(figure) for figure in told[2].split()]
    assert all(0 <= figure <= 1 for figure in figures)


def test_an_experiment_scores_its_own_codes(tmp_path):
    save_class_folders(tmp_path / "photos", ("a", "b", "c"), 14)
    experiment = Experiment("folder", tmp_path / "photos")
    model = experiment.train(small_recipe(tmp_path), epochs=3.0, bits=8, device="cpu", work=tmp_path / "work")
    codes = experiment.encode(model, experiment.split.database)
    assert codes.shape == (len(experiment.split.database), 1)
    found = experiment.evaluate(model)
    assert found.photos == {"train": 39, "queries": 3, "database": 39}
    assert found.subject.variant == "csq"
    again = experiment.train(small_recipe(tmp_path), epochs=3.0, bits=8, device="cpu")
    assert experiment.evaluate(again).metrics == found.metrics, "the same recipe gives the same figures"


def test_recipes_that_are_not_for_classes_alone_are_refused(tmp_path):
    save_class_folders(tmp_path, ("a", "b"), 6)
    experiment = Experiment("folder", tmp_path)
    for recipe in ("dhida-lite0-256-copies", "dhida-lite0-16"):
        with pytest.raises(UsageError, match="is not one for classes that begins by itself"):
            experiment.train(recipe)
