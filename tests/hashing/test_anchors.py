"""Anchors against the algorithm as printed, and the distances they promise."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from photohash.hashing.anchors import Words, ahcg, greedy_code, without_constant_bits


def distances(words: Words) -> list[int]:
    """Every distance between two different words, counted plainly."""
    return [int((words[i] != words[j]).sum()) for i in range(len(words)) for j in range(i)]


def as_printed(bits: int, distance: int) -> list[int]:
    """Algorithm 1 in the plainest words."""
    kept: list[int] = []
    for number in range(2**bits):
        if all((number ^ word).bit_count() >= distance for word in kept):
            kept.append(number)
    return kept


def numbers(words: Words) -> list[int]:
    return [int("".join(map(str, word)), 2) for word in words]


@pytest.mark.parametrize("bits", range(1, 9))
def test_going_through_all_words_is_the_printed_algorithm(bits):
    for distance in range(1, bits + 1):
        assert numbers(greedy_code(bits, distance)) == as_printed(bits, distance)


@pytest.mark.parametrize("bits", range(1, 13))
def test_every_lexicode_of_up_to_12_bits_has_the_same_words_in_the_same_order(bits):
    for distance in range(1, bits + 1):
        printed = greedy_code(bits, distance)
        found = ahcg(bits, len(printed), distance)
        np.testing.assert_array_equal(found.words, printed)
        assert found.greedy
        assert found.distance == distance
        if len(printed) > 1:
            assert found.least == min(distances(printed[:64]))


@pytest.mark.parametrize(
    ("bits", "distance"), [(13, 3), (13, 4), (13, 5), (13, 6), (14, 4), (14, 5), (14, 6), (14, 7), (14, 8), (14, 11)]
)
def test_lexicodes_of_13_and_14_bits_have_the_same_words_in_the_same_order(bits, distance):
    printed = greedy_code(bits, distance)
    np.testing.assert_array_equal(ahcg(bits, len(printed), distance).words, printed)


@pytest.mark.parametrize(("bits", "distance"), [(19, 9), (20, 8), (20, 10), (20, 11)])
def test_where_columns_are_taken_in_groups_the_words_are_still_those_printed(bits, distance):
    printed = greedy_code(bits, distance)
    found = ahcg(bits, min(len(printed), 16), distance)
    assert found.greedy
    np.testing.assert_array_equal(found.words, printed[: len(found.words)])


def test_the_example_of_the_paper_has_16_words_that_are_not_all_equally_far_apart():
    """Equation 6 says they are."""
    words = greedy_code(12, 6)
    assert len(words) == 16
    assert numbers(words[:5]) == [0b0, 0b111111, 0b111000111, 0b111111000, 0b11001001011]
    assert Counter(distances(words)) == {6: 96, 8: 24}
    assert Counter(distances(ahcg(12, 10).words)) == {6: 37, 8: 8}


@pytest.mark.parametrize(
    ("bits", "classes", "distance", "greedy"),
    [
        (12, 10, 6, True),
        (16, 10, 8, True),
        (24, 10, 12, True),
        (36, 10, 18, True),
        (48, 10, 24, True),
        (64, 10, 33, True),
        (128, 100, 64, True),
        (48, 100, 22, False),
        (128, 1000, 57, False),
    ],
)
def test_the_largest_distance_that_gives_one_word_a_class(bits, classes, distance, greedy):
    """The largest H found.

    ======  =======  ===  ========
      bits  classes    H  lexicode
    ======  =======  ===  ========
        12       10    6  yes
        16       10    8  yes
        24       10   12  yes
        36       10   18  yes
        48       10   24  yes
        64       10   33  yes
       128       10   68  yes
       256       10  136  yes
       128      100   64  yes
        48      100   22  not known
        64     1000   26  not known
       128     1000   57  not known
       256     1000  120  not known
       256   10,000  111  not known
    ======  =======  ===  ========
    """
    found = ahcg(bits, classes)
    assert found.words.shape == (classes, bits)
    assert (found.distance, found.least, found.greedy) == (distance, distance, greedy)
    signs = 1 - 2 * found.words.astype(np.int64)
    apart = (bits - signs @ signs.T) // 2
    assert apart[~np.eye(classes, dtype=bool)].min() == distance
    if greedy and classes == 10:
        with pytest.raises(ValueError, match="no 10 words"):
            ahcg(bits, classes, distance + 1)


def test_ten_thousand_classes_at_a_length_that_no_loop_over_words_could_do():
    found = ahcg(256, 10_000, 104)
    signs = 1 - 2 * found.words.astype(np.float32)
    nearest = max(
        float((signs[i : i + 1000] @ signs.T - 256 * np.eye(1000, 10_000, i)).max()) for i in range(0, 10_000, 1000)
    )
    assert (256 - nearest) / 2 == found.least >= 104
    assert len(np.unique(found.words, axis=0)) == 10_000


def test_only_as_many_basis_vectors_as_the_classes_need():
    few, many = ahcg(40, 5, 12), ahcg(40, 16, 12)
    np.testing.assert_array_equal(few.words, many.words[:5])


def test_two_classes_are_opposite_and_one_is_alone():
    assert ahcg(9, 2).words.tolist() == [[0] * 9, [1] * 9]
    assert (ahcg(9, 1).words.tolist(), ahcg(9, 1).least) == ([[0] * 9], 9)


def test_anchors_are_computed_once_and_cannot_be_written_to():
    assert ahcg(24, 10) is ahcg(24, 10)
    with pytest.raises(ValueError, match="read-only"):
        ahcg(24, 10).words[0, 0] = 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((12, 17, 6), "no 17 words of 12 bits were found that are 6 bits apart"),
        ((4, 2, 5), "no 2 words"),
        ((4, 17), "4 bits have 16 words, too few for 17 classes"),
        ((0, 2), "at least 1 bit"),
        ((4, 0), "at least 1 bit"),
        ((4, 2, 0), "at least 1 bit"),
    ],
)
def test_more_classes_than_words_are_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        ahcg(*arguments)


def test_going_through_all_words_of_long_codes_is_refused():
    with pytest.raises(ValueError, match="1 to 20 bits"):
        greedy_code(48, 24)


@pytest.mark.parametrize(
    ("bits", "classes"), [(12, 10), (24, 10), (36, 10), (48, 10), (48, 16), (32, 2), (40, 5), (64, 100)]
)
def test_words_without_constant_bits_are_no_nearer_and_keep_what_varied(bits, classes):
    printed = ahcg(bits, classes)
    spread = without_constant_bits(printed)
    varies = printed.words.min(axis=0) != printed.words.max(axis=0)
    assert (spread.words.min(axis=0) != spread.words.max(axis=0)).all()
    np.testing.assert_array_equal(spread.words[:, varies], printed.words[:, varies])
    assert all(after >= before for after, before in zip(distances(spread.words), distances(printed.words), strict=True))
    assert spread.least >= printed.least
    assert spread.least <= min(distances(spread.words))
    assert not spread.words.flags.writeable


def test_three_of_the_48_bits_of_the_paper_are_constant_until_they_are_spread():
    assert (ahcg(48, 16).words == ahcg(48, 16).words[0]).all(axis=0).sum() == 3
    assert not without_constant_bits(ahcg(48, 16)).greedy


def test_words_without_constant_bits_are_left_alone():
    assert without_constant_bits(ahcg(9, 2)) is ahcg(9, 2)
    assert without_constant_bits(ahcg(9, 1)) is ahcg(9, 1)
