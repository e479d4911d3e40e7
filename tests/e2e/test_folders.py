"""photohash folders: where photos are looked for, and what may be touched."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from photohash.library.store import Catalogue
from tests.e2e.conftest import Outcome, Photohash
from tests.library.actions.worlds import World, build

pytestmark = pytest.mark.usefixtures("home")

FIELDS = {"path", "protected", "watched", "offline", "excluded", "protected_subfolders", "files"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def shown(photohash: Photohash, world: World) -> Any:
    """The one folder of the world, as it is listed."""
    outcome = photohash("folders", "--json")
    assert outcome.code == 0
    (folder,) = outcome.document["folders"]
    assert set(folder) == FIELDS
    assert folder["path"] == str(world.photos)
    return folder


def gone(outcome: Outcome) -> set[str]:
    return {Path(action["path"]).parent.name for action in outcome.document["actions"]}


def apart_from_numbers(document: Any) -> list[Any]:
    """The groups of a document, whatever the numbers in the catalogue."""
    return sorted(
        sorted((photo["path"], photo["keeper"], str(photo["relation"])) for photo in group["photos"])
        for group in document["groups"]
    )


def test_a_folder_that_is_removed_and_scanned_again_gives_the_same_groups_and_decisions(
    photohash, photos, scanned, tmp_path
):
    library = shutil.copytree(scanned, tmp_path / "library")
    photohash("decide", "not-duplicates", photos / "coffee.jpg", photos / "coffee mirrored.jpg", library=library)
    before = photohash("groups", "--json", library=library).document
    outcome = photohash("folders", "remove", photos, "--json", library=library)
    assert outcome.code == 0
    assert outcome.document["folders"] == []
    (change,) = outcome.document["changes"]
    assert (change["path"], change["changed"], change["files_removed"]) == (str(photos), True, 21)
    empty = photohash("groups", "--json", library=library)
    assert (empty.code, empty.document["groups"], empty.document["failures"]) == (0, [], [])
    assert "no folders" in photohash("folders", library=library).out
    assert photohash("scan", photos, library=library).code == 3
    after = photohash("groups", "--json", library=library).document
    assert apart_from_numbers(after) == apart_from_numbers(before)


def test_folders_are_listed_for_people_with_how_each_is_treated(photohash, world):
    photohash("folders", "protect", world / "phone")
    photohash("folders", "exclude", world / "inbox")
    outcome = photohash("folders", "list")
    assert outcome.code == 0
    unfolded = "".join(outcome.out.split())  # a long path is folded to the width of the page
    for words in (str(world.photos), f"protected: {world / 'phone'}", f"left out: {world / 'inbox'}"):
        assert "".join(words.split()) in unfolded
    world.photos.rename(world.folder / "away")
    assert "(offline)" in photohash("folders").out
    assert shown(photohash, world)["offline"]


def test_no_action_touches_a_protected_subfolder_until_it_is_unprotected(photohash, world):
    assert photohash("folders", "protect", world / "phone", world / "inbox").code == 0
    assert shown(photohash, world)["protected_subfolders"] == [str(world / "phone"), str(world / "inbox")]
    before = world.tree()
    outcome = photohash("apply", "--keep", f"in:{world / 'album'}", "--to", "quarantine", "--yes", "--json")
    assert outcome.document["actions"] == []
    assert {left["reason"] for left in outcome.document["left"]} == {"is in a protected folder"}
    assert world.tree() == before
    photohash("folders", "unprotect", world / "inbox")
    assert gone(photohash("apply", "--to", "quarantine", "--yes", "--json")) == {"inbox"}


def test_photos_left_out_are_no_copies_and_nothing_on_disk_changes(photohash, world):
    before = world.tree()
    outcome = photohash("folders", "exclude", world / "phone", "--json")
    assert outcome.document["changes"][0]["files_removed"] == 1
    assert shown(photohash, world)["excluded"] == [str(world / "phone")]
    assert gone(photohash("apply", "--json")) == {"inbox"}
    assert photohash("folders", "exclude", "--off", world / "phone").code == 0
    assert shown(photohash, world)["excluded"] == []
    assert world.tree() == before


def test_a_folder_is_watched_or_not(photohash, world):
    assert shown(photohash, world)["watched"]
    assert "photohash scan still reads it" in photohash("folders", "watch", "--off", world.photos).out
    assert not shown(photohash, world)["watched"]
    photohash("folders", "watch", world.photos)
    assert shown(photohash, world)["watched"]


def test_what_was_put_away_from_a_removed_folder_comes_back_once_the_folder_does(photohash, world):
    before = world.tree()
    photohash("apply", "--to", "quarantine", "--yes")
    assert (
        "can be taken back once the folder is in the library again" in photohash("folders", "remove", world.photos).out
    )
    refused = photohash("undo")
    assert refused.code == 3
    assert "in no folder of the library now" in refused.err
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.roots().add(world.photos, Path("/"))
    assert photohash("undo").code == 0
    assert world.tree() == before


@pytest.mark.parametrize("word", ["remove", "protect", "unprotect", "exclude", "watch"])
def test_a_folder_that_is_not_in_the_library_is_told_and_nothing_changes(photohash, world, tmp_path, word):
    before = shown(photohash, world)
    outcome = photohash("folders", word, world.photos / "..")
    assert outcome.code == 2
    assert f"{tmp_path} is in no folder of the library" in outcome.err
    assert photohash("folders", word).code == 2
    assert shown(photohash, world) == before


def test_where_there_is_no_library_none_is_made(photohash, tmp_path):
    for words in ((), ("remove", tmp_path), ("protect", tmp_path)):
        outcome = photohash("folders", *words)
        assert outcome.code == 1
        assert "There is no library" in outcome.err
    assert not (tmp_path / "library").exists()


def test_while_another_photohash_writes_nothing_is_changed_and_the_list_is_read(photohash, world):
    with Catalogue.open(world.library, write=True):
        outcome = photohash("folders", "protect", world.photos)
        assert outcome.code == 1
        assert "another photohash" in outcome.err
        assert not shown(photohash, world)["protected"]
