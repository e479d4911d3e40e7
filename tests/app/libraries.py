"""Real small libraries for the window's tests: picture files on disk, and access to them with a small encoder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from PIL import Image, ImageEnhance

from photohash.app.controllers.scan import Updater
from photohash.app.controllers.session import LibrarySession
from photohash.core.settings import Settings
from photohash.library.actions import FileActions
from photohash.library.browse import Browser, Model
from photohash.library.folders import LibraryFolders
from photohash.library.pipeline import Pipeline
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.photos import save, scene

RADIUS = 48

OFFLINE = "lagoon"
"""A folder and a photo in it that are not on the disk any more."""

PATIENCE = 20_000
"""Milliseconds until a wait gives up; only a broken test waits that long."""


def session_of(
    library: Path,
    *,
    open_pipeline: Callable[[], AbstractContextManager[Updater]] | None = None,
    watches: bool = False,
) -> LibrarySession:
    """Access to a library through the difference encoder."""

    def pipeline() -> Pipeline:
        catalogue = Catalogue.open(library, write=True)
        return Pipeline(catalogue, DifferenceEncoder(), RADIUS, Previews(library / "thumbnails"))

    return LibrarySession(
        settings=Settings(library),
        open_browser=lambda: Browser(library, Model(DifferenceEncoder.model_id, {"1e-5": RADIUS}), create=True),
        open_pipeline=open_pipeline or pipeline,
        open_folders=lambda: LibraryFolders(Catalogue.open(library, write=True), Previews(library / "thumbnails")),
        open_actions=lambda: FileActions(Catalogue.open(library, write=True)),
        radius=lambda model, strictness: RADIUS,
        models=lambda: [(DifferenceEncoder.model_id, "Differences, 256 bits"), ("other", "Another model")],
        watches=watches,
        load_encoder=lambda model: (DifferenceEncoder(), None),
    )


def make_photos(folder: Path, scenes: int = 3) -> Path:
    """A folder of scenes, each with a smaller and a re-encoded copy, one byte-identical copy, and one broken file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(scenes):
        picture = scene(480, 320, seed=number)
        save(picture, folder / f"scene {number}.png")
        picture.resize((240, 160), Image.Resampling.LANCZOS).save(folder / f"scene {number} small.jpg", quality=92)
        picture.save(folder / f"scene {number} again.jpg", quality=90)
    (folder / "backup").mkdir(exist_ok=True)
    (folder / "backup" / "scene 0.png").write_bytes((folder / "scene 0.png").read_bytes())
    (folder / "broken.jpg").write_bytes((folder / "scene 1 again.jpg").read_bytes()[:700])
    return folder


def make_frames(folder: Path, seed: int, count: int) -> None:
    """Photos of one scene that are no copies: a patch of another one wanders through."""
    folder.mkdir(parents=True)
    plain, other = scene(480, 320, seed=seed), scene(480, 320, seed=seed + 500)
    for number in range(count):
        frame = ImageEnhance.Brightness(plain).enhance(0.9 + 0.01 * number)
        left = 20 + 30 * number
        frame.paste(other.crop((left, 60, left + 90, 200)), (left, 60))
        save(frame, folder / f"{folder.name} {number:02}.jpg")
