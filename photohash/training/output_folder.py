"""A model directory that appears whole or not at all: it is built beside its place and gets its name at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photohash.core.errors import ModelError, UsageError
from photohash.core.files import write_in_words
from photohash.core.paths import shown
from photohash.training.quantization import can_quantise


def claim(folder: Path) -> None:
    """Makes sure that a model directory can be made, before any work is done.

    Raises:
        UsageError: there is something at the place already, or nothing can be made there.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise UsageError(
            f"There is something in {shown(folder)} already. Name a new folder for the model, or empty it."
        )
    above = next(parent for parent in folder.absolute().parents if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise UsageError(f"No model can be made in {shown(above)}: it is no folder that may be written to.")


def make_work(folder: Path) -> Path:
    """Makes a working folder where there is none.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The working folder {shown(folder)} cannot be made: it {write_in_words(error)}.") from error
    return folder


def require_extra() -> None:
    """Makes sure that a network can be brought to int8 in the end, before any work is done.

    Raises:
        ModelError: what does it is not installed.
    """
    if not can_quantise():
        raise ModelError("What training needs is not installed; run: pip install 'photohash[train]'")


@contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """A folder to build a model directory in, which takes the place of ``folder`` once all has gone well.

    Raises:
        UsageError: there is something at the place already.
        ModelError: it could not be written.
    """
    claim(folder)
    building = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(building, ignore_errors=True)
    try:
        building.mkdir(parents=True)
        yield building
        if folder.exists():
            folder.rmdir()  # it is empty; a rename onto it would fail on Windows
        building.rename(folder)
    except OSError as error:
        raise ModelError(f"The model {shown(folder)} {write_in_words(error)}.") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
