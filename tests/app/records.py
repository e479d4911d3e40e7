"""Records made up for tests of models and painting, which look at no file."""

from __future__ import annotations

from pathlib import Path

from photohash.library.actions import Action, Entry, EntryState
from photohash.library.photo import Group, Kind, Member, Photo, PhotoFile


def photo(number: int, *, octets: int = 1_000_000, taken: str | None = None, folder: str = "/photos") -> Photo:
    """A photo with one file."""
    path = Path(folder) / f"picture {number}.jpg"
    return Photo(
        number, number.to_bytes(32, "big"), 4000, 3000, "JPEG", octets, taken, None, (PhotoFile(path, octets, number),)
    )


def group(number: int, *kinds: Kind, octets: int = 1_000_000, taken: str | None = None) -> Group:
    """A group whose keeper has this number and whose copies are numbered on from it."""
    keeper = photo(number, octets=octets, taken=taken)
    members = [
        Member(keeper, keeper.files[0].path, keeper=True, kind=None, distance=None, score=None, reason="is largest")
    ]
    for place, kind in enumerate(kinds, start=1):
        copy = photo(number + place, octets=octets)
        path = copy.files[0].path
        members.append(Member(copy, path, keeper=False, kind=kind, distance=4 * place, score=0.9, reason="smaller"))
    return Group(number, tuple(members))


def entry(number: int, run: int, state: EntryState = EntryState.DONE, action: Action = Action.TRASH) -> Entry:
    """An entry of the journal about the photo of this number."""
    path, keeper = Path(f"/photos/picture {number}.jpg"), Path("/photos/kept.jpg")
    return Entry(
        number,
        run,
        action,
        path,
        bytes(32),
        keeper,
        1,
        bytes(32),
        Kind.RESIZED,
        "smaller",
        state,
        "",
        (),
        (),
        1_700_000_000,
    )
