# ruff: noqa: F811  the fixtures of another file are named as parameters
"""``photohash similar``: what is nearest, and with --alike what is alike, by one photo or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.test_clusters import COPIES, SCENES, STEREO, coded, coded_twice, look_alikes  # noqa: F401
from tests.library.photos import save, scene


def names(document) -> list[str]:
    return [Path(hit["path"]).name for hit in document["photos"]]


def test_alike_shows_verified_copies_then_look_alikes_and_stops(photohash, coded_twice, look_alikes):
    photo = look_alikes / "motorcycle_left.jpg"
    document = photohash("similar", photo, "--alike", "--json", library=coded_twice).document
    assert names(document) == ["motorcycle_left small.jpg", "motorcycle_right.jpg"]
    assert [hit["kind"] for hit in document["photos"]] == ["resized", None]
    assert (document["model"], document["models"], document["bits"]) == (COPIES, [COPIES, SCENES], 640)
    assert document["photos"][1]["distance"] <= document["limit"]


@pytest.mark.parametrize("model", [COPIES, SCENES])
def test_alike_by_one_model_finds_the_same_copies(photohash, coded_twice, look_alikes, model):
    photo = look_alikes / "motorcycle_left.jpg"
    document = photohash("similar", photo, "--alike", "--model", model, "--json", library=coded_twice).document
    assert document["models"] == [model]
    assert names(document)[0] == "motorcycle_left small.jpg"


def test_without_alike_the_nearest_by_the_model_are_shown_whatever_they_are(photohash, coded_twice, look_alikes):
    document = photohash("similar", look_alikes / "coffee.jpg", "--json", library=coded_twice).document
    assert set(document) == {"model", "query", "photos"}
    assert len(document["photos"]) == 5
    assert names(document)[0] == "coffee small.jpg"
    fewer = photohash("similar", look_alikes / "coffee.jpg", "-k", 2, "--json", library=coded_twice).document
    assert names(fewer) == names(document)[:2]


def test_several_photos_are_asked_about_together(photohash, coded_twice, look_alikes):
    query = [look_alikes / name for name in ("motorcycle_left.jpg", "motorcycle_right.jpg")]
    document = photohash("similar", *query, "--alike", "--json", library=coded_twice).document
    assert document["queries"] == [str(path) for path in query]
    assert set(names(document)) == STEREO - {path.name for path in query}


def test_several_photos_must_be_in_the_library(photohash, coded, look_alikes, tmp_path):
    outside = save(scene(96, 64), tmp_path / "outside.png")
    outcome = photohash("similar", look_alikes / "coffee.jpg", outside, library=coded)
    assert outcome.code == 2
    assert "outside.png is not in the library" in outcome.err


def test_nothing_alike_is_said_with_what_to_do(photohash, coded, tmp_path):
    outcome = photohash("similar", save(scene(480, 320, 7), tmp_path / "other.png"), "--alike", library=coded)
    assert outcome.code == 0
    assert "Nothing else looks like this" in outcome.out
