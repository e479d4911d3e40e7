from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from photohash.bench.known_copies import KnownCopies
from photohash.bench.library_score import score
from photohash.bench.synthetic_library import FAMILIES, MadeFile
from photohash.library.photo import Kind, Relation

CODES = np.array([[0b0000_0000], [0b0000_0011], [0b0000_0001], [0b1111_0000]], dtype=np.uint8)
"""Of a photo, its crop, another photo that is nearer to both than they are to each other, and the grey of that."""


@pytest.fixture
def made(tmp_path):
    """Two photos, a copy of each, and the first photo once more."""
    files = (
        MadeFile(tmp_path / "a.png", "a"),
        MadeFile(tmp_path / "a crop.png", "a", "crop-80", (Kind.CROPPED,)),
        MadeFile(tmp_path / "b.png", "b"),
        MadeFile(tmp_path / "b grey.png", "b", "grey", (Kind.EDITED,)),
        MadeFile(tmp_path / "a same.png", "a", "same-bytes", (Kind.IDENTICAL,)),
    )
    for number, file in enumerate(files[:4]):
        Image.new("RGB", (1000, 500), (number, 0, 0)).save(file.path)
    files[4].path.write_bytes(files[0].path.read_bytes())
    return files


@pytest.mark.parametrize("limit", range(9))
def test_a_hash_is_scored_at_every_limit_as_photohash_is(made, limit):
    known = KnownCopies(made)
    answer = known.answers(8, CODES, np.zeros(4, bool))[limit]
    apart = {(a, b): int(np.bitwise_count(CODES[a] ^ CODES[b])[0]) for a in range(4) for b in range(a + 1, 4)}
    near = [Relation(a, b, Kind.EDITED, 1.0) for (a, b), bits in apart.items() if bits <= limit]
    told = score(made, {file.path: number % 4 for number, file in enumerate(made)}, near, [])
    assert answer.limit == limit
    assert answer.called == told.called
    assert answer.precision == pytest.approx(told.precision)
    assert answer.recall == pytest.approx({family: told.recall(family) for family in FAMILIES})


def test_a_file_that_a_hash_cannot_read_is_no_copy_of_anything_but_its_own_bytes(made):
    known = KnownCopies(made)
    assert [path.name for path in known.paths] == ["a.png", "a crop.png", "b.png", "b grey.png"]
    unread = np.array([True, False, False, False])
    answer = known.answers(8, CODES, unread)[8]
    assert answer.called == 3
    assert answer.recall["whole"] == pytest.approx(2 / 3)


def test_the_mean_size_of_the_pictures_is_told(made):
    assert KnownCopies(made).megapixels() == pytest.approx(0.5)
