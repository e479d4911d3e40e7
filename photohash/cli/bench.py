"""``photohash bench``: measurements, side by side with peers where they are installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.session import comma_separated, session

if TYPE_CHECKING:
    from photohash.evaluation.copies import CopiesResult

bench = typer.Typer(help="Measure codes and speed, side by side with peers where installed.", no_args_is_help=True)

Models = Annotated[list[str], typer.Option("--model", help="A model's id or directory.", metavar="ID,...")]
Photos = typer.Option("--photos", "--data", help="A folder of photos, or a tar archive of one.", metavar="PATH")


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    app.add_typer(bench, name="bench")


@bench.command()
def copies(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    model: Models = [],  # noqa: B006
    sources: Annotated[int, typer.Option(min=1, help="How many photos to transform.")] = 150,
) -> None:
    """Recall of altered copies at one false match in 100,000, by transformation."""
    from photohash import wiring
    from photohash.evaluation.copies import bench_copies

    current = session(context)
    chosen = comma_separated(model) or [wiring.model_chosen(current.library)]
    encoders = [wiring.load_encoder(name, current.library) for name in chosen]
    with current.watched() as task:
        result = bench_copies(photos, encoders, sources=sources, task=task)
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_recall_table(result))
        current.say(
            f"{result.sources} photos under {len(result.transformations)} transformations against "
            f"{result.distractors} others: {result.pairs:,} pairs that do not match."
        )
    current.finish(result.failures)


@bench.command()
def speed(
    context: typer.Context,
    photos: Annotated[Path | None, Photos] = None,
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
) -> None:
    """Indexing rate on 12-megapixel JPEGs, next to decoding alone and to pHash."""
    from photohash import wiring
    from photohash.evaluation.speed import bench_speed

    current = session(context)
    with current.watched() as task:
        result = bench_speed(photos, wiring.load_encoder(model, current.library), task=task)
    current.document(result.as_dict()) if current.json else current.table(_ratio_table(result.rates, result.ratios))


@bench.command()
def index(
    context: typer.Context,
    codes: Annotated[int, typer.Option(min=1000, help="How many codes to search among.")] = 100_000,
) -> None:
    """Exact Hamming search, next to FAISS's plain range search."""
    from photohash.evaluation.speed import bench_index

    current = session(context)
    with current.watched() as task:
        result = bench_index(codes, task=task)
    current.document(result.as_dict()) if current.json else current.table(_ratio_table(result.rates, result.ratios))


def _recall_table(result: CopiesResult) -> Table:
    table = Table(box=box.SIMPLE_HEAD, caption="Share of copies found with one false match in 100,000 pairs")
    table.add_column("Transformation")
    for codec in result.codecs:
        table.add_column(f"{codec.name}\n{codec.bits} bits", justify="right")
    for name in result.transformations:
        table.add_row(name, *(f"{codec.headline.recall[name]:.2f}" for codec in result.codecs))
    table.add_section()
    table.add_row("mean", *(f"{codec.headline.mean_recall:.3f}" for codec in result.codecs), style="bold")
    table.add_row("radius", *(str(codec.headline.radius) for codec in result.codecs), style="dim")
    return table


def _ratio_table(rates: Mapping[str, float], ratios: Mapping[str, float]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Measured")
    table.add_column("", justify="right")
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.1f} /s")
    table.add_section()
    for name, ratio in ratios.items():
        table.add_row(name, f"{ratio:.2f} x", style="bold")
    return table
