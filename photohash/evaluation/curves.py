"""The curves of an evaluation, and those of several in one picture, as SVG pictures by matplotlib."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from photohash.core.errors import KnownError
from photohash.evaluation.retrieval import Curve

_COLOURS = MappingProxyType(
    {
        "ink": "#1d1f23", "quiet": "#686c74", "line": "#e2e0da", "sure": "#2463b3", "cut": "#a25a10",
        "keep": "#1c7a4a", "edit": "#b0305c", "turn": "#7442ab", "vague": "#666a72",
    }
)  # fmt: skip
"""Of the light theme, under the names they have in the reports' style sheet."""

_LINES = ("sure", "cut", "keep", "edit", "turn", "vague")
_DASHES = ("-", "--", ":", "-.")
"""After six colours the lines begin anew, broken."""

_SIZE = (5.6, 3.6)


def require() -> None:
    """Says early what would fail late.

    Raises:
        KnownError: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise KnownError(
            "The curves are drawn by matplotlib, which is not installed; run: pip install 'photohash[bench]'"
        )


def precision_recall(curve: Curve) -> str:
    """Precision over recall, both from 0 to 1, as an SVG document."""
    figure, axes = _axes("recall", "precision")
    axes.plot(curve.recall, curve.precision, color=_COLOURS["sure"], linewidth=2)
    axes.set_xlim(0, 1)
    return _svg(figure, "precision-recall")


def precision_at(curve: Curve) -> str:
    """Precision over the number of photos taken, as an SVG document."""
    figure, axes = _axes("photos taken", "precision")
    marker = "o" if len(curve.ranks) < 3 else None  # a line of one or two points would not be seen
    axes.plot(curve.ranks, curve.precision, color=_COLOURS["sure"], linewidth=2, marker=marker)
    last = int(curve.ranks[-1]) if len(curve.ranks) else 1
    axes.set_xlim(1, max(last, 2))
    axes.set_xticks([1, *[tick for tick in axes.get_xticks() if 1 < tick <= last and tick == int(tick)]])
    return _svg(figure, "precision-at-n")


def precision_recall_of(lines: Mapping[str, Curve]) -> str:
    """Precision over recall of several evaluations, by what each is called, as an SVG document with a legend."""
    figure, axes = _axes("recall", "precision")
    for number, (name, curve) in enumerate(lines.items()):
        axes.plot(curve.recall, curve.precision, label=name, **_style(number))
    axes.set_xlim(0, 1)
    return _with_legend(figure, axes, "precision-recall")


def precision_at_of(lines: Mapping[str, Curve]) -> str:
    """Precision over the number of photos taken of several evaluations, as an SVG document with a legend."""
    figure, axes = _axes("photos taken", "precision")
    for number, (name, curve) in enumerate(lines.items()):
        axes.plot(curve.ranks, curve.precision, label=name, **_style(number))
    axes.set_xlim(1, max([2, *(int(curve.ranks[-1]) for curve in lines.values() if len(curve.ranks))]))
    return _with_legend(figure, axes, "precision-at-n")


def _style(number: int) -> dict[str, Any]:
    dash = _DASHES[number // len(_LINES) % len(_DASHES)]
    return {"color": _COLOURS[_LINES[number % len(_LINES)]], "linestyle": dash, "linewidth": 1.8}


def _with_legend(figure: Any, axes: Any, name: str) -> str:
    legend = axes.legend(frameon=False, fontsize=9, labelcolor=_COLOURS["ink"], ncols=2, loc="best")
    legend.set_zorder(10)
    return _svg(figure, name)


def themed(svg: str) -> str:
    """An SVG document as an element for a page with the reports' style sheet, whose colours it takes, dark or light."""
    element = svg[svg.index("<svg") :]
    for name, colour in _COLOURS.items():
        element = element.replace(colour, f"var(--{name})")
    element = re.sub(r' id="[a-z]+(\.[a-z]+)?_\d+"', "", element)  # names that the other curve has too
    start, rest = element.split(">", 1)
    # A size in points would keep the picture from shrinking with a narrow page.
    return re.sub(r' (width|height)="[^"]*"', "", start) + ">" + rest


def _axes(x: str, y: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, layout="constrained")
    figure.patch.set_alpha(0.0)
    axes = figure.add_subplot()
    axes.patch.set_alpha(0.0)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(x, color=_COLOURS["quiet"], fontsize=11)
    axes.set_ylabel(y, color=_COLOURS["quiet"], fontsize=11)
    axes.grid(color=_COLOURS["line"], linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_COLOURS["quiet"], labelcolor=_COLOURS["ink"], labelsize=10, length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _svg(figure: Any, name: str) -> str:
    """The figure as SVG with text as text; the same figure gives the same bytes."""
    from matplotlib import rc_context

    file = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Title": name})
    return file.getvalue()
