"""The one place that builds a library's pipeline and browser, with their model, from arguments and settings.

Nothing heavy is imported here: a browser needs only the model's card, and the network is loaded when the first new
photo comes.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photohash.core.errors import KnownError, ModelError, UsageError
from photohash.core.paths import shown
from photohash.core.settings import DEFAULT_MODEL, Settings
from photohash.core.strictness import radius_at

if TYPE_CHECKING:
    from photohash.core.task import Task
    from photohash.evaluation.encoding import FeatureExtractor
    from photohash.evaluation.subject import Subject
    from photohash.hashing.models_used import ModelsUsed, Networks
    from photohash.hashing.runtime import HashModel
    from photohash.library.actions import FileActions
    from photohash.library.albums.editing import AlbumEditor
    from photohash.library.browse import Browser, Model, Radius
    from photohash.library.clusters import Level
    from photohash.library.folders import LibraryFolders
    from photohash.library.group_preferences import GroupsShown
    from photohash.library.look_alikes import LookAlikes
    from photohash.library.photo import Kind
    from photohash.library.pipeline import Pipeline
    from photohash.training.photo_sources import Labelled


log = logging.getLogger(__name__)


def models_used(library: Path, model: str | None = None) -> ModelsUsed:
    """The models that code a library's photos.

    Args:
        library: the library directory.
        model: a model's id or directory, used for what its card says; the library's settings decide on the rest.

    Raises:
        ModelError: there is no such model.
    """
    from photohash.hashing import models_used

    return models_used.models_used(library, model)


def model_chosen(library: Path) -> str:
    """The model that finds a library's copies, as its settings say."""
    from photohash.hashing.models_used import copies_model

    return copies_model(library).card.id


def open_pipeline(library: Path, model: str | None = None, loaded: Networks | None = None) -> Pipeline:
    """Opens a library to bring it up to date, making it where there is none. Use it as a context, in one thread.

    Args:
        library: the library directory.
        model: a model's id or directory, used for what its card says; the library's settings decide on the rest.
        loaded: keeps the networks for the next time; the same one serves one pipeline after the other.

    Raises:
        LibraryError: the library cannot be written, or another writer has it.
        ModelError: the model cannot be used.
    """
    from photohash.hashing.models_used import Networks
    from photohash.library.adoption import Adoption
    from photohash.library.pipeline import Pipeline
    from photohash.library.preview import Previews
    from photohash.library.store import Catalogue

    loaded = loaded or Networks()
    used = models_used(library, model)
    card = used.copies.card
    encoders = [loaded.encoder(found) for found in used.all]
    adoption = Adoption(Settings(library))
    dropped = adoption.put_down
    catalogue = Catalogue.open(library, write=True)
    try:
        with catalogue.transaction():
            for encoder in encoders:
                if catalogue.pairs(encoder.model_id).made_by(encoder.made_by):
                    told = "the codes here are of another network file of %s: all photos are coded anew"
                    log.info(told, encoder.model_id)
            for name in dropped:
                catalogue.pairs(name).drop_codes()
        adoption.codes_dropped(dropped)
        return Pipeline(
            catalogue,
            encoders[0],
            max(card.radii.values()),
            Previews(library / "thumbnails"),
            browsing=encoders[1:],
            verify=radius_at(card.radii, float(Settings(library)["strictness"])),
        )
    except BaseException:
        catalogue.close()
        raise


def open_browser(library: Path, model: str | None = None, *, create: bool = False) -> Browser:
    """A view of a library. Use it as a context, in one thread; nothing is opened before the first question.

    Args:
        library: the library directory.
        model: a model's id or directory; without one, the one that finds the library's copies.
        create: whether an empty library is made where there is none; else the first question raises ``LibraryError``.

    Raises:
        ModelError: there is no such model.
    """
    from photohash.hashing import model_store
    from photohash.hashing.models_used import ModelAtHand, copies_model, find
    from photohash.library.browse import Browser, Model

    used = find(model, library) if model else copies_model(library)
    browsing = models_used(library, model).browsing
    beside = browsing.card.id if browsing is not None and browsing.card.id != used.card.id else ""
    at_hand = [used, *(ModelAtHand(*found) for found in model_store.models_at_hand(library))]
    copies = {found.card.id: Model(found.card.id, found.card.radii) for found in at_hand if not found.browses}
    return Browser(library, Model(used.card.id, used.card.radii, tuple(copies.values()), beside), create=create)


def library_groups(
    library: Path,
    browser: Browser,
    *,
    strictness: float | None = None,
    keep: str | None = None,
    chosen: bool = True,
    kinds: Collection[Kind] | None = None,
) -> GroupsShown:
    """The groups of a library, as its window shows them unless something else is asked for.

    Args:
        library: the library directory.
        browser: of that library.
        strictness: expected share of unrelated pairs let through; without one, the library's settings decide.
        keep: rules by which a file of a group is kept, set apart by commas; "" for the best picture, None for what the
            library's settings say.
        chosen: whether files chosen by hand are kept whatever the rules say.
        kinds: what counts as a copy; all kinds of copies without any.

    Raises:
        UsageError: the strictness is beyond the rates of the model's card, or there is no such rule.
    """
    from photohash.library.actions import rules_in
    from photohash.library.group_preferences import GroupPreferences, groups_to_show
    from photohash.library.photo import COPIES

    settings = Settings(library)
    preferences = GroupPreferences.saved(settings) if keep is None else GroupPreferences(tuple(rules_in(keep)))
    bits = radii(browser.model, float(settings["strictness"]) if strictness is None else strictness)
    return groups_to_show(browser, replace(preferences, remembered=chosen), bits, kinds or COPIES)


def library_clusters(
    library: Path,
    *,
    level: Level,
    model: str | None = None,
    strictness: float = 1e-5,
    task: Task | None = None,
) -> LookAlikes:
    """The clusters of look-alikes of a library.

    Args:
        library: the library directory.
        level: what the photos of a cluster have in common.
        model: a model's id or directory, whose codes alone count; without one, all codes that help.
        strictness: from 1e-6 (tight) to 1e-4 (loose).
        task: progress, and cancelling.

    Raises:
        UsageError: the strictness is beyond these.
        LibraryError: there is no library.
        ModelError: there is no such model.
        Cancelled: the user asked to stop.
    """
    from photohash.core.task import Task
    from photohash.library.cluster_search import ClusterSearch
    from photohash.library.look_alikes import look_alikes

    with open_browser(library, model) as browser:
        found = ClusterSearch(browser, alone=model is not None).find(level, strictness, task or Task())
        return look_alikes(browser, found, task or Task())


def open_actions(library: Path) -> FileActions:
    """Opens a library to act on its files. Use it as a context, in one thread, and call ``recover`` first.

    Args:
        library: the library directory.

    Raises:
        LibraryError: there is no library, it cannot be written, or another writer has it.
    """
    from photohash.library.actions import FileActions
    from photohash.library.store import Catalogue

    if not Catalogue.exists(library):
        Catalogue.open(library, write=False)  # says what to do
    return FileActions(Catalogue.open(library, write=True))


def open_folders(library: Path, *, write: bool) -> LibraryFolders:
    """Opens the folders of a library. Use it as a context, in one thread.

    Args:
        library: the library directory.
        write: whether anything is to be changed.

    Raises:
        LibraryError: there is no library, it cannot be written, or another writer has it.
    """
    from photohash.library.folders import LibraryFolders
    from photohash.library.preview import Previews
    from photohash.library.store import Catalogue

    if not Catalogue.exists(library):
        Catalogue.open(library, write=False)  # says what to do
    return LibraryFolders(Catalogue.open(library, write=write), Previews(library / "thumbnails"))


def open_albums(library: Path) -> AlbumEditor:
    """Opens the albums of a library to change them. Use it as a context, in one thread.

    Args:
        library: the library directory.

    Raises:
        LibraryError: there is no library, it cannot be written, or another writer has it.
    """
    from photohash.library.albums.editing import AlbumEditor
    from photohash.library.store import Catalogue

    if not Catalogue.exists(library):
        Catalogue.open(library, write=False)  # says what to do
    return AlbumEditor(Catalogue.open(library, write=True))


def load_encoder(model: str | None = None, library: Path | None = None) -> HashModel:
    """Loads a model to code pictures with.

    Args:
        model: a model's id or directory; without one, the library's settings decide.
        library: the library whose own models and settings count too.

    Raises:
        ModelError: the model cannot be used.
    """
    from photohash.hashing import runtime

    return runtime.load(runtime.find(model or _chosen(library), library))


def load_beside(model: str | None = None, library: Path | None = None) -> tuple[HashModel | None, str | None]:
    """Loads a model in another arithmetic than ``load_encoder`` does, to measure it beside.

    Args:
        model: a model's id or directory; without one, the library's settings decide.
        library: the library whose own models and settings count too.

    Returns:
        the weights in float32 where the model runs in int8 here, and the int8 network where it runs on a GPU; or None
        and a sentence on why it cannot be.

    Raises:
        ModelError: there is no such model.
    """
    from photohash.hashing import runtime

    folder = runtime.find(model or _chosen(library), library)
    try:
        if runtime.device_here() == "cpu":
            return runtime.load_exact(folder), None
        return runtime.load(folder, device="cpu"), None
    except ModelError as error:
        return None, f"{folder.name} is measured in one arithmetic only: {error}"


def load_subject(
    model: str | None = None, baseline: str | None = None, bits: int | None = None, library: Path | None = None
) -> tuple[Subject, FeatureExtractor]:
    """Loads what an evaluation measures: a model, or the features that an unsupervised baseline is fitted on.

    Args:
        model: a model's id or directory; without one or a baseline, the library's settings decide.
        baseline: a name in ``evaluation.unsupervised.BASELINES``.
        bits: length of the baseline's codes.
        library: the library whose own models and settings count too.

    Raises:
        UsageError: there is no such baseline, or the arguments do not go together.
        ModelError: the model, or the backbone of the baselines, cannot be used.
    """
    from photohash.evaluation import subject, unsupervised
    from photohash.hashing import runtime

    if baseline is None:
        if bits is not None:
            raise UsageError("--bits is for a baseline; a model's codes are as long as its card says.")
        loaded = runtime.load(runtime.find(model or _chosen(library), library))
        return subject.subject_of(loaded.card, _device_in_words(loaded.device)), loaded
    if model is not None or bits is None or baseline not in unsupervised.BASELINES:
        names = "|".join(unsupervised.BASELINES)
        raise UsageError(
            f"Name a baseline instead of a model, and the length of its codes: --baseline {names} --bits 48."
        )
    features = unsupervised.PooledFeatures()
    return subject.subject_of_baseline(baseline, bits, _device_in_words(features.device)), features


def protocol_photos(protocol: str, data: Path) -> Labelled:
    """The photos that a paper's protocol learns from, and nothing else of its data.

    Args:
        protocol: a name in ``evaluation.protocols.PROTOCOLS``.
        data: the dataset in any form that evaluating takes.

    Raises:
        UsageError: there is no such protocol, or the data is not for it.
    """
    from photohash.evaluation import datasets, protocols
    from photohash.training.photo_sources import Labelled

    chosen = protocols.protocol_named(protocol)
    dataset = datasets.open_dataset(data, cifar10=chosen.cifar10)
    train = chosen.split(dataset).train
    return Labelled.of_dataset(dataset.names, dataset.image, dataset.labels, dataset.classes, train)


def radius(model: Model, strictness: float | None) -> int | None:
    """The search radius of a strictness, or None, for no limit, where none is given.

    Args:
        model: a browser's model.
        strictness: expected share of unrelated pairs let through, anywhere between the card's rates.

    Raises:
        UsageError: it is beyond the rates of the model's card.
    """
    return None if strictness is None else radius_at(model.radii, strictness)


def radii(model: Model, strictness: float | None) -> Radius | None:
    """The search radii of a strictness by each model that finds copies, or None, for no limit, where none is given.

    Args:
        model: a browser's model.
        strictness: expected share of unrelated pairs let through, anywhere between the cards' rates.

    Raises:
        UsageError: it is beyond the rates of a model's card.
    """
    if strictness is None:
        return None
    return {known.id: radius_at(known.radii, strictness) for known in model.copies or (model,)}


def devices() -> list[str]:
    """What models can run on here, in words."""
    from photohash.hashing import runtime

    return [f"{device.name} ({device.title})" for device in runtime.devices()]


def library_problem(library: Path) -> str | None:
    """What is wrong with a library's catalogue, as a sentence, or None. Reads all of it."""
    from photohash.library.store import Catalogue

    try:
        with Catalogue.open(library, write=False) as catalogue:
            problem = catalogue.problem()
    except KnownError as error:
        return str(error)
    return problem and f"The catalogue in {shown(library)} is damaged ({problem}). Move it away and scan again."


def _device_in_words(device: str) -> str:
    from photohash.hashing import runtime

    return next((f"{found.name} ({found.title})" for found in runtime.devices() if found.name == device), device)


def _chosen(library: Path | None) -> str:
    return DEFAULT_MODEL if library is None else model_chosen(library)
