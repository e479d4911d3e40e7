"""The banner: a warning stays until it is closed, what went well goes away by itself and looks like it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from photohash.app.job_bar import Banner, BannerKind
from photohash.app.theme import Theme
from tests.app.libraries import PATIENCE
from tests.app.test_theme import contrast


@pytest.fixture
def banner(theme: Theme, qtbot) -> Banner:
    made = Banner(theme)
    qtbot.addWidget(made)
    return made


def running(banner: Banner) -> list[QTimer]:
    return [timer for timer in banner.findChildren(QTimer) if timer.isActive()]


def test_a_warning_stays(banner):
    banner.say("The disk is full.")
    assert banner.kind is BannerKind.WARNING
    assert running(banner) == []


@pytest.mark.parametrize("kind", [BannerKind.INFO, BannerKind.SUCCESS])
def test_other_sentences_go_away_by_themselves(banner, kind, qtbot):
    banner.say("3 files put away.", kind=kind)
    assert banner.isVisible()
    (timer,) = running(banner)
    timer.setInterval(0)
    qtbot.waitUntil(lambda: not banner.isVisible(), timeout=PATIENCE)


def test_there_is_more_time_where_something_can_be_done_about_it(banner):
    banner.say("3 files put away.", kind=BannerKind.SUCCESS)
    (without,) = [timer.interval() for timer in running(banner)]
    banner.say("3 files put away.", "Undo", lambda: None, BannerKind.SUCCESS)
    assert [timer.interval() > without for timer in running(banner)] == [True]


def test_a_warning_that_overtakes_it_stays(banner):
    banner.say("3 files put away.", kind=BannerKind.SUCCESS)
    banner.say("The disk is full.")
    assert running(banner) == []
    banner.hide()


@pytest.mark.parametrize("kind", BannerKind)
def test_each_kind_has_a_ground_of_its_own_on_which_it_can_be_read(banner, theme, kind):
    banner.say("What happened", kind=kind)
    banner.resize(400, 60)
    ground = banner.grab().toImage().pixelColor(200, 4)
    names = {BannerKind.INFO: "surface", BannerKind.SUCCESS: "accent_soft", BannerKind.WARNING: "notice"}
    assert ground == theme.colours[names[kind]]
    words = next(label for label in banner.findChildren(QLabel) if label.text())
    assert contrast(words.palette().text().color(), ground) >= 4.5
    banner.hide()
