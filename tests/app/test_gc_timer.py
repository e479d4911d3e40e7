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


WORK, REST = 0.0, 100.0
"""Shares of a look's time that are little, at which all is work, and all is rest, however busy the machine is."""


@pytest.fixture
def collector(qapp, monkeypatch: pytest.MonkeyPatch) -> Iterator[GcTimer]:
    monkeypatch.setattr(gc_timer, "_LOOK_MILLISECONDS", 20)
    monkeypatch.setattr(gc_timer, "_REST_SHARE", REST)
    parent = QObject()
    made = GcTimer(parent)
    made.start()
    yield made
    made.stop()
    parent.deleteLater()
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_it_is_found_while_the_program_rests(collector, qtbot):
    known = garbage()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: known() is None, timeout=PATIENCE)


def test_it_is_put_aside_while_the_program_is_at_work_and_found_later(collector, qtbot, monkeypatch):
    monkeypatch.setattr(gc_timer, "_REST_SHARE", WORK)
    known = garbage()
    qtbot.waitUntil(lambda: bool(gc.get_freeze_count()), timeout=PATIENCE)
    assert known() is not None
    monkeypatch.setattr(gc_timer, "_REST_SHARE", REST)
    monkeypatch.setattr(collector, "_pause", 0.0)
    qtbot.waitUntil(lambda: known() is None, timeout=PATIENCE)
    assert not gc.get_freeze_count()
