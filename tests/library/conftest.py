"""What the tests of the library's stations share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from photohash.library.pipeline import ingest, verification
from tests.library.libraries import build_photos

NOBODY = 65534


@pytest.fixture
def ordinary_folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, and no more rights than an ordinary user has: permissions mean nothing to root."""
    if os.name != "posix":
        pytest.skip("permissions are set by other means here")
    if os.geteuid() != 0:
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="photohash-"))
    os.chown(folder, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Photos and copies of them; see ``build_photos``."""
    return build_photos(tmp_path / "photos")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where a library of the test's own is to be."""
    return tmp_path / "library"


@pytest.fixture
def small_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits every few photos and pairs, so that a small library has many."""
    monkeypatch.setattr(ingest, "_PHOTOS_A_COMMIT", 4)
    monkeypatch.setattr(ingest, "_TOGETHER", 4)
    monkeypatch.setattr(verification, "_PAIRS_A_COMMIT", 4)
