"""Files that share their space on disk are done: no list offers, counts or ticks them, and no command fails on them."""

import os
from pathlib import Path

import pytest

from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene


@pytest.fixture
def pair(case: Case) -> tuple[Path, Path]:
    """A photo and a byte-identical copy, scanned."""
    keeper = save(scene(480, 320), case.folder / "a.jpg")
    copy = case.folder / "b.jpg"
    copy.write_bytes(keeper.read_bytes())
    case.scan()
    return keeper, copy


@pytest.mark.parametrize("to", ["hardlink", "symlink"])
def test_linked_copies_are_done_for_every_target(case: Case, pair, to):
    assert case.photohash("apply", "--to", to, "--yes").code == 0
    for scanned in (False, True):
        if scanned:
            case.scan()
        assert case.groups() == []
        for target in ("hardlink", "symlink", "reflink", "trash", "quarantine", f"move:{case.folder.parent / 'there'}"):
            outcome = case.photohash("apply", "--to", target, "--yes", "--json")
            assert outcome.code == 0
            assert outcome.document["actions"] == outcome.document["failures"] == []
    assert case.photohash("undo").code == 0
    assert case.kinds() == {"a.jpg": "keeper", "b.jpg": "identical"}


def test_undone_links_are_offered_again_and_link_once_more(case: Case, pair):
    for _ in range(2):
        assert case.photohash("apply", "--to", "hardlink", "--yes").code == 0
        assert case.groups() == []
        assert case.photohash("undo").code == 0
        assert case.ticked() == {"b.jpg"}


@pytest.mark.parametrize("scanned", [False, True])
def test_hard_links_that_somebody_else_made_are_done_too(case: Case, pair, scanned):
    keeper, copy = pair
    info = copy.stat()
    os.utime(keeper, ns=(info.st_atime_ns, info.st_mtime_ns))
    case.scan()
    copy.unlink()
    os.link(keeper, copy)
    if scanned:
        case.scan()
        assert case.groups() == []
    outcome = case.photohash("apply", "--to", "hardlink", "--yes", "--json")
    assert outcome.code == 0
    assert outcome.document["actions"] == []
    assert outcome.document["freed"] == 0
    assert keeper.samefile(copy)


def test_a_copy_beside_hard_links_is_still_offered_and_counted_alone(case: Case, pair):
    keeper, copy = pair
    case.photohash("apply", "--to", "hardlink", "--yes")
    third = case.folder / "c.jpg"
    third.write_bytes(keeper.read_bytes())
    case.scan()
    plan = case.plan("--to", "hardlink")
    assert [Path(action["path"]).name for action in plan["actions"]] == ["c.jpg"]
    assert plan["freed"] == len(third.read_bytes())
    [group] = case.groups()
    assert len(group["photos"]) == 3
    assert case.photohash("apply", "--to", "hardlink", "--yes").code == 0
    assert case.groups() == []
    assert keeper.samefile(third)
    assert keeper.samefile(copy)


def test_links_made_apart_again_are_two_files(case: Case, pair):
    _, copy = pair
    case.photohash("apply", "--to", "hardlink", "--yes")
    data, info = copy.read_bytes(), copy.stat()
    copy.unlink()
    copy.write_bytes(data)
    os.utime(copy, ns=(info.st_atime_ns, info.st_mtime_ns))
    case.scan()
    assert case.ticked() == {"b.jpg"}
