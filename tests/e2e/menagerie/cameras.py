"""Files as cameras and phones write them, made of photos that ship inside scikit-image.

- ``photo(name, width)``: a real photo, cut to 3:2.
- ``camera(size, **facts)``: EXIF with a camera, its maker's notes, exposure and own size.
- ``grain(picture, seed, deviation)``: the picture as another exposure of the same scene would have it.
- ``jpeg(picture, path, quality, exif, **options)``, ``opened(path)``: a save, and what it shows.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import IFD, Base

from tests.e2e.conftest import bundled

NAMES = ("astronaut.png", "coffee.png", "chelsea.png", "motorcycle_left.png", "rocket.jpg")


def photo(name: str = NAMES[0], width: int = 600) -> Image.Image:
    with Image.open(bundled(name)) as picture:
        return ImageOps.fit(picture.convert("RGB"), (width, width * 2 // 3), Image.Resampling.LANCZOS)


def camera(
    size: tuple[int, int] | None,
    *,
    notes: bytes | None = b"Nikon\0\2\x10 notes that only its maker can read",
    taken: str | None = "2024:05:17 09:30:12",
    exposure: float = 0.008,
    orientation: int | None = None,
    **more: Any,
) -> bytes:
    """EXIF of a camera; ``size`` is the one that it notes."""
    tags = Image.Exif()
    tags[Base.Make], tags[Base.Model] = "NIKON CORPORATION", "NIKON D70"
    if orientation is not None:
        tags[Base.Orientation] = orientation
    details = tags.get_ifd(IFD.Exif)
    details[Base.ExposureTime], details[Base.FNumber], details[Base.ISOSpeedRatings] = exposure, 5.6, 200
    if taken is not None:
        details[Base.DateTimeOriginal] = taken
    if notes is not None:
        details[Base.MakerNote] = notes
    if size is not None:
        details[Base.ExifImageWidth], details[Base.ExifImageHeight] = size
    for name, value in more.items():
        details[Base[name]] = value
    return tags.tobytes()


def jpeg(picture: Image.Image, path: Path, quality: int = 92, exif: bytes = b"", **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "JPEG", quality=quality, exif=exif, **options)
    return path


def original(path: Path, name: str = NAMES[0], quality: int = 92, width: int = 600, **facts: Any) -> Path:
    """A camera's own file."""
    picture = photo(name, width)
    return jpeg(picture, path, quality, camera(picture.size, **facts))


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.load()
        return picture.convert("RGB")


def grain(picture: Image.Image, seed: int, deviation: float = 4.0) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, deviation, (picture.height, picture.width, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + noise + 0.5, 0, 255).astype(np.uint8))


def wide_gamut() -> bytes:
    """A colour profile with the primaries of Display P3 and a gamma of 2.2 (ICC.1:2001, as a matrix and curves)."""
    columns = {"r": (0.5151, 0.2412, -0.0011), "g": (0.2920, 0.6922, 0.0419), "b": (0.1571, 0.0666, 0.7841)}
    fixed = lambda value: struct.pack(">i", round(value * 65536))  # noqa: E731
    name = b"Wide test colours"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + bytes(1 + 4 + 4 + 2 + 1 + 67),
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(fixed, (0.9642, 1.0, 0.8249))),
        b"cprt": b"text\0\0\0\0none\0",
    }
    for letter, column in columns.items():
        tags[letter.encode() + b"XYZ"] = b"XYZ \0\0\0\0" + b"".join(map(fixed, column))
        tags[letter.encode() + b"TRC"] = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    place, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for signature, content in tags.items():
        table += signature + struct.pack(">II", place + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size = place + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"test", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    header += bytes(68 - len(header)) + b"".join(map(fixed, (0.9642, 1.0, 0.8249)))
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + table + body


def in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """What a picture's numbers under a profile are in sRGB."""
    import io

    converted = ImageCms.profileToProfile(
        picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert converted is not None
    return converted
