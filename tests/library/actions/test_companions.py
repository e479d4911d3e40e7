"""What belongs to a photo by its name travels with it, tells of it, or keeps it where it is."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.library.actions import ActionResult, EntryState, takeout, xmp
from photohash.library.actions.companions import Companions, Neighbourhood, is_companion_name
from photohash.library.actions.metadata import fields_of
from photohash.library.actions.xmp import Fields
from tests.library.actions.laws import entries

COPY = "inbox/harbour copy.jpg"
SUPPLEMENT = "supplemental-metadata"
TOLD = {
    "title": "harbour.jpg",
    "description": "the harbour",
    "photoTakenTime": {"timestamp": "1561975200", "formatted": "1 Jul 2019, 10:00:00 UTC"},
    "geoData": {"latitude": 53.5, "longitude": -9.25, "altitude": 0.0},
    "geoDataExif": {"latitude": 0.0, "longitude": 0.0},
    "people": [{"name": "Ada"}, {"name": "Grace"}],
    "url": "https://photos.google.com/photo/x",
}
KNOWN = Fields(None, (), "the harbour", (53.5, -9.25), "2019-07-01T10:00:00Z", ("Ada", "Grace"))


def beside(folder: Path, photo: str, *names: str) -> Companions:
    for name in (photo, *names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return Neighbourhood().companions(folder / photo)


def sidecars(folder: Path, photo: str, *names: str) -> list[str]:
    return sorted(path.name for path in beside(folder, photo, *names).sidecars)


@pytest.mark.parametrize(
    ("photo", "name"),
    [
        ("x.jpg", "x.jpg.json"),
        ("x.JPG", "x.JPG.json"),
        ("x(1).jpg", "x.jpg(1).json"),
        ("x(1).jpg", "x(1).jpg.json"),
        ("x(12).jpg", "x.jpg.supplemental-metadata(12).json"),
        ("x.jpg", "x.jpg.supplemental-metadata.json"),
        ("x-edited.jpg", "x.jpg.json"),
        ("x-edited(1).jpg", "x.jpg(1).json"),
        ("x-bearbeitet.jpg", "x.jpg.supplemental-metadata.json"),
        ("a" * 47 + ".jpg", "a" * 46 + ".json"),
        ("a" * 47 + "(2).jpg", "a" * 46 + "(2).json"),
        ("a" * 43 + ".jpg", "a" * 43 + ".jp.json"),
        ("a" * 41 + ".jpg", "a" * 41 + ".jpg..json"),
        ("x.CR2", "x.CR2.xmp"),
        ("x.CR2", "x_01.CR2.xmp"),
        ("x.CR2", "x.xmp"),
        ("x.CR2", "x.CR2.pp3"),
        ("x.CR2", "x.CR2.dop"),
        ("x.CR2", "x.CR2.cos"),
        ("x.CR2", "x.on1"),
        ("x.jpg", "x.THM"),
        ("x.jpg", "x.WAV"),
        ("x.heic", "x.AAE"),
    ],
)
def test_a_sidecar_of_each_spelling_belongs_to_its_photo(tmp_path, photo, name):
    assert sidecars(tmp_path, photo, name) == [name]
    assert is_companion_name(name, photo)


@given(st.integers(0, len(SUPPLEMENT)), st.integers(1, 30), st.sampled_from(["", "(1)", "(27)"]))
def test_every_cut_of_takeouts_long_ending_belongs_to_its_photo(kept, length, number):
    stem = "p" * length
    name = f"{stem}.jpg.{SUPPLEMENT[:kept]}{number}.json"
    assert is_companion_name(name, f"{stem}{number}.jpg")
    assert not is_companion_name(name, f"{stem}q{number}.jpg")


@given(st.text("abcäöü 0123", min_size=1, max_size=60), st.sampled_from([".jpg", ".HEIC", ".jpeg"]))
def test_whatever_takeout_cuts_from_a_name_it_is_found(stem, suffix):
    photo = f"{stem}{suffix}"
    for told in (photo, f"{photo}.{SUPPLEMENT}"):
        assert is_companion_name(f"{told[:46]}.json", photo)


@pytest.mark.parametrize(
    ("photo", "name"),
    [
        ("x.jpg", "x.json"),
        ("x.jpg", "y.jpg.json"),
        ("x.jpg", "x.jpg(1).json"),
        ("x(1).jpg", "x.jpg.json"),
        ("x.jpg", "x.jpg.notes.json"),
        ("x.jpg", "x.png.json"),
        ("x.jpg", "package.json"),
        ("x.jpg", "x.txt"),
        ("x.jpg", "x.jpg.txt"),
        ("x.jpg", "xy.wav"),
        ("a" * 40 + ".jpg", "a" * 39 + ".json"),
    ],
)
def test_what_only_looks_like_a_sidecar_belongs_to_no_photo(tmp_path, photo, name):
    assert beside(tmp_path, photo, name) == Companions()
    assert not is_companion_name(name, photo)


def test_the_second_edit_of_a_photo_is_none_where_a_photo_has_that_name(tmp_path):
    assert sidecars(tmp_path, "x.CR2", "x_01.CR2", "x_01.CR2.xmp", "x.CR2.xmp") == ["x.CR2.xmp"]
    assert sidecars(tmp_path, "x_01.CR2") == ["x_01.CR2.xmp"]


@pytest.mark.parametrize(("photo", "other"), [("x.jpg", "x-edited.jpg"), ("x-edited.jpg", "x.jpg")])
def test_what_tells_of_a_photo_and_its_edit_stays_with_the_other_and_is_read_for_both(tmp_path, photo, other):
    found = beside(tmp_path, photo, other, "x.jpg.json")
    assert found.sidecars == ()
    assert [path.name for path in found.shared] == ["x.jpg.json"]


@pytest.mark.parametrize("film", ["IMG_1.MOV", "IMG_1_HEVC.MOV", "IMG_1_HEIC.MOV", "img_1_hevc.mov"])
def test_the_film_of_a_live_photo_is_known_as_downloaders_name_it(tmp_path, film):
    assert [path.name for path in beside(tmp_path, "IMG_1.HEIC", film).partners] == [film]
    assert beside(tmp_path, "IMG_2.HEIC").partners == ()


def test_the_settings_of_a_capture_one_session_keep_their_photo_where_it_is(world):
    settings = world / "inbox/CaptureOne/Settings131/harbour copy.jpg.cos"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b"settings")
    [outcome] = [outcome for outcome in world.apply() if outcome.tick.path == world / COPY]
    assert outcome.result is ActionResult.FAILED
    assert "harbour copy.jpg.cos" in outcome.note
    assert settings.exists()


def test_takeouts_json_tells_description_place_time_and_people():
    assert takeout.read(json.dumps(TOLD).encode()) == KNOWN


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"title": 3}', b'{"title": "x", "people": "Ada"}',
        b'{"title": "x", "photoTakenTime": {"timestamp": "never"}, "geoData": {"latitude": "north"}}',
        b'{"title": "x", "geoData": {"latitude": 1e999, "longitude": 3}, "people": [3, {"name": 4}, {}]}',
        b'{"title": "x", "photoTakenTime": {"timestamp": 1e99}, "description": ["a"]}',
    ],
)  # fmt: skip
def test_any_other_json_tells_nothing(content):
    assert takeout.read(content) == Fields()


def test_what_xmp_and_the_photo_itself_say_counts_before_takeout(tmp_path):
    photo = tmp_path / "x.jpg"
    photo.write_bytes(b"no picture")
    (tmp_path / "x.jpg.json").write_text(json.dumps(TOLD))
    (tmp_path / "x.xmp").write_bytes(xmp.added(None, Fields(description="mine", people=("Grace", "Edsger"))))
    fields = fields_of(photo, [tmp_path / "x.jpg.json", tmp_path / "x.xmp"])
    assert (fields.description, fields.place, fields.people) == ("mine", (53.5, -9.25), ("Grace", "Edsger", "Ada"))


def test_people_that_only_a_copy_knows_are_added_to_a_sidecar():
    packet = xmp.added(xmp.added(None, Fields(people=("Ada",))), Fields(people=("ada", "Grace\x00\ud800")))
    assert xmp.read(packet).people == ("Ada", "Grace")


@pytest.mark.parametrize("name", ["harbour copy.jpg.json", "harbour copy.jpg.supplemental-me.json"])
def test_what_only_takeout_knows_of_a_copy_goes_into_the_sidecar_of_its_keeper(world, name):
    (world / "inbox" / name).write_text(json.dumps(TOLD))
    before = world.tree()
    outcomes = {outcome.tick.path: outcome for outcome in world.apply("quarantine")}
    assert outcomes[world / COPY].companions == (world / "inbox" / name,)
    assert not (world / "inbox" / name).exists()
    told = xmp.read((world / "album/harbour.jpg.xmp").read_bytes())
    assert (told.description, told.place, told.people) == (KNOWN.description, KNOWN.place, KNOWN.people)
    world.undo()
    assert world.tree() == before


TRAVELLING = [
    "harbour copy.jpg.xmp", "harbour copy.pp3", "harbour copy.jpg.pp3", "harbour copy.dop", "harbour copy.on1",
    "harbour copy.jpg.cos", "harbour copy.THM", "harbour copy.WAV", "harbour copy.jpg.supplemental-metadata.json",
]  # fmt: skip


@pytest.mark.parametrize("to", ["trash", "quarantine", "move"])
def test_everything_that_belongs_to_a_photo_goes_with_it_and_comes_back(world, home, tmp_path, to):
    for name in TRAVELLING:
        (world / "inbox" / name).write_bytes(b"of " + name.encode())
    (world / "inbox/harbour copy.json").write_bytes(b"of another program")
    before = world.tree()
    outcomes = {outcome.tick.path: outcome for outcome in world.apply(f"move:{tmp_path / 'm'}" if to == "move" else to)}
    assert sorted(path.name for path in outcomes[world / COPY].companions) == sorted(TRAVELLING)
    assert not any((world / "inbox" / name).exists() for name in TRAVELLING)
    assert (world / "inbox/harbour copy.json").exists()
    assert not any(undone.problem for undone in world.undo())
    assert world.tree() == before


def test_a_photo_that_gets_another_name_takes_its_companions_under_it(world, tmp_path):
    (world / "inbox/harbour copy.jpg.json").write_text("{}")
    (world / "inbox/harbour copy.WAV").write_bytes(b"a voice")
    taken = tmp_path / "there/inbox/harbour copy.jpg"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"here first")
    before = world.tree()
    world.apply(f"move:{tmp_path / 'there'}")
    names = {path.name for path in taken.parent.iterdir()}
    assert {"harbour copy (2).jpg", "harbour copy (2).jpg.json", "harbour copy (2).WAV"} <= names
    assert not any(undone.problem for undone in world.undo())
    assert world.tree() == before


@pytest.mark.parametrize("column", ["source", "destination", "restored"])
@pytest.mark.parametrize("name", ["package.json", "inbox/settings.json", "photos/album/notes.wav", "x.pp3"])
def test_a_crafted_journal_moves_no_file_that_belongs_to_no_photo(world, column, name):
    (world / "inbox/harbour copy.jpg.json").write_text(json.dumps(TOLD))
    world.apply("quarantine", rescue=False)
    victim = world.folder / name
    victim.parent.mkdir(parents=True, exist_ok=True)
    if column != "restored":
        victim.write_text("not photohash's")
    [entry] = [entry for entry in entries(world) if entry.path == world / COPY]
    with closing(sqlite3.connect(world.library / "catalogue.sqlite")) as crafted:
        where = "WHERE place > 0 AND entry = ?"
        crafted.execute(f"UPDATE journal_file SET {column} = ? {where}", (os.fsencode(victim), entry.id))
        crafted.commit()
    assert [undone.problem for undone in world.undo(entry.id)] != [""]
    assert victim.exists() is (column != "restored")
    assert EntryState.UNDONE not in {entry.state for entry in entries(world)}


def test_a_link_that_leads_in_a_circle_keeps_nobody_from_listing_its_folder(tmp_path):
    (tmp_path / "CaptureOne").symlink_to("CaptureOne")
    (tmp_path / "circle").symlink_to("circle")
    assert sidecars(tmp_path, "x.jpg", "x.xmp") == ["x.xmp"]


def test_a_photo_alone_has_no_companions_whatever_others_have(tmp_path):
    beside(tmp_path, "x.jpg", "y.jpg", "z.jpg", "z.cr2", "w.jpg", "w.mov")
    around = Neighbourhood()
    assert around.companions(tmp_path / "x.jpg") == around.companions(tmp_path / "y.jpg") == Companions()
    assert [path.name for path in around.companions(tmp_path / "z.jpg").partners] == ["z.cr2"]
    assert [path.name for path in around.companions(tmp_path / "w.jpg").partners] == ["w.mov"]
