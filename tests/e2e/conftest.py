"""The whole program on real files: a small folder of photos and altered copies, and the library scanned from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image, ImageOps

from photohash.__main__ import run

SOURCES = ("astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "motorcycle_left.png", "hubble_deep_field.jpg")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Photohash = Callable[..., Outcome]


def bundled(name: str) -> Path:
    """A picture that ships inside scikit-image."""
    import skimage

    return Path(skimage.__file__).parent / "data" / name


def build_photos(folder: Path) -> Path:
    """Six photos, five copies (identical, re-encoded, resized, mirrored, cropped) of the first three, a broken file."""
    folder.mkdir()
    for name in SOURCES:
        with Image.open(bundled(name)) as picture:
            source = ImageOps.fit(picture.convert("RGB"), (480, 320))
        path = folder / f"{Path(name).stem}.jpg"
        source.save(path, quality=95)
        if name not in SOURCES[:3]:
            continue
        shutil.copy(path, folder / f"{path.stem} (1).jpg")
        source.save(folder / f"{path.stem} sent.jpg", quality=60)
        source.resize((240, 160)).save(folder / f"{path.stem} small.png")
        ImageOps.mirror(source).save(folder / f"{path.stem} mirrored.jpg", quality=90)
        source.crop((40, 20, 440, 300)).save(folder / f"{path.stem} cropped.webp", quality=90)
    whole = (folder / "astronaut.jpg").read_bytes()
    (folder / "broken.jpg").write_bytes(whole[: len(whole) // 2])
    return folder


@pytest.fixture
def photohash(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Photohash:
    """Runs a command of photohash in this process, on a library of the test's own."""

    def call(*arguments: object, library: Path | None = None) -> Outcome:
        capfd.readouterr()
        code = run(["--library", str(library or tmp_path / "library"), *map(str, arguments)])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of photos that no test changes."""
    return build_photos(tmp_path_factory.mktemp("session") / "photos")


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory, photos: Path) -> Path:
    """The library scanned from ``photos``, which no test changes."""
    library = tmp_path_factory.mktemp("session") / "library"
    assert run(["--library", str(library), "scan", str(photos), "--json"]) == 3
    return library
