"""``photohash albums`` through the program: made, changed, suggested for, taken out of one library and into another."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest

from photohash.__main__ import run


@pytest.fixture
def library(tmp_path, scanned) -> Path:
    """A library that a test may change."""
    return Path(shutil.copytree(scanned, tmp_path / "library"))


@pytest.fixture
def call(photohash, library):
    def called(*arguments, code: int = 0):
        outcome = photohash("albums", *arguments)
        assert outcome.code == code, outcome.err
        return outcome

    return called


def listed(call) -> dict[str, int]:
    return {album["name"]: album["photos"] for album in call("list", "--json").document["albums"]}


def test_an_album_is_made_changed_and_removed(call, photos):
    assert "no albums yet" in call().out
    assert "Made Trips with 2 photos" in call("create", "Trips", photos / "rocket.jpg", photos / "coffee.jpg").out
    assert call("add", "trips", photos / "coffee (1).jpg", "--json").document["added"] == 0, "the same content"
    assert "Added 1 photo" in call("add", "trips", photos / "chelsea.jpg").out
    assert "Took 1 photo out" in call("remove", "Trips", photos / "rocket.jpg").out
    call("rename", "Trips", "Voyages")
    assert listed(call) == {"Voyages": 2}
    assert "Voyages" in call("list").out
    call("remove", "Voyages")
    assert listed(call) == {}


def test_a_folder_is_added_whole_and_what_is_not_known_is_told(call, photos, tmp_path):
    outcome = call("create", "All", photos, code=3)
    assert "broken.jpg" in outcome.err
    assert listed(call)["All"] > 10
    stranger = tmp_path / "stranger.jpg"
    stranger.write_bytes(b"no photo of the library")
    assert "is not in the library" in call("add", "All", stranger, code=3).err
    assert "no longer there" in call("add", "All", tmp_path / "gone.jpg", code=3).err


def test_a_rename_and_a_move_lose_no_label(call, photohash, photos, tmp_path):
    call("create", "Space", photos / "rocket.jpg")
    moved = Path(shutil.copytree(photos, tmp_path / "moved"))
    (moved / "rocket.jpg").rename(moved / "other name.jpg")
    photohash("folders", "remove", photos)
    assert call("list", "--json").document["albums"] == [{"name": "Space", "photos": 1, "at_hand": 0}]
    photohash("scan", moved)
    assert call("list", "--json").document["albums"] == [{"name": "Space", "photos": 1, "at_hand": 1}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "Nobody", "{photo}"], "no album Nobody"),
        (["remove", "Nobody"], "no album Nobody"),
        (["suggest", "Nobody"], "no album Nobody"),
        (["create", " "], "needs a name"),
        (["create", "taken"], "There is an album Taken already"),
        (["import", "{missing}"], "cannot be read"),
    ],
)
def test_what_cannot_be_is_wrong_usage(call, photos, tmp_path, arguments, said):
    call("create", "Taken")
    places = {"photo": photos / "rocket.jpg", "missing": tmp_path / "missing.csv"}
    assert said in call(*(part.format(**places) for part in arguments), code=2).err


def test_photos_are_suggested_and_added_above_a_score(call, photos):
    call("create", "Cats", photos / "chelsea.jpg")
    call("create", "Space", photos / "rocket.jpg")
    document = call("suggest", "Cats", "-k", 3, "--json").document
    assert document["added"] == 0
    assert {one["album"] for one in document["suggestions"]} == {"Cats"}
    assert not any("chelsea" in Path(one["path"]).name for one in document["suggestions"]), "copies are left out"
    assert "Score" in call("suggest", "--doubt").out
    assert call("suggest", "Cats", "-k", 2, "--add", 0, "--json").document["added"] == 2
    assert listed(call)["Cats"] == 3


def test_csv_goes_out_of_one_library_and_into_another(call, photohash, photos, tmp_path):
    call("create", "=Trips, “2024”", photos / "rocket.jpg", photos / "coffee.jpg")
    call("create", "Cats", photos / "chelsea.jpg")
    table = tmp_path / "albums.csv"
    assert "Wrote 3 photos of 2 albums" in call("export", table).out
    with table.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["album", "path", "digest"]
    other = tmp_path / "other"
    moved = Path(shutil.copytree(photos, tmp_path / "moved"))
    run(["--library", str(other), "scan", str(moved)])
    assert photohash("albums", "import", table, library=other).code == 0
    found = photohash("albums", "list", "--json", library=other).document["albums"]
    assert found == [
        {"name": "=Trips, “2024”", "photos": 2, "at_hand": 2},
        {"name": "Cats", "photos": 1, "at_hand": 1},
    ]


def test_a_csv_by_hand_takes_paths_and_tells_what_it_cannot_take(call, photos, tmp_path):
    table = tmp_path / "hand.csv"
    rows = [
        "Album;Path",
        f"Cats;{photos / 'chelsea.jpg'}",
        f"cats;{photos / 'coffee.jpg'}",
        "Cats;/nowhere.jpg",
        ";x.jpg",
    ]
    table.write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8")
    outcome = call("import", table, code=3)
    assert listed(call) == {"Cats": 2}
    assert "nowhere.jpg is not in the library" in outcome.err
    assert "row 5" in outcome.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"album,path\n\xff\xfe,x\n", "not UTF-8"),
        (b"name,file\na,b\n", "no columns album and path"),
        (b"", "no columns album and path"),
        (b"album,path\n" + b"x" * 100_000 + b",y\n", "not CSV"),
    ],
)
def test_a_csv_that_is_none_changes_nothing(call, tmp_path, content, said):
    table = tmp_path / "bad.csv"
    table.write_bytes(content)
    assert said in call("import", table, code=2).err
    assert listed(call) == {}


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_folders_of_links_are_made_once_and_taken_as_albums(call, photos, tmp_path):
    call("create", 'Who? me / "you"', photos / "rocket.jpg", photos / "coffee.jpg")
    call("create", "CON", photos / "chelsea.jpg")
    out = tmp_path / "links"
    assert "Made 3 symbolic links" in call("export", out).out
    assert {path.name for path in out.iterdir()} == {"Who_ me _ _you_", "_CON"}
    links = [path for path in out.rglob("*") if path.is_symlink()]
    assert len(links) == 3
    assert all(path.resolve().parent == photos.resolve() for path in links)
    assert "0 symbolic links; 3 were there" in call("export", out).out
    (out / "_CON" / "chelsea.jpg").unlink()
    (out / "_CON" / "chelsea.jpg").write_text("the user's own")
    call("export", out, "--album", "con")
    assert (out / "_CON" / "chelsea.jpg").read_text() == "the user's own"
    (out / "_CON" / "chelsea.jpg").unlink()
    for name in ('Who? me / "you"', "CON"):
        call("remove", name)
    call("import", out)
    assert listed(call) == {"Who_ me _ _you_": 2, "_CON": 1}


def test_links_are_never_made_among_the_photos(call, photos):
    call("create", "Cats", photos / "chelsea.jpg")
    assert "which is in the library" in call("export", photos / "links", code=2).err
    assert not (photos / "links").exists()


def test_a_place_that_cannot_be_written_is_told(call, photos, tmp_path):
    call("create", "Cats", photos / "chelsea.jpg")
    (tmp_path / "file").write_text("no folder")
    assert "cannot be written" in call("export", tmp_path / "file" / "albums.csv", code=1).err
    assert "cannot be written" in call("export", tmp_path / "file" / "links", code=1).err
