"""The look: colours read from ``resources/theme``, applied to the application and asked for by every delegate.

Spacing follows one 8 pixel grid (``GRID``). Sizes of text follow the system's font, so a person who set larger text
gets it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from photohash.app.control_guard import ControlGuard
from photohash.app.icons import icon
from photohash.core.resources import resource

GRID = 8
"""Every margin and gap is a multiple, or half, of this many pixels."""


class Appearance(StrEnum):
    """What a person can choose; the values are those of the ``theme`` setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Colours:
    """The colours of one appearance.

    Attributes:
        name: "light" or "dark".
        plain: colour by role, e.g. "surface", "text_dim".
        chips: background by kind of relation, with "keep" and "text".
    """

    name: str
    plain: Mapping[str, str]
    chips: Mapping[str, str]

    def __getitem__(self, role: str) -> QColor:
        return QColor(self.plain[role])

    def chip(self, name: str) -> QColor:
        """The background of a chip, by the kind's value or "keep"; "text" is the colour of its writing."""
        return QColor(self.chips[name])


@cache
def colours(name: str) -> Colours:
    """Reads one appearance from ``resources/theme``."""
    with resource("theme", f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    chips = table.pop("chips")
    return Colours(name, table, chips)


class Theme(QObject):
    """The appearance in force.

    Signals:
        changed: after colours were applied; icons and cached drawings must be made again.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._appearance = Appearance.SYSTEM
        self.colours = colours("light")
        application.setStyle("Fusion")
        self._guard = ControlGuard(self)
        application.installEventFilter(self._guard)
        ensure_readable_font(application)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.choose(Appearance.SYSTEM)

    @property
    def appearance(self) -> Appearance:
        """What was chosen, which may be to follow the system."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Applies a choice at once."""
        self._appearance = appearance
        self._apply()

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.colours = colours("dark" if dark else "light")
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(_style_sheet(self.colours, self._application.font()))
        self._guard.colour(icon("close", self.colours["text_dim"], self.colours["border_strong"]))
        self.changed.emit()


def font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """The application's font at a multiple of its size."""
    return QFont(_font(QApplication.font(), scale, bold=bold))


@lru_cache(maxsize=64)  # delegates ask for a few of them hundreds of times a frame
def _font(of: QFont, scale: float, *, bold: bool) -> QFont:
    made = QFont(of)
    made.setPixelSize(max(round(base_pixels(made) * scale), 9))
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def base_pixels(of: QFont) -> int:
    """The height of ordinary text in pixels, whether the system gave it in points or in pixels."""
    return max(QFontInfo(of).pixelSize(), 9)


def ensure_readable_font(application: QApplication) -> None:
    """Sees to it that there are letters at all, and that they are no smaller than 13 pixels.

    A bare server has no fonts; matplotlib's copy of DejaVu Sans is used there if it is installed.
    """
    if not QFontDatabase.families():
        for path in _fallback_fonts():
            QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.families()
        if families:
            application.setFont(QFont(families[0]))
    chosen = QFont(application.font())
    if base_pixels(chosen) < 13:
        chosen.setPixelSize(13)
        application.setFont(chosen)


def _fallback_fonts() -> list[Path]:
    import importlib.util

    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None:
        return []
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [path for path in (folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf") if path.is_file()]


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.PlaceholderText: "text_dim",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_text",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Mid: "border_strong",
    }
    for role, name in roles.items():
        palette.setColor(role, chosen[name])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, chosen["border_strong"])
    return palette


def _style_sheet(chosen: Colours, base: QFont) -> str:
    pixels = base_pixels(base)
    sizes = {
        "small": f"{round(pixels * 0.92)}px",
        "body": f"{pixels}px",
        "large": f"{round(pixels * 1.15)}px",
        "title": f"{round(pixels * 1.7)}px",
        "hero": f"{round(pixels * 2.1)}px",
        "chevron": resource("icons", f"chevron-down-{chosen.name}.svg").as_posix(),
        "closed": resource("icons", f"chevron-right-{chosen.name}.svg").as_posix(),
        "tick": resource("icons", f"ticked-{chosen.name}.svg").as_posix(),
    }
    template = Template(resource("theme", "photohash.qss").read_text("utf-8"))
    return template.substitute({**chosen.plain, **sizes})
