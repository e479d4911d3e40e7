"""Commands on albums: labels that the user gives to photos. None of them touches a photo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from photohash.cli.context import CommandContext, command_context
from photohash.core.errors import UsageError
from photohash.core.formatting import count, number
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.library.albums.suggestions import Suggestion
    from photohash.library.browse import Browser
    from photohash.library.photo import Failure
    from photohash.library.store import Album

albums = typer.Typer(
    help="Labels for photos, to find them by and to train a model with. No photo is ever changed by this.",
    invoke_without_command=True,
    no_args_is_help=False,
)

Name = Annotated[str, typer.Argument(help="The album's name.", metavar="ALBUM")]
Photos = Annotated[list[Path], typer.Argument(help="Photos of the library, or folders of them.", metavar="PHOTO")]


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    app.add_typer(albums, name="albums")


@albums.callback()
def default(context: typer.Context) -> None:
    """Labels for photos, to find them by and to train a model with; without a word after it, lists the albums.

    No photo is ever changed by this. An album knows its photos by what they hold, so no rename or move loses a label.
    """
    if context.invoked_subcommand is None:
        list_albums(context)


@albums.command("list")
def list_albums(context: typer.Context) -> None:
    """List the albums, with how many photos each has and how many of these are at hand."""
    from photohash import wiring

    current = command_context(context)
    with wiring.open_browser(current.library) as browser:
        found = browser.albums()
    if current.json:
        current.document({"albums": _listed(found)})
        return
    if not found:
        current.say("There are no albums yet. Make one with: photohash albums create ALBUM PHOTO...")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, align in (("Photos", "right"), ("At hand", "right"), ("Album", "left")):
        table.add_column(heading, justify="right" if align == "right" else "left", overflow="fold")
    for album in found:
        table.add_row(number(album.photos), number(album.present), escape(album.name))
    current.table(table)


@albums.command("create")
def create(
    context: typer.Context,
    name: Name,
    photos: Annotated[
        list[Path] | None, typer.Argument(help="Photos of the library, or folders of them.", metavar="PHOTO")
    ] = None,
) -> None:
    """Make an album, of some photos or empty."""
    from photohash import wiring

    current = command_context(context)
    digests, failures = _contents(current, photos or ())
    with wiring.open_albums(current.library) as editor:
        edit = editor.create(name, digests)
    _tell(current, f"Made {name} with {count(len(edit.added), 'photo')}.", failures, added=len(edit.added))


@albums.command("add")
def add(context: typer.Context, name: Name, photos: Photos) -> None:
    """Add photos to an album."""
    from photohash import wiring

    current = command_context(context)
    digests, failures = _contents(current, photos)
    with wiring.open_albums(current.library) as editor:
        edit = editor.add(editor.named(name), digests)
    _tell(current, f"Added {count(len(edit.added), 'photo')} to {name}.", failures, added=len(edit.added))


@albums.command("remove")
def remove(
    context: typer.Context,
    name: Name,
    photos: Annotated[
        list[Path] | None, typer.Argument(help="Photos to take out; without any, the album goes.", metavar="PHOTO")
    ] = None,
) -> None:
    """Take photos out of an album, or remove the album; the photos themselves stay as they are."""
    from photohash import wiring

    current = command_context(context)
    digests, failures = _contents(current, photos or ())
    with wiring.open_albums(current.library) as editor:
        album = editor.named(name)
        edit = editor.take_out(album, digests) if photos else editor.remove(album)
    taken = len(edit.taken_out)
    said = f"Took {count(taken, 'photo')} out of {name}." if photos else f"Removed {name}; its photos are untouched."
    _tell(current, said, failures, removed=taken)


@albums.command("rename")
def rename(
    context: typer.Context, name: Name, new: Annotated[str, typer.Argument(help="The new name.", metavar="NAME")]
) -> None:
    """Give an album another name."""
    from photohash import wiring

    current = command_context(context)
    with wiring.open_albums(current.library) as editor:
        editor.rename(editor.named(name), new)
    _tell(current, f"{name} is {new} now.", ())


@albums.command("suggest")
def suggest(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="An album; without one, any.", metavar="ALBUM")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many to show.")] = 10,
    doubt: Annotated[
        bool, typer.Option("--doubt", help="Show those that are hardest to tell, not the surest.")
    ] = False,
    add_above: Annotated[
        float | None,
        typer.Option("--add", min=0, max=1, help="Add those with at least this score, 0 to 1.", metavar="SCORE"),
    ] = None,
) -> None:
    """Show the photos that may belong to an album next, by their likeness to its photos.

    The score is about the share of photos suggested with it that belong.
    """
    from photohash import wiring
    from photohash.library.albums.suggestions import SuggestionWay
    from photohash.library.albums.suggestions import suggest as suggested

    current = command_context(context)
    with wiring.open_browser(current.library) as browser:
        album = None if name is None else _named(browser, name)
        found = suggested(browser, album, SuggestionWay.DOUBT if doubt else SuggestionWay.LIKENESS, k)
        names = {one.id: one.name for one in browser.albums()}
        photos = {photo.id: photo for photo in browser.photos(one.photo for one in found)}
    rows = [(one, photos[one.photo]) for one in found if one.photo in photos and photos[one.photo].files]
    chosen: dict[str, list[bytes]] = {}
    for one, photo in rows:
        if add_above is not None and one.score >= add_above:
            chosen.setdefault(names[one.album], []).append(photo.digest)
    added = 0
    if chosen:
        with wiring.open_albums(current.library) as editor:
            added = sum(len(edit.added) for edit in editor.put_all(chosen))
    if current.json:
        current.document(
            {
                "suggestions": [_suggested(one, str(photo.files[0].path), names) for one, photo in rows],
                "added": added,
            }
        )
        return
    _show(current, [(one, shown(photo.files[0].path)) for one, photo in rows], names)
    if add_above is not None:
        current.say(f"Added {count(added, 'photo')}.")


@albums.command("import")
def import_albums(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="A CSV file, or a folder whose folders are albums.")],
) -> None:
    """Take albums from CSV, or from folders of photos or of links to photos; they are added to what is there.

    The CSV has the columns album and path, or digest, which holds wherever the photo is now.
    """
    from photohash import wiring
    from photohash.library.albums.exchange import read_albums_csv, read_folders

    current = command_context(context)
    with wiring.open_browser(current.library) as browser:
        read = read_folders if source.is_dir() else read_albums_csv
        labels = read(browser, source.absolute())
    with wiring.open_albums(current.library) as editor:
        edits = editor.put_all(labels.albums)
    added = sum(len(edit.added) for edit in edits)
    said = f"Added {count(added, 'photo')} to {count(len(edits), 'album')}."
    _tell(current, said, labels.failures, added=added)


@albums.command("export")
def export(
    context: typer.Context,
    place: Annotated[Path, typer.Argument(help="A file that ends in .csv, or a folder for folders of links.")],
    name: Annotated[
        list[str] | None, typer.Option("--album", help="An album; may be repeated. Without it, all.")
    ] = None,
) -> None:
    """Write albums as CSV, or make a folder of links to the photos for each; photos are never copied."""
    from photohash import wiring
    from photohash.library.albums.exchange import link_folders, write_albums_csv

    current = command_context(context)
    with wiring.open_browser(current.library) as browser:
        wanted = {_named(browser, one) for one in name or ()}
        chosen = [album for album in browser.albums() if not wanted or album.id in wanted]
        if place.suffix.lower() == ".csv":
            rows, lost = write_albums_csv(browser, chosen, place)
            note = f" {count(lost, 'photo')} of them are not at hand and stand without a path." if lost else ""
            _tell(current, f"Wrote {count(rows, 'photo')} of {count(len(chosen), 'album')}.{note}", (), rows=rows)
            return
        linked = link_folders(browser, chosen, place)
    kind = "symbolic" if linked.symbolic else "hard"
    said = f"Made {count(linked.made, f'{kind} link')}; {number(linked.there)} were there."
    _tell(current, said, linked.failures, links=linked.made, kind=kind)


def _contents(current: CommandContext, photos: Sequence[Path]) -> tuple[list[bytes], list[Failure]]:
    """The digests of photos that were named, and of those in folders that were."""
    from photohash import wiring
    from photohash.library.albums.exchange import photos_below

    digests: dict[bytes, None] = {}
    failures: list[Failure] = []
    with wiring.open_browser(current.library) as browser:
        for path in photos:
            found, failed = photos_below(browser, path.absolute())
            digests |= dict.fromkeys(found)
            failures += failed
    return list(digests), failures


def _named(browser: Browser, name: str) -> int:
    from photohash.library.albums.album import find_album

    found = find_album(browser.albums(), name)
    if found is None:
        raise UsageError(f"There is no album {shown(name)}. See the albums with: photohash albums")
    return found.id


def _tell(current: CommandContext, said: str, failures: Sequence[Failure], **facts: Any) -> None:
    """Says what was done, and ends the command with the exit code for what failed."""
    if current.json:
        from photohash import wiring

        with wiring.open_browser(current.library) as browser:
            listed = _listed(browser.albums())
        failed = [{"path": str(failure.path), "error": failure.reason} for failure in failures]
        current.document({**facts, "albums": listed, "failures": failed})
    else:
        current.say(shown(said))
    current.finish(failures)


def _listed(found: Sequence[Album]) -> list[dict[str, Any]]:
    return [{"name": album.name, "photos": album.photos, "at_hand": album.present} for album in found]


def _suggested(one: Suggestion, path: str, names: dict[int, str]) -> dict[str, Any]:
    second = None if one.second is None else names[one.second]
    return {"path": path, "album": names[one.album], "score": round(one.score, 4), "second": second}


def _show(current: CommandContext, rows: Sequence[tuple[Suggestion, str]], names: dict[int, str]) -> None:
    if not rows:
        current.say(
            "Nothing to suggest: put a few photos into an album first, with: photohash albums add ALBUM PHOTO..."
        )
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Score", "Album", "Or", "Photo"):
        table.add_column(heading, overflow="fold")
    for one, path in rows:
        second = "" if one.second is None else escape(names[one.second])
        table.add_row(f"{one.score:.2f}", escape(names[one.album]), second, escape(path))
    current.table(table)
