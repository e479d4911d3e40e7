"""What becomes of a fault in a method of Qt's that a class of the window has made its own.

Qt calls such methods while it paints, lays out or handles an event. Where one raises, PySide keeps the error for
whoever called Qt, which is the event loop: it comes to light when the window is closed. And below Python 3.12 an error
that the interpreter raised itself, such as that of a list that is too short, ends the process at once: it has no
exception object yet, and PySide looks into it. So every such method is called inside a guard, which has the fault told
like any other and lets Qt's own method do its work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

_OURS, _QT = "photohash.", "PySide6."
_GUARDED = "_photohash_guarded"


def guard_overrides() -> None:
    """Guards the methods of all classes there are by now; those that are guarded already stay as they are."""
    for kind in set(_classes(Shiboken.Object)):
        base = next(known for known in kind.__mro__ if known.__module__.startswith(_QT))
        for name, method in list(vars(kind).items()):
            of_qt = None if name.startswith("__") else getattr(base, name, None)
            if isinstance(method, FunctionType) and of_qt is not None and not hasattr(method, _GUARDED):
                setattr(kind, name, _guarded(method, of_qt))


def _classes(root: type) -> Iterator[type]:
    kind: type
    for kind in root.__subclasses__():
        if kind.__module__.startswith(_OURS):
            yield kind
        yield from _classes(kind)


def _guarded(method: Callable[..., Any], of_qt: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except Exception:
            sys.excepthook(*sys.exc_info())
            try:
                return of_qt(*given, **named)
            except NotImplementedError:
                pass
            raise
        except BaseException:
            raise  # caught and raised again, it has its exception object

    setattr(call, _GUARDED, True)
    return call
