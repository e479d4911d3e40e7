"""Finds the files that ship with photohash: icons, theme, translations and the bundled models."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The resources folder: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one resource, e.g. ``resource("icons", "folder.svg")``."""
    return resources().joinpath(*parts)
