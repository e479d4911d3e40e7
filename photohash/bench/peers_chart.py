"""The picture of ``bench peers``: recall against precision, and files a second, by matplotlib."""

from __future__ import annotations

from pathlib import Path

from photohash.bench import copies_chart
from photohash.bench.side_by_side_result import OURS, Contender, PeersResult
from photohash.core.errors import UsageError
from photohash.core.paths import shown

_OURS = "#2463b3"
_THEIRS = tuple(
    zip(
        ("#c2571a", "#2d8a57", "#8a4fbf", "#7a6a2f", "#686c74", "#b0417a", "#3b8f99", "#444444"),
        "os^DvPXd",
        strict=True,
    )
)


def write(result: PeersResult, path: Path) -> None:
    """Draws every contender's recall and precision at all limits, a mark at its own, beside its speed, and saves it.

    Raises:
        UsageError: the file cannot be written.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.6, 4.2), layout="constrained", facecolor=copies_chart.GROUND)
    answers, speeds = figure.subplots(1, 2, width_ratios=(3, 2))
    for place, found in enumerate(result.contenders):
        colour, mark = (_OURS, "*") if place == 0 else _THEIRS[(place - 1) % len(_THEIRS)]
        recall = [answer.recall["whole"] for answer in found.curve]
        answers.plot(recall, [answer.precision for answer in found.curve], color=colour, linewidth=1.2)
        size = 13 if place == 0 else 6
        own = found.answer
        answers.plot(
            own.recall["whole"], own.precision, mark, color=colour, markersize=size, label=_label(found), zorder=3
        )
        speeds.barh(place, found.rate, color=colour, height=0.6)
        speeds.text(found.rate, place, f" {found.rate:,.0f}", va="center", fontsize=8, color=copies_chart.INK)
    answers.set(xlim=(-0.02, 1.02), ylim=(0.08, 1.03))
    answers.set_xlabel("share of copies found", color=copies_chart.QUIET, fontsize=9)
    answers.set_ylabel("share of pairs called copies that are", color=copies_chart.QUIET, fontsize=9)
    answers.legend(loc="lower left", frameon=False, fontsize=8, labelcolor=copies_chart.INK)
    speeds.set_yticks(range(len(result.contenders)), [found.name for found in result.contenders])
    speeds.invert_yaxis()
    speeds.set_xscale("log")
    speeds.margins(x=0.16)
    speeds.set_xlabel("files a second of one processor's work", color=copies_chart.QUIET, fontsize=9)
    copies_chart.plain(answers, "both")
    copies_chart.plain(speeds, "x")
    try:
        figure.savefig(path, dpi=144)
    except OSError as error:
        raise UsageError(f"The chart {shown(path)} cannot be written ({error.strerror or error}).") from error


def _label(found: Contender) -> str:
    if found.answer.limit is None:
        return f"{OURS}, {found.bits} bits, verified"
    return f"{found.name}, {found.bits} bits: mark at its limit of {found.answer.limit}"
