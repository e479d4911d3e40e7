"""Pictures to codes: by the model that finds copies and, from the same decoded picture, by those for browsing."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence

import numpy as np

from photohash.core.errors import KnownError, ModelError
from photohash.core.log import UnexpectedErrors
from photohash.core.paths import shown
from photohash.library.encode import ENOUGH_PIXELS, Encoder
from photohash.library.photo import Pixels
from photohash.library.pipeline.pending_content import PendingContent
from photohash.library.store import Catalogue

_BUG = "makes photohash fail, which is a bug: please report it"

_log = logging.getLogger(__name__)


class Coding:
    """The models that code photos, and their codes in the catalogue.

    A fault of a browsing model never keeps a photo from being read: it stays without that code.

    Args:
        catalogue: opened for writing.
        encoder: finds copies.
        browsing: tell look-alikes: the one in use, and one that is to take over from it; none for no second code.

    Attributes:
        pairs: of the model that finds copies.
        browsing_pairs: of the others, in their order.
    """

    def __init__(self, catalogue: Catalogue, encoder: Encoder, browsing: Sequence[Encoder]) -> None:
        self._copies, self._browsing = encoder, tuple(browsing)
        self.pairs = catalogue.pairs(encoder.model_id)
        self.browsing_pairs = tuple(catalogue.pairs(one.model_id) for one in browsing)
        self._surprises = UnexpectedErrors(_log)

    @property
    def copies(self) -> str:
        """The id of the model that finds copies."""
        return self._copies.model_id

    @property
    def bits(self) -> int:
        """Length of its codes."""
        return self._copies.bits

    @property
    def all(self) -> frozenset[str]:
        """The ids of all models."""
        return frozenset(encoder.model_id for encoder in self._encoders())

    @property
    def enough_pixels(self) -> int:
        """The shorter side to which a photo is decoded, at least."""
        return max(ENOUGH_PIXELS, *(encoder.side for encoder in self._encoders()))

    def usable(self, model: str) -> bool:
        """Whether a model is one of these and has not turned out to be unusable."""
        return model in self.all

    def prepare(self, pixels: Pixels, models: Collection[str]) -> dict[str, Pixels]:
        """Brings a picture to the size that each of some models sees. Called in several threads at once.

        Models that see a picture alike share it.
        """
        by_preparation: dict[str, Pixels] = {}
        prepared: dict[str, Pixels] = {}
        for encoder in self._encoders():
            if encoder.model_id not in models:
                continue
            try:
                if encoder.preparation not in by_preparation:
                    by_preparation[encoder.preparation] = encoder.prepare(pixels)
            except ModelError as error:
                self._give_up(encoder, error)
                continue
            prepared[encoder.model_id] = by_preparation[encoder.preparation]
        return prepared

    def code(self, contents: Sequence[PendingContent]) -> None:
        """Codes prepared contents together; fails each with which the model that finds copies fails."""
        for encoder in self._encoders():
            prepared = [content for content in contents if encoder.model_id in content.prepared]
            if not prepared:
                continue
            try:
                self._code(encoder, prepared)
            except ModelError as error:
                self._give_up(encoder, error)
            except (KnownError, MemoryError):
                raise  # no photo's fault
            except Exception:  # noqa: BLE001  one photo never stops the rest: it is found by coding each by itself
                self._code_each(encoder, prepared)
        for content in contents:
            content.prepared.clear()

    def put(self, photo: int, content: PendingContent) -> None:
        """Stores the codes of a photo."""
        if (code := content.codes.get(self.copies)) is not None:
            self.pairs.put_code(photo, code)
            self.pairs.put_glimpse(photo, content.glimpse)
        for pairs in self.browsing_pairs:
            if (code := content.codes.get(pairs.model)) is not None:
                pairs.put_code(photo, code)

    def stumble(self, content: PendingContent, error: Exception) -> None:
        """Fails a photo with which photohash itself fails; it is tried again at the next start."""
        content.reason, content.retry = _BUG, True
        if isinstance(error, MemoryError):
            content.reason = "needs more memory than there is"
        else:
            self._log(content, error)

    def _encoders(self) -> list[Encoder]:
        return [self._copies, *self._browsing]

    def _code(self, encoder: Encoder, contents: Sequence[PendingContent]) -> None:
        pictures = np.stack([content.prepared[encoder.model_id] for content in contents])
        for content, code in zip(contents, encoder.encode(pictures), strict=True):
            content.codes[encoder.model_id] = code.tobytes()

    def _code_each(self, encoder: Encoder, contents: Sequence[PendingContent]) -> None:
        """Codes photos one by one.

        Raises:
            Exception: the encoder fails with a blank picture too, so it is no photo's fault.
        """
        for content in contents:
            try:
                self._code(encoder, [content])
            except (KnownError, MemoryError):
                raise
            except Exception as error:  # noqa: BLE001
                encoder.encode(np.zeros((1, encoder.side, encoder.side, 3), np.uint8))
                if encoder is self._copies:
                    self.stumble(content, error)
                else:
                    self._log(content, error)

    def _log(self, content: PendingContent, error: Exception) -> None:
        self._surprises.log(f"photohash failed to read {shown(content.sources[0].path)}", error)

    def _give_up(self, encoder: Encoder, error: ModelError) -> None:
        """Goes on without a browsing model that cannot be used.

        Raises:
            ModelError: it is the model that finds copies.
        """
        if encoder is self._copies:
            raise error
        if encoder in self._browsing:
            self._browsing = tuple(one for one in self._browsing if one is not encoder)
            _log.warning("Look-alikes go without new codes: %s", error)
