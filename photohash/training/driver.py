"""A training run from its recipe to a model directory, whichever the task, with every run that it begins from.

``train_model`` is all that the command line does, and all that anything else needs: progress, pause and cancelling are
the ``Task``'s, each step is told to the ``Hooks``, and a run that was cancelled or killed goes on from its working
folder when it is called again with the same arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.hashing import runtime
from photohash.hashing.backbones import lite0
from photohash.hashing.card import Card, check
from photohash.hashing.runtime import torch_network
from photohash.library.photo import Failure
from photohash.training.album_outcome import BEFORE
from photohash.training.album_photos import album_photos
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_training import album_pictures, train_albums
from photohash.training.class_training import class_photos, class_pictures, device_of, train_classes
from photohash.training.copies_training import copies_photos, copies_pictures, train_copies
from photohash.training.disk_room import room_in
from photohash.training.initial_weights import InitialWeights
from photohash.training.loop import NO_HOOKS, Hooks
from photohash.training.model_export import ExportPictures, TrainedModel, TrainedNetwork, export
from photohash.training.output_folder import claim, make_work, require_extra
from photohash.training.photo_sources import Labelled, find_albums, find_examples, read_list
from photohash.training.recipe import ClassRecipe, CopiesRecipe, LabelledRecipe
from photohash.training.recipe_file import AnyRecipe
from photohash.training.teacher import labelled_by_teacher

_KEPT = ("validation",)
"""Metrics of a card that were measured while training, on the network in float32."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is learnt from, as the user named it.

    Attributes:
        paths: folders and tar files of photos; or one folder of albums, where labels are given and no list names them.
        labels: a list of paths inside the sources and their labels, as ``read_list`` reads it.
        labelled: photos with labels that are known already; then there are no paths.
    """

    paths: Sequence[Path] = ()
    labels: Path | None = None
    labelled: Labelled | None = None


def train_model(
    chain: Sequence[AnyRecipe],
    source: Source,
    out: Path,
    work: Path,
    task: Task,
    *,
    device: str = "auto",
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
) -> TrainedModel:
    """Trains a model by its recipe, after the runs that it begins from, and writes its directory.

    Args:
        chain: recipes, each of which begins from the backbone of the one before; the last makes the model.
        source: what all of them learn from.
        out: the model directory to make; nothing may be there yet.
        work: where what takes long and checkpoints are kept; may be removed afterwards.
        task: progress and cancelling.
        device: where to train on labels: "auto", "cpu" or "cuda". Copies are learnt on the CPU.
        initial: weights of the backbone that the first of the chain begins with, instead of its recipe's.
        hooks: told of each step of every run.

    Raises:
        UsageError: the photos are not enough or not fit for a recipe, or a folder is of something else.
        PhotoError: a photo that could be read at first no longer can.
        TrainingError: a loss is no number any more.
        ModelError: a network cannot be built or written, or what training needs is not installed.
        LibraryError: there is no room on the disk; with some, the run goes on where it was.
        Cancelled: the task was cancelled.
    """
    claim(out)
    make_work(work)
    *earlier, last = chain
    if not isinstance(last, AlbumRecipe):
        require_extra()
    with room_in(work):
        for recipe in earlier:
            folders = work, make_work(work / recipe.model_id)
            trained = _trained(recipe, source, folders, task, device, initial, hooks)
            initial = InitialWeights.of_network(trained.network, recipe.model_id)
        trained = _trained(last, source, (work, work), task, device, initial, hooks)
    task.begin(Stage.MEASURING)
    with room_in(out.parent):
        card = export(trained.network, trained.card, out, trained.pictures())
    return TrainedModel(card, trained.failures)


def export_again(model: Path, recipe: AnyRecipe, source: Source, out: Path, work: Path, task: Task) -> TrainedModel:
    """Makes a model directory anew from weights that are trained already: another int8 network, radii and card.

    For when the way to int8 has changed, which needs no training. Photos fall to the two sides as in training: those
    learnt from choose the ranges of int8, those held out measure.

    Args:
        model: the model directory that holds the weights.
        recipe: that it was trained by.
        source: the same photos as in training.
        out: the model directory to make; nothing may be there yet.
        work: where what takes long is kept; may be removed afterwards.
        task: progress and cancelling.

    Raises:
        UsageError: the recipe is of another model, there are too few photos, or something is at the place already.
        ModelError: the model is not sound or cannot be written, or what training needs is not installed.
        Cancelled: the task was cancelled.
    """
    claim(out)
    make_work(work)
    require_extra()
    card = check(model)
    if card.id != recipe.model_id:
        raise UsageError(f"The recipe makes {recipe.model_id}, and {shown(model)} holds {card.id}.")
    pictures, failures = _pictures(recipe, source, work, task)
    task.begin(Stage.MEASURING)
    return TrainedModel(export(torch_network(card, model), _unmeasured(card), out, pictures), failures)


def _trained(
    recipe: AnyRecipe,
    source: Source,
    folders: tuple[Path, Path],
    task: Task,
    device: str,
    initial: InitialWeights | None,
    hooks: Hooks,
) -> TrainedNetwork:
    """One run of the chain; its failures are all photos that could not be read.

    The first of the two folders keeps what all runs share, a teacher's answers; the second what is the run's own.
    """
    shared, work = folders
    place = device_of(device)
    if isinstance(recipe, CopiesRecipe):
        if device == "cuda":
            raise UsageError("Recipes for copies learn on the CPU; train without --device cuda.")
        photos = copies_photos(recipe, _photo_paths(source), task)
        return train_copies(recipe, photos, work, task, initial=initial, hooks=hooks)
    labelled, unseen = _labelled(recipe, source, shared, task)
    if isinstance(recipe, AlbumRecipe):
        albums = album_photos(recipe, labelled, work, task)
        begun = initial or began_from(recipe)
        return train_albums(recipe, albums, work, task, device=place, initial=begun, hooks=hooks)
    classes = class_photos(recipe, labelled, work, task)
    trained = train_classes(recipe, classes, work, task, device=place, initial=initial, hooks=hooks)
    return replace(trained, failures=(*unseen, *trained.failures))


def _pictures(recipe: AnyRecipe, source: Source, work: Path, task: Task) -> tuple[ExportPictures, tuple[Failure, ...]]:
    """What a trained network is exported with, and the photos that could not be read."""
    if isinstance(recipe, CopiesRecipe):
        photos = copies_photos(recipe, _photo_paths(source), task)
        return copies_pictures(recipe, photos), photos.failures
    labelled, unseen = _labelled(recipe, source, work, task)
    if isinstance(recipe, AlbumRecipe):
        albums = album_photos(recipe, labelled, work, task)
        return album_pictures(recipe, albums), tuple(albums.images.failures)
    classes = class_photos(recipe, labelled, work, task)
    return class_pictures(recipe, classes), (*unseen, *classes.images.failures)


def began_from(recipe: AlbumRecipe) -> InitialWeights | None:
    """The backbone of the bundled model, where the recipe wants ImageNet's and those are not installed."""
    wanted = recipe.network.pretrained and recipe.network.backbone == "lite0"
    return InitialWeights.read(runtime.find(BEFORE)) if wanted and not lite0.is_installed() else None


def _photo_paths(source: Source) -> Sequence[Path]:
    """Where the photos of a recipe for copies are.

    Raises:
        UsageError: labels are named too, or nothing but them.
    """
    if source.labels is not None or source.labelled is not None or not source.paths:
        raise UsageError(
            "A recipe for copies learns from photos without labels: name their folders and tar files only."
        )
    return source.paths


def _labelled(recipe: LabelledRecipe, source: Source, work: Path, task: Task) -> tuple[Labelled, list[Failure]]:
    """Photos and labels, as the recipe wants them, and those that a teacher could not read.

    Raises:
        UsageError: what is named does not go together, or there is nothing to learn from.
        ModelError: the teacher's weights are not installed.
    """
    if source.labelled is not None:
        return source.labelled, []
    if source.labels is not None:
        return read_list(source.labels, source.paths), []
    if isinstance(recipe, ClassRecipe) and recipe.data.labels == "teacher":
        return labelled_by_teacher(find_examples(source.paths), recipe.data, work, task)
    if len(source.paths) != 1:
        raise UsageError("Name one folder of albums, or a list of labels for the photos of several folders.")
    return find_albums(source.paths[0]), []


def _unmeasured(card: Card) -> Card:
    """The card without what is measured when a model is exported."""
    return replace(card, metrics={name: card.metrics[name] for name in _KEPT if name in card.metrics})
