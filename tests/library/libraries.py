"""Builds libraries from real pictures with the small encoder, and says what is in one, whatever the numbers in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from photohash.core.task import Task
from photohash.library.browse import Browser
from photohash.library.encode import Encoder
from photohash.library.pipeline import CommitReport, Pipeline
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.photos import save, scene

MODEL = DifferenceEncoder.model_id
WIDEST, VERIFIED = 128, 60


def pipeline(
    library: Path, encoder: Encoder | None = None, *, radius: int = WIDEST, verify: int = VERIFIED
) -> Pipeline:
    """A pipeline on a library, with the small encoder unless another is given."""
    catalogue = Catalogue.open(library, write=True)
    return Pipeline(catalogue, encoder or DifferenceEncoder(), radius, Previews(library / "thumbnails"), verify=verify)


def update(
    library: Path,
    *folders: Path,
    protect: Sequence[Path] = (),
    encoder: Encoder | None = None,
    task: Task | None = None,
    **radii: int,
) -> list[CommitReport]:
    """Brings a library up to date; gives all batches."""
    with pipeline(library, encoder, **radii) as opened:
        return list(opened.update(folders, protect=protect, task=task or Task()))


def build_photos(folder: Path, sources: int = 4) -> Path:
    """Photos of 240 x 160, each with a re-encoded, a resized and a byte-identical copy, and one file cut short."""
    folder.mkdir(parents=True)
    for seed in range(sources):
        photo = scene(240, 160, seed)
        original = save(photo, folder / f"{seed}.jpg")
        save(photo, folder / f"{seed} sent.jpg", quality=70)
        save(photo.resize((180, 120)), folder / f"{seed} small.png")
        shutil.copy(original, folder / f"{seed} copy.jpg")
    whole = (folder / "0.jpg").read_bytes()
    (folder / "broken.jpg").write_bytes(whole[: len(whole) // 2])
    return folder


def browser(library: Path) -> Browser:
    """A view of a library through the small encoder's codes."""
    return Browser(library, MODEL)


def groups(library: Path) -> set[frozenset[tuple[str, str]]]:
    """The groups of copies: each a set of file names with what they are to the keeper."""
    with browser(library) as view:
        return {
            frozenset((member.path.name, str(member.kind or "keeper")) for member in group.members)
            for group in view.groups()
        }


_STATE = {
    "files": "SELECT path, hex(digest), size, mtime_ns, vanished IS NULL FROM file JOIN photo ON photo.id = photo",
    "photos": "SELECT hex(digest), width, height, format, bytes, taken, camera FROM photo",
    "codes": "SELECT hex(digest), model, hex(bits), joined, settled FROM code JOIN photo ON photo.id = photo",
    "neighbours": """SELECT min(hex(p.digest), hex(q.digest)), max(hex(p.digest), hex(q.digest)), model, distance
        FROM neighbour JOIN photo p ON p.id = a JOIN photo q ON q.id = b""",
    "relations": """SELECT min(hex(p.digest), hex(q.digest)), max(hex(p.digest), hex(q.digest)), kind, score
        FROM relation JOIN photo p ON p.id = a JOIN photo q ON q.id = b""",
    "failures": "SELECT path, reason, size, mtime_ns, retry FROM failure",
    "roots": "SELECT path, mount, watched, protected FROM root JOIN volume ON volume.id = volume",
}


def state(library: Path) -> dict[str, Any]:
    """All that a library holds, by digests and paths: equal for two libraries that know the same."""
    with closing(sqlite3.connect(library / "catalogue.sqlite")) as plain:
        found: dict[str, Any] = {name: sorted(plain.execute(sql)) for name, sql in _STATE.items()}
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    return found | {"groups": groups(library)}
