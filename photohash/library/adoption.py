"""Adopting a browsing model: all photos are coded anew beside the old codes, then it takes over at once.

What is under way is kept in the library's settings alone, so that it goes on after a restart: each search codes what
has no code of the model to come (see ``pipeline.coding``), and look-alikes are told by the old model until every photo
has one. The old codes stay until another model takes over, so that going back needs no search. The model that finds
copies has no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from photohash.core.settings import DEFAULT_BROWSING_MODEL, Settings
from photohash.library.browse import Browser

_BROWSING, _COMING, _BEFORE, _PUT_DOWN = (
    "browsing-model",
    "coming-browsing-model",
    "browsing-model-before",
    "models-put-down",
)


@dataclass(frozen=True, slots=True)
class AdoptionProgress:
    """How far the photos of a library are coded by the model to come.

    Attributes:
        model: its id.
        coded: photos that have a code of it, or cannot be read.
        photos: all that there are.
    """

    model: str
    coded: int
    photos: int

    @property
    def complete(self) -> bool:
        """Whether it can take over."""
        return self.coded >= self.photos


class Adoption:
    """The change from one browsing model to another, as a library's settings keep it.

    Args:
        settings: of the library.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def current(self) -> str:
        """The id of the model that look-alikes are told by."""
        return str(self._settings[_BROWSING])

    @property
    def coming(self) -> str:
        """The id of the model that is to take over; "" for none."""
        return str(self._settings[_COMING])

    @property
    def before(self) -> str:
        """The id of the model that can be gone back to; "" where no other one was used before."""
        before = str(self._settings[_BEFORE])
        return "" if before == self.current else before

    @property
    def put_down(self) -> tuple[str, ...]:
        """The ids of models whose codes are not needed any more."""
        kept = {self.current, self.coming, self.before, str(self._settings["model"]), DEFAULT_BROWSING_MODEL, ""}
        return tuple(model for model in str(self._settings[_PUT_DOWN]).split(",") if model not in kept)

    def adopt(self, model: str) -> None:
        """Has photos coded by a model from the next search on; nothing else changes yet.

        Raises:
            LibraryError: the settings cannot be written.
        """
        self._settings.set(_COMING, "" if model == self.current else model)

    def progress(self, browser: Browser) -> AdoptionProgress | None:
        """How far it is; None where nothing is to take over."""
        if not self.coming:
            return None
        photos, left = browser.counts().photos, browser.left_to_code(self.coming)
        return AdoptionProgress(self.coming, max(photos - left, 0), photos)

    def take_over(self) -> None:
        """The model to come is the one in use from now on; the codes of the one before the last are not kept.

        Raises:
            LibraryError: the settings cannot be written.
        """
        if self.coming:
            self._change_to(self.coming)

    def finish(self, browser: Browser) -> str:
        """Takes over where every photo has a code of the model to come, and gives its id; "" where not.

        Raises:
            LibraryError: the settings cannot be written.
        """
        found = self.progress(browser)
        if found is None or not found.complete:
            return ""
        self.take_over()
        return found.model

    def roll_back(self) -> None:
        """The model before is in use again, at once; and what is to take over, if anything, will not.

        Raises:
            LibraryError: the settings cannot be written.
        """
        if self.before:
            self._change_to(self.before)

    def give_up(self) -> None:
        """Nothing is to take over any more; codes that were made for it are not kept.

        Raises:
            LibraryError: the settings cannot be written.
        """
        model = self.coming
        if model:
            self._settings.set(_COMING, "")
            self.put_away(model)

    def forget(self, model: str) -> None:
        """A model that is not in use was removed: it cannot be gone back to, and its codes go.

        Raises:
            LibraryError: the settings cannot be written.
        """
        if self.before == model:
            self._settings.set(_BEFORE, "")
        self.put_away(model)

    def put_away(self, model: str) -> None:
        """Has the codes of a model dropped at the next search, unless it is used.

        Raises:
            LibraryError: the settings cannot be written.
        """
        self._settings.read_again()
        self._settings.set(_PUT_DOWN, ",".join(dict.fromkeys([*self.put_down, model])))

    def codes_dropped(self, models: tuple[str, ...]) -> None:
        """The codes of these are gone.

        Raises:
            LibraryError: the settings cannot be written.
        """
        if models:
            self._settings.read_again()
            self._settings.set(_PUT_DOWN, ",".join(model for model in self.put_down if model not in models))

    def _change_to(self, model: str) -> None:
        # Each of these is written by itself: cut short in between, no order of them loses the way back.
        last, current = self.before, self.current
        self._settings.set(_BEFORE, current)
        self._settings.set(_BROWSING, model)
        self._settings.set(_COMING, "")
        if last and last != model:
            self.put_away(last)
