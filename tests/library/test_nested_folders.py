"""A folder added again inside one of the library, or around it: one folder of the library, not two."""

from __future__ import annotations

from pathlib import Path

import pytest

from photohash.library.folders import LibraryFolders
from photohash.library.pipeline.folders import Folders
from photohash.library.preview import Previews
from photohash.library.store import Catalogue, Root
from tests.library.catalogues import PICTURE, found


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue.open(tmp_path / "library", write=True) as opened:
        yield opened


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    for name in ("2023/june", "2024", ".hidden"):
        (made / name).mkdir(parents=True)
    return made


def roots(catalogue: Catalogue) -> dict[Path, Root]:
    return {root.path: root for root in catalogue.roots().all()}


def add(catalogue: Catalogue, *folders: Path, protect: tuple[Path, ...] = ()):
    return Folders(catalogue).add([*folders, *protect], protect)


def test_a_folder_inside_a_known_one_is_told_as_such_and_is_no_second_one(catalogue, photos):
    add(catalogue, photos)
    told = add(catalogue, photos / "2023" / "june", photos / "2024")
    assert told.inside == {photos / "2023" / "june": photos, photos / "2024": photos}
    assert told.failures == ()
    assert set(roots(catalogue)) == {photos}


def test_protecting_a_folder_inside_a_known_one_protects_it_there(catalogue, photos):
    add(catalogue, photos)
    add(catalogue, protect=(photos / "2024",))
    add(catalogue, protect=(photos / "2024",))
    assert set(roots(catalogue)) == {photos}
    assert roots(catalogue)[photos].protected_subfolders == (photos / "2024",)


def test_what_was_left_out_is_in_again_without_a_second_folder(catalogue, photos):
    add(catalogue, photos)
    LibraryFolders(catalogue, Previews(catalogue.folder / "thumbnails")).exclude([photos / "2023"])
    add(catalogue, photos / "2023")
    assert set(roots(catalogue)) == {photos}
    assert roots(catalogue)[photos].excludes == ()


def test_what_a_scan_of_the_outer_one_would_not_come_to_is_one_by_itself(catalogue, photos):
    add(catalogue, photos)
    LibraryFolders(catalogue, Previews(catalogue.folder / "thumbnails")).exclude([photos / "2023"])
    told = add(catalogue, photos / ".hidden", photos / "2023" / "june")
    assert told.inside == {}
    assert set(roots(catalogue)) == {photos, photos / ".hidden", photos / "2023" / "june"}


def test_a_folder_around_known_ones_takes_them_in_with_what_holds_for_them(catalogue, photos):
    june, year = photos / "2023" / "june", photos / "2023"
    add(catalogue, year, photos / "2024", photos / ".hidden")
    folders = LibraryFolders(catalogue, Previews(catalogue.folder / "thumbnails"))
    folders.protect([photos / "2024"])
    folders.exclude([june])
    told = add(catalogue, photos)
    assert told.taken_in == {year: photos, photos / "2024": photos}
    assert set(roots(catalogue)) == {photos, photos / ".hidden"}
    outer = roots(catalogue)[photos]
    assert (outer.protected, outer.protected_subfolders, outer.excludes) == (False, (photos / "2024",), (june,))


def test_files_of_a_folder_that_is_taken_in_belong_to_the_outer_one(catalogue, photos):
    add(catalogue, photos / "2024")
    inner = roots(catalogue)[photos / "2024"].id
    with catalogue.transaction():
        photo = catalogue.add_photo(b"1" * 32, PICTURE, 1000)
        catalogue.put_file(found(photos / "2024" / "a.jpg"), photo, inner)
    add(catalogue, photos)
    outer = roots(catalogue)[photos].id
    assert not catalogue.roots().has_files(inner)
    assert catalogue.roots().has_files(outer)


def test_one_that_is_not_watched_stays_by_itself(catalogue, photos):
    add(catalogue, photos / "2024")
    folders = LibraryFolders(catalogue, Previews(catalogue.folder / "thumbnails"))
    folders.watch([photos / "2024"], on=False)
    assert add(catalogue, photos).taken_in == {}
    assert set(roots(catalogue)) == {photos, photos / "2024"}
