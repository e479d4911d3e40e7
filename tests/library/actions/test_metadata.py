"""Rating, keywords, description, place and capture time survive the copy that had them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.library.actions import xmp
from photohash.library.actions.companions import Neighbourhood
from photohash.library.actions.metadata import differences, fields_of
from photohash.library.actions.xmp import Fields
from tests.library.actions.worlds import RATED
from tests.library.photos import exif, save, scene

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).map(str.strip).filter(bool)
FIELDS = st.builds(
    Fields,
    st.none() | st.integers(1, 5) | st.just(-1),
    st.lists(TEXT, unique_by=str.casefold, max_size=4).map(tuple),
    st.none() | TEXT,
    st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.none() | st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat()),
)


LAW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)


def close(one: Fields, other: Fields) -> bool:
    places = [fields.place or (999.0, 999.0) for fields in (one, other)]
    near = all(abs(a - b) < 1e-6 for a, b in zip(*places, strict=True))
    return near and all(
        getattr(one, name) == getattr(other, name) for name in ("rating", "keywords", "description", "taken")
    )


@LAW
@given(FIELDS)
def test_what_is_written_to_a_sidecar_is_read_again(fields):
    assert close(xmp.read(xmp.added(None, fields)), fields)


@LAW
@given(FIELDS, FIELDS)
def test_adding_to_a_sidecar_keeps_what_was_there(first, second):
    found = xmp.read(xmp.added(xmp.added(None, first), second))
    assert close(found, first.joined(second.beyond(first)))


@LAW
@given(FIELDS, FIELDS)
def test_nothing_is_missing_after_a_rescue(copy, keeper):
    assert not copy.beyond(keeper.joined(copy.beyond(keeper)))


def test_a_sidecar_of_another_program_keeps_its_own_entries():
    packet = RATED.replace(
        b"<dc:subject>", b'<crs:Exposure xmlns:crs="http://ns.adobe.com/camera/">+1</crs:Exposure><dc:subject>'
    )
    text = xmp.added(packet, Fields(description="a harbour", keywords=("sea", "sun"))).decode()
    assert "crs:Exposure" in text
    assert xmp.read(text.encode()) == Fields(4, ("sea", "boats", "sun"), "a harbour")


def test_exif_xmp_and_sidecars_are_read(tmp_path):
    tags = Image.Exif()
    tags[0x4746], tags[0x010E] = 3, "from EXIF"
    tags[0x9C9E] = "sea;boats".encode("utf-16-le")
    tags.get_ifd(0x8825).update({1: "S", 2: (33.0, 30.0, 0.0), 3: "E", 4: (151.0, 15.0, 0.0)})
    tags.get_ifd(0x8769)[0x9003] = "2024:05:17 09:30:12"
    photo = save(scene(), tmp_path / "photo.jpg", exif=tags)
    assert fields_of(photo, []) == Fields(3, ("sea", "boats"), "from EXIF", (-33.5, 151.25), "2024-05-17T09:30:12")
    sidecar = tmp_path / "photo.xmp"
    sidecar.write_bytes(RATED)
    assert fields_of(photo, [sidecar]).rating == 4
    embedded = save(scene(), tmp_path / "embedded.jpg", xmp=RATED)
    assert fields_of(embedded, []) == Fields(4, ("sea", "boats"))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".avif", ".heic", ".tif"])
def test_every_format_tells_its_capture_time(tmp_path, suffix):
    photo = save(scene(), tmp_path / f"photo{suffix}", exif=exif(taken="2024:05:17 09:30:12"))
    assert fields_of(photo, []).taken == "2024-05-17T09:30:12"


def test_broken_metadata_count_as_none(tmp_path):
    photo = save(scene(), tmp_path / "photo.jpg", exif=b"Exif\0\0MM\0*\0\0\xff\xff")
    (tmp_path / "photo.xmp").write_bytes(b"not XML")
    assert fields_of(photo, [tmp_path / "photo.xmp"]) == Fields()


def test_differences_say_what_goes_into_the_sidecar():
    found = differences(Fields(5, ("sea", "sun"), "mine"), Fields(None, ("Sea",), "theirs"))
    assert [(one.field, one.copy, one.keeper, one.rescued) for one in found] == [
        ("rating", "5", "", "5"),
        ("keywords", "sea, sun", "Sea", "sun"),
        ("description", "mine", "theirs", "theirs\nmine"),
    ]


def test_the_keeper_itself_is_never_written_to(world):
    before = world.tree()
    world.apply("quarantine")
    after = world.tree()
    for name in ("album/harbour.jpg", "album/tower.jpg"):
        assert after[name] == before[name]
    assert xmp.read((world / "album/harbour.jpg.xmp").read_bytes()) == Fields(4, ("sea", "boats"))


def test_the_sidecar_that_a_keeper_has_is_added_to_and_comes_back_by_undo(world):
    mine = xmp.added(None, Fields(description="kept"))
    (world / "album/harbour.xmp").write_bytes(mine)
    before = world.tree()
    world.apply("quarantine")
    assert xmp.read((world / "album/harbour.xmp").read_bytes()) == Fields(4, ("sea", "boats"), "kept")
    world.undo()
    assert world.tree() == before


def test_a_sidecar_that_was_edited_since_is_not_taken_back(world):
    world.apply("quarantine")
    (world / "album/harbour.jpg.xmp").write_bytes(RATED)
    undone = world.undo()
    assert (world / "album/harbour.jpg.xmp").read_bytes() == RATED
    assert [found.entry.path.name for found in undone if found.problem] == ["harbour.jpg.xmp"]


def test_a_sidecar_that_cannot_be_understood_keeps_the_copy_in_place(world):
    (world / "album/harbour.xmp").write_bytes(b"notes of another kind")
    outcomes = {outcome.tick.path.name: outcome for outcome in world.apply("quarantine")}
    assert "cannot be understood" in outcomes["harbour sent.jpg"].note
    assert (world / "inbox/harbour sent.jpg").exists()
    assert not (world / "inbox/harbour copy.jpg").exists()


def test_what_belongs_to_a_photo_is_known_by_its_name(tmp_path):
    for name in ("IMG_1.HEIC", "IMG_1.jpg", "IMG_1.MOV", "img_1.xmp", "IMG_1.jpg.XMP", "IMG_1.DNG", "IMG_10.xmp"):
        (tmp_path / name).touch()
    around = Neighbourhood()
    apple, jpeg = around.companions(tmp_path / "IMG_1.HEIC"), around.companions(tmp_path / "IMG_1.jpg")
    assert {path.name for path in apple.partners} == {"IMG_1.MOV", "IMG_1.DNG"}
    assert {path.name for path in jpeg.partners} == {"IMG_1.DNG"}
    assert apple.sidecars == ()
    assert {path.name for path in jpeg.sidecars} == {"IMG_1.jpg.XMP"}


@pytest.mark.parametrize(
    ("photo", "half"),
    [
        ("IMG_2.HEIC", "IMG_2.MP4"),
        ("IMG_2.jpg", "IMG_2.mp4"),
        ("PXL_2.MP.jpg", "PXL_2.MP"),
        ("PXL_2.RAW-01.MP.COVER.jpg", "PXL_2.RAW-02.ORIGINAL.dng"),
        ("PXL_2.RAW-02.ORIGINAL.dng", "PXL_2.RAW-01.MP.COVER.jpg"),
    ],
)
def test_the_other_half_is_known_as_phones_and_services_name_it(tmp_path, photo, half):
    for name in (photo, half, "IMG_3.mp4", "PXL_20.MP.jpg"):
        (tmp_path / name).touch()
    assert [path.name for path in Neighbourhood().companions(tmp_path / photo).partners] == [half]
