"""Photos and relations made up for tests of groups."""

from __future__ import annotations

from pathlib import Path

from photohash.library.photo import Group, Kind, Photo, PhotoFile, Relation


def photo(
    number: int,
    *names: str,
    width: int = 4000,
    height: int = 3000,
    form: str = "JPEG",
    size: int = 2_000_000,
    taken: str | None = None,
    mtime: int = 0,
    quality: int | None = None,
    details: int = 0,
) -> Photo:
    files = tuple(PhotoFile(Path("/photos", name), size, mtime + place) for place, name in enumerate(names))
    return Photo(number, bytes([number]) * 32, width, height, form, size, taken, None, files, quality, details)


def relation(a: int, b: int, kind: Kind = Kind.RE_ENCODED, **evidence: float) -> Relation:
    return Relation(a, b, kind, 0.9, {"a_holds_b": 1.0, "b_holds_a": 1.0, **evidence})


def by_id(*photos: Photo) -> dict[int, Photo]:
    return {one.id: one for one in photos}


def names(made: Group) -> list[str]:
    return [member.path.name for member in made.members]
