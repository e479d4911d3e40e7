"""Names whose bytes are not UTF-8, as keeper and as copy, of files and of folders, through every command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")

COMMANDS = """
import json, sys
from photohash import __main__
for command in json.loads(sys.stdin.read()):
    sys.argv = ["photohash", *command]
    print("\\0", flush=True)
    code = __main__.main()
    print("\\0" + str(code), flush=True)
"""


class Done(NamedTuple):
    code: int
    out: str


def named(content: bytes) -> str:
    return os.fsdecode(content)


class Names:
    """A folder in which no name is UTF-8, a library of such a name, and the program run on them in one process."""

    def __init__(self, place: Path) -> None:
        self.folder = place / named(b"f\xf6lder")
        self.library = place / named(b"libr\xe4ry")
        self.err = ""
        album, inbox = self.folder / named(b"\xe4lbum"), self.folder / named(b"\xffinbox")
        for folder in (album, inbox):
            folder.mkdir(parents=True)
        picture, other = scene(480, 320), scene(480, 320, 5)
        self.keeper = save(picture, album / named(b"k\xe9\xe9p.jpg"))
        self.copy = inbox / named(b"c\xf6py.jpg")
        self.copy.write_bytes(self.keeper.read_bytes())
        self.sent = save(picture, inbox / named(b"s\xebnt.jpg"), quality=60)
        self.sent.with_suffix(".xmp").write_bytes(b"<no xmp")
        self.copy.with_name(self.copy.name + ".json").write_text(
            json.dumps({"title": "x", "description": "a caf\ud800 told", "people": [{"name": "Ad\udc80a"}]})
        )
        save(other, album / named(b"s\xf6lo.jpg"))
        (album / named(b"br\xf6ken.jpg")).write_bytes(self.keeper.read_bytes()[:3000])
        (album / named(b"p\xe4int.psd")).write_bytes(b"psd")

    def run(self, *commands: list[object], encoding: str = "utf-8") -> list[Done]:
        """Runs commands; what they print must be text of an encoding that is as strict as it can be."""
        words = [["--library", str(self.library), *map(str, command)] for command in commands]
        environment = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
        if encoding != "utf-8":
            environment["PYTHONIOENCODING"] = encoding
        done = subprocess.run(
            [sys.executable, "-c", COMMANDS], input=json.dumps(words).encode(), env=environment, capture_output=True,
            check=False,
        )  # fmt: skip
        self.err = done.stderr.decode(encoding)
        assert "Traceback" not in self.err, self.err
        assert done.returncode == 0, self.err
        answers = done.stdout.decode(encoding).split("\0\n")[1:]
        return [Done(int(code), out) for out, _, code in (answer.rpartition("\0") for answer in answers)]


@pytest.fixture
def names(tmp_path: Path, home: Path) -> Names:
    return Names(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_looking_works_with_every_name(names: Names, tmp_path, encoding):
    table, page = tmp_path / named(b"t\xe4ble.csv"), tmp_path / named(b"p\xe4ge.html")
    done = names.run(
        ["scan", names.folder], ["scan", "--json"], ["groups"], ["groups", "--json", "--csv", table, "--html", page],
        ["similar", names.keeper], ["similar", "--json", names.copy], ["encode", names.folder],
        ["encode", "--json", names.keeper], ["models"], ["doctor"], ["history"],
        ["scan", names.folder / named(b"n\xf6t there")], ["groups", "--csv", names.keeper],
        ["similar", names.folder / named(b"n\xf6t.jpg")], encoding=encoding,
    )  # fmt: skip
    assert [one.code for one in done] == [3, 3, 3, 3, 0, 0, 3, 0, 0, 0, 0, 2, 2, 1]
    assert r"br\xf6ken.jpg" in names.err
    assert r"k\xe9\xe9p.jpg" in done[2].out
    document = json.loads(done[3].out)
    assert {os.fsencode(photo["path"]) for group in document["groups"] for photo in group["photos"]} == {
        os.fsencode(path) for path in (names.keeper, names.copy, names.sent)
    }
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert {row["path"].rpartition("/")[2] for row in rows} == {r"k\xe9\xe9p.jpg", r"c\xf6py.jpg", r"s\xebnt.jpg"}
    assert r"k\xe9\xe9p.jpg" in page.read_text("utf-8")


@pytest.mark.parametrize("keep", ["album", "inbox"])
@pytest.mark.parametrize("to", ["trash", "quarantine", "hardlink", "symlink", "move"])
def test_acting_and_taking_back_works_with_every_name(names: Names, tmp_path, keep, to):
    there = f"move:{tmp_path / named(b'th' + bytes([0xEB]) + b're')}" if to == "move" else to
    folder = {"album": names.keeper.parent, "inbox": names.copy.parent}[keep]
    before = tree(names.folder)
    done = names.run(
        ["scan", names.folder], ["apply", "--to", there, "--keep", f"in:{folder}"],
        ["apply", "--json", "--to", there, "--keep", f"in:{folder}"],
        ["apply", "--json", "--yes", "--to", there, "--keep", f"in:{folder}"],
        ["history"], ["history", "--json"], ["undo"], ["history"],
        ["decide", "keep-both", names.keeper, names.sent], ["decide", "not-duplicates", names.sent, names.keeper],
        ["apply", "--yes", "--to", there],
    )  # fmt: skip
    assert done[0].code == 3
    assert [one.code for one in done[1:10]] == [0] * 9, names.err
    actions = json.loads(done[3].out)["actions"]
    assert actions
    assert {action["state"] for action in actions} == {"done"}
    known = names.copy if keep == "album" else names.keeper
    assert os.fsencode(known) in {os.fsencode(action["path"]) for action in actions}
    assert rf"{known.name.encode('utf-8', 'surrogateescape').decode('utf-8', 'backslashreplace')}" in done[4].out
    left = tree(names.folder)
    assert set(before.values()) - {b"<no xmp"} <= set(left.values()) | set(tree(tmp_path).values())


def test_a_library_in_such_a_folder_that_cannot_be_used_says_so(names: Names):
    names.library.mkdir()
    (names.library / "catalogue.sqlite").write_bytes(b"no catalogue" * 100)
    (names.library / "settings.json").write_bytes(b"no settings")
    done = names.run(["groups"], ["scan", names.folder], ["apply"])
    assert [one.code for one in done] == [1, 1, 1]
    assert r"libr\xe4ry" in names.err


LONG = ["x" * 251 + ".jpg", "\u00fc" * 125 + ".jpg", "\U0001f600" * 62 + ".jpeg"]
"""Names as long as a file system takes, in bytes; with any ending more they are too long."""


@pytest.mark.parametrize("to", ["trash", "quarantine", "move"])
def test_names_as_long_as_can_be_go_and_come_back_with_all_others(case: Case, tmp_path: Path, to: str) -> None:
    (case.folder / "album").mkdir()
    keeper = save(scene(480, 320), case.folder / "album" / "a.jpg")
    os.utime(keeper, (10**9, 10**9))
    for folder in ("", "inbox"):
        (case.folder / folder).mkdir(exist_ok=True)
        for name in [
            *LONG,
            "b.jpg",
            "CASE.jpg",
            "case.JPG",
            "100%.jpg",
            "-rf.jpg",
            " .. .jpg",
            "a\nb\t.jpg",
            "e\u0301.jpg",
        ]:
            (case.folder / folder / name).write_bytes(keeper.read_bytes())
    (case.folder / ("x" * 251 + ".xmp")).write_bytes(b"of a long name")
    case.scan()
    before = case.tree()
    outcome = case.photohash("apply", "--yes", "--to", f"move:{tmp_path / 'there'}" if to == "move" else to, "--json")
    assert outcome.code == 0
    assert {action["state"] for action in outcome.document["actions"]} == {"done"}
    assert list(case.tree()) == ["album/a.jpg"]
    assert case.photohash("undo").code == 0
    assert case.tree() == before


def test_what_is_rescued_for_a_keeper_of_a_long_name_has_a_name_that_fits(case: Case) -> None:
    keeper = save(scene(480, 320), case.folder / LONG[0], quality=95)
    told = Image.Exif()
    told[0x010E] = "at the sea"
    save(scene(480, 320), case.folder / "sent.jpg", quality=60, exif=told)
    case.scan()
    assert case.photohash("apply", "--yes", "--to", "quarantine").code == 0
    assert "at the sea" in keeper.with_suffix(".xmp").read_text("utf-8")


def test_one_file_that_finds_no_way_back_keeps_no_other_from_coming_back(case: Case) -> None:
    keeper = save(scene(480, 320), case.folder / "a.jpg")
    os.utime(keeper, (10**9, 10**9))
    for name in ("b.jpg", "c.jpg", "d.jpg"):
        (case.folder / name).write_bytes(keeper.read_bytes())
    case.scan()
    assert case.photohash("apply", "--yes", "--to", "quarantine").code == 0
    [gone] = [path for path in case.folder.rglob("c.jpg") if path.is_file()]
    gone.unlink()
    outcome = case.photohash("undo")
    assert outcome.code == 3
    assert "c.jpg" in outcome.err
    assert sorted(case.tree()) == ["a.jpg", "b.jpg", "d.jpg"]
