"""The places of cards, against the slow and obvious way to find them."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from photohash.app.pages.card_flow import GAP, PADDING, ROWS, TILE_GAP, CardFlow, CardSizes
from photohash.app.pages.group_card import lay_out

LINE = 18
groups = st.lists(st.integers(2, 90), max_size=40)
widths = st.integers(260, 2600)
wanted = st.integers(96, 320)


def obvious(members: list[int], sizes: CardSizes, unfolded: set[int]) -> list[QRect]:
    """Every card put beside the one before, or below all, by walking along."""
    cards: list[QRect] = []
    x = y = high = 0
    for row, number in enumerate(members):
        columns = max((sizes.width - 2 * PADDING + TILE_GAP) // (sizes.tile + TILE_GAP), 1)
        places = number
        if number > ROWS * columns:
            places = number + 1 if row in unfolded else ROWS * columns
        wide = 2 * PADDING + min(places, columns) * (sizes.tile + TILE_GAP) - TILE_GAP
        if cards and x + wide > sizes.width:
            x, y, high = 0, y + high + GAP, 0
        high = max(high, sizes.card_height((places + columns - 1) // columns))
        cards.append(QRect(x, y, wide, high))
        x += wide + GAP
    return cards


@given(groups, widths, wanted, st.sets(st.integers(0, 39)))
def test_cards_are_where_walking_along_puts_them(members, width, picture, unfolded):
    sizes = CardSizes.fitting(width, picture, LINE)
    flow = CardFlow(members, sizes, unfolded)
    cards = obvious(members, sizes, unfolded)
    assert [QRect(*flow.card(row)) for row in range(len(members))] == cards
    assert flow.height == max((card.y() + card.height() for card in cards), default=0)


@given(groups, widths, wanted, st.integers(-50, 4000), st.integers(0, 1500))
def test_what_is_in_view_is_what_touches_it(members, width, picture, top, height):
    flow = CardFlow(members, CardSizes.fitting(width, picture, LINE))
    cards = [QRect(*flow.card(row)) for row in range(len(members))]
    touched = [row for row, card in enumerate(cards) if card.y() < top + height and card.y() + card.height() > top]
    assert list(flow.rows_between(top, top + height)) == (touched if height else [])


@given(groups, widths, wanted, st.integers(0, 2600), st.integers(-20, 6000))
def test_a_point_is_on_the_card_around_it(members, width, picture, x, y):
    flow = CardFlow(members, CardSizes.fitting(width, picture, LINE))
    around = [row for row in range(len(members)) if QRect(*flow.card(row)).contains(x, y)]
    assert flow.row_at(x, y) == (around[0] if around else None)


@given(widths, wanted)
def test_pairs_fill_the_width_with_photos_about_as_wide_as_wanted(width, picture):
    sizes = CardSizes.fitting(width, picture, LINE)
    flow = CardFlow([2] * 40, sizes)
    left, _, wide, _ = flow.card(flow.rows_of(0)[-1])
    assert left + wide <= max(width, sizes.card_width(2))
    if sizes.tile < 2 * picture:
        assert width - (left + wide) < 2 * len(flow.rows_of(0)) + 2
    assert sizes.tile <= 2 * picture


@given(st.integers(2, 90), widths, wanted, st.booleans())
def test_nothing_on_a_card_overlaps_or_leaves_it(qapp, count, width, picture, unfolded):
    sizes = CardSizes.fitting(width, picture, LINE)
    flow = CardFlow([count], sizes, {0} if unfolded else set())
    box = lay_out(QRect(*flow.card(0)), count, sizes, unfolded=unfolded)
    parts = [tile.whole for tile in box.tiles] + ([box.fold] if box.fold else [])
    assert all(box.card.contains(part) for part in parts)
    assert all(tile.whole.contains(tile.picture) and tile.picture.contains(tile.tick) for tile in box.tiles)
    assert not any(one.intersects(other) for place, one in enumerate(parts) for other in parts[place + 1 :])
    assert [tile.member for tile in box.tiles] == list(range(len(box.tiles)))
    assert box.hidden == count - len(box.tiles)
    assert (box.fold is None) == (count <= ROWS * sizes.columns)
    assert not (unfolded and box.hidden)
