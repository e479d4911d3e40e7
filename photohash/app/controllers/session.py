"""How the window reaches a library and its models; the one thing it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from photohash import wiring
from photohash.app.controllers.scan import Updater
from photohash.core.settings import Settings
from photohash.hashing import model_store
from photohash.hashing.models_used import Networks
from photohash.library.actions import FileActions
from photohash.library.browse import Browser, Model, Radius
from photohash.library.encode import Encoder
from photohash.library.folders import LibraryFolders
from photohash.library.similar_photos import LoadEncoder
from photohash.library.store import Catalogue


@dataclass(frozen=True, slots=True)
class LibrarySession:
    """Ways to open things, each called in the thread that uses what it opens.

    Attributes:
        settings: of the library.
        open_browser: a view of the library, which is made where there is none.
        open_pipeline: the library to write.
        open_actions: the library to act on its photos' files.
        open_folders: the library to change how its folders are treated.
        radius: search radius in bits of a model, and of others that find copies, at a share of unrelated pairs that
            may pass.
        models: ids and titles of the models to choose from.
        load_encoder: loads a model by its id, to code a picture from outside the library.
        watches: whether folders are watched, and looked through at the start.
    """

    settings: Settings
    open_browser: Callable[[], AbstractContextManager[Browser]]
    open_pipeline: Callable[[], AbstractContextManager[Updater]]
    open_actions: Callable[[], AbstractContextManager[FileActions]]
    open_folders: Callable[[], AbstractContextManager[LibraryFolders]]
    radius: Callable[[Model, float], Radius | None]
    models: Callable[[], Sequence[tuple[str, str]]]
    load_encoder: LoadEncoder
    watches: bool = False

    def open_catalogue(self) -> Catalogue:
        """The catalogue to write, for what touches no photo and no folder: albums."""
        return Catalogue.open(self.settings.folder, write=True)


def open_session(library: Path, model: str | None, *, watches: bool = True) -> LibrarySession:
    """Access to a library directory with one model, or with the one its settings name."""
    return LibrarySession(
        settings=Settings(library),
        open_browser=partial(wiring.open_browser, library, model, create=True),
        open_pipeline=partial(wiring.open_pipeline, library, model, Networks()),
        open_actions=partial(wiring.open_actions, library),
        open_folders=partial(wiring.open_folders, library, write=True),
        radius=wiring.radii,
        models=lambda: [(card.id, card.title) for _, card in model_store.models_at_hand(library)],
        load_encoder=partial(_load_encoder, library, model),
        watches=watches,
    )


def _load_encoder(library: Path, given: str | None, model: str) -> tuple[Encoder, str]:
    """Loads a model by its id; the one that the session was given by its directory from there."""
    own = given is not None and wiring.open_browser(library, given).model_id == model
    encoder = wiring.load_encoder(given if own else model, library)
    return encoder, encoder.made_by
