"""``photohash models``: a model of one's own renamed, taken out as one file and in again; a stranger's file is data."""

from __future__ import annotations

import json
import shutil
import warnings
import zipfile
from pathlib import Path

import pytest

from photohash.core.settings import Settings

MINE = "dhida-lite0-256-mine"


@pytest.fixture
def mine(photohash, tmp_path) -> Path:
    """A model of the user's own, imported into the library; gives where it came from."""
    models = photohash("models", "--json").document["models"]
    source = next(Path(model["path"]) for model in models if model["id"] == "dhida-lite0-256-copies")
    foreign = Path(shutil.copytree(source, tmp_path / "foreign"))
    card = json.loads((foreign / "card.json").read_text())
    (foreign / "card.json").write_text(json.dumps(card | {"id": MINE, "purpose": "mine"}))
    assert photohash("models", "import", foreign).code == 0
    return foreign


def titles(photohash, **options) -> dict[str, str]:
    return {model["id"]: model["title"] for model in photohash("models", "--json", **options).document["models"]}


def test_a_model_goes_out_as_one_file_and_into_another_library(photohash, mine, tmp_path):
    packed = tmp_path / "mine.zip"
    assert photohash("models", "rename", MINE, "  My own\n eye ").code == 0
    assert photohash("models", "export", MINE, packed).code == 0
    assert photohash("models", "export", MINE, packed).code == 1, "nothing is replaced"
    other = tmp_path / "other"
    assert photohash("models", "import", packed, library=other).code == 0
    assert titles(photohash, library=other)[MINE] == "My own eye"
    assert photohash("models", "check", MINE, library=other).code == 0


def test_bundled_models_and_no_titles_are_refused(photohash, mine):
    assert "comes with photohash" in photohash("models", "rename", "dhida-lite0-256-copies", "Mine").err
    assert photohash("models", "rename", "nobody", "Mine").code == 1
    outcome = photohash("models", "rename", MINE, " ")
    assert outcome.code == 1
    assert "cannot be named so" in outcome.err
    taken = titles(photohash)["dah-lite0-64-scenes"]
    assert f"There is a model called “{taken}” already" in photohash("models", "rename", MINE, f" {taken.upper()}").err


@pytest.mark.parametrize("key", ["model", "browsing-model"])
def test_a_model_in_use_is_not_removed(photohash, mine, tmp_path, key):
    Settings(tmp_path / "library").set(key, MINE)
    outcome = photohash("models", "remove", MINE)
    assert outcome.code == 1
    assert "is in use" in outcome.err
    assert MINE in titles(photohash)


def hostile(kind: str, mine: Path, place: Path) -> None:
    if kind == "no archive":
        place.write_bytes(b"PK\x03\x04 and nothing more")
        return
    with warnings.catch_warnings(), zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore", UserWarning)  # of a name that is there twice
        for path in mine.iterdir():
            if kind != "a file missing" or path.suffix != ".xml":
                content = path.read_bytes()
                packed.writestr(
                    path.name, content[:-1] + b"!" if (kind, path.suffix) == ("changed", ".bin") else content
                )
        extra = {
            "above": "../escaped.json", "absolute": "/tmp/escaped.json", "on a drive": "C:\\escaped.json",
            "deep": "inside/escaped.json", "twice": "CARD.json", "hidden": ".escaped",
        }  # fmt: skip
        if kind in extra:
            packed.writestr(extra[kind], b"{}")
        if kind == "many":
            for number in range(20):
                packed.writestr(f"file{number}", b"")


@pytest.mark.parametrize(
    "kind",
    ["no archive", "a file missing", "changed", "above", "absolute", "on a drive", "deep", "twice", "hidden", "many"],
)
def test_a_strangers_file_is_refused_whole(photohash, mine, tmp_path, kind):
    place = tmp_path / "inbox" / "stranger.zip"
    place.parent.mkdir()
    hostile(kind, mine, place)
    other = tmp_path / "other"
    outcome = photohash("models", "import", place, library=other)
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1, "one sentence"
    assert MINE not in titles(photohash, library=other)
    assert not list(tmp_path.rglob("*escaped*"))


def test_a_file_that_unpacks_without_end_is_stopped(photohash, mine, tmp_path, monkeypatch):
    from photohash.hashing import model_archive

    monkeypatch.setattr(model_archive, "_LARGEST", 1 << 20)
    place = tmp_path / "bomb.zip"
    hostile("none", mine, place)
    outcome = photohash("models", "import", place, library=tmp_path / "other")
    assert outcome.code == 1
    assert "unpacks to more" in outcome.err
