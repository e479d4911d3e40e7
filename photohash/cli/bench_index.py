"""``photohash bench index``: how fast codes are searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import command_context

if TYPE_CHECKING:
    from photohash.bench.index_speed import IndexResult


def register(bench: typer.Typer) -> None:
    """Adds this command to the benchmarks."""
    bench.command()(index)


def index(
    context: typer.Context,
    codes: Annotated[int, typer.Option(min=1000, help="How many codes to search among.")] = 100_000,
) -> None:
    """Exact Hamming search at 64, 128 and 256 bits, next to FAISS's plain range search."""
    from photohash.bench.index_speed import bench_index

    current = command_context(context)
    with current.watched() as task:
        result = bench_index(codes, task=task)
    current.document(result.as_dict()) if current.json else current.table(_index_table(result))


def _index_table(result: IndexResult) -> Table:
    table = Table(box=box.SIMPLE_HEAD, caption=f"{result.codes:,} codes; all pairs within the radius")
    for heading in ("Bits", "Radius", "Pairs", "All pairs", "FAISS", "Times as fast", "One query", "FAISS"):
        table.add_column(heading, justify="right")
    for found in result.lengths:
        table.add_row(
            str(found.bits),
            str(found.radius),
            f"{found.pairs:,}" + ("" if found.same_pairs else " (FAISS: others)"),
            f"{found.join_seconds:.2f} s",
            f"{found.faiss_seconds:.2f} s",
            f"{found.join_ratio:.1f}",
            f"{found.query_ms:.2f} ms",
            f"{found.faiss_query_ms:.2f} ms",
        )
    return table
