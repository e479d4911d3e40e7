"""What a person sees on the terminal while odd files are read: photohash's own sentences, and nothing of libraries."""

from __future__ import annotations

import subprocess
import sys

from PIL import TiffImagePlugin

from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene
from tests.library.raws import dng


def damaged(content: bytes) -> bytes:
    """The same with some bytes in the middle changed."""
    middle = len(content) // 2
    return content[:middle] + bytes(octet ^ 0x5A for octet in content[middle : middle + 40]) + content[middle + 40 :]


def test_libraries_write_nothing_to_the_terminal_and_all_of_it_into_the_log(case: Case, tmp_path):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[65000] = "odd"
    tags[33550] = (1.0, 2.0, 3.0)
    whole = save(scene(480, 320), tmp_path / "odd.tif", compression="tiff_lzw", tiffinfo=tags).read_bytes()
    fax = save(scene(480, 320).convert("1"), tmp_path / "fax.tif", compression="group4").read_bytes()
    jpeg = save(scene(480, 320), tmp_path / "a.jpg").read_bytes()
    raw = dng(tmp_path / "a.dng", scene(480, 320)).read_bytes()
    for name, content in {
        "odd.tif": whole, "cut.tif": whole[: len(whole) // 2], "fax.tif": damaged(fax), "fax cut.tif": fax[:-200],
        "rotten.jpg": damaged(jpeg), "cut.jpg": jpeg[: len(jpeg) // 2], "cut.dng": raw[: len(raw) // 2],
        "rotten.dng": damaged(raw),
    }.items():  # fmt: skip
        (case.folder / name).write_bytes(content)
    library = tmp_path / "library"
    command = [sys.executable, "-m", "photohash", "--library", str(library), "scan", str(case.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [line for line in done.stderr.splitlines() if line.startswith(str(case.folder))]
    assert "Fax4Decode" in (library / "photohash.log").read_text()
