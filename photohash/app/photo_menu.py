"""The menu of a photo, the same on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from photohash.app.commands import Commands

PHOTO_COMMANDS: tuple[str, ...] = (
    "open",
    "view-photo",
    "",
    "compare",
    "similar",
    "",
    "add-to-album",
    "add-to-last-album",
    "",
    "reveal",
    "copy-path",
    "",
    "put-away",
)
"""What can be done with photos wherever they are shown; an empty name is a line."""


def photo_menu(commands: Commands, parent: QWidget, first: Sequence[str] = ()) -> QMenu:
    """A menu for the photo that was clicked, or for those that are selected; it goes away when it is closed.

    Args:
        commands: of the window; what it does not have is left out.
        parent: the page.
        first: commands of the page's own, which stand at the top.
    """
    names = [*first, "", *PHOTO_COMMANDS] if first else PHOTO_COMMANDS
    return commands.some(parent, list(_without_gaps(name for name in names if not name or name in commands)))


def _without_gaps(names: Iterator[str]) -> Iterator[str]:
    """The same names, no line at an end or beside another."""
    gap = False
    begun = False
    for name in names:
        if not name:
            gap = begun
            continue
        if gap:
            yield ""
        gap, begun = False, True
        yield name
