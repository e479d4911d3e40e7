"""Garbage is looked for while the program rests, and not while it is at work."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from photohash.app import gc_timer
from photohash.app.gc_timer import GcTimer
from tests.app.libraries import PATIENCE


class Knot:
    """Garbage that only a search finds: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def garbage() -> weakref.ref[Knot]:
    knots = [Knot() for _ in range(2 * gc.get_threshold()[0])]
    return weakref.ref(knots[0])


@pytest.fixture
def collector(qapp, monkeypatch: pytest.MonkeyPatch) -> Iterator[GcTimer]:
    monkeypatch.setattr(gc_timer, "_LOOK_MILLISECONDS", 80)
    monkeypatch.setattr(gc_timer, "_REST_SHARE", 0.4)
    parent = QObject()
    made = GcTimer(parent)
    made.start()
    yield made
    made.stop()
    parent.deleteLater()
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def work(qtbot) -> None:
    """Is at work for some looks, during each of them."""
    for number in range(40):
        sorted(range(200_000), key=lambda one: -one)
        qtbot.wait(1)
        if number > 2 and gc.get_freeze_count():
            return


def test_it_is_found_while_the_program_rests(collector, qtbot):
    known = garbage()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: known() is None, timeout=PATIENCE)


def test_it_is_put_aside_while_the_program_is_at_work_and_found_later(collector, qtbot, monkeypatch):
    known = garbage()
    work(qtbot)
    assert gc.get_freeze_count()
    assert known() is not None
    monkeypatch.setattr(collector, "_pause", 0.0)
    qtbot.waitUntil(lambda: known() is None, timeout=PATIENCE)
    assert not gc.get_freeze_count()
