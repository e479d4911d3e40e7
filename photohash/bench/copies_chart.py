"""The picture of ``bench copies``: a row a transformation, a mark a code, by matplotlib."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from photohash.bench.copies_result import CopiesResult
from photohash.core.errors import KnownError, UsageError
from photohash.core.paths import shown

SUFFIXES = (".png", ".svg")
"""What a chart can be saved as."""

INK, QUIET, LINE, GROUND = "#1d1f23", "#686c74", "#e2e0da", "#ffffff"
_MODELS = ("#2463b3", "#c2571a", "#2d8a57", "#8a4fbf")
_PEERS = tuple((colour, mark) for colour in ("#8f939b", "#b9a46a", "#6fa3a0") for mark in "os^D")
_ROW, _TOP = 0.21, 1.5
"""Inches of a row, and of title, legend and axis together."""


def require(path: Path) -> None:
    """Says early what would fail late.

    Raises:
        UsageError: the file's suffix is of no kind of picture that is drawn.
        KnownError: matplotlib is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"A chart is saved as {' or '.join(SUFFIXES)}, and {shown(path)} ends in neither.")
    if find_spec("matplotlib") is None:
        raise KnownError(
            "The chart is drawn by matplotlib, which is not installed; run: pip install 'photohash[bench]'"
        )


def write(result: CopiesResult, path: Path) -> None:
    """Draws the recall of every transformation at one false match in 100,000, and saves it.

    Each row is of the first family that has it, at that family's radius, as in the table.

    Raises:
        UsageError: the file cannot be written.
    """
    figure, axes = _axes(len(result.transformations), len(result.codecs))
    names = list(result.transformations)
    family_of = {name: family for family, rows in list(result.families.items())[::-1] for name in rows}
    places = range(len(names))
    peers = iter(_PEERS * len(result.codecs))
    models = iter(_MODELS * len(result.codecs))
    for codec in result.codecs:
        recall = [codec.families[family_of[name]].headline.recall[name] for name in names]
        means = ", ".join(f"{family} {found.headline.mean_recall:.3f}" for family, found in codec.families.items())
        label = f"{codec.name}, {codec.bits} bits: mean {means}"
        if codec.peer:
            colour, mark = next(peers)
            axes.plot(recall, places, mark, color=colour, markersize=4, label=label, alpha=0.9)
        else:
            colour = next(models)
            axes.hlines(places, 0, recall, color=colour, linewidth=2, alpha=0.35)
            axes.plot(recall, places, "o", color=colour, markersize=6, label=label, zorder=3)
    axes.set_yticks(places, names)
    _divide(axes, result)
    figure.legend(loc="outside upper left", frameon=False, fontsize=8.5, labelcolor=INK, ncols=1)
    try:
        figure.savefig(path, dpi=144)
    except OSError as error:
        raise UsageError(f"The chart {shown(path)} cannot be written ({error.strerror or error}).") from error


def _axes(rows: int, codecs: int) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, _TOP + _ROW * (rows + codecs)), layout="constrained", facecolor=GROUND)
    axes = figure.add_subplot(facecolor=GROUND)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlabel("share of copies found, one false match in 100,000 pairs", color=QUIET, fontsize=9)
    plain(axes, "x")
    return figure, axes


def plain(axes: Any, grid: str) -> None:
    """Takes everything from a chart that is not needed to read it.

    Args:
        axes: of the chart.
        grid: the axis that lines are drawn for: "x", "y" or "both".
    """
    axes.grid(axis=grid, color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=QUIET, labelcolor=INK, labelsize=8, length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _divide(axes: Any, result: CopiesResult) -> None:
    """A line under each family but the last."""
    for names in list(result.families.values())[:-1]:
        axes.axhline(len(names) - 0.5, color=QUIET, linewidth=0.8)
