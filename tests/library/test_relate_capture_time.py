"""What capture times say of a pair."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.library.photo import Photo
from photohash.library.relate.capture_time import taken_apart

NOON = datetime(2024, 5, 17, 12, 0, 0)


def photo(taken: str | None) -> Photo:
    return Photo(1, bytes(32), 1, 1, "JPEG", 1, taken, None)


def apart(one: str | None, other: str | None) -> bool:
    return taken_apart(photo(one), photo(other))


@given(st.integers(-26, 26))
def test_whole_hours_are_another_time_zone(hours):
    assert not apart(NOON.isoformat(), (NOON + timedelta(hours=hours)).isoformat())


@pytest.mark.parametrize("minutes", [330, 345, 570])
def test_so_are_the_zones_between_them(minutes):
    assert not apart(NOON.isoformat(), (NOON + timedelta(minutes=minutes)).isoformat())


@given(st.integers(1, 3 * 86_400).filter(lambda seconds: seconds % 900))
def test_any_other_difference_is_another_moment(seconds):
    assert apart(NOON.isoformat(), (NOON + timedelta(seconds=seconds)).isoformat())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-05-17T12:00:00", "2024-05-18T15:00:00"),
        ("2024-05-17T12:00:00", "2024-05-17T12:15:00"),
        ("2024-05-17T12:00:00", "2024-05-17T12:30:00"),
        ("2024-05-17T12:00:00.25", "2024-05-17T13:00:00.50"),
        ("2024-05-17T12:00:00.25", "2024-05-17T12:00:00.50"),
        ("2024-05-17T12:00:00.25", "2024-05-17T13:00:01"),
    ],
)
def test_these_are_two_moments(one, other):
    assert apart(one, other)
    assert apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-05-17T12:00:00.25", "2024-05-17T13:00:00.25"),
        ("2024-05-17T12:00:00.25", "2024-05-17T13:00:00"),
        ("2024-12-31T23:30:00", "2025-01-01T01:30:00"),
        ("2024-05-17T12:00:00", None),
    ],
)
def test_these_may_be_one(one, other):
    assert not apart(one, other)
    assert not apart(other, one)
