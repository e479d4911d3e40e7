"""``photohash evaluate``: a model, or a baseline, by a paper's protocol, with a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from photohash.cli.context import CommandContext, command_context
from photohash.core.errors import UsageError
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.evaluation.by_album import AlbumsFound
    from photohash.evaluation.evaluate import Evaluation


def register(app: typer.Typer) -> None:
    """Adds this command to the program."""
    app.command("evaluate")(evaluate_model)


def evaluate_model(
    context: typer.Context,
    protocol: Annotated[
        str,
        typer.Argument(
            help="cifar10-dah, cifar10-dahp, cifar10-dhida, nus-wide-21, imagenet-100, mirflickr-25k or folder."
        ),
    ],
    data: Annotated[
        Path,
        typer.Option(
            help="CIFAR-10 in any form, a folder a class, or lists and photos; in a folder or a tar.", metavar="PATH"
        ),
    ],
    out: Annotated[Path, typer.Option(help="The folder for the report.", metavar="DIR")],
    model: Annotated[str | None, typer.Option(help="A model's id or directory.", metavar="ID")] = None,
    baseline: Annotated[
        str | None, typer.Option(help="Instead of a model: lsh, pcah, sh or itq on Lite0's features.", metavar="NAME")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            help="For a folder: another model's id or directory; each album's figures by it stand before.", metavar="ID"
        ),
    ] = None,
    bits: Annotated[int | None, typer.Option(min=1, max=4096, help="Length of a baseline's codes.")] = None,
    snapshot: Annotated[
        Path | None, typer.Option(help="Also keep the figures as a result file in this folder.", metavar="DIR")
    ] = None,
) -> None:
    """Measure a model by a paper's protocol and write a report beside the paper's figures."""
    from photohash import wiring
    from photohash.evaluation import datasets, evaluate, figures, protocols, report, results

    current = command_context(context)
    chosen = protocols.protocol_named(protocol)
    if before and not chosen.by_album:
        raise UsageError("--before compares two models album by album: it is for the protocol folder.")
    report.prepare(out)
    subject, reader = wiring.load_subject(model, baseline, bits, current.library)
    beside, missing = (None, None) if subject.baseline else wiring.load_beside(model, current.library)
    compared = wiring.load_subject(before, library=current.library) if before else None
    if snapshot:
        results.require(protocol, subject)
    with current.watched() as task:
        dataset = datasets.open_dataset(data, cifar10=chosen.cifar10)
        evaluation = evaluate.evaluate(protocol, dataset, subject, reader, task, beside=beside, before=compared)
        page = report.write(evaluation, dataset, out)
    _tell(current, evaluation, page)
    if missing:
        typer.echo(missing, err=True)
    if snapshot:
        current.say(f"The result: {shown(results.write(results.result_of(evaluation), snapshot))}")
        figures.keep_curves(evaluation, snapshot)
    current.finish(evaluation.failures)


def _tell(current: CommandContext, evaluation: Evaluation, page: Path) -> None:
    if current.json:
        current.document(evaluation.as_dict())
        return
    current.table(_table(evaluation))
    if evaluation.albums is not None:
        current.table(_albums(evaluation.albums, evaluation.albums_before))
    if not evaluation.whole:
        current.say("Not all photos of the protocol were there: do not compare these figures with the paper's.")
    current.say(f"The report: {shown(page)}")


def _table(evaluation: Evaluation) -> Table:
    from photohash.evaluation import report

    photos = evaluation.photos
    caption = (
        f"{photos['queries']:,} photos looked for among {photos['database']:,}; ties count their expected value. "
        f"{evaluation.encoding.whole:,.0f} µs a photo on {evaluation.encoding.device}."
    )
    table = Table(box=box.SIMPLE_HEAD, title=f"{escape(evaluation.subject.id)}, {evaluation.protocol}", caption=caption)
    table.add_column("Figure")
    for heading in ("ours", *([f"in {evaluation.beside}"] if evaluation.beside else []), "paper", "difference"):
        table.add_column(heading, justify="right")
    for name, (title, _) in report.METRICS.items():
        if name not in evaluation.metrics:
            continue
        value, cell = evaluation.metrics[name], evaluation.paper(name)
        beside = (f"{cell.value:.4f}", report.signed(value - cell.value)) if cell else ("", "")
        ours = [
            f"{value:.4f}",
            *([report.in_figures(name, evaluation.figure_beside(name))] if evaluation.beside else []),
        ]
        table.add_row(title, *ours, *beside, style="bold" if name == evaluation.main_metric else None)
    return table


def _albums(found: AlbumsFound, before: AlbumsFound | None) -> Table:
    from photohash.evaluation import report

    caption = f"Before: {escape(before.model)}." if before else None
    table = Table(box=box.SIMPLE_HEAD, title="Album by album", caption=caption)
    headings, *rows = report.album_rows(found, before)
    table.add_column(headings[0], overflow="fold")
    for heading in headings[1:]:
        table.add_column(heading, justify="right")
    for place, row in enumerate(rows, start=1):
        table.add_row(escape(row[0]), *row[1:], style="bold" if place == len(rows) else None)
    return table
