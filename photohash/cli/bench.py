"""``photohash bench``: measurements, side by side with peers where they are installed."""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli import bench_albums, bench_growth, bench_index, bench_peers, bench_window
from photohash.cli.context import comma_separated, command_context
from photohash.core.paths import shown
from photohash.core.settings import DEFAULT_MODEL
from photohash.library.photo import Kind

if TYPE_CHECKING:
    from photohash.bench.clusters import ClustersResult
    from photohash.bench.copies_result import CopiesResult, Figures
    from photohash.bench.library import LibraryResult
    from photohash.bench.library_score import Scores
    from photohash.bench.originals import OriginalsResult

bench = typer.Typer(help="Measure codes and speed, side by side with peers where installed.", no_args_is_help=True)

Models = Annotated[list[str], typer.Option("--model", help="A model's id or directory.", metavar="ID,...")]
Photos = typer.Option("--photos", "--data", help="A folder of photos, or a tar archive of one.", metavar="PATH")


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    for part in (bench_index, bench_peers, bench_growth, bench_window, bench_albums):
        part.register(bench)
    app.add_typer(bench, name="bench")


@bench.command()
def copies(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    model: Models = [],  # noqa: B006
    sources: Annotated[int, typer.Option(min=1, help="How many photos to transform.")] = 150,
    core: Annotated[bool, typer.Option("--core", help="Only the transformations of the target figure.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Also draw it, as .png or .svg.", metavar="FILE")] = None,
) -> None:
    """Recall of altered copies at one false match in 100,000, by transformation."""
    from photohash import wiring
    from photohash.bench import copies_chart
    from photohash.bench.copies import bench_copies
    from photohash.edits.transformations import FAMILIES

    current = command_context(context)
    if plot:
        copies_chart.require(plot)
    chosen = comma_separated(model) or [wiring.model_chosen(current.library)]
    encoders = [wiring.load_encoder(name, current.library) for name in chosen]
    found = [wiring.load_beside(name, current.library) for name in chosen]
    beside = [loaded for loaded, _ in found if loaded]
    families = {name: rows for name, rows in FAMILIES.items() if name == "core" or not core}
    with current.watched() as task:
        result = bench_copies(photos, encoders, sources=sources, task=task, families=families, beside=beside)
    result = replace(result, skipped=(*result.skipped, *(missing for _, missing in found if missing)))
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_recall_table(result))
        current.say(_conditions(result))
    if plot:
        copies_chart.write(result, plot)
        current.say(f"Written: {shown(plot.absolute())}")
    for sentence in result.skipped:
        typer.echo(sentence, err=True)
    current.finish(result.failures)


@bench.command()
def library(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
    sources: Annotated[int, typer.Option(min=0, help="How many photos get copies, besides one a series.")] = 100,
    copies: Annotated[int, typer.Option(min=1, help="How many copies each of them gets.")] = 6,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many other photos; all without it.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another number draws other photos and copies.")] = 0,
    keep: Annotated[Path | None, typer.Option(help="A new folder that the library stays in.", metavar="DIR")] = None,
) -> None:
    """Precision, recall and kinds of the pairs of a library whose truth is known."""
    from photohash import wiring
    from photohash.bench.library import bench_library
    from photohash.hashing import model_store

    current = command_context(context)
    chosen = model or wiring.model_chosen(current.library)
    folder = model_store.model_folder(chosen, current.library)
    with tempfile.TemporaryDirectory(prefix="photohash-bench-") as place, current.watched() as task:
        result = bench_library(
            photos,
            keep or Path(place) / "bench",
            lambda library: wiring.open_pipeline(library, str(folder)),
            lambda library: wiring.open_browser(library, str(folder)),
            photos=sources,
            copies=copies,
            others=limit,
            seed=seed,
            task=task,
        )
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_transformation_table(result.scores))
        current.table(_confusion_table(result.scores))
        _tell_wrong(result.scores)
        current.say(_outcome(result))
    current.finish(result.failures)


@bench.command()
def originals(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
    sources: Annotated[int, typer.Option(min=1, help="How many originals.")] = 70,
    keep: Annotated[Path | None, typer.Option(help="A new folder that the files stay in.", metavar="DIR")] = None,
) -> None:
    """Whether a camera's own file is ever ticked beside what programs make of it."""
    from photohash import wiring
    from photohash.bench.originals import bench_originals
    from photohash.hashing import model_store

    current = command_context(context)
    folder = model_store.model_folder(model or wiring.model_chosen(current.library), current.library)
    with tempfile.TemporaryDirectory(prefix="photohash-bench-") as place, current.watched() as task:
        result = bench_originals(
            photos,
            keep or Path(place) / "bench",
            lambda library: wiring.open_pipeline(library, str(folder)),
            lambda library: wiring.open_browser(library, str(folder)),
            photos=sources,
            task=task,
        )
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_originals_table(result))
        for beside in result.beside.values():
            for path in beside.originals_ticked:
                typer.echo(f"An original would be ticked: {shown(path)}")
    current.finish(result.failures)


@bench.command()
def clusters(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    model: Models = [],  # noqa: B006
    keep: Annotated[Path | None, typer.Option(help="A new folder that the library stays in.", metavar="DIR")] = None,
) -> None:
    """Precision and recall of clusters of look-alikes, on series that are known."""
    from photohash import wiring
    from photohash.bench.clusters import bench_clusters
    from photohash.hashing import model_store
    from photohash.library.clusters.limits import other_model

    current = command_context(context)
    chosen = comma_separated(model) or [DEFAULT_MODEL, other_model(DEFAULT_MODEL) or DEFAULT_MODEL]
    folders = [str(model_store.model_folder(name, current.library)) for name in chosen]
    # By one model alone where one alone is named; else by whatever the library takes by itself.
    named = folders[0] if len(folders) == 1 else None
    with tempfile.TemporaryDirectory(prefix="photohash-bench-") as place, current.watched() as task:
        result = bench_clusters(
            photos,
            keep or Path(place) / "bench",
            [partial(wiring.open_pipeline, model=folder) for folder in folders],
            lambda library, level: wiring.library_clusters(library, level=level, model=named, task=task),
            task=task,
        )
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_clusters_table(result))
    current.finish(result.failures)


@bench.command()
def speed(
    context: typer.Context,
    photos: Annotated[Path | None, Photos] = None,
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
    count: Annotated[int, typer.Option(min=1, help="How many photos are timed in a round.")] = 200,
) -> None:
    """Indexing rate on 12-megapixel JPEGs, next to decoding alone and to pHash."""
    from photohash import wiring
    from photohash.bench.speed import bench_speed

    current = command_context(context)
    with current.watched() as task:
        result = bench_speed(photos, wiring.load_encoder(model, current.library), task=task, count=count)
    current.document(result.as_dict()) if current.json else current.table(_ratio_table(result.rates, result.ratios))


@bench.command()
def relate(
    context: typer.Context,
    photos: Annotated[Path, Photos],
    sources: Annotated[int, typer.Option(min=2, help="How many photos to transform.")] = 24,
    model: Annotated[str | None, typer.Option(help="Whose codes tell which pairs are near.", metavar="ID")] = None,
) -> None:
    """How long a pair takes to be verified and named: copies, and different photos."""
    from photohash import wiring
    from photohash.bench.relate_speed import bench_relate

    current = command_context(context)
    encoder = wiring.load_encoder(model or wiring.model_chosen(current.library), current.library)
    with current.watched() as task:
        result = bench_relate(photos, encoder, encoder.card.radius("1e-5"), photos=sources, task=task)
    if current.json:
        current.document(result.as_dict())
        return
    table = Table("Pairs", box=box.SIMPLE_HEAD, caption="Milliseconds of the processor a pair, from kept previews")
    for column in ("count", "median", "mean", "nine in ten within"):
        table.add_column(column, justify="right")
    for name, kind in result.summary.items():
        count, *times = kind.values()
        table.add_row(name, f"{count:,.0f}", *(f"{value:.1f}" for value in times))
    current.table(table)
    rows = Table("Copies", box=box.SIMPLE_HEAD)
    rows.add_column("median", justify="right")
    for name, median in result.medians.items():
        rows.add_row(name, f"{median:.1f}")
    current.table(rows)


@bench.command()
def actions(
    context: typer.Context,
    files: Annotated[int, typer.Option(min=1, help="How many copies to put away.")] = 10_000,
    copies: Annotated[int, typer.Option(min=1, help="How many of them are copies of one photo.")] = 5,
    folder: Annotated[Path | None, typer.Option("--in", help="A folder on the disk to measure.", metavar="DIR")] = None,
) -> None:
    """Copies put into the quarantine and brought back, next to renaming alone."""
    from photohash.bench.actions_speed import bench_actions

    current = command_context(context)
    with current.watched() as task:
        result = bench_actions(files, copies=copies, folder=folder, task=task)
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_ratio_table(result.rates, result.ratios))
        took = ", ".join(f"{name} in {seconds:.1f} s" for name, seconds in result.seconds.items())
        current.say(f"{result.files:,} files of {result.bytes / 1e6:,.0f} MB: {took}.")


def _recall_table(result: CopiesResult) -> Table:
    """A section a family: its transformations that are in no family before it, then its figures as a whole."""
    table = Table(box=box.SIMPLE_HEAD, caption="Share of copies found with one false match in 100,000 pairs")
    table.add_column("Transformation", no_wrap=True)
    for codec in result.codecs:
        lines = [*textwrap.wrap(codec.name, 12), f"{codec.bits} bits"]
        table.add_column("\n".join(lines), justify="right", vertical="bottom")
    told: set[str] = set()
    for family, names in result.families.items():
        figures = [codec.families[family] for codec in result.codecs]
        for name in names:
            if name not in told:
                table.add_row(name, *(f"{found.headline.recall[name]:.2f}" for found in figures))
        told.update(names)
        table.add_section()
        _add_figures(table, family, figures)
        table.add_section()
    return table


def _add_figures(table: Table, family: str, figures: list[Figures]) -> None:
    """The rows on a family as a whole."""
    at = [found.headline for found in figures]
    table.add_row(f"{family}: mean", *(f"{found.mean_recall:.3f}" for found in at), style="bold")
    table.add_row(f"{family}: worst", *(f"{found.recall[found.worst]:.2f} {found.worst}" for found in at), style="bold")
    for rate in ("1e-4", "1e-6"):
        means = [found.at[rate].mean_recall if rate in found.at else None for found in figures]
        table.add_row(f"{family}: mean at {rate}", *("–" if mean is None else f"{mean:.3f}" for mean in means))
    table.add_row(f"{family}: uAP", *(f"{found.uap:.3f}" for found in figures))
    table.add_row(f"{family}: radius", *(str(found.radius) for found in at), style="dim")


def _conditions(result: CopiesResult) -> str:
    """What the table's figures are of, in words."""
    counts = ", ".join(
        f"{family} {len(names)} ({result.codecs[0].families[family].pairs:,} pairs that do not match)"
        for family, names in result.families.items()
    )
    return (
        f"{result.sources} photos under each transformation against {result.distractors} others. "
        f"Transformations: {counts}; each family sets its own radius. "
        "uAP: average precision of all pairs of a copy and a photo in one ranking. "
        "A model's own column is of the codes it makes here, on a CPU those of its int8 network; "
        "beside it are those of its weights in another arithmetic."
    )


def _transformation_table(scores: Scores) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        caption="Found: called a copy of its photo. Right kind: of those found. Refused: looked at, not called one.",
    )
    table.add_column("Copies made by", no_wrap=True)
    table.add_column("Right kinds")
    for title in ("Copies", "Found", "Right kind", "Refused"):
        table.add_column(title, justify="right")
    for name, row in scores.rows.items():
        right = f"{row.right / row.found:.0%}" if row.found else "–"
        shares = f"{row.found / row.copies:.0%}", right, f"{row.refused / row.copies:.0%}"
        table.add_row(name, " or ".join(row.kinds), str(row.copies), *shares)
    return table


def _originals_table(result: OriginalsResult) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        caption=f"{result.originals} originals, {result.cameras} of them files of cameras as they are; into the others "
        "a camera was written. Right is no original ticked, and all copies.",
    )
    for title, justify in (("Beside the original", "left"), ("Originals ticked", "right"), ("Copies ticked", "right")):
        table.add_column(title, justify="right" if justify == "right" else "left")
    for name, found in result.beside.items():
        share = f"{found.copies_ticked / found.pairs:.0%}"
        table.add_row(name, f"{len(found.originals_ticked)} of {found.pairs}", share)
    return table


def _clusters_table(result: ClustersResult) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        caption=f"B-cubed, by {' and '.join(result.models)}. Series: over their photos. All: over every photo.",
    )
    table.add_column("Level")
    for title in ("Series", "Photos", "Precision", "Recall", "All: precision", "All: recall", "Clusters"):
        table.add_column(title, justify="right")
    for level, found in result.levels.items():
        figures = (*found.of_series, *found.of_all)
        table.add_row(
            level, str(found.series), str(found.photos), *(f"{figure:.3f}" for figure in figures), str(found.clusters)
        )
    return table


def _confusion_table(scores: Scores) -> Table:
    """What is true down, what was said across, in the order of the kinds."""
    from photohash.bench.library_score import GROUPED, MISSED, UNRELATED

    said = {said for row in scores.confusion.values() for said in row}
    columns = [name for name in [*map(str, Kind), GROUPED, MISSED, UNRELATED] if name in said]
    table = Table(box=box.SIMPLE_HEAD, caption="Pairs by what they are (rows) and what was said of them (columns)")
    table.add_column("Pairs")
    for name in columns:
        table.add_column("\n".join(textwrap.wrap(name, 9)), justify="right", vertical="bottom", no_wrap=True)
    for truth, row in scores.confusion.items():
        table.add_row(truth, *(f"{row[name]:,}" if row.get(name) else "·" for name in columns))
    return table


def _tell_wrong(scores: Scores) -> None:
    for pair in scores.wrong:
        typer.echo(f"Not copies ({pair.truth}), called {pair.said}: {shown(pair.a)} and {shown(pair.b)}")


def _outcome(result: LibraryResult) -> str:
    scores, files = result.scores, result.files
    return (
        f"{files['photos']:,} photos, {files['copies']:,} copies, {files['in series']:,} photos in series, "
        f"{result.groups:,} groups. Of {scores.called:,} pairs called a copy {scores.precision:.2%} are one "
        f"({len(scores.wrong):,} are not). {result.ticks.originals:,} originals and {result.ticks.altered:,} altered "
        f"copies would be ticked, and {result.ticks.share:.1%} of the {result.ticks.safe:,} copies that may go. Of the "
        "true copies of "
        f"the core family {scores.recall('core'):.1%} were found, {scores.right_kind('core'):.1%} of those under a "
        "right kind; of the whole family "
        f"{scores.recall('whole'):.1%} and {scores.right_kind('whole'):.1%}. "
        f"{result.seconds['building']:.0f} s to build, {result.seconds['scanning']:.0f} s to scan."
    )


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
