"""Hash centres: half the bits apart wherever there is a Hadamard matrix, and farther than by lot elsewhere."""

from collections import Counter

import numpy as np
import pytest

from photohash.hashing.anchors import Words, ahcg
from photohash.hashing.hadamard import hadamard_centres, hadamard_matrix, least_distance


def distances(words: Words) -> list[int]:
    """Every distance between two different words, counted plainly."""
    return [int((words[i] != words[j]).sum()) for i in range(len(words)) for j in range(i)]


def test_rows_of_a_matrix_are_orthogonal_at_nearly_all_multiples_of_four():
    lacking = []
    for order in range(4, 132, 4):
        matrix = hadamard_matrix(order)
        if matrix is None:
            lacking.append(order)
        else:
            assert set(np.unique(matrix)) == {-1, 1}
            np.testing.assert_array_equal(matrix @ matrix.T, order * np.eye(order))
    assert lacking == [52, 92, 100, 116]
    assert hadamard_matrix(6) is None


def test_centres_at_a_power_of_two_are_those_of_the_paper():
    assert set(distances(hadamard_centres(16, 16))) == {8}
    assert Counter(distances(hadamard_centres(16, 32))) == {8: 480, 16: 16}
    assert hadamard_centres(4, 2).tolist() == [[1, 1, 1, 1], [1, 0, 1, 0]]


@pytest.mark.parametrize("bits", [12, 20, 24, 28, 36, 40, 44, 48, 60, 96])
@pytest.mark.parametrize("classes", [10, 21])
def test_centres_at_other_multiples_of_four_are_half_the_bits_apart_too(bits, classes):
    words = hadamard_centres(bits, classes)
    assert set(distances(words)) <= {bits // 2, bits}
    assert least_distance(words) == bits // 2
    constant = (words.min(axis=0) == words.max(axis=0)).sum()
    assert constant == 0


@pytest.mark.parametrize(
    ("bits", "classes", "least"), [(30, 10, 15), (10, 10, 5), (52, 10, 26), (16, 100, 6), (48, 100, 22)]
)
def test_other_lengths_and_more_classes_keep_what_distance_there_is(bits, classes, least):
    words = hadamard_centres(bits, classes)
    assert min(distances(words)) == least_distance(words) >= least
    assert least_distance(words) >= ahcg(bits, classes).least
    drawn = np.random.default_rng(0).integers(0, 2, (classes, bits), dtype=np.uint8)
    assert least_distance(words) > least_distance(drawn)


@pytest.mark.parametrize(("bits", "classes"), [(12, 10), (16, 33), (48, 100), (3, 8), (1, 2), (5, 1)])
def test_centres_differ_and_are_the_same_at_every_call(bits, classes):
    words = hadamard_centres(bits, classes)
    assert words.shape == (classes, bits)
    assert len(np.unique(words, axis=0)) == classes
    hadamard_centres.cache_clear()
    np.testing.assert_array_equal(words, hadamard_centres(bits, classes))


def test_more_centres_than_words_are_refused():
    with pytest.raises(ValueError, match="no 9 different centres"):
        hadamard_centres(3, 9)
