"""Where the person has been: back and forward, as in a web browser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from photohash.library.outside_picture import OutsidePicture


class Page(StrEnum):
    """The pages there are; the value is also the name the command line takes."""

    COPIES = "copies"
    STACKS = "stacks"
    LIBRARY = "library"
    ALBUMS = "albums"
    ALBUM = "album"
    SIMILAR = "similar"
    MAP = "map"
    COMPARE = "compare"
    TEACH = "teach"
    DECISIONS = "decisions"
    FAILURES = "failures"
    HISTORY = "history"


TOP_PAGES = frozenset(
    {Page.COPIES, Page.STACKS, Page.LIBRARY, Page.ALBUMS, Page.DECISIONS, Page.FAILURES, Page.HISTORY}
)
"""The pages of the side bar, as against those that are opened from another."""


@dataclass(frozen=True, slots=True)
class Location:
    """A page, and the photos that it is about where it is about some.

    Attributes:
        page: which.
        photo: the one asked about, on the similar page; the one in the middle, on the map.
        photos: ids of several photos: those compared, or those that a search begins with.
        picture: the picture from outside the library that was searched by, on the similar page.
        album: the one that is shown, on the page of one album.
    """

    page: Page
    photo: int | None = None
    photos: tuple[int, ...] = ()
    picture: OutsidePicture | None = None
    album: int | None = None


class NavigationHistory:
    """A line of places with one of them current."""

    def __init__(self, start: Location) -> None:
        self._places = [start]
        self._current = 0

    @property
    def current(self) -> Location:
        """Where the person is."""
        return self._places[self._current]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._current > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place that was left by going back."""
        return self._current < len(self._places) - 1

    def visit(self, place: Location) -> None:
        """Goes to a new place; what was ahead is forgotten. Going where one is already changes nothing."""
        if place == self.current:
            return
        del self._places[self._current + 1 :]
        self._places.append(place)
        self._current += 1

    def amend(self, place: Location) -> None:
        """Is at another place instead of the current one; going back leads where it led before."""
        self._places[self._current] = place

    def back(self) -> Location:
        """Goes one place back, if there is one."""
        self._current = max(self._current - 1, 0)
        return self.current

    def forward(self) -> Location:
        """Goes one place forward, if there is one."""
        self._current = min(self._current + 1, len(self._places) - 1)
        return self.current
