"""Folders that are shown at a second place, and small disks, where this system can do that."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def shown_again(folder: Path, place: Path) -> Iterator[None]:
    """Shows a folder at a second place through another file system, under which its files have other devices.

    Both ways lead to the same files: what goes from one goes from the other. By bindfs where there is FUSE, else by an
    overlay of the folder, else the test is skipped.
    """
    place.mkdir()
    work = place.with_name(f"{place.name}-work")
    lower = place.with_name(f"{place.name}-lower")
    for extra in (work, lower):
        extra.mkdir()
    overlay = f"lowerdir={lower},upperdir={folder},workdir={work}"
    commands = [
        ["bindfs", str(folder), str(place)],
        ["mount", "-t", "overlay", "overlay", "-o", overlay, str(place)],
    ]
    for command in commands:
        if shutil.which(command[0]) and not subprocess.run(command, capture_output=True, check=False).returncode:
            break
    else:
        pytest.skip("this system can show no folder through a second file system: neither bindfs nor overlays work")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)


@contextmanager
def bound(folder: Path, place: Path) -> Iterator[None]:
    """Shows a folder at a second place by a mount of its own on the same volume, over which no file can be renamed."""
    place.mkdir()
    command = ["mount", "--bind", str(folder), str(place)]
    if not shutil.which(command[0]) or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system lets no folder be mounted at a second place")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)


@contextmanager
def small_disk(place: Path, octets: int) -> Iterator[Callable[[int], None]]:
    """A disk of its own with little room at a place, in memory; hands out what makes it larger or smaller."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={octets}", "tmpfs", str(place)]
    if not shutil.which(command[0]) or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system lets no small disk be made")

    def resize(octets: int) -> None:
        again = ["mount", "-o", f"remount,size={octets}", str(place)]
        subprocess.run(again, capture_output=True, check=True)

    try:
        yield resize
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)
