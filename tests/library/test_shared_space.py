"""Which members of a group share their space with one that stays, by place and by what photohash made a clone of."""

from dataclasses import replace
from pathlib import Path

from photohash.library.groups.shared_space import Clones, without_shared
from photohash.library.photo import Group, Kind, Member, Photo, PhotoFile

DIGEST = bytes(32)


def group(*places: int, others: int = 0) -> Group:
    """Byte-identical files at some places of one disk, the keeper first, and smaller copies."""
    files = tuple(PhotoFile(Path(f"/p/{number}.jpg"), 100, 1, (7, place)) for number, place in enumerate(places))
    photo = Photo(1, DIGEST, 40, 30, "JPEG", 100, None, None, files)
    members = [
        Member(photo, file.path, not number, Kind.IDENTICAL if number else None, None, None, "")
        for number, file in enumerate(files)
    ]
    for number in range(others):
        file = PhotoFile(Path(f"/p/small {number}.jpg"), 50, 1, (7, 1000 + number))
        small = Photo(2 + number, bytes([1 + number]) * 32, 20, 15, "JPEG", 50, None, None, (file,))
        members.append(Member(small, file.path, keeper=False, kind=Kind.RESIZED, distance=1, score=1.0, reason=""))
    return Group(1, tuple(members))


def shared(found: Group | None) -> list[str]:
    assert found is not None
    return [member.path.name for member in found.members if member.shares]


def what_is_left(whole: Group, clones: Clones) -> Group:
    found = without_shared(whole, clones)
    assert found is not None
    return found


def test_a_group_of_one_file_under_two_names_is_none():
    assert without_shared(group(5, 5), {}) is None


def test_two_files_are_a_group():
    assert shared(without_shared(group(5, 6), {})) == []


def test_a_link_to_the_keeper_is_not_offered_and_takes_no_space():
    found = what_is_left(group(5, 5, 6, others=1), {})
    assert shared(found) == ["1.jpg"]
    assert not found.members[1].is_safe
    assert found.spare_bytes == 150


def test_links_to_a_copy_go_together_and_count_once():
    found = what_is_left(group(5, 6, 6), {})
    assert shared(found) == []
    assert all(member.is_safe for member in found.members[1:])
    assert found.spare_bytes == 100


def test_what_is_not_known_of_a_place_is_no_link():
    made = group(5, 5)
    files = tuple(replace(file, place=None) for file in made.keeper.photo.files)
    photo = replace(made.keeper.photo, files=files)
    members = tuple(replace(member, photo=photo) for member in made.members)
    assert shared(without_shared(replace(made, members=members), {})) == []


def test_clones_that_photohash_made_share_their_space():
    keeper, copy, other = (Path(f"/p/{number}.jpg") for number in range(3))
    clones: Clones = {copy: (keeper, DIGEST)}
    assert without_shared(group(5, 6), clones) is None
    assert without_shared(group(5, 6, 7), {copy: (other, DIGEST)}) is not None
    assert shared(without_shared(group(5, 6), {copy: (keeper, b"other bytes")})) == []
