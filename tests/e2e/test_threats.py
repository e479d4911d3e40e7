"""What hostile files, names, catalogues and reports cannot do."""

from __future__ import annotations

import ast
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import photohash
from photohash.core.errors import ActionError
from photohash.library.actions import EntryState, xmp
from photohash.library.store import Catalogue
from tests.library.actions.laws import entries
from tests.library.actions.worlds import HARBOUR, World, add_file, build, contents

PACKAGE = Path(photohash.__file__).parent
MAY_START_PROGRAMS = {"cli/bench_growth.py", "cli/demo.py", "training/child.py", "training/quantization.py"}


pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def calls() -> list[tuple[str, ast.Call]]:
    return [
        (path.relative_to(PACKAGE).as_posix(), node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_no_shell_is_ever_started():
    for name, call in calls():
        called = ast.unparse(call.func)
        assert called not in {"os.system", "os.popen", "subprocess.getoutput"}, name
        assert not any(word.arg == "shell" for word in call.keywords), name


def test_nothing_is_read_that_could_execute():
    """No pickle, no eval: neither by name nor by the functions that use them inside."""
    for name, call in calls():
        called = ast.unparse(call.func)
        assert called not in {"eval", "exec", "compile", "__import__"}, name
        assert called.split(".")[0] not in {"pickle", "marshal", "shelve", "dill"}, name
        if called == "torch.load":
            assert any(word.arg == "weights_only" and ast.unparse(word.value) == "True" for word in call.keywords), name
        if called in {"np.load", "numpy.load"}:
            assert not any(word.arg == "allow_pickle" for word in call.keywords), name


@pytest.mark.parametrize(
    "name", ["$(touch pwned).jpg", "`touch pwned`.jpg", "; touch pwned; .jpg", "-rf.jpg", "a\nb.jpg", "'\"<b>&.jpg"]
)
def test_hostile_names_are_only_names(photohash, world, name):
    path = world / "inbox" / name
    path.write_bytes(contents()[HARBOUR])
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, path, catalogue.roots().all()[0].id)
    before = world.tree()
    assert photohash("apply", "--to", "trash", "--yes").code == 0
    assert not path.exists()
    assert photohash("undo").code == 0
    assert world.tree() == before


def test_a_name_cannot_command_the_terminal(photohash, world):
    evil = world / "inbox" / "[red]\x1b[2Jcleared\u202egpj.jpg"
    evil.write_bytes(contents()[HARBOUR])
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, evil, catalogue.roots().all()[0].id)
    for command in (["groups"], ["apply"], ["apply", "--to", "quarantine", "--yes"], ["history"], ["undo"]):
        outcome = photohash(*command)
        assert "\x1b" not in outcome.out + outcome.err
        assert "\u202e" not in outcome.out + outcome.err
    assert evil.exists()


def test_a_name_cannot_write_into_the_report(photohash, world, tmp_path):
    evil = world / "inbox" / "<script>alert(1)<>.jpg"
    evil.write_bytes(contents()[HARBOUR])
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, evil, catalogue.roots().all()[0].id)
    report = tmp_path / "report.html"
    assert photohash("groups", "--html", report).code == 0
    assert "<script" not in report.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ("source", ".bashrc"),
        ("source", "photos/../../escaped.jpg"),
        ("destination", "secret.txt"),
        ("destination", "photos/album/harbour.jpg"),
        ("restored", ".ssh/authorized_keys"),
    ],
)
@pytest.mark.parametrize("state", [EntryState.DONE, EntryState.INTENDED, EntryState.UNDOING])
def test_a_crafted_journal_moves_nothing_that_photohash_would_not(photohash, world, column, place, state):
    """Whatever a catalogue from a stranger says, only photos of its folders and photohash's own places are touched."""
    (world.folder / "secret.txt").write_text("secret")
    photohash("apply", "--to", "quarantine", "--yes", "--no-rescue")
    with closing(sqlite3.connect(world.library / "catalogue.sqlite")) as crafted:
        crafted.execute(f"UPDATE journal_file SET {column} = ?", (os.fsencode(world.folder / place),))
        crafted.execute("UPDATE journal SET state = ?", (state.value,))
        crafted.commit()
    before = world.tree()
    photohash("undo")
    assert (world.folder / "secret.txt").read_text() == "secret"
    assert not (world.folder / place).exists() or place in {"secret.txt", "photos/album/harbour.jpg"}
    assert {name: look for name, look in world.tree().items() if "quarantine" not in name} == {
        name: look for name, look in before.items() if "quarantine" not in name
    }
    assert EntryState.UNDONE not in {entry.state for entry in entries(world)}


def test_a_report_is_not_written_over_a_photo(photohash, world):
    before = world.tree()
    for option in ("--csv", "--html"):
        assert photohash("groups", option, world / HARBOUR).code == 2
    assert world.tree() == before


def test_a_crafted_plan_touches_only_photos_that_have_a_verified_copy(world):
    secret = world.folder / "notes.txt"
    secret.write_text("secret")
    with world.actions() as actions:
        world.plan(actions)
    with closing(sqlite3.connect(world.library / "catalogue.sqlite")) as crafted:
        crafted.execute("UPDATE plan SET path = ? WHERE id = 1", (os.fsencode(secret),))
        crafted.commit()
    with world.actions() as actions:
        outcomes = list(actions.act(world.saved_plan(), dry_run=False))
    assert secret.read_text() == "secret"
    assert any(outcome.tick.path == secret and outcome.result == "failed" for outcome in outcomes)


@pytest.mark.parametrize(
    "packet",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
        b"<x><y></x>",
        b"\xff\xfe\x00",
        b"<x>" * 200_000,
    ],
)
def test_hostile_metadata_expands_and_fetches_nothing(world, packet):
    with pytest.raises(ActionError):
        xmp.read(packet)
    (world / "inbox/harbour sent.xmp").write_bytes(packet)
    outcomes = world.apply("quarantine")
    assert {outcome.result for outcome in outcomes} == {"done"}


def test_programs_are_started_in_named_places_only():
    starters = {
        name
        for name, call in calls()
        if ast.unparse(call.func).startswith(("subprocess.", "os.exec", "os.spawn", "os.posix_spawn"))
    }
    assert starters <= MAY_START_PROGRAMS
