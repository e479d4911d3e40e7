"""A menagerie of odd files: each case is a folder built by one function, and what the command line makes of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Outcome, Photohash


class Case:
    """A folder of files, and the library that the real program makes of it.

    Attributes:
        folder: where a test builds its files before it scans.
    """

    def __init__(self, photohash: Photohash, folder: Path) -> None:
        self.photohash = photohash
        self.folder = folder

    def scan(self, *folders: Path, code: int = 0) -> Outcome:
        """Brings the library up to date with the folder, or with others; ``code`` is what it must exit with."""
        outcome = self.photohash("scan", *(folders or [self.folder]), "--json")
        assert outcome.code == code, outcome.err
        return outcome

    def groups(self) -> list[dict[str, Any]]:
        """The groups of copies as ``photohash groups --json`` tells them."""
        outcome = self.photohash("groups", "--json")
        found: list[dict[str, Any]] = outcome.document["groups"]
        return found

    def kinds(self) -> dict[str, str]:
        """What each file of a group is: its relation to the keeper, or ``keeper``."""
        return {
            self.name(photo["path"]): photo["relation"]["kind"] if photo["relation"] else "keeper"
            for group in self.groups()
            for photo in group["photos"]
        }

    def plan(self, *options: object) -> dict[str, Any]:
        """What a dry run of ``photohash apply`` says."""
        document: dict[str, Any] = self.photohash("apply", "--json", *options).document
        return document

    def ticked(self, *options: object) -> set[str]:
        """The files that ``photohash apply`` would put away."""
        return {self.name(action["path"]) for action in self.plan(*options)["actions"] if action["state"] == "planned"}

    def name(self, path: str) -> str:
        """A path as a test names it: below the case's folder, with forward slashes."""
        return Path(path).relative_to(self.folder).as_posix()

    def make_newer(self, name: str, days: int = 30) -> None:
        """Makes a file that many days younger, or older."""
        path = self.folder / name
        moment = path.stat().st_mtime + days * 86_400
        os.utime(path, (moment, moment))

    def tree(self) -> dict[str, bytes]:
        """Every file below the folder with its bytes, hidden ones left out."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self.folder).parts)
        }


@pytest.fixture
def case(photohash: Photohash, tmp_path: Path, home: Path) -> Case:
    """An empty folder with a library of its own."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return Case(photohash, folder)
