from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photohash.library.clusters import DistinctCodes, RowLists, keys_of, places_in
from photohash.library.clusters.distinct_codes import in_order

WIDTHS = st.integers(1, 12)


def codes(words: list[int], width: int) -> np.ndarray:
    """Codes of which many are equal, and many differ only in their first or last byte."""
    made = np.zeros((len(words), width), dtype=np.uint8)
    made[:, 0] = [word % 3 for word in words]
    made[:, -1] += np.array([word % 5 for word in words], dtype=np.uint8)
    return made


@given(st.lists(st.integers(0, 30)), WIDTHS, WIDTHS)
def test_every_code_is_kept_once_in_order_with_the_photos_that_have_it(words, first, second):
    parts = codes(words, first), codes(words[::-1], second)
    distinct = DistinctCodes.of(parts, np.arange(len(words)))
    whole = [(parts[0][row].tobytes(), parts[1][row].tobytes()) for row in range(len(words))]
    expected = sorted({one + other for one, other in whole})
    assert [key.tobytes() for key in distinct.keys] == expected
    assert [one.tobytes() + other.tobytes() for one, other in zip(*distinct.codes, strict=True)] == expected
    for place, key in enumerate(expected):
        rows = [row for row, (one, other) in enumerate(whole) if one + other == key]
        assert distinct.rows[place].tolist() == rows
        assert distinct.counts[place] == len(rows)


@given(st.lists(st.integers(0, 30)), st.lists(st.integers(0, 30)), WIDTHS)
def test_keys_are_found_where_they_are_and_nowhere_else(words, wanted, width):
    keys = keys_of([codes(words, width)])
    ordered = keys[in_order(keys)]
    assert ordered.tolist() == sorted(keys.tolist())
    known = np.unique(ordered)
    sought = keys_of([codes(wanted, width)])
    places = {key: place for place, key in enumerate(known.tolist())}
    assert places_in(known, sought).tolist() == [places.get(key, -1) for key in sought.tolist()]


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=8))
def test_lists_of_rows_are_joined_as_they_are_one_by_one(places, wanted):
    lists = RowLists.of(np.array(places, dtype=np.int64), np.arange(len(places)), 6)
    rows, of = lists.joined(np.array(wanted, dtype=np.int64))
    expected = [(row, number) for number, place in enumerate(wanted) for row in lists[place].tolist()]
    assert list(zip(rows.tolist(), of.tolist(), strict=True)) == expected
