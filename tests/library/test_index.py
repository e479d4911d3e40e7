"""The index gives what comparing all pairs gives."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.bits import distances, pack
from photohash.library.index import HammingIndex

BITS = 16
ODD = 12


@st.composite
def codes(draw, least=0, most=40):
    """Codes of 16 bits; so short that near ones and equal ones are common."""
    values = draw(st.lists(st.integers(0, 2**BITS - 1), min_size=least, max_size=most))
    return np.array(values, dtype=">u2").view(np.uint8).reshape(-1, BITS // 8)


@st.composite
def indexed(draw):
    """Codes with ids of their own in no order, and an index that got them in two parts."""
    stored = draw(codes())
    ids = np.array(draw(st.permutations(range(100, 100 + len(stored)))), dtype=np.int64)
    index = HammingIndex(BITS)
    cut = draw(st.integers(0, len(stored)))
    index.add(ids[:cut], stored[:cut])
    index.add(ids[cut:], stored[cut:])
    return ids, stored, index


@settings(deadline=None)
@given(indexed(), codes(most=5), st.integers(0, BITS))
def test_within_finds_every_code_up_to_and_at_the_radius(library, queries, radius):
    ids, stored, index = library
    rows, found, apart = index.within(queries, radius)
    table = distances(queries, stored)
    expected = sorted(
        (row, int(table[row, place]), int(ids[place])) for row, place in zip(*np.nonzero(table <= radius), strict=True)
    )
    assert list(zip(rows.tolist(), apart.tolist(), found.tolist(), strict=True)) == expected
    rows, found, apart = index.within(queries, radius, ordered=False)
    assert rows.tolist() == sorted(rows.tolist())
    assert sorted(zip(rows.tolist(), apart.tolist(), found.tolist(), strict=True)) == expected


@settings(deadline=None)
@given(indexed(), codes(most=5), st.integers(1, 50))
def test_nearest_are_the_nearest_and_ties_go_to_the_smallest_id(library, queries, k):
    ids, stored, index = library
    found, apart = index.nearest(queries, k)
    for row, query_distances in enumerate(distances(queries, stored)):
        expected = sorted(zip(query_distances.tolist(), ids.tolist(), strict=True))[:k]
        assert list(zip(apart[row].tolist(), found[row].tolist(), strict=True)) == expected


@settings(deadline=None)
@given(indexed(), st.integers(0, BITS))
def test_a_join_finds_every_pair_once(library, radius):
    ids, stored, index = library
    a, b, apart = index.join(radius)
    table = distances(stored, stored)
    expected = sorted(
        (int(ids[i]), int(ids[j]), int(table[i, j]))
        for i in range(len(ids))
        for j in range(len(ids))
        if ids[i] < ids[j] and table[i, j] <= radius
    )
    assert list(zip(a.tolist(), b.tolist(), apart.tolist(), strict=True)) == expected


def test_a_join_of_more_codes_than_fit_one_block_is_complete():
    stored = np.random.default_rng(7).integers(0, 256, (2500, 4), dtype=np.uint8)
    index = HammingIndex(32)
    index.add(np.arange(2500), stored)
    a, b, apart = index.join(4)
    table = distances(stored, stored)
    expected = np.argwhere(np.triu(table <= 4, k=1))
    assert np.array_equal(np.stack([a, b], axis=1), expected)
    assert np.array_equal(apart, table[a, b])


@pytest.mark.parametrize("bits", [8, 64, 128, 256, 512])
def test_any_whole_number_of_bytes_will_do(bits):
    code = np.full((1, bits // 8), 0b1010_1010, dtype=np.uint8)
    index = HammingIndex(bits)
    index.add(np.array([3]), code)
    assert len(index) == 1
    assert index.nearest(~code, 1) == (np.array([[3]]), np.array([[bits]]))


def test_importing_the_index_does_not_load_the_compiler():
    code = "import sys, photohash.library.index; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**ODD - 1), min_size=1, max_size=20), st.integers(0, ODD))
def test_codes_that_do_not_fill_their_bytes_are_searched_like_any(values, radius):
    bits_of = [[value >> place & 1 for place in range(ODD)] for value in values]
    stored = pack(np.array(bits_of, np.float32) - 0.5)
    index = HammingIndex(ODD)
    index.add(np.arange(len(stored)), stored)
    slow = np.array([[sum(x != y for x, y in zip(a, b, strict=True)) for b in bits_of] for a in bits_of])
    rows, ids, apart = index.within(stored, radius)
    assert (apart == slow[rows, ids]).all()
    assert len(rows) == (slow <= radius).sum()
    a, b, apart = index.join(radius)
    assert sorted(zip(a.tolist(), b.tolist(), strict=True)) == list(
        zip(*np.nonzero(np.triu(slow <= radius, 1)), strict=True)
    )
    assert (apart == slow[a, b]).all()
    nearest, apart = index.nearest(stored, 1)
    assert (apart == 0).all()
    assert (slow[np.arange(len(slow)), nearest[:, 0]] == 0).all()


@settings(deadline=None)
@given(indexed(), st.data())
def test_what_is_taken_out_is_not_found_and_the_rest_is(library, data):
    ids, stored, index = library
    gone = np.array(data.draw(st.lists(st.sampled_from([*ids.tolist(), -1]), unique=True)), dtype=np.int64)
    index.remove(gone)
    index.remove(gone)
    kept = ~np.isin(ids, gone)
    assert len(index) == kept.sum()
    again = np.arange(1000, 1000 + len(gone))
    index.add(again, np.zeros((len(gone), BITS // 8), np.uint8))
    rows, found, apart = index.within(stored[:1], BITS)
    expected = (
        dict(zip(ids[kept].tolist(), distances(stored[:1], stored[kept])[0].tolist(), strict=True)) if len(ids) else {}
    )
    expected |= {
        int(number): int(distances(stored[:1], np.zeros((1, 2), np.uint8))[0, 0]) for number in again if len(ids)
    }
    assert dict(zip(found.tolist(), apart.tolist(), strict=True)) == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("bits", [12, 64, 128, 200, 256])
def test_many_queries_among_many_codes_find_what_comparing_all_pairs_finds(bits):
    random = np.random.default_rng(bits)
    stored = random.integers(0, 256, (1300, -(-bits // 8)), dtype=np.uint8)
    stored[:, -1] &= 0xFF << (-bits % 8) & 0xFF
    queries = np.concatenate([stored[::3], ~stored[:5]])
    index = HammingIndex(bits)
    for start, end in ((0, 1), (1, 512), (512, 1300)):
        index.add(np.arange(start, end), stored[start:end])
    table = distances(queries, stored)
    radius = int(np.quantile(table, 0.02))
    rows, ids, apart = index.within(queries, radius, ordered=False)
    order = np.lexsort((ids, rows))
    expected = np.argwhere(table <= radius)
    assert np.array_equal(np.stack([rows, ids], axis=1)[order], expected)
    assert np.array_equal(apart, table[rows, ids])
    nearest, apart = index.nearest_any(queries)
    assert np.array_equal(apart, table.min(axis=1))
    assert np.array_equal(table[np.arange(len(queries)), nearest], apart)


def test_an_index_in_which_everything_is_alike_gives_every_pair():
    stored = np.zeros((700, 8), np.uint8)
    index = HammingIndex(64)
    index.add(np.arange(700), stored)
    a, b, apart = index.join(0)
    assert len(a) == 700 * 699 // 2
    assert (a < b).all()
    assert not apart.any()
