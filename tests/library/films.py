"""Builds motion photos: real pictures with a real film of their moment in the same file, as phones write them."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from tests.library.photos import scene

_NO_BOX = b"Xjunk of a maker between the picture and its film"


@cache
def film() -> bytes:
    """Four small frames as MPEG-4."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 4.0, (64, 48))
        for seed in range(4):
            writer.write(np.ascontiguousarray(np.asarray(scene(64, 48, seed=seed))[:, :, ::-1]))
        writer.release()
        return path.read_bytes()


def make_moving(path: Path) -> Path:
    """Adds a film to a JPEG, behind its end, or to a HEIF file, in a box; gives the path back."""
    inside = film()
    box = struct.pack(">I4s", 8 + len(inside), b"mpvd") if path.suffix.lower() in {".heic", ".heif"} else _NO_BOX
    with path.open("ab") as file:
        file.write(box + inside)
    return path
