"""A turned or mirrored copy adds no detail, so its original is the one to keep, however the copy was saved."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from tests.e2e.menagerie.cameras import NAMES, camera, jpeg, opened, photo

TURNS = {
    "90": Image.Transpose.ROTATE_90,
    "180": Image.Transpose.ROTATE_180,
    "270": Image.Transpose.ROTATE_270,
    "mirrored": Image.Transpose.FLIP_LEFT_RIGHT,
    "flipped": Image.Transpose.FLIP_TOP_BOTTOM,
    "transposed": Image.Transpose.TRANSPOSE,
    "transversed": Image.Transpose.TRANSVERSE,
}
KINDS = {"90": "rotated", "180": "rotated", "270": "rotated"}


def save(picture: Image.Image, folder, way: str, exif: bytes = b"") -> str:
    """Saves a copy in one of the ways a person does; its name."""
    name = {"png": "a.png", "tiff": "a.tif"}.get(way, "a.jpg")
    if way == "enlarged":
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    if name == "a.jpg":
        jpeg(picture, folder / name, 98, exif)
    else:
        options: dict[str, Any] = {"exif": exif} if exif else {}
        picture.save(folder / name, **options)
    return name


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("way", ["png", "tiff", "jpeg", "enlarged"])
@pytest.mark.parametrize("exif", ["of the original", "of both", "of neither"])
def test_the_original_stays(case, turn, way, exif):
    about = camera((600, 400)) if exif != "of neither" else b""
    path = jpeg(photo(NAMES[1]), case.folder / "z DSC_0001.jpg", 88, about)
    name = save(opened(path).transpose(TURNS[turn]), case.folder, way, about if exif == "of both" else b"")
    case.make_newer(name, -100)
    case.scan()
    assert case.kinds() == {"z DSC_0001.jpg": "keeper", name: KINDS.get(turn, "mirrored")}
    assert case.ticked() == set()
