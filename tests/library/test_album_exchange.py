"""Albums out of a library and in again: whatever their names and those of their photos, no label is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photohash.core.errors import UsageError
from photohash.library.albums import exchange
from photohash.library.albums.editing import AlbumEditor
from photohash.library.albums.exchange import link_folders, read_albums_csv, read_folders, write_albums_csv
from photohash.library.browse import Browser
from photohash.library.store import Catalogue
from photohash.library.store.albums import as_name
from tests.library.catalogues import MODEL, add_photo, digest


class PrivilegeError(OSError):
    """As Windows refuses a symbolic link to an ordinary user."""

    winerror = 1314


def is_name(text: str) -> bool:
    try:
        return bool(as_name(text))
    except UsageError:
        return False


NAMES = st.text(max_size=30).filter(is_name).map(as_name)
LABELS = st.dictionaries(NAMES, st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True), max_size=4).filter(
    lambda labels: len({name.casefold() for name in labels}) == len(labels)
)


def odd_names() -> list[str]:
    names = ["=1+1.jpg", " blanks .jpg", 'a,b;c"d.jpg', "CON.jpg", "line\nbreak.jpg"]
    return [*names, os.fsdecode(b"not utf-8 \xff.jpg")] if sys.platform == "linux" else names[:4]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Six photos with odd names, and one more of a name that is there, in another folder."""
    folder = tmp_path / "library"
    with Catalogue.open(folder, write=True) as catalogue, catalogue.transaction():
        for number, name in enumerate([*odd_names(), "again/CON.jpg"]):
            path = tmp_path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes([number]))
            add_photo(catalogue, number, path)
    return folder


def labelled(library: Path, labels: dict[str, list[int]]) -> dict[str, list[bytes]]:
    wanted = {name: list(map(digest, numbers)) for name, numbers in labels.items()}
    with AlbumEditor(Catalogue.open(library, write=True)) as editor:
        for album in editor.all():
            editor.remove(album.id)
        editor.put_all(wanted)
    return wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=LABELS)
def test_csv_gives_back_what_was_written(library, tmp_path, labels):
    wanted = labelled(library, labels)
    with Browser(library, MODEL) as browser:
        write_albums_csv(browser, browser.albums(), tmp_path / "albums.csv")
        read = read_albums_csv(browser, tmp_path / "albums.csv")
    assert read.albums == wanted
    assert not read.failures


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=LABELS)
def test_folders_of_links_give_back_every_album(library, tmp_path_factory, labels):
    wanted = labelled(library, labels)
    out = tmp_path_factory.mktemp("links")
    with Browser(library, MODEL) as browser:
        linked = link_folders(browser, browser.albums(), out)
        assert linked.made == sum(map(len, wanted.values()))
        if not wanted:
            return
        read = read_folders(browser, out)
    assert not read.failures
    assert sorted(map(sorted, read.albums.values())) == sorted(map(sorted, wanted.values()))


def test_links_go_with_the_photos_when_both_are_moved(library, tmp_path):
    labelled(library, {"all": [0, 6]})
    with Browser(library, MODEL) as browser:
        link_folders(browser, browser.albums(), tmp_path / "links")
    moved = tmp_path.with_name(f"{tmp_path.name} moved")
    tmp_path.rename(moved)
    links = sorted((moved / "links" / "all").iterdir())
    assert [path.read_bytes() for path in links] == [bytes([0]), bytes([6])]


def test_without_the_right_to_symbolic_links_hard_ones_are_made(library, tmp_path, monkeypatch):
    def refused(self, target, target_is_directory=False):
        raise PrivilegeError(22, "a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refused)
    labelled(library, {"all": [0, 6]})
    with Browser(library, MODEL) as browser:
        linked = link_folders(browser, browser.albums(), tmp_path / "links")
        assert (linked.made, linked.symbolic) == (2, False)
        assert link_folders(browser, browser.albums(), tmp_path / "links").there == 2
    assert (tmp_path / "links" / "all" / "CON.jpg").samefile(tmp_path / "photos" / "again" / "CON.jpg")


def test_a_photo_that_is_gone_has_no_path_and_no_link(library, tmp_path):
    labelled(library, {"all": [0, 6]})
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        catalogue.mark_vanished([catalogue.file_at(tmp_path / "photos" / "again" / "CON.jpg") or 0])
    with Browser(library, MODEL) as browser:
        assert write_albums_csv(browser, browser.albums(), tmp_path / "albums.csv") == (2, 1)
        assert read_albums_csv(browser, tmp_path / "albums.csv").albums == {"all": [digest(0), digest(6)]}
        linked = link_folders(browser, browser.albums(), tmp_path / "links")
    assert (linked.made, len(linked.failures)) == (1, 1)


def test_a_table_without_end_is_not_read(library, tmp_path, monkeypatch):
    monkeypatch.setattr(exchange, "_LARGEST_CSV", 100)
    (tmp_path / "huge.csv").write_text("album,path\n" + "a,b\n" * 100)
    with Browser(library, MODEL) as browser, pytest.raises(UsageError, match="too large"):
        read_albums_csv(browser, tmp_path / "huge.csv")


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_links_that_lead_in_a_circle_or_nowhere_stop_nothing(library, tmp_path):
    folder = tmp_path / "albums" / "sea"
    folder.mkdir(parents=True)
    (folder / "round").symlink_to(folder)
    (folder / "nowhere.jpg").symlink_to(tmp_path / "nowhere.jpg")
    (folder / "itself.jpg").symlink_to("itself.jpg")
    (folder / "good.jpg").symlink_to(tmp_path / "photos" / "CON.jpg")
    with Browser(library, MODEL) as browser:
        read = read_folders(browser, tmp_path / "albums")
    assert read.albums == {"sea": [digest(3)]}
    assert {failure.path.name for failure in read.failures} == {"nowhere.jpg", "itself.jpg"}
