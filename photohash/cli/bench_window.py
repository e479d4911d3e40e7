"""``photohash bench window``: how soon the window is up and how smoothly it scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import command_context
from photohash.cli.demo import run_window


def window(
    context: typer.Context,
    photos: Annotated[int, typer.Option(min=1000, help="How many photos the library has.")] = 1_000_000,
) -> None:
    """How soon the window is up and how smoothly it scrolls, on a library made for it."""
    from photohash.bench.window import FRAME_MILLISECONDS, UP_SECONDS, bench_window

    current = command_context(context)
    with current.watched() as task:
        result = bench_window(photos, _measured_window, task=task)
    if current.json:
        current.document(result.as_dict())
        return
    before, after = (f"{size} MB" if size else "unknown" for size in result.memory)
    caption = (
        f"{photos:,} photos. Up in {result.up:.1f} s (aim: {UP_SECONDS:.0f}), all photos in view {result.listed:.1f} s "
        f"after they were chosen. Memory before scrolling {before}, after it {after}."
    )
    table = Table(box=box.SIMPLE_HEAD, caption=caption)
    for heading in ("Scrolled", "Median ms", "Worst ms", "Of it work", f"Over {FRAME_MILLISECONDS:.0f} ms", "Frames"):
        table.add_column(heading, justify="left" if heading == "Scrolled" else "right")
    for name, times in result.frames.items():
        table.add_row(
            name,
            f"{times.median:.1f}",
            f"{times.worst:.1f}",
            f"{times.worst_work:.1f}",
            str(times.over),
            str(times.frames),
        )
    current.table(table)


def _measured_window(library: Path, figures: Path) -> int:
    return run_window("app", "--measure", str(figures), "--size", "1440x900", library=library, offscreen=True)
