import pytest

from photohash.core import formatting


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
    assert formatting.size_in_words(octets) == text


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
    assert formatting.time_left(seconds) == text
