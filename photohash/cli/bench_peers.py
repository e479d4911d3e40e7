"""``photohash bench peers``: recall, precision and speed beside other libraries."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import command_context
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.bench.side_by_side_result import CopiesAnswer, PeersResult

_COLUMNS = (
    "Bits",
    "Within",
    "Precision",
    "Recall, core",
    "Recall, whole",
    "Surely",
    "Files a second a core",
    "Ours / theirs",
)


def register(bench: typer.Typer) -> None:
    """Adds this command to the benchmarks."""
    bench.command()(peers)


def peers(
    context: typer.Context,
    photos: Annotated[
        Path,
        typer.Option("--photos", "--data", help="A folder of photos, or a tar archive of one.", metavar="PATH"),
    ],
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
    sources: Annotated[int, typer.Option(min=0, help="How many photos get copies, besides one a series.")] = 60,
    copies: Annotated[int, typer.Option(min=1, help="How many copies each of them gets.")] = 6,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many other photos; all without it.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Turns of each of them; the median counts.")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="Another number draws other photos and copies.")] = 0,
    plot: Annotated[Path | None, typer.Option(help="Also draw it, as .png or .svg.", metavar="FILE")] = None,
) -> None:
    """Recall, precision and speed on a folder of copies, next to the libraries that are installed."""
    from photohash import wiring
    from photohash.bench import copies_chart, peers_chart
    from photohash.bench.side_by_side import bench_peers
    from photohash.hashing import model_store
    from photohash.hashing.models_used import Networks

    current = command_context(context)
    if plot:
        copies_chart.require(plot)
    chosen = str(model_store.model_folder(model or wiring.model_chosen(current.library), current.library))
    with current.watched() as task:
        result = bench_peers(
            photos,
            partial(wiring.open_pipeline, model=chosen, loaded=Networks()),
            partial(wiring.open_browser, model=chosen),
            photos=sources,
            copies=copies,
            others=limit,
            rounds=rounds,
            seed=seed,
            task=task,
        )
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_table(result))
    if plot:
        peers_chart.write(result, plot)
        current.say(f"Written: {shown(plot.absolute())}")
    for sentence in result.skipped:
        typer.echo(sentence, err=True)
    current.finish(result.failures)


def _table(result: PeersResult) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        caption=f"{result.files:,} files, {result.copies:,} of them copies, {result.megapixels:.1f} megapixels each, "
        f"on {result.threads} threads of {result.machine['cpu']}. Within: the limit in bits that each names itself. "
        "Surely: the whole family's recall where 99 of 100 pairs called copies are copies, and the limit for it.",
    )
    table.add_column("", no_wrap=True)
    for title in _COLUMNS:
        table.add_column(title, justify="right", vertical="bottom")
    ours, *_ = result.contenders
    for found in result.contenders:
        answer = found.answer
        table.add_row(
            found.name,
            str(found.bits),
            "–" if answer.limit is None else str(answer.limit),
            f"{answer.precision:.3f}",
            f"{answer.recall['core']:.3f}",
            f"{answer.recall['whole']:.3f}",
            _surely(found.sure),
            f"{found.rate:,.1f}",
            "" if found is ours else f"{ours.rate / found.rate:.2f}",
            style="bold" if found is ours else None,
        )
    return table


def _surely(answer: CopiesAnswer | None) -> str:
    if answer is None:
        return "–"
    return f"{answer.recall['whole']:.3f}" + ("" if answer.limit is None else f" ({answer.limit})")
