"""What no picture shows: words, marks, measurements and data that programs keep in a file. None of it is given away.

Each case is a full file and a bare one of the same pixels, and the user asks for the bare one to be kept.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin
from PIL.ExifTags import IFD, Base

from tests.e2e.menagerie.cameras import NAMES, jpeg, opened, photo
from tests.e2e.menagerie.conftest import Case

pillow_heif.register_heif_opener()

ZIP = b"PK\3\4" + b"somebody's letters" * 200
XMP = (
    b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
    b'22-rdf-syntax-ns#"><rdf:Description %s>%s</rdf:Description></rdf:RDF></x:xmpmeta>'
)


def beside(case: Case, suffix: str, picture: Image.Image | None = None, **options: Any) -> tuple[Path, Path]:
    """Two files of the same bytes; the bare one is the older."""
    full, bare = case.folder / f"full{suffix}", case.folder / f"bare{suffix}"
    (picture or photo(NAMES[1])).save(full, **options)
    bare.write_bytes(full.read_bytes())
    os.utime(bare, (10**9, 10**9))
    return full, bare


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def ticked_and_reason(case: Case) -> tuple[set[str], str]:
    """What would go if the older file were to be kept, and why the other one would not."""
    case.scan()
    assert len(case.kinds()) == 2
    plan = case.plan("--keep", "oldest")
    ticked = {case.name(action["path"]) for action in plan["actions"] if action["state"] == "planned"}
    return ticked, " ".join([*plan["warnings"], *(action["reason"] for action in plan["actions"])])


SEGMENTS = {
    "raw heat of a thermal camera": (segment(0xE1, b"FLIR\0\1\0\0" + bytes(range(256)) * 30), "data of a program"),
    "measurements of a drone": (segment(0xE3, bytes(range(1, 251)) * 40), "data of a program"),
    "the telemetry of an action camera": (segment(0xE6, b"GoPro\0DEVC" + b"g" * 900), "data of a program"),
    "a comment": (segment(0xFE, b"Grandma and Uncle Joe at the sea"), "a comment"),
    "a path around a head": (segment(0xED, b"Photoshop 3.0\x008BIM\x07\xd0\0\0\0\0\0\x20" + b"p" * 32), "data of a"),
    "a city": (
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", 10) + b"\x1c\x02\x5a\0\x05Paris"),
        "the name of a place",
    ),
    "marked faces": (
        segment(0xE1, XMP % (b'xmlns:mwg-rs="http://mwg"', b'<mwg-rs:Regions a="Ada" b="0.5"></mwg-rs:Regions>')),
        "marked faces",
    ),
    "a colour label": (segment(0xE1, XMP % (b'xmlns:xmp="http://xap" xmp:Label="Red"', b"")), "a colour label"),
    "a sphere": (
        segment(0xE1, XMP % (b'xmlns:GPano="http://pano" GPano:ProjectionType="equirectangular"', b"")),
        "what makes it a panorama",
    ),
}


@pytest.mark.parametrize("name", SEGMENTS)
def test_a_segment_that_only_one_file_has_stays(case: Case, name: str) -> None:
    content, told = SEGMENTS[name]
    full, _ = beside(case, ".jpg", quality=90)
    data = full.read_bytes()
    full.write_bytes(data[:2] + content + data[2:])
    ticked, reason = ticked_and_reason(case)
    assert "full.jpg" not in ticked
    assert told in reason


EXIF: dict[str, tuple[int, object]] = {
    "a comment": (Base.UserComment, b"ASCII\0\0\0At the sea with Joe"),
    "the name of its creator": (Base.Artist, "Aunt Mary"),
    "a note of rights": (Base.Copyright, "(c) Mary"),
    "a title": (Base.XPTitle, "The sea".encode("utf-16-le")),
}


@pytest.mark.parametrize("told", EXIF)
def test_words_in_exif_that_no_sidecar_would_get_stay(case: Case, told: str) -> None:
    tag, value = EXIF[told]
    exif = Image.Exif()
    (exif.get_ifd(IFD.Exif) if tag == Base.UserComment else exif)[tag] = value
    full, _ = beside(case, ".jpg", quality=90)
    plain = full.read_bytes()
    jpeg(photo(NAMES[1]), full, 90, exif.tobytes())
    assert full.read_bytes() != plain
    ticked, reason = ticked_and_reason(case)
    assert "full.jpg" not in ticked
    assert told in reason


@pytest.mark.parametrize("suffix", [".png", ".webp", ".gif", ".bmp", ".tif", ".heic", ".avif"])
@pytest.mark.parametrize("tail", [ZIP, ZIP + b"IEND" + bytes(8), b"x" + ZIP], ids=["zip", "with IEND", "odd"])
def test_data_behind_the_picture_stay_in_every_format(case: Case, suffix: str, tail: bytes) -> None:
    full, _ = beside(case, suffix, photo(NAMES[1]).quantize(64) if suffix == ".gif" else None)
    full.write_bytes(full.read_bytes() + tail)
    ticked, reason = ticked_and_reason(case)
    assert "full" + suffix not in ticked
    assert "data behind the picture" in reason
    assert set(case.kinds().values()) == {"keeper", "same-pixels"}


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif"])
def test_padding_behind_the_picture_is_nothing(case: Case, suffix: str) -> None:
    full, _ = beside(case, suffix)
    full.write_bytes(full.read_bytes() + b"\r\n" + bytes(512))
    assert ticked_and_reason(case)[0] == {"full" + suffix}


def test_texts_and_layers_in_a_png_stay(case: Case) -> None:
    full, _ = beside(case, ".png")
    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", "a cat on a roof, seed 42")
    photo(NAMES[1]).save(full, pnginfo=texts)
    assert ticked_and_reason(case)[0] == set()
    plain = (case.folder / "bare.png").read_bytes()
    layers = b"mkBF" + bytes(range(200))
    chunk = struct.pack(">I", len(layers) - 4) + layers + struct.pack(">I", zlib.crc32(layers))
    full.write_bytes(plain[:33] + chunk + plain[33:])
    ticked, reason = ticked_and_reason(case)
    assert ticked == set()
    assert "data of a program" in reason


def test_what_a_program_says_of_itself_is_no_loss(case: Case) -> None:
    full, _ = beside(case, ".png")
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", "GIMP 2.10")
    texts.add_text("date:create", "2024-05-17T09:30:12+00:00")
    photo(NAMES[1]).save(full, pnginfo=texts)
    assert ticked_and_reason(case)[0] == {"full.png"}


def test_the_layers_of_a_tiff_stay(case: Case) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[37724] = b"Adobe Photoshop Document Data Block\0MIB8ryaL" + b"layers" * 3000
    tags.tagtype[37724] = 7
    full, _ = beside(case, ".tif")
    photo(NAMES[1]).save(full, tiffinfo=tags)
    ticked, reason = ticked_and_reason(case)
    assert ticked == set()
    assert "data of a program" in reason


@pytest.mark.parametrize(("suffix", "options"), [(".tif", {}), (".jpg", {"quality": 90})])
def test_the_inks_of_a_print_stay(case: Case, suffix: str, options: dict[str, Any]) -> None:
    photo(NAMES[1]).convert("CMYK").save(case.folder / f"print{suffix}", **options)
    opened(case.folder / f"print{suffix}").save(case.folder / "screen.png")
    os.utime(case.folder / "screen.png", (10**9, 10**9))
    ticked, reason = ticked_and_reason(case)
    assert ticked == set()
    assert "the inks of a print" in reason


def _broken_png(data: bytes) -> bytes:
    return data[:40] + b"\xff" * 3 + data[43:]


def _broken_tiff(data: bytes) -> bytes:
    return data + np.random.default_rng(1).bytes(400)


@pytest.mark.parametrize(("suffix", "spoilt"), [(".png", _broken_png), (".tif", _broken_tiff)])
def test_a_file_that_is_framed_wrongly_stops_nothing(case: Case, suffix: str, spoilt: Callable[[bytes], bytes]) -> None:
    full, bare = beside(case, suffix)
    (case.folder / f"odd{suffix}").write_bytes(spoilt(full.read_bytes()))
    case.photohash("scan", case.folder)
    assert {full.name, bare.name} <= case.kinds().keys()
    assert f"odd{suffix}" not in case.ticked("--keep", "oldest")


def test_a_file_of_many_gigabytes_is_told_and_left_alone(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from photohash.library.decode import decoder

    monkeypatch.setattr(decoder, "FILE_LIMIT", 1 << 20)
    beside(case, ".jpg", quality=90)
    with jpeg(photo(NAMES[2]), case.folder / "endless.jpg").open("r+b") as file:
        file.truncate(3 << 20)
    failure = case.scan(code=3).document["failures"][0]
    assert Path(failure["path"]).name == "endless.jpg"
    assert re.search("too large: it has .* GB, and photohash reads up to", failure["error"])
    assert case.kinds().keys() == {"full.jpg", "bare.jpg"}


def described(case: Case, name: str, words: str, quality: int) -> None:
    exif = Image.Exif()
    exif[Base.ImageDescription] = words
    jpeg(opened(case.folder / "a.jpg"), case.folder / name, quality, exif.tobytes())


def test_no_description_is_lost_to_another(case: Case) -> None:
    first = Image.Exif()
    first[Base.ImageDescription] = "OLYMPUS DIGITAL CAMERA"
    jpeg(photo(NAMES[1]), case.folder / "a.jpg", 92, first.tobytes())
    described(case, "b.jpg", "Grandma at the sea", 75)
    described(case, "c.jpg", "with Uncle Joe", 65)
    described(case, "d.jpg", "SONY DSC", 60)
    (case.folder / "a.jpg.xmp").write_bytes((XMP % (b'xmlns:tiff="http://tiff" tiff:Make="O"', b"")).split(b"\0", 1)[1])
    case.scan()
    assert case.photohash("apply", "--yes", "--to", "quarantine").code == 0
    assert sorted(case.tree()) == ["a.jpg", "a.jpg.xmp"]
    sidecar = (case.folder / "a.jpg.xmp").read_text("utf-8")
    assert all(words in sidecar for words in ("OLYMPUS DIGITAL CAMERA", "Grandma at the sea", "with Uncle Joe", "Make"))
    assert "SONY DSC" not in sidecar
    described(case, "e.jpg", "and the dog", 70)
    described(case, "f.jpg", "Grandma at the sea", 55)
    case.scan()
    assert case.photohash("apply", "--yes", "--to", "quarantine").code == 0
    sidecar = (case.folder / "a.jpg.xmp").read_text("utf-8")
    assert sidecar.count("<dc:description>") == sidecar.count("Grandma at the sea") == 1
    assert "and the dog" in sidecar
    assert case.photohash("undo").code == 0
    assert "and the dog" not in (case.folder / "a.jpg.xmp").read_text("utf-8")
