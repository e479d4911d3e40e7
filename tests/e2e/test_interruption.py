"""A scan that is killed at any moment loses nothing but the batch in flight."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from photohash.__main__ import run
from tests.e2e.conftest import build_photos

COMMAND = [sys.executable, "-m", "photohash"]


def answer(library: Path, capfd) -> list[list[tuple[str, str]]]:
    """The groups of a library as names and kinds, apart from the catalogue's numbers."""
    capfd.readouterr()
    assert run(["--library", str(library), "groups", "--json"]) == 3
    groups = json.loads(capfd.readouterr().out)["groups"]
    return sorted(
        [
            (Path(photo["path"]).name, photo["relation"]["kind"] if photo["relation"] else "keeper")
            for photo in group["photos"]
        ]
        for group in groups
    )


def kill_during_scan(library: Path, photos: Path, after: float) -> bool:
    """Starts a scan, kills it after some seconds, and says whether it was still running."""
    scan = subprocess.Popen(
        [*COMMAND, "--library", str(library), "scan", str(photos)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        scan.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.kill(scan.pid, signal.SIGKILL)
        scan.wait()
        return True
    return False


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_a_scan_killed_again_and_again_ends_with_the_same_groups(tmp_path, capfd, kills):
    photos = build_photos(tmp_path / "photos")
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    began = time.monotonic()
    assert run(["--library", str(undisturbed), "scan", str(photos)]) == 3
    longest = 2 * (time.monotonic() - began) + 2
    moments = random.Random(2021)
    for _ in range(kills):
        kill_during_scan(disturbed, photos, moments.uniform(0.3, longest))
    assert run(["--library", str(disturbed), "scan", str(photos)]) == 3
    assert answer(disturbed, capfd) == answer(undisturbed, capfd)
