"""Every command of the window, declared once: menu, buttons, shortcuts and their overview follow from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photohash.app.icons import icon
from photohash.app.key_bindings import KeyBindings
from photohash.app.theme import Theme
from photohash.core.translation import Words, tr


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do.

    Attributes:
        id: its name in code.
        text: in menus and in the overview.
        shortcuts: key sequences, the first of which is shown; "Ctrl" is the command key on a Mac.
        icon: name in ``resources/icons``, or empty.
        tip: one sentence on what happens.
        section: heading in the menu and in the overview.
    """

    id: str
    text: Words
    shortcuts: tuple[str, ...]
    icon: str
    tip: Words
    section: Words


COMMANDS: tuple[Command, ...] = (
    Command("add-folder", "Add folder…", ("Ctrl+O",), "folder-add", "Choose a folder of photos to search.", "Library"),
    Command("rescan", "Check folders again", ("F5",), "rescan", "Look for new and changed photos.", "Library"),
    Command("pause", "Pause", ("Ctrl+P",), "pause", "Pause the search, or resume it.", "Library"),
    Command("stop", "Stop", ("Ctrl+.",), "stop", "End the search; what was read so far is kept.", "Library"),
    Command("copies", "Copies", ("Ctrl+1",), "copies", "Photos of which there is more than one.", "View"),
    Command("stacks", "Look-alikes", ("Ctrl+2",), "stacks", "Photos that look alike but are no copies.", "View"),
    Command("library", "All photos", ("Ctrl+3",), "library", "Every photo in the library.", "View"),
    Command("albums", "Albums", ("Ctrl+4",), "albums", "Photos that you put together, to teach photohash.", "View"),
    Command("decisions", "Decisions", ("Ctrl+5",), "decisions", "What you said of your photos.", "View"),
    Command("failures", "Could not read", ("Ctrl+6",), "unreadable", "Files that could not be read.", "View"),
    Command("history", "History", ("Ctrl+7",), "history", "What was done to your photos.", "View"),
    Command("map", "Map of look-alikes", ("Ctrl+M",), "map", "See all clusters of look-alikes at a glance.", "View"),
    Command("back", "Back", ("Alt+Left", "Back"), "back", "Go to the page before this one.", "View"),
    Command("forward", "Forward", ("Alt+Right", "Forward"), "forward", "Go to the page that was left.", "View"),
    Command(
        "leave", "Leave", ("Esc",), "close", "Empty the search field, leave what was opened, or full screen.", "View"
    ),
    Command("find", "Find by name", ("Ctrl+F",), "search", "Show only what has this text in a path.", "View"),
    Command("full-screen", "Full screen", ("F11",), "full-screen", "Give the window the whole screen.", "View"),
    Command("open", "Open", ("Alt+Return", "Alt+Enter"), "picture", "Show this photo and what is like it.", "Photo"),
    Command("compare", "Compare", ("C",), "compare", "Show the selected photos large, beside each other.", "Photo"),
    Command("view-photo", "View large", ("F",), "picture", "Show the photo on the whole screen, with zoom.", "Photo"),
    Command("reveal", "Show in folder", ("Ctrl+Shift+O",), "folder-open", "Open the folder this photo is in.", "Photo"),
    Command(
        "copy-path", "Copy path", ("Ctrl+Shift+C",), "copy-path", "Put the photo's path on the clipboard.", "Photo"
    ),
    Command(
        "show-on-map",
        "Show on the map",
        ("Ctrl+Shift+M",),
        "map",
        "See this photo among those that look alike, and what is near.",
        "Photo",
    ),
    Command(
        "put-away",
        "Put away…",
        ("Ctrl+Shift+D",),
        "review",
        "Show what would happen to these photos, before anything is touched.",
        "Photo",
    ),
    Command(
        "similar", "Find similar", ("Ctrl+Shift+F",), "similar", "Find what is like the selected photos.", "Similar"
    ),
    Command(
        "add-to-search",
        "Add to the search",
        ("Ctrl+E",),
        "add-to-search",
        "Search by the selected photos as well.",
        "Similar",
    ),
    Command(
        "search-picture",
        "Search by a picture…",
        ("Ctrl+Shift+V",),
        "search-picture",
        "Choose a picture file, and find it and what is like it in the library.",
        "Similar",
    ),
    Command(
        "paste-picture",
        "Search by the copied picture",
        ("Ctrl+V",),
        "paste-picture",
        "Find the picture on the clipboard, and what is like it, in the library.",
        "Similar",
    ),
    Command("add-to-album", "Add to album…", ("T",), "album-add", "Choose an album for the selected photos.", "Albums"),
    Command(
        "add-to-last-album",
        "Add to the last album",
        ("Shift+T",),
        "album-add",
        "Add the selected photos to the album used last.",
        "Albums",
    ),
    Command("new-album", "New album", ("Ctrl+N",), "new", "Make an album and type its name.", "Albums"),
    Command(
        "album-of-cluster",
        "Make an album of these photos",
        ("Ctrl+Shift+B",),
        "album-new",
        "Put all photos of this cluster into a new album.",
        "Albums",
    ),
    Command(
        "belongs", "Add this suggestion", ("Y",), "check", "This photo belongs to the album. Enter does too.", "Albums"
    ),
    Command("belongs-not", "Not this", ("N",), "close", "This photo does not belong to the album.", "Albums"),
    Command(
        "belong-so-far",
        "Add all up to this",
        ("Shift+Y",),
        "add-up-to",
        "This suggestion and all before it belong to the album.",
        "Albums",
    ),
    Command(
        "take-out",
        "Remove from album",
        ("Backspace",),
        "take-out",
        "Take the selected photos out of the album; the photos themselves stay.",
        "Albums",
    ),
    Command("rename-album", "Rename album", ("F2",), "rename", "Give the album another name.", "Albums"),
    Command(
        "remove-album",
        "Remove album",
        ("Ctrl+Shift+Backspace",),
        "remove-album",
        "Forget the selected albums; their photos stay where they are.",
        "Albums",
    ),
    Command(
        "folders-as-albums",
        "Folders as albums…",
        ("Ctrl+Shift+I",),
        "folder-albums",
        "Make an album of each subfolder of a folder.",
        "Albums",
    ),
    Command(
        "import-albums",
        "Import albums…",
        ("Ctrl+I",),
        "import",
        "Read albums from a CSV file, or from folders of photos or of links to them.",
        "Albums",
    ),
    Command(
        "export-albums",
        "Export albums…",
        ("Ctrl+Shift+X",),
        "export",
        "Write the selected albums, or all, into a CSV file or a folder of links.",
        "Albums",
    ),
    Command(
        "teach",
        "Teach photohash…",
        ("Ctrl+L",),
        "teach",
        "Train a model of your own from the selected albums, or all.",
        "Albums",
    ),
    Command("tick", "Tick or untick", ("Ctrl+T",), "tick", "Choose whether this photo goes.", "Copies"),
    Command("untick", "Untick", ("Ctrl+Shift+T",), "untick", "Take the ticks of what is selected away.", "Copies"),
    Command("select-all", "Select all groups", ("Ctrl+A",), "select-all", "Select every group shown.", "Copies"),
    Command("keep-this", "Keep this one", ("Ctrl+K",), "keep", "Keep this photo rather than the others.", "Copies"),
    Command(
        "keep-both", "Keep both", ("Ctrl+B",), "keep-both", "Keep these photos; they are not offered again.", "Copies"
    ),
    Command(
        "not-duplicates",
        "Not duplicates",
        ("Ctrl+D",),
        "not-duplicates",
        "These photos are different ones; they are not offered again.",
        "Copies",
    ),
    Command(
        "tick-safe",
        "Tick safe copies",
        ("Ctrl+Shift+A",),
        "tick-safe",
        "Tick identical, re-encoded and resized copies, and nothing else.",
        "Copies",
    ),
    Command("untick-all", "Untick all", ("Ctrl+Shift+U",), "untick", "Remove every tick.", "Copies"),
    Command(
        "tick-folder", "Tick all in a folder…", ("Ctrl+Shift+G",), "folder", "Tick all photos in one folder.", "Copies"
    ),
    Command(
        "tick-but-newest",
        "Tick all but the newest",
        ("Ctrl+Shift+N",),
        "tick",
        "Tick all photos of each group but the file that was changed last.",
        "Copies",
    ),
    Command(
        "tick-but-oldest",
        "Tick all but the oldest",
        ("Ctrl+Shift+E",),
        "tick",
        "Tick all photos of each group but the file that was changed first.",
        "Copies",
    ),
    Command(
        "tick-but-largest",
        "Tick all but the largest",
        ("Ctrl+Shift+L",),
        "tick",
        "Tick all photos of each group but the one with the most pixels.",
        "Copies",
    ),
    Command(
        "rules",
        "Rules for what is kept…",
        ("Ctrl+R",),
        "rules",
        "Choose by which rules one photo of each group is kept, and see first what they do.",
        "Copies",
    ),
    Command(
        "export", "Export…", ("Ctrl+Shift+S",), "export", "Write the groups shown into a CSV or HTML file.", "Copies"
    ),
    Command(
        "review",
        "Review…",
        ("Ctrl+Return", "Ctrl+Enter"),
        "review",
        "Show what would happen to each ticked photo. Nothing is touched yet.",
        "Copies",
    ),
    Command("undo", "Undo", ("Ctrl+Z",), "undo", "Undo what was done last, whatever it was.", "Edit"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "Do again what was undone last.", "Edit"),
    Command(
        "take-back",
        "Undo selected",
        ("Ctrl+Backspace",),
        "undo",
        "Undo what is selected in the history or among the decisions.",
        "Edit",
    ),
    Command("settings", "Settings…", ("Ctrl+,",), "settings", "Choose appearance, search and model.", "Window"),
    Command("help", "Help", ("F1",), "help", "Read how photohash works and what it promises.", "Window"),
    Command(
        "shortcuts", "Keyboard shortcuts", ("Ctrl+/",), "keyboard", "Show every shortcut, and change it.", "Window"
    ),
    Command("quit", "Quit photohash", ("Ctrl+Q",), "quit", "Close the window; a search continues next time.", "Window"),
)


_MAY_REPEAT = frozenset({"back", "forward", "undo", "redo"})


class Commands(QObject):
    """The commands as ``QAction`` objects of one window.

    Args:
        window: they work in all of it.
        theme: of the window.
        kept: keys that were changed, as ``save`` was given them.
        save: keeps keys that are changed.

    Attributes:
        bindings: which keys each has; after a change of them ``bind`` is to be called.
    """

    def __init__(self, window: QWidget, theme: Theme, kept: str = "", save: Callable[[str], object] = str) -> None:
        super().__init__(window)
        self._theme = theme
        self.bindings = KeyBindings({command.id: command.shortcuts for command in COMMANDS}, kept, save)
        self._made: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(tr(command.text), window)
            action.setObjectName(command.id)
            action.setStatusTip(tr(command.tip))
            # A key that is held does a thing once: it is not to decide on one group after the other.
            action.setAutoRepeat(command.id in _MAY_REPEAT)
            window.addAction(action)
            self._made[command.id] = action
        self.bind()
        self._icons = {command.id: command.icon for command in COMMANDS}
        self.colour()
        theme.changed.connect(self.colour)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._made

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def bind(self) -> None:
        """Gives every command the keys that are in force, in its menu and its tip too."""
        for command in COMMANDS:
            action = self._made[command.id]
            action.setShortcuts([QKeySequence(held) for held in self.bindings.of(command.id)])
            action.setToolTip(tip(command, self.bindings.of(command.id)))

    def set_icon(self, name: str, drawing: str) -> None:
        """Gives a command another icon, as pause has while the work is held."""
        self._icons[name] = drawing
        self.colour()

    def colour(self) -> None:
        """Draws the icons in the colours of the theme."""
        colours = self._theme.colours
        for name, drawing in self._icons.items():
            self._made[name].setIcon(icon(drawing, colours["text"], colours["border_strong"]))

    def some(self, parent: QWidget, names: Sequence[str]) -> QMenu:
        """A menu of some commands, which goes away when it is closed; an empty name is a line between them."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if name:
                menu.addAction(self._made[name])
            else:
                menu.addSeparator()
        return menu

    def menu(self, parent: QWidget) -> QMenu:
        """All commands in one menu: a menu in it for each section, those of the last section in itself."""
        menu = QMenu(parent)
        *inner, last = sections().items()
        for section, commands in inner:
            below = menu.addMenu(tr(section))
            below.setAccessibleName(tr(section))
            for command in commands:
                below.addAction(self._made[command.id])
        menu.addSeparator()
        for command in last[1]:
            menu.addAction(self._made[command.id])
        return menu


def sections() -> Mapping[str, list[Command]]:
    """The commands by section, in the order of the table."""
    found: dict[str, list[Command]] = {}
    for command in COMMANDS:
        found.setdefault(command.section, []).append(command)
    return found


def written(keys: Sequence[str]) -> str:
    """The first of some keys as this system writes it, or "" where there are none."""
    return native(QKeySequence(keys[0])) if keys else ""


def native(keys: QKeySequence) -> str:
    """Keys as this system writes them."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def tip(command: Command, keys: Sequence[str]) -> str:
    """A tool tip: what happens, and the keys for it."""
    shown = written(keys)
    return f"{tr(command.tip)} ({shown})" if shown else tr(command.tip)
