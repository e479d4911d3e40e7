"""Codes belong to the network file that made them: another one of the same model codes a library anew, by itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from photohash import wiring
from photohash.library.similar_photos import similar_to_photos
from tests.e2e.conftest import Photohash
from tests.library.photos import save, scene
from tests.test_wiring import ID, build_model

PHOTOS = 6


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model directory whose network a test replaces."""
    return build_model(tmp_path / "models" / ID)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Some photos, one of them with a smaller copy."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(PHOTOS):
        save(scene(320, 240, seed), folder / f"{seed}.png")
    with Image.open(folder / "0.png") as picture:
        picture.resize((160, 120)).save(folder / "0 small.png")
    return folder


def replace_network(model: Path) -> None:
    """Puts another network into a model directory; id, weights and radii stay."""
    card = json.loads((model / "card.json").read_text())
    shutil.rmtree(model)
    build_model(model, seed=2)
    new = json.loads((model / "card.json").read_text())
    changed = {name for name, digest in new["files"].items() if digest != card["files"][name]}
    assert "weights.safetensors" not in changed
    assert {"network.bin"} <= changed


def updated(photohash: Photohash, model: Path, *folders: Path) -> int:
    """Scans; gives the number of photos that were coded."""
    outcome = photohash("scan", *folders, "--model", model, "--json")
    assert outcome.code == 0, outcome.err
    count: int = outcome.document["updated"]["photos"]
    return count


def nearest(photohash: Photohash, model: Path, picture: Path) -> list[str]:
    """The library's photos, nearest to a picture first."""
    outcome = photohash("similar", picture, "--model", model, "--json")
    assert outcome.code == 0, outcome.err
    return [Path(hit["path"]).name for hit in outcome.document["photos"]]


def test_a_scan_by_another_network_file_codes_every_photo_anew_and_keeps_what_pairs_are(photohash, model, photos):
    assert updated(photohash, model, photos) == PHOTOS + 1
    assert updated(photohash, model) == 0
    groups = photohash("groups", "--model", model, "--json").document["groups"]
    replace_network(model)
    assert updated(photohash, model) == PHOTOS + 1
    assert updated(photohash, model) == 0
    again = photohash("groups", "--model", model, "--json").document["groups"]
    assert [[photo["path"] for photo in group["photos"]] for group in groups] == [
        [photo["path"] for photo in group["photos"]] for group in again
    ]


def test_a_library_coded_anew_is_what_a_new_library_would_be(photohash, model, photos, tmp_path):
    updated(photohash, model, photos)
    replace_network(model)
    updated(photohash, model)
    new = tmp_path / "new library"
    assert photohash("scan", photos, "--model", model, library=new).code == 0
    for picture in sorted(photos.iterdir()):
        beside = photohash("similar", picture, "--model", model, "--json", library=new).document["photos"]
        found = photohash("similar", picture, "--model", model, "--json").document["photos"]
        assert [hit["distance"] for hit in found] == [hit["distance"] for hit in beside]


def test_a_picture_is_never_compared_with_codes_of_another_network_file(photohash, model, photos, tmp_path):
    updated(photohash, model, photos)
    outside = tmp_path / "outside.png"
    shutil.copy(photos / "3.png", outside)
    assert nearest(photohash, model, outside)[0] == "3.png"
    replace_network(model)
    refused = photohash("similar", outside, "--model", model, "--json")
    assert refused.code == 1
    assert "coded by another network file" in refused.err
    updated(photohash, model)
    assert nearest(photohash, model, outside)[0] == "3.png"


def test_a_view_that_stays_open_compares_with_the_new_codes_alone(photohash, model, photos, tmp_path):
    updated(photohash, model, photos)
    library = tmp_path / "library"
    with wiring.open_browser(library, str(model)) as browser:
        before = similar_to_photos(browser, [2])
        replace_network(model)
        updated(photohash, model)
        after = similar_to_photos(browser, [2])
        assert [hit.distance for hit in after.photos(alike=False)] != [
            hit.distance for hit in before.photos(alike=False)
        ]
        with wiring.open_browser(library, str(model)) as fresh:
            assert similar_to_photos(fresh, [2]) == after
