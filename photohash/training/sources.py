"""From what a user names to photos with labels: albums, a list, or unlabelled photos and a teacher."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.library.photo import Failure
from photohash.training.class_recipe import ClassRecipe
from photohash.training.labelled_photos import Labelled, find_albums, read_list
from photohash.training.photo_sources import find_examples
from photohash.training.teacher import labelled_by_teacher


def find_labelled(
    recipe: ClassRecipe, sources: Sequence[Path], labels: Path | None, work: Path, task: Task
) -> tuple[Labelled, list[Failure]]:
    """Photos and labels, as the recipe wants them.

    Args:
        recipe: says whether labels are given or a teacher's.
        sources: one folder of albums; or, with a list or a teacher, folders and tar files of photos.
        labels: a list of paths inside the sources and their labels, as ``read_list`` reads it.
        work: where a teacher's answers are kept.
        task: progress and cancelling.

    Returns:
        The photos with their labels, and those that a teacher could not read.

    Raises:
        UsageError: what is named does not go together, or there is nothing to learn from.
        ModelError: the teacher's weights are not installed.
    """
    if recipe.data.labels == "teacher" and labels is None:
        return labelled_by_teacher(find_examples(sources), recipe.data, work, task)
    if labels is not None:
        return read_list(labels, sources), []
    if len(sources) != 1:
        raise UsageError("Name one folder of albums, or a list of labels for the photos of several folders.")
    return find_albums(sources[0]), []
