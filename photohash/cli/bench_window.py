"""``photohash bench window``: how soon the window is up and how smoothly it scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import command_context
from photohash.cli.demo import run_window


def register(bench: typer.Typer) -> None:
    """Adds this command to the benchmarks."""
    bench.command()(window)


def window(
    context: typer.Context,
    photos: Annotated[int, typer.Option(min=1000, help="How many photos the library has.")] = 1_000_000,
    minutes: Annotated[float, typer.Option(min=0, help="Use the window so long after that, and watch memory.")] = 0.0,
) -> None:
    """How soon the window is up and how smoothly it scrolls, on a library made for it."""
    from photohash.bench.window import FRAME_MILLISECONDS, UP_SECONDS, bench_window

    current = command_context(context)
    with current.watched() as task:
        result = bench_window(photos, _measured_window, minutes=minutes, task=task)
    if current.json:
        current.document(result.as_dict())
        return
    caption = (
        f"{photos:,} photos. Up in {result.up:.1f} s (aim: {UP_SECONDS:.0f}), {result.up_work:.1f} s of it work of the "
        f"processor; all copies there after {result.settled:.1f} s ({result.settled_work:.1f} s). Otherwise work is "
        f"that of the window's own thread."
    )
    if minutes:
        sizes = ", ".join(_megabytes(size) for size in result.memory)
        caption += f" Used for {minutes:g} minutes, {result.rounds} rounds of all pages; memory over these: {sizes}."
    table = Table(box=box.SIMPLE_HEAD, caption=caption)
    numbers = ["Median ms", "Worst ms", "Median work", "Worst work", f"Over {FRAME_MILLISECONDS:.0f} ms", "Frames"]
    for heading in ("Scrolled", *numbers, "Pictures asked for / seen", "Memory before / after"):
        table.add_column(heading, justify="left" if heading == "Scrolled" else "right")
    for page in result.pages:
        before, after = map(_megabytes, page.memory)
        pictures = "" if page.asked is None else f"{page.asked} / {page.seen}"
        table.add_row(f"{page.name}, shown in {page.shown:.1f} s", *[""] * 6, pictures, f"{before} / {after}")
        for way, times in page.frames.items():
            shown = (times.median, times.worst, times.median_work, times.worst_work)
            table.add_row(f"  {way}", *(f"{time:.1f}" for time in shown), str(times.over), str(times.frames))
    current.table(table)


def _megabytes(size: int | None) -> str:
    return f"{size} MB" if size else "unknown"


def _measured_window(library: Path, figures: Path, minutes: float) -> int:
    measured = ("--measure", str(figures), "--minutes", str(minutes), "--size", "1440x900")
    return run_window("app", *measured, library=library, offscreen=True)
