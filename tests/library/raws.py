"""Builds real camera raw files: DNGs, as the open standard for them lays them down, with a preview and sensor data."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
from PIL import Image

_BYTE, _ASCII, _SHORT, _LONG, _RATIONAL, _SIGNED = 1, 2, 3, 4, 5, 10
_SIZES = {_BYTE: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _SIGNED: 8}
_WHITE = 4095
_SRGB = 32406, -15372, -4986, -9689, 18758, 415, 557, -2040, 10570
"""From XYZ to the colours of the sensor, which are those of sRGB; in ten thousandths."""

Entry = tuple[int, int, list[int] | bytes]
"""Tag, type, and values; rational ones as numerators and denominators in turn."""


def dng(
    path: Path,
    image: Image.Image,
    *,
    preview: bool = True,
    taken: str | None = None,
    maker: str = "Photohash",
    model: str = "Test 1",
    orientation: int = 1,
    noise: int = 0,
) -> Path:
    """Writes a raw file of a picture; gives the path back.

    Args:
        path: where to.
        image: RGB with even sides; what the sensor saw, before it is turned upright.
        preview: whether the JPEG that a camera adds is in it.
        taken: capture time, "2024:05:17 09:30:12".
        maker: of the camera.
        model: of the camera.
        orientation: as EXIF counts it.
        noise: seed of the sensor's noise: two raw files of one scene are not the same.
    """
    linear = (np.asarray(image, np.float64) / 255) ** 2.2 * _WHITE
    mosaic = linear[:, :, 1].copy()
    mosaic[0::2, 0::2], mosaic[1::2, 1::2] = linear[0::2, 0::2, 0], linear[1::2, 1::2, 2]
    mosaic += np.random.default_rng(noise).normal(0, 3, mosaic.shape)
    sensor = np.clip(mosaic, 0, _WHITE).astype("<u2").tobytes()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92)
    common: list[Entry] = [
        (271, _ASCII, maker.encode() + b"\0"),
        (272, _ASCII, model.encode() + b"\0"),
        (274, _SHORT, [orientation]),
        (50706, _BYTE, [1, 4, 0, 0]),
        (50707, _BYTE, [1, 1, 0, 0]),
        (50708, _ASCII, f"{maker} {model}".encode() + b"\0"),
        (50721, _SIGNED, [value for one in _SRGB for value in (one, 10_000)]),
        (50728, _RATIONAL, [1, 1, 1, 1, 1, 1]),
        (50778, _SHORT, [21]),
    ]
    if taken:
        common += [(306, _ASCII, taken.encode() + b"\0")]
    raw: list[Entry] = [
        (254, _LONG, [0]),
        (256, _LONG, [image.width]),
        (257, _LONG, [image.height]),
        (258, _SHORT, [16]),
        (259, _SHORT, [1]),
        (262, _SHORT, [32803]),
        (277, _SHORT, [1]),
        (278, _LONG, [image.height]),
        (33421, _SHORT, [2, 2]),
        (33422, _BYTE, [0, 1, 1, 2]),
        (50714, _SHORT, [0]),
        (50717, _SHORT, [_WHITE]),
    ]
    if preview:
        small: list[Entry] = [
            (254, _LONG, [1]),
            (256, _LONG, [image.width]),
            (257, _LONG, [image.height]),
            (258, _SHORT, [8, 8, 8]),
            (259, _SHORT, [7]),
            (262, _SHORT, [6]),
            (277, _SHORT, [3]),
            (278, _LONG, [image.height]),
        ]
        path.write_bytes(_tiff([*common, *small], buffer.getvalue(), (raw, sensor)))
    else:
        path.write_bytes(_tiff([*common, *raw], sensor, None))
    return path


def _tiff(first: list[Entry], strip: bytes, inner: tuple[list[Entry], bytes] | None) -> bytes:
    """A little-endian TIFF of one directory, with another one below it, each with one strip."""
    out = bytearray(b"II*\0" + struct.pack("<L", 8))
    length = _length([*first, (273, _LONG, [0]), (279, _LONG, [0]), *([(330, _LONG, [0])] if inner else [])])
    below = 8 + length
    if inner is None:
        out += _directory([*first, (273, _LONG, [below]), (279, _LONG, [len(strip)])], 8)
        return bytes(out) + strip
    raw, sensor = inner
    pixels = below + _length([*raw, (273, _LONG, [0]), (279, _LONG, [0])])
    strips = (273, _LONG, [pixels + len(sensor)]), (279, _LONG, [len(strip)]), (330, _LONG, [below])
    out += _directory([*first, *strips], 8)
    out += _directory([*raw, (273, _LONG, [pixels]), (279, _LONG, [len(sensor)])], below)
    return bytes(out) + sensor + strip


def _length(entries: list[Entry]) -> int:
    return len(_directory(entries, 0))


def _directory(entries: list[Entry], at: int) -> bytes:
    """A directory with the values that do not fit into it behind it; padded to an even length."""
    head, tail = bytearray(struct.pack("<H", len(entries))), bytearray()
    behind = at + 2 + 12 * len(entries) + 4
    for tag, kind, values in sorted(entries, key=lambda entry: entry[0]):
        data = _packed(kind, values)
        head += struct.pack("<HHL", tag, kind, len(data) // _SIZES[kind])
        if len(data) <= 4:
            head += data.ljust(4, b"\0")
        else:
            head += struct.pack("<L", behind + len(tail))
            tail += data + b"\0" * (len(data) % 2)
    return bytes(head + struct.pack("<L", 0) + tail)


def _packed(kind: int, values: list[int] | bytes) -> bytes:
    if isinstance(values, bytes):
        return values
    form = {_BYTE: "B", _SHORT: "H", _LONG: "L", _RATIONAL: "L", _SIGNED: "l"}[kind]
    return struct.pack(f"<{len(values)}{form}", *values)
