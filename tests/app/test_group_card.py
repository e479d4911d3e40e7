from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from photohash.app.pages.group_card import card_height, copies_that_fit, lay_out

members = st.integers(2, 60)
widths = st.integers(300, 2600)
offsets = st.integers(-3, 70)


@given(members, widths, offsets)
def test_nothing_on_a_card_overlaps_or_leaves_it(qapp, count, width, offset):
    row = QRect(0, 500, width, card_height())
    box = lay_out(row, count, offset)
    assert row.contains(box.card)
    for tile in box.tiles:
        assert box.card.contains(tile.whole)
        assert tile.whole.contains(tile.picture)
    for left, right in zip(box.tiles, box.tiles[1:], strict=False):
        assert left.whole.right() < right.whole.left()


@given(members, widths, offsets)
def test_the_keeper_is_always_first_and_every_copy_is_reachable(qapp, count, width, offset):
    box = lay_out(QRect(0, 0, width, card_height()), count, offset)
    shown = [tile.member for tile in box.tiles]
    assert shown[0] == 0
    assert shown[1:] == list(range(shown[1], shown[1] + len(shown) - 1))
    assert (box.after is not None) == (shown[-1] < count - 1)
    assert (box.before is not None) == (shown[1] > 1)
    assert box.hidden_after == count - 1 - shown[-1]


@given(widths)
def test_a_wider_row_never_shows_fewer_copies(qapp, width):
    assert copies_that_fit(width + 40) >= copies_that_fit(width) >= 1
