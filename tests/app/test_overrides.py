"""A fault in a method that Qt calls is told at once, and the window lives on."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

PROGRAM = """
    import os, sys
    from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QSize, QTimer
    from PySide6.QtWidgets import QApplication, QComboBox, QWidget
    from photohash.app.overrides import guard_overrides

    class Faulty(QWidget):
        __module__ = "photohash.app.made_up"

        def paintEvent(self, event):
            [][0]

        def sizeHint(self):
            return 1 // 0

    class Filter(QObject):
        __module__ = "photohash.app.made_up"

        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Show:
                os.stat(0.5)
            return False

    guard_overrides()
    guard_overrides()
    told = []
    sys.excepthook = lambda kind, error, trace: told.append((kind.__name__, type(error).__name__))
    application = QApplication([])
    {what}
    print(*(f"{{kind}} {{error}}" for kind, error in dict.fromkeys(told)), sep=", ")
"""
GRABBED = "Faulty().grab()"
OPENED = (
    "watching, box = Filter(), QComboBox(); box.addItem('a'); box.show(); application.installEventFilter(watching);"
    " box.showPopup(); application.removeEventFilter(watching)"
)
ASKED = "told.append((str(Faulty().sizeHint() == QWidget().sizeHint()), 'of Qt'))"
RUNNING = "faulty = Faulty(); faulty.show(); QTimer.singleShot(50, application.quit); application.exec()"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (GRABBED, "ZeroDivisionError ZeroDivisionError, IndexError IndexError"),
        (OPENED, "TypeError TypeError"),
        (ASKED, "ZeroDivisionError ZeroDivisionError, True of Qt"),
        (RUNNING, "ZeroDivisionError ZeroDivisionError, IndexError IndexError"),
    ],
    ids=["grabbed", "opened", "asked", "running"],
)
def test_a_fault_in_what_qt_calls_is_told_and_ends_nothing(what, said):
    program = dedent(PROGRAM).format(what=what)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, said), done.stderr


def test_every_class_of_the_window_is_there_when_it_is_guarded():
    program = dedent("""
        import importlib, pkgutil
        from shiboken6 import Shiboken
        import photohash.app
        from photohash.app import main, overrides
        before = set(overrides._classes(Shiboken.Object))
        for module in pkgutil.walk_packages(photohash.app.__path__, "photohash.app."):
            importlib.import_module(module.name)
        print(*(kind.__name__ for kind in set(overrides._classes(Shiboken.Object)) - before))
    """)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
