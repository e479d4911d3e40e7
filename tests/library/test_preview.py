"""Previews: small, upright, kept whole or not at all, and never a reason for a photo to fail."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.library.preview import Previews
from tests.library.photos import difference, scene

DIGEST = bytes(range(32))


@pytest.fixture
def previews(tmp_path) -> Previews:
    return Previews(tmp_path / "thumbnails")


def test_a_preview_comes_back_as_it_was_kept(previews):
    pixels = np.asarray(scene(300, 200))
    previews.keep(DIGEST, pixels)
    assert difference(previews.pixels(DIGEST), pixels) < 3.0


def test_previews_lie_in_the_librarys_thumbnails_by_digest(previews, tmp_path):
    previews.keep(DIGEST, np.asarray(scene()))
    name = DIGEST.hex()
    assert previews.path(DIGEST) == tmp_path / "thumbnails" / "00" / f"{name}.jpg"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [previews.path(DIGEST)]


def test_a_large_photo_is_made_small_with_care(previews):
    image = scene(2048, 1536)
    previews.keep(DIGEST, np.asarray(image))
    assert difference(previews.pixels(DIGEST), image.reduce(4)) < 2.0


@given(st.integers(1, 1500), st.integers(1, 1500))
@settings(max_examples=40, deadline=None)
def test_a_preview_fits_its_frame_in_the_photos_proportions(tmp_path_factory, width, height):
    previews = Previews(tmp_path_factory.mktemp("previews"))
    previews.keep(DIGEST, np.zeros((height, width, 3), np.uint8))
    kept = previews.pixels(DIGEST)
    assert kept is not None
    share = min(1.0, Previews.LONGEST / max(width, height))
    assert kept.shape == (max(1, round(height * share)), max(1, round(width * share)), 3)


@pytest.mark.parametrize(
    ("size", "coarse"), [((1500, 1000), (171, 256)), ((300, 200), (200, 300)), ((1, 900), (512, 1))]
)
def test_a_coarse_look_shows_the_luma_of_large_previews_at_half_their_size(previews, size, coarse):
    image = scene(*size)
    previews.keep(DIGEST, np.asarray(image))
    seen = previews.coarse(DIGEST)
    assert seen.shape == coarse
    assert difference(seen, image.convert("L").resize(coarse[::-1])) < 4.0


def test_there_is_no_preview_before_one_is_kept(previews):
    assert previews.pixels(DIGEST) is None
    assert previews.coarse(DIGEST) is None


def test_a_preview_that_is_there_is_not_made_again(previews):
    previews.keep(DIGEST, np.asarray(scene(seed=1)))
    previews.keep(DIGEST, np.asarray(scene(seed=2)))
    assert difference(previews.pixels(DIGEST), scene(seed=1)) < 4.0


@pytest.mark.parametrize("damage", ["empty", "zeros", "cut", "text"])
def test_a_damaged_preview_is_dropped_and_can_be_made_again(previews, damage):
    pixels = np.asarray(scene())
    previews.keep(DIGEST, pixels)
    path = previews.path(DIGEST)
    content = path.read_bytes()
    path.write_bytes(
        {"empty": b"", "zeros": bytes(len(content)), "cut": content[: len(content) // 2], "text": b"hello"}[damage]
    )
    assert previews.pixels(DIGEST) is None
    assert not path.exists()
    previews.keep(DIGEST, pixels)
    assert difference(previews.pixels(DIGEST), pixels) < 4.0


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from photohash.library.preview import Previews

previews, pixels = Previews(Path(sys.argv[1])), np.zeros((200, 300, 3), np.uint8)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
free = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, free[1]))
for last in range(3):
    previews.keep(bytes(31) + bytes([last]), pixels)
resource.setrlimit(resource.RLIMIT_FSIZE, free)
assert not [path for path in Path(sys.argv[1]).rglob("*") if path.is_file()], "half a preview was left"
previews.keep(bytes(32), pixels)
assert previews.pixels(bytes(32)) is not None, "there was room again"
"""
"""Keeps previews where no file can grow, as on a full disk: in a process of its own, whose limit meets no one else."""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file size here")
def test_a_full_disk_is_mentioned_once_and_fails_no_photo(tmp_path):
    (tmp_path / "00").mkdir()
    process = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    assert process.stderr.count("Previews cannot be kept") == 1


def test_a_read_only_library_is_mentioned_once_and_still_read(ordinary_folder, expected_logs):
    kept = Previews(ordinary_folder)
    kept.keep(DIGEST, np.asarray(scene()))
    folder = kept.path(DIGEST).parent
    folder.chmod(0o500)
    expected_logs.expect("permission denied")
    try:
        kept.keep(b"\0" + DIGEST[1:31] + b"\xff", np.asarray(scene()))
        assert kept.pixels(DIGEST) is not None
    finally:
        folder.chmod(0o700)


def test_threads_may_keep_the_same_preview_at_once(previews):
    pixels = np.asarray(scene())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: previews.keep(DIGEST, pixels), range(64)))
    assert difference(previews.pixels(DIGEST), pixels) < 4.0
    assert list(previews.path(DIGEST).parent.iterdir()) == [previews.path(DIGEST)]
