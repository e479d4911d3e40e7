import pytest

from photohash.app import words
from photohash.core.task import Progress, Stage
from photohash.library.photo import Kind


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 KB"),
        (9_940, "9.9 KB"),
        (9_960, "10 KB"),
        (4_200_000, "4.2 MB"),
        (999_600, "1.0 MB"),
        (12_300_000_000, "12 GB"),
        (5_000_000_000_000_000, "5,000 TB"),
    ],
)
def test_sizes_read_as_in_a_file_manager(octets, text):
    assert words.size(octets) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2, "a few seconds left"),
        (31, "about 30 seconds left"),
        (58, "about 1 minute left"),
        (118, "about 2 minutes left"),
        (3_500, "about 58 minutes left"),
        (3_600, "about 1 hour left"),
        (400_000, "about 5 days left"),
    ],
)
def test_time_left_is_told_in_plain_words(seconds, text):
    assert words.time_left(seconds) == text


def test_progress_tells_what_is_known():
    assert words.progress(Progress(Stage.SCANNING, 0, None, 0.0, None, paused=False)) == ""
    assert (
        words.progress(Progress(Stage.SCANNING, 1, None, 50.0, None, paused=False), "file")
        == "1 file so far · 50 a second"
    )
    running = Progress(Stage.ENCODING, 1204, 5300, 38.2, 107.0, paused=False)
    assert words.progress(running) == "1,204 of 5,300 · 38 a second · about 2 minutes left"


def test_a_paused_task_has_no_speed():
    assert words.progress(Progress(Stage.ENCODING, 3, 10, 2.0, 4.0, paused=True)) == "3 of 10 · paused"


def test_every_kind_has_a_label_and_a_meaning():
    assert set(words.KIND_LABELS) == set(words.KIND_MEANINGS) == set(Kind)


def test_capture_times_are_readable_and_odd_ones_are_left_alone():
    assert words.taken("2024-05-07T09:30:12.25") == "7 May 2024, 09:30"
    assert words.taken("sometime") == "sometime"
    assert words.taken(None) == "not recorded"
