"""``photohash bench albums``: what training on small albums comes to, by method."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import comma_separated, command_context
from photohash.core.errors import UsageError
from photohash.hashing.methods import METHODS

if TYPE_CHECKING:
    from photohash.bench.albums import AlbumsResult


def register(app: typer.Typer) -> None:
    """Adds this command to those that measure."""
    app.command("albums")(albums)


def albums(
    context: typer.Context,
    photos: Annotated[Path, typer.Option(help="A folder with a folder of photos for each category.", metavar="DIR")],
    method: Annotated[
        list[str], typer.Option("--method", help="dahp, dah, dhida; all where none is named.", metavar="NAME,...")
    ] = [],  # noqa: B006
    count: Annotated[int, typer.Option("--albums", min=2, help="How many albums.")] = 8,
    each: Annotated[
        int, typer.Option("--photos-each", min=4, help="Photos of each to learn from; as many are held back.")
    ] = 40,
    minutes: Annotated[float, typer.Option(min=0.1, help="For each training.")] = 2.0,
    bits: Annotated[int, typer.Option(min=4, max=4096, help="Length of a code.")] = 64,
    draws: Annotated[int, typer.Option(min=1, help="How many times albums are drawn.")] = 1,
    side: Annotated[
        int | None, typer.Option(min=16, help="Make the photos squares of this side first.", metavar="PIXELS")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another number draws other albums.")] = 0,
    work: Annotated[
        Path | None, typer.Option(help="Keep albums and models here, and go on with what was begun.", metavar="DIR")
    ] = None,
) -> None:
    """How well albums are told apart before and after training, and whether the training told the truth."""
    from photohash.bench.albums import AlbumsSize, bench_albums

    current = command_context(context)
    methods = comma_separated(method) or list(METHODS)
    unknown = [name for name in methods if name not in METHODS]
    if unknown:
        raise UsageError(f"There is no method {unknown[0]!r}; there are {', '.join(METHODS)}.")
    size = AlbumsSize(count, each, side, seed)
    with tempfile.TemporaryDirectory(prefix="photohash-bench-") as place, current.watched() as task:
        result = bench_albums(
            photos, work or Path(place), methods, size, draws=draws, minutes=minutes, bits=bits, task=task
        )
    current.document(result.as_dict()) if current.json else current.table(_table(result))
    current.finish([])


def _table(result: AlbumsResult) -> Table:
    table = Table(box=box.SIMPLE_HEAD, caption=f"mAP of photos held back; {result.minutes:g} minutes a training")
    table.add_column("Draw", justify="right")
    table.add_column("Method")
    for name in ("Before", "After", "Told", "Interval told", "Tuning steps", "Seconds"):
        table.add_column(name, justify="right")
    for row in result.rows:
        table.add_row(
            str(row.draw),
            row.method,
            f"{row.before:.3f}",
            f"{row.after:.3f}",
            f"{row.told:.3f}" + ("" if row.better else " not better"),
            f"{row.interval[0]:.3f}-{row.interval[1]:.3f}",
            str(row.tuned_steps),
            f"{row.seconds:.0f}",
        )
    return table
