"""Which models code a library's photos: one finds copies, and one tells look-alikes; each is loaded when needed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photohash.core.errors import ModelError
from photohash.core.settings import DEFAULT_BROWSING_MODEL, DEFAULT_MODEL, Settings
from photohash.hashing import runtime
from photohash.hashing.card import Card, read_card

if TYPE_CHECKING:
    from photohash.core.bits import Codes
    from photohash.hashing.runtime import HashModel, Pixels

BROWSING = ("scenes", "albums")
"""How the purpose of those models begins, on their cards, that tell look-alikes; the others find copies."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelAtHand:
    """A model at hand.

    Attributes:
        folder: its directory.
        card: what it says of itself.
    """

    folder: Path
    card: Card

    @property
    def browses(self) -> bool:
        """Whether it is for look-alikes, and not for copies."""
        recipe = self.card.training.get("recipe")
        by_albums = isinstance(recipe, Mapping) and recipe.get("task") == "albums"
        return by_albums or self.card.purpose.startswith(BROWSING)


@dataclass(frozen=True, slots=True)
class ModelsUsed:
    """The models of a library.

    Attributes:
        copies: finds copies.
        browsing: tells look-alikes; None for none.
        coming: takes over from that one as soon as every photo has a code of it; None for none.
    """

    copies: ModelAtHand
    browsing: ModelAtHand | None
    coming: ModelAtHand | None = None

    @property
    def all(self) -> tuple[ModelAtHand, ...]:
        """Each of them, the one that finds copies first."""
        return tuple(found for found in (self.copies, self.browsing, self.coming) if found)


def find(model: str, library: Path | None) -> ModelAtHand:
    """A model by its id or directory.

    Raises:
        ModelError: there is no such model.
    """
    folder = runtime.find(model, library)
    return ModelAtHand(folder, read_card(folder))


def models_used(library: Path, model: str | None = None) -> ModelsUsed:
    """The models that code a library's photos.

    A model for browsing that the settings name as the one that finds copies, as older libraries may, is the browsing
    model. A browsing model of the settings that cannot be found is told in the log, and copies are found all the same.

    Args:
        library: the library directory.
        model: a model's id or directory, used for what its card says; the library's settings decide on the rest.

    Raises:
        ModelError: there is no such model.
    """
    settings = Settings(library)
    named = None if model is None else find(model, library)
    chosen = find(str(settings["model"]), library) if named is None or named.browses else named
    copies = find(DEFAULT_MODEL, library) if chosen.browses else chosen
    if named is not None and named.browses:
        return ModelsUsed(copies, named)
    coming = _browsing(str(settings["coming-browsing-model"]), library, copies)
    if chosen.browses and settings["browsing-model"] == DEFAULT_BROWSING_MODEL:
        browsing: ModelAtHand | None = chosen
    else:
        browsing = _browsing(str(settings["browsing-model"]), library, copies)
    again = coming is not None and browsing is not None and coming.card.id == browsing.card.id
    return ModelsUsed(copies, browsing, None if again else coming)


def copies_model(library: Path) -> ModelAtHand:
    """The model that finds a library's copies, as its settings say.

    Raises:
        ModelError: there is no such model.
    """
    chosen = find(str(Settings(library)["model"]), library)
    return find(DEFAULT_MODEL, library) if chosen.browses else chosen


def _browsing(chosen: str, library: Path, copies: ModelAtHand) -> ModelAtHand | None:
    if not chosen:
        return None
    try:
        browsing = find(chosen, library)
    except ModelError as error:
        _log.warning("look-alikes go without new codes: %s", error)
        return None
    return None if browsing.card.id == copies.card.id else browsing


class OnDemand:
    """An encoder that loads its model with the first picture: a scan that finds nothing new never does.

    Args:
        found: the model.

    Attributes:
        made_by: what its codes are made by.
    """

    def __init__(self, found: ModelAtHand) -> None:
        self._folder, self._card = found.folder, found.card
        self.made_by = runtime.made_by(found.card)
        self._encoder: HashModel | None = None
        self._loading = threading.Lock()

    @property
    def model_id(self) -> str:
        """The model's id."""
        return self._card.id

    @property
    def bits(self) -> int:
        """Length of a code."""
        return self._card.bits

    @property
    def side(self) -> int:
        """Pixels of the square network input."""
        return self._card.side

    @property
    def preparation(self) -> str:
        """What ``prepare`` does, with the size that comes of it."""
        return runtime.preparation(self._card)

    def prepare(self, pixels: Pixels) -> Pixels:
        """As ``HashModel.prepare``.

        Raises:
            ModelError: the model cannot be used.
        """
        return self._loaded().prepare(pixels)

    def encode(self, batch: Pixels) -> Codes:
        """As ``HashModel.encode``.

        Raises:
            ModelError: the model cannot be used.
        """
        return self._loaded().encode(batch)

    def _loaded(self) -> HashModel:
        with self._loading:
            if self._encoder is None:
                loaded = runtime.load(self._folder)
                if loaded.made_by != self.made_by:
                    raise ModelError(
                        f"The model {self._card.id} was replaced while the library was open; open the library again."
                    )
                self._encoder = loaded
            return self._encoder


class Networks:
    """Models that stay loaded from one use of a library to the next, as a window's are."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], OnDemand] = {}

    def encoder(self, found: ModelAtHand) -> OnDemand:
        """The encoder of a model, the same one each time as long as its files are."""
        fresh = OnDemand(found)
        return self._kept.setdefault((found.folder, fresh.made_by), fresh)
