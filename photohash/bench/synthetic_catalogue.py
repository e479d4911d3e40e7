"""A catalogue of very many photos that no disk holds: what the window is measured on.

Photos are dealt out over twenty years and over folders of a few hundred, as cameras and phones fill them; some have no
capture time, some a second file. Their order in the catalogue is the order of their making.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from photohash.core.task import Stage, Task
from photohash.library.photo import FoundFile, Picture
from photohash.library.store import Catalogue

_BEGUN = datetime(2004, 3, 1, tzinfo=UTC)
_DAYS = 8000
_IN_A_FOLDER = 400
_UNDATED = 0.05
_FORMATS = (("JPEG", ".jpg", 0.86), ("HEIF", ".heic", 0.08), ("PNG", ".png", 0.04), ("CR2", ".cr2", 0.02))
_SIZES = ((4032, 3024), (6000, 4000), (3024, 4032), (1600, 1200))
_BATCH = 20_000
_NO_PIXELS = np.zeros((1, 1, 3), dtype=np.uint8)


def write(folder: Path, photos: int, root: Path, *, doubled: int = 0, seed: int = 0, task: Task | None = None) -> None:
    """Makes a library directory with that many photos.

    Args:
        folder: the library directory, in which there is no catalogue yet.
        photos: how many.
        root: the folder of the library that they are said to be in; nothing is written there.
        doubled: how many of them have a second file, in a folder "backup".
        seed: of what is left to chance.
        task: progress, and cancelling.

    Raises:
        LibraryError: the catalogue cannot be written.
        Cancelled: the user asked to stop.
    """
    task = task or Task()
    random = np.random.default_rng(seed)
    days = np.sort(random.integers(0, _DAYS, photos))
    seconds = random.integers(8 * 3600, 22 * 3600, photos)
    undated = random.random(photos) < _UNDATED
    forms = random.choice(len(_FORMATS), photos, p=[share for _, _, share in _FORMATS])
    sizes = random.choice(len(_SIZES), photos)
    octets = random.integers(300_000, 9_000_000, photos)
    task.begin(Stage.MEASURING, photos)
    with Catalogue.open(folder, write=True) as catalogue:
        with catalogue.transaction():
            number = catalogue.roots().add(root, root)
        for start in range(0, photos, _BATCH):
            with catalogue.transaction():
                for place in range(start, min(start + _BATCH, photos)):
                    moment = _BEGUN + timedelta(days=int(days[place]), seconds=int(seconds[place]))
                    form, suffix, _ = _FORMATS[forms[place]]
                    width, height = _SIZES[sizes[place]]
                    when = None if undated[place] else moment.strftime("%Y-%m-%dT%H:%M:%S")
                    picture = Picture(_NO_PIXELS, width, height, form, when, "Canon EOS 600D")
                    size = int(octets[place])
                    photo = catalogue.add_photo(place.to_bytes(32, "big"), picture, size)
                    event = root / f"{moment.year}" / f"event {place // _IN_A_FOLDER:04}"
                    name = f"IMG_{place % 10_000:04}{suffix}"
                    found = FoundFile(event / name, size, int(moment.timestamp()) * 10**9, 1, 2 * place)
                    catalogue.put_file(found, photo, number)
                    if place < doubled:
                        path = root / "backup" / f"{place:07}{suffix}"
                        catalogue.put_file(FoundFile(path, size, found.mtime_ns, 1, 2 * place + 1), photo, number)
            task.check()
            task.advance(min(_BATCH, photos - start))
