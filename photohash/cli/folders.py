"""Commands on the folders of a library: list and remove them, say what may be touched, left out or watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from photohash.cli.actions import tell_recovered
from photohash.cli.context import CommandContext, command_context
from photohash.core.formatting import number
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.library.folders import Change, LibraryFolders
    from photohash.library.store import FolderState

folders = typer.Typer(
    help="Where photos are looked for, and what may be touched. Nothing on the disk is ever changed by this.",
    invoke_without_command=True,
    no_args_is_help=False,
)

Named = Annotated[list[Path], typer.Argument(help="Folders of the library.", metavar="FOLDER")]
NamedInside = Annotated[
    list[Path], typer.Argument(help="Folders of the library, or folders in them.", metavar="FOLDER")
]
Inside = Annotated[list[Path], typer.Argument(help="Folders in a folder of the library.", metavar="FOLDER")]


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    app.add_typer(folders, name="folders")


@folders.callback()
def default(context: typer.Context) -> None:
    """Where photos are looked for, and what may be touched; without a word after it, lists the folders.

    Nothing on the disk is ever changed by this.
    """
    if context.invoked_subcommand is None:
        list_folders(context)


@folders.command("list")
def list_folders(context: typer.Context) -> None:
    """List the folders of the library and how each is treated.

    A folder that is not there now, as on a drive that is not plugged in, is offline; its photos stay known.
    """
    from photohash import wiring

    current = command_context(context)
    with wiring.open_folders(current.library, write=False) as opened:
        found = opened.all()
    if current.json:
        current.document({"folders": _listed(found)})
    elif found:
        current.table(_table(found))
    else:
        current.say("The library has no folders. Add one with: photohash scan FOLDER")


@folders.command("remove")
def remove(context: typer.Context, named: Named) -> None:
    """Take folders out of the library with their photos; nothing on the disk is changed.

    What was decided about the photos is remembered, and holds again once they are back.
    """
    _change(context, lambda opened: opened.remove(named), settled=True)


@folders.command("protect")
def protect(context: typer.Context, named: NamedInside) -> None:
    """Put folders out of reach of every action, with all that is in them."""
    _change(context, lambda opened: opened.protect(named))


@folders.command("unprotect")
def unprotect(context: typer.Context, named: NamedInside) -> None:
    """Take the protection of folders back."""
    _change(context, lambda opened: opened.unprotect(named))


@folders.command("exclude")
def exclude(
    context: typer.Context,
    named: Inside,
    off: Annotated[bool, typer.Option("--off", help="Take the folders in again; the next scan reads them.")] = False,
) -> None:
    """Leave folders out: their photos leave the library and scans pass them by; nothing on the disk is changed."""
    if off:
        _change(context, lambda opened: opened.include(named))
    else:
        _change(context, lambda opened: opened.exclude(named), settled=True)


@folders.command("watch")
def watch(
    context: typer.Context,
    named: Named,
    off: Annotated[bool, typer.Option("--off", help="Do not watch the folders any more.")] = False,
) -> None:
    """Have photohash watch follow folders, which it does unless told otherwise; a scan reads all of them."""
    _change(context, lambda opened: opened.watch(named, on=not off))


def _change(
    context: typer.Context, change: Callable[[LibraryFolders], Sequence[Change]], *, settled: bool = False
) -> None:
    """Runs a change and tells what came of it.

    Args:
        context: of the command.
        change: what is to be done.
        settled: whether what an earlier run left unfinished is settled first.
    """
    from photohash import wiring

    current = command_context(context)
    if settled:
        with wiring.open_actions(current.library) as actions:
            tell_recovered(actions.recover())
    with wiring.open_folders(current.library, write=True) as opened:
        changes = change(opened)
        found = opened.all()
    _tell(current, changes, found)


def _tell(current: CommandContext, changes: Sequence[Change], found: Sequence[FolderState]) -> None:
    if not current.json:
        for change in changes:
            current.say(change.sentence)
        return
    done = [
        {"path": str(change.path), "changed": change.done, "files_removed": change.files, "note": change.sentence}
        for change in changes
    ]
    current.document({"changes": done, "folders": _listed(found)})


def _listed(found: Iterable[FolderState]) -> list[dict[str, Any]]:
    return [
        {
            "path": str(state.root.path),
            "protected": state.root.protected,
            "watched": state.root.watched,
            "offline": state.offline,
            "excluded": [str(path) for path in state.root.excludes],
            "protected_subfolders": [str(path) for path in state.root.protected_subfolders],
            "files": state.files,
        }
        for state in found
    ]


def _table(found: Iterable[FolderState]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, align in (("Files", "right"), ("Protected", "left"), ("Watched", "left"), ("Folder", "left")):
        table.add_column(heading, justify="right" if align == "right" else "left", overflow="fold")
    for state in found:
        root = state.root
        lines = [escape(shown(root.path)) + (" [bold](offline)[/]" if state.offline else "")]
        lines += [f"  [dim]protected:[/] {escape(shown(path))}" for path in root.protected_subfolders]
        lines += [f"  [dim]left out:[/] {escape(shown(path))}" for path in root.excludes]
        table.add_row(number(state.files), _yes(root.protected), _yes(root.watched), "\n".join(lines))
    return table


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
