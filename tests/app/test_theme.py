import tomllib

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem

from photohash.app.icons import icon, picture
from photohash.app.theme import Appearance, Colours, colours, font
from photohash.core.resources import resource
from photohash.library.photo import Kind

LOOKS = ("light", "dark")
TEXT_PAIRS = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("text_dim", "window"),
    ("text_dim", "surface"),
    ("text_dim", "sunken"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("notice_text", "notice"),
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(look, ink, ground):
    chosen = colours(look)
    assert contrast(chosen[ink], chosen[ground]) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ground", ["window", "surface", "sunken"])
@pytest.mark.parametrize("drawn", ["border_strong", "accent"])
def test_edges_focus_icons_and_disabled_text_can_be_seen(look, drawn, ground):
    """WCAG 2.2 asks 3 to 1 of what tells a control and its state; what is disabled gets as much here."""
    chosen = colours(look)
    assert contrast(chosen[drawn], chosen[ground]) >= 3


@pytest.mark.parametrize("look", LOOKS)
def test_the_palette_of_the_application_can_be_read(theme, qapp, look):
    theme.choose(Appearance(look))
    palette = qapp.palette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for ink, ground in (
        (role.WindowText, role.Window), (role.Text, role.Base), (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight), (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base), (role.Link, role.Base),
    ):  # fmt: skip
        assert contrast(palette.color(group.Active, ink), palette.color(group.Active, ground)) >= 4.5, ink
    for ink, ground in ((role.WindowText, role.Window), (role.Text, role.Base), (role.ButtonText, role.Button)):
        assert contrast(palette.color(group.Disabled, ink), palette.color(group.Disabled, ground)) >= 3, ink


@pytest.mark.parametrize("look", LOOKS)
def test_every_chip_can_be_read(look):
    chosen = colours(look)
    for name in ("keep", *Kind):
        assert contrast(chosen.chip("text"), chosen.chip(name)) >= 4.5, name


def test_both_looks_name_the_same_colours():
    light, dark = (tomllib.loads(resource("theme", f"{look}.toml").read_text()) for look in LOOKS)
    assert light.keys() == dark.keys()
    assert light["chips"].keys() == dark["chips"].keys()


def test_choosing_a_look_recolours_the_window(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.choose(Appearance.DARK)
    dark = theme.colours
    theme.choose(Appearance.LIGHT)
    assert isinstance(dark, Colours)
    assert luminance(dark["window"]) < 0.05 < luminance(theme.colours["window"])


def test_letters_are_never_tiny(theme):
    assert QFontInfo(font()).pixelSize() >= 13


def test_every_icon_draws_something(qapp):
    for path in resource("icons").glob("*.svg"):
        drawn = picture(path.stem, "#ff0000", 24).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path.name


def test_an_icon_takes_the_colour_asked_for(qapp):
    image = icon("stop", QColor("#12ab34")).pixmap(QSize(24, 24)).toImage()
    found = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255
    }
    assert found == {"#12ab34"}


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_field_offers_to_complete_can_be_read(theme, look, qtbot):
    theme.choose(Appearance(look))
    field, completer = QLineEdit(), QCompleter(["harbour", "harvest"])
    qtbot.addWidget(field)
    field.setCompleter(completer)
    field.show()
    qtbot.keyClicks(field, "har")
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    image = popup.grab().toImage()
    behind = image.pixelColor(image.width() - 2, image.height() - 2)
    assert behind.name(QColor.NameFormat.HexArgb) == theme.colours["surface"].name(QColor.NameFormat.HexArgb)
    assert contrast(popup.palette().color(QPalette.ColorRole.Text), behind) >= 4.5
    popup.hide()


@pytest.mark.parametrize("look", LOOKS)
def test_a_tick_in_a_list_has_the_colours_of_every_other(theme, look, qtbot):
    theme.choose(Appearance(look))
    ticked = QListWidget()
    qtbot.addWidget(ticked)
    item = QListWidgetItem("Harbour")
    item.setCheckState(Qt.CheckState.Checked)
    ticked.addItem(item)
    drawn = ticked.grab().toImage()
    left = {drawn.pixelColor(x, y).rgb() for x in range(min(40, drawn.width())) for y in range(40)}
    assert theme.colours["accent"].rgb() in left
