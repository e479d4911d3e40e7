"""Where cards are: pairs side by side in columns, long groups in several rows of their own card.

It is arithmetic on numbers of photos alone. Cards stand on shelves, one after the other as words in lines; the tops of
the shelves are prefix sums, so that what is in view, or under a point, is found by bisection however many cards there
are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from photohash.app.theme import GRID

PADDING = GRID + GRID // 2
"""Between a card's edge and what is on it."""

GAP = 2 * GRID
"""Between two cards."""

TILE_GAP = GRID + GRID // 2
"""Between two photos of a card."""

ROWS = 3
"""More rows of photos than this are shown only of a card that was unfolded."""

TEXT_LINES = 6
_NEARLY = 0.4
"""Another column of pairs is made where no more than this share of it is missing: photos become a little smaller."""


@dataclass(frozen=True, slots=True)
class CardSizes:
    """What all cards have in common, in device-independent pixels.

    Attributes:
        width: room for cards from the left edge to the right one.
        tile: width of a photo.
        picture: height of a picture.
        line: height of a line of text.
    """

    width: int
    tile: int
    picture: int
    line: int

    @classmethod
    def fitting(cls, width: int, wanted: int, line: int) -> Self:
        """Sizes at which pairs fill the width, with photos about as wide as wanted.

        Args:
            width: room for cards.
            wanted: width of a picture.
            line: height of a line of text.
        """
        around = 2 * PADDING + TILE_GAP
        pairs = max(int((width + GAP) / (2 * wanted + around + GAP) + _NEARLY), 1)
        tile = max(((width - (pairs - 1) * GAP) // pairs - around) // 2, 1)
        tile = min(tile, 2 * wanted)  # a single pair does not fill a wide page
        return cls(width, tile, tile * 3 // 4, line)

    @property
    def columns(self) -> int:
        """Photos that stand beside one another on the widest card."""
        return max((self.width - 2 * PADDING + TILE_GAP) // (self.tile + TILE_GAP), 1)

    @property
    def tile_height(self) -> int:
        """A picture with its lines of text."""
        return self.picture + GRID // 2 + TEXT_LINES * self.line

    def card_width(self, columns: int) -> int:
        """Of a card with so many photos beside one another."""
        return 2 * PADDING + columns * self.tile + (columns - 1) * TILE_GAP

    def card_height(self, rows: int) -> int:
        """Of a card with so many rows of photos."""
        return 2 * PADDING + self.line + GRID + rows * self.tile_height + (rows - 1) * TILE_GAP

    def slots(self, members: int, *, unfolded: bool) -> tuple[int, int]:
        """How a group is shown: photos of it, and places on its card.

        One place more than photos tells how many are not shown, or folds the card again.
        """
        most = ROWS * self.columns
        if members <= most:
            return members, members
        return (members, members + 1) if unfolded else (most - 1, most)


class CardFlow:
    """The places of all cards.

    Args:
        members: number of photos of each group.
        sizes: of all cards.
        unfolded: places in ``members`` of cards that are shown whole.
    """

    def __init__(self, members: Sequence[int], sizes: CardSizes, unfolded: Collection[int] = ()) -> None:
        self.sizes = sizes
        self._left: list[int] = []
        self._wide: list[int] = []
        self._shelf: list[int] = []
        self._first: list[int] = []
        heights: list[int] = []
        columns, room = sizes.columns, sizes.width
        widths = [sizes.card_width(number) for number in range(columns + 1)]
        x = room
        for row, number in enumerate(members):
            _, places = sizes.slots(number, unfolded=row in unfolded)
            wide = widths[min(places, columns)]
            if not self._first or x + wide > room:
                self._first.append(row)
                heights.append(sizes.card_height(-(-places // columns)))
                x = 0
            self._left.append(x)
            self._wide.append(wide)
            self._shelf.append(len(self._first) - 1)
            x += wide + GAP
        self._heights = heights
        self._tops = [0, *accumulate(height + GAP for height in heights)]

    def __len__(self) -> int:
        return len(self._left)

    @property
    def height(self) -> int:
        """Of all cards, in pixels."""
        return max(self._tops[-1] - GAP, 0)

    @property
    def shelves(self) -> int:
        """How many lines of cards there are."""
        return len(self._first)

    def card(self, row: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of a card."""
        shelf = self._shelf[row]
        return self._left[row], self._tops[shelf], self._wide[row], self._heights[shelf]

    def shelf_of(self, row: int) -> int:
        """The line in which a card stands."""
        return self._shelf[row]

    def rows_of(self, shelf: int) -> range:
        """The cards of a line."""
        after = self._first[shelf + 1] if shelf + 1 < len(self._first) else len(self)
        return range(self._first[shelf], after)

    def shelf_at(self, y: int) -> int:
        """The line at a height, or the nearest one; there must be one."""
        return min(max(bisect_right(self._tops, y) - 1, 0), self.shelves - 1)

    def rows_between(self, top: int, bottom: int) -> range:
        """The cards of which some part is between two heights, the second one not included."""
        if not self._first or bottom <= max(top, 0) or top >= self.height:
            return range(0)
        first, last = self.shelf_at(top), self.shelf_at(bottom - 1)
        if self._tops[first] + self._heights[first] <= top:
            first += 1  # the gap below a line
        return range(self._first[first], self.rows_of(last).stop) if first <= last else range(0)

    def row_at(self, x: int, y: int) -> int | None:
        """The card at a point."""
        if not self._first or not 0 <= y < self.height:
            return None
        for row in self.rows_of(self.shelf_at(y)):
            left, top, wide, high = self.card(row)
            if left <= x < left + wide and y < top + high:
                return row
        return None

    def nearest_in(self, shelf: int, x: int) -> int:
        """The card of a line that is nearest to a distance from the left."""
        return min(self.rows_of(shelf), key=lambda row: max(self._left[row] - x, x - self._left[row] - self._wide[row]))
