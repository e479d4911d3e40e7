"""An evaluation as a page for people, a document for programs, and its two curves as pictures.

The page shows first what a reader came for: our figure, the paper's, the difference. It needs nothing beside itself and
follows the reader's light or dark theme.
"""

from __future__ import annotations

import base64
import html
import io
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import in_words
from photohash.core.formatting import count, number
from photohash.core.paths import shown, write_atomically
from photohash.core.resources import resource
from photohash.evaluation import curves, tables
from photohash.evaluation.by_album import AlbumsFound
from photohash.evaluation.datasets import Dataset
from photohash.evaluation.evaluate import TIE_RULE, Evaluation, Shown, Strip
from photohash.evaluation.protocols import PROTOCOLS

PAGE, DOCUMENT = "report.html", "report.json"
PRECISION_RECALL, PRECISION_AT = "precision-recall.svg", "precision-at-n.svg"

_PICTURE_SIDE = 96

METRICS = {
    tables.MAP_ALL: ("mAP@ALL", "mean average precision over the whole database"),
    "map_all_with_learnt": ("mAP@ALL, learnt photos too", "the photos learnt from are searched among as well"),
    "map_all_worst": ("mAP@ALL, worst order of ties", "the wrong photos of every tie first"),
    "map_at_1000": ("mAP@1000", "only the first 1,000 photos count, of min(1,000, right ones)"),
    "map_at_1000_of_found": ("mAP@1000, of those found", "the same by the right ones among them, as most code has it"),
    "map_at_5000": ("mAP@5000", "only the first 5,000 photos count, of min(5,000, right ones)"),
    "map_at_5000_of_found": ("mAP@5000, of those found", "the same by the right ones among them, as most code has it"),
    "p_at_100": ("P@100", "share of right photos among the first 100"),
    tables.PRECISION_1000: ("P@1000", "share of right photos among the first 1,000"),
    "p_within_2": ("P@H≤2", "share of right photos within distance 2; nothing there counts 0"),
    "answered_within_2": ("queries answered within 2", "share of queries with any photo within distance 2"),
    "nearest_centre": ("nearest centre", "share of queries nearest to the mean code of their own class"),
    tables.BALANCE: ("bit balance", "ones / zeros, mean over the bits; 1 is even"),
    "constant_bits": ("constant bits", "bits that are the same in every code"),
}
"""Title and explanation of every figure, in table order."""


def as_document(evaluation: Evaluation) -> dict[str, Any]:
    """All figures as JSON takes them; what ``report.json`` holds."""
    subject = evaluation.subject
    cell = evaluation.paper()
    return {
        **evaluation.as_dict(),
        "method": subject.method,
        "backbone": subject.backbone,
        "bits": subject.bits,
        "variant": subject.variant,
        "seed": subject.seed,
        "recipe": subject.recipe,
        "data": evaluation.data,
        "photos": dict(evaluation.photos),
        "ties": TIE_RULE,
        "paper": {"map_all": cell.value if cell else None, "table": cell.table if cell else None},
        "curves": {
            name: {
                "ranks": curve.ranks.tolist(),
                "precision": curve.precision.tolist(),
                "recall": curve.recall.tolist(),
            }
            for name, curve in (("precision_recall", evaluation.curve), ("precision_at_n", evaluation.precision))
        },
        "machine": dict(evaluation.machine),
    }


def prepare(folder: Path) -> None:
    """Makes the folder of a report, before hours are spent on what is to be written there.

    Raises:
        UsageError: it cannot be made.
        KnownError: matplotlib is not installed.
    """
    curves.require()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {shown(folder)} for the report {in_words(error)}.") from error


def write(evaluation: Evaluation, dataset: Dataset, folder: Path) -> Path:
    """Writes page, document and curves.

    Args:
        evaluation: what to report.
        dataset: where the pictures of the strips come from.
        folder: an existing folder; older reports in it are replaced.

    Returns:
        the page.

    Raises:
        UsageError: the folder cannot be written.
    """
    recall, precision = curves.precision_recall(evaluation.curve), curves.precision_at(evaluation.precision)
    document = json.dumps(as_document(evaluation), indent=2, ensure_ascii=False) + "\n"
    page = _page(evaluation, dataset, curves.themed(recall), curves.themed(precision))
    contents = {PRECISION_RECALL: recall, PRECISION_AT: precision, DOCUMENT: document, PAGE: page}
    for name, content in contents.items():
        try:
            write_atomically(folder / name, content.encode("utf-8", "backslashreplace"), lasting=False)
            (folder / name).chmod(0o644)
        except OSError as error:
            raise UsageError(f"The report {shown(folder / name)} {in_words(error)}.") from error
    return folder / PAGE


def signed(difference: float) -> str:
    """A difference with its sign, a true minus sign for less."""
    return f"{difference:+.4f}".replace("-", "−")


def _page(evaluation: Evaluation, dataset: Dataset, recall: str, precision: str) -> str:
    styles = "".join(resource("theme", name).read_text("utf-8") for name in ("report.css", "evaluation.css"))
    title = f"{evaluation.subject.id} on {evaluation.protocol}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{styles}</style>\n</head>\n<body>\n"
        f"{_head(evaluation)}<main>\n"
        f"{_figures(evaluation)}"
        '<section class="curves">\n<h2>Curves<span>means over the queries</span></h2>\n<div class="pair">\n'
        f"<figure>{recall}<figcaption>Precision over recall</figcaption></figure>\n"
        f"<figure>{precision}<figcaption>Precision among the first photos</figcaption></figure>\n</div>\n</section>\n"
        f"{_albums(evaluation)}{_strips(evaluation.strips, dataset)}{_others(evaluation)}"
        f"{_how(evaluation)}{_failures(evaluation)}"
        "</main>\n</body>\n</html>\n"
    )


def _head(evaluation: Evaluation) -> str:
    main = evaluation.main_metric
    ours, cell = evaluation.metrics[main], evaluation.paper()
    figures = [(f"ours, {METRICS[main][0]}", f"{ours:.4f}", "")]
    if (exact := evaluation.figure_beside(main)) is not None:
        figures.append((f"the same in {evaluation.beside}", f"{exact:.4f}", ""))
    if cell:
        better = "over" if ours > cell.value else "under"
        row = "the paper's own" if cell.row == "Ours" else cell.row
        figures += [
            (f"paper, {row} in {cell.table}", f"{cell.value:.4f}", ""),
            (f"difference, {better} the paper", signed(ours - cell.value), better if evaluation.whole else ""),
        ]
    else:
        figures.append((f"the paper has no figure for this at {evaluation.subject.bits} bits", "–", ""))
    cells = "".join(
        f"<div><dt>{html.escape(label)}</dt><dd{f' class={kind!r}' if kind else ''}>{value}</dd></div>"
        for label, value, kind in figures
    )
    line = f"{PROTOCOLS[evaluation.protocol].title}. {evaluation.data}."
    return (
        f"<header>\n<h1>{html.escape(evaluation.subject.id)}</h1>\n"
        f'<p class="lead"><b>{html.escape(evaluation.protocol)}</b> {html.escape(line)}</p>\n'
        f'<dl class="figures">{cells}</dl>\n{_warning(evaluation)}</header>\n'
    )


def _warning(evaluation: Evaluation) -> str:
    """What keeps the figures from standing beside the paper's, where something does."""
    sizes, photos = PROTOCOLS[evaluation.protocol].sizes, evaluation.photos
    if evaluation.whole or sizes is None:
        return ""
    return (
        f'<p class="warning">Not the whole of {html.escape(evaluation.protocol)}: {number(photos["queries"])} of'
        f" {number(sizes[1])} photos looked for among {number(photos['database'])} of {number(sizes[2])}. The"
        " figures are not to be compared with the paper's.</p>\n"
    )


def _figures(evaluation: Evaluation) -> str:
    rows = []
    for name, (title, explanation) in METRICS.items():
        if name not in evaluation.metrics:
            continue
        value, cell = evaluation.metrics[name], evaluation.paper(name)
        ours = [in_figures(name, value)]
        if evaluation.beside:
            ours.append(in_figures(name, evaluation.figure_beside(name)))
        rows.append(_row(title, explanation, ours, *_beside(value, cell)))
    # A paper's time of a baseline is that of the hash alone; ours holds the features, which nearly all of it goes into.
    encoding, cell = evaluation.encoding, None if evaluation.subject.baseline else evaluation.paper(tables.ENCODING)
    device = f"{encoding.device}, mean over {count(encoding.photos, 'photo')}"
    none = [""] if evaluation.beside else []
    rows.append(
        _row(
            "encoding, network only",
            device,
            [f"{encoding.network:,.0f} µs", *none],
            f"{cell.value:,g} µs <small>{cell.table}</small>" if cell else "",
        )
    )
    whole = [f"{encoding.whole:,.0f} µs", *none]
    rows.append(_row("encoding with preparation", f"{device}; reading files aside", whole))
    headings = ["figure", "ours", *([f"in {evaluation.beside}"] if evaluation.beside else []), "paper", "difference"]
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    return (
        f'<section>\n<h2>Figures</h2>\n<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n</section>\n"
    )


def in_figures(name: str, value: float | None) -> str:
    """A figure as it is written: ``constant_bits`` whole, the others to four places, none as a dash."""
    if value is None:
        return "–"
    return f"{value:.0f}" if name == "constant_bits" else f"{value:.4f}"


def _beside(value: float, cell: tables.Cell | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    return f"{cell.value:.4f} <small>{html.escape(cell.table)}</small>", signed(value - cell.value)


def _row(title: str, explanation: str, ours: Sequence[str], paper: str = "", difference: str = "") -> str:
    cells = "".join(f"<td>{cell}</td>" for cell in (*ours, paper, difference))
    return f"<tr><th>{html.escape(title)}<small>{html.escape(explanation)}</small></th>{cells}</tr>\n"


def album_rows(found: AlbumsFound, before: AlbumsFound | None) -> list[list[str]]:
    """The figures of every album as a table: its headings, a row for each album, and one for all of them."""
    heads = ["mAP", "P@10"]
    headings = [
        "album",
        "photos",
        *([f"{head} {when}" for head in heads for when in ("before", "after")] if before else heads),
    ]
    rows = [[*headings, *(["mAP gained"] if before else [])]]
    for place, album in enumerate((*found.albums, found.whole)):
        cells = [shown(album.name) if album.name else "all albums", number(album.photos)]
        figures = [album.mean_average_precision, album.precision_at_10]
        if before is None:
            rows.append([*cells, *map(_in_places, figures)])
            continue
        old = (*before.albums, before.whole)[place]
        first = [old.mean_average_precision, old.precision_at_10]
        both = [_in_places(value) for pair in zip(first, figures, strict=True) for value in pair]
        gained = figures[0] - first[0]
        rows.append([*cells, *both, "–" if math.isnan(gained) else signed(gained)])
    return rows


def _in_places(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.4f}"


def _albums(evaluation: Evaluation) -> str:
    if evaluation.albums is None:
        return ""
    headings, *rows = album_rows(evaluation.albums, evaluation.albums_before)
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    body = "".join(
        f"<tr{_CLASS_OURS if place == len(rows) else ''}><th>{html.escape(row[0])}</th>"
        f"{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>\n"
        for place, row in enumerate(rows, start=1)
    )
    before = evaluation.albums_before
    told = f"before: {html.escape(before.model)}; " if before else ""
    told += "each photo looked for among all others; " if evaluation.albums.among_themselves else ""
    return (
        f"<section>\n<h2>Album by album<span>{told}P@10 counts as many places as are right where those are fewer</span>"
        f'</h2>\n<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table></div>\n</section>\n"
    )


def _strips(strips: Sequence[Strip], dataset: Dataset) -> str:
    if not strips:
        return ""
    rows = []
    for strip in strips:
        label = html.escape(dataset.label_of(strip.query))
        right = sum(near.right for near in strip.found)
        found = "".join(_found(near, dataset) for near in strip.found)
        rows.append(
            f'<div class="strip"><div class="query">{_picture(dataset, strip.query)}<p><b>{label}</b>'
            f"<br>{right} of {len(strip.found)} right</p></div>\n<ol>{found}</ol></div>\n"
        )
    return (
        '<section class="strips">\n<h2>Retrieval<span>a query of each class and the ten nearest photos; ✓ right,'
        f" ✗ wrong, with the Hamming distance</span></h2>\n{''.join(rows)}</section>\n"
    )


def _found(near: Shown, dataset: Dataset) -> str:
    kind, mark = ("right", "✓") if near.right else ("wrong", "✗")
    label = html.escape(dataset.label_of(near.index))
    return (
        f'<li class="{kind}">{_picture(dataset, near.index)}<p><b aria-label="{kind}">{mark}</b>'
        f" <small>{near.distance}</small><br>{label}</p></li>"
    )


def _picture(dataset: Dataset, index: int) -> str:
    """A photo of the dataset as an ``img`` element, at most 96 pixels wide or high."""
    name = html.escape(shown(dataset.names[index]), quote=True)
    try:
        small = dataset.image(index)
    except PhotoError:
        return '<span class="blank">unreadable</span>'
    small.thumbnail((_PICTURE_SIDE, _PICTURE_SIDE), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{name}" title="{name}">'


def _others(evaluation: Evaluation) -> str:
    """The paper's table at this length with our figure in its place."""
    table = tables.main_table(evaluation.protocol)
    column = table.column(evaluation.subject.bits) if table else {}
    if table is None or not column:
        return ""
    ours = (f"{evaluation.subject.id}, ours", evaluation.metrics[evaluation.main_metric])
    ranked = sorted([*column.items(), ours], key=lambda row: -row[1])
    rows = "".join(
        f"<tr{_CLASS_OURS if row == ours else ''}><th>{html.escape(row[0])}</th><td>{row[1]:.4f}</td>"
        f'<td class="bar"><i style="width:{100 * row[1]:.1f}%"></i></td></tr>\n'
        for row in ranked
    )
    measure = (
        f"{METRICS[evaluation.main_metric][0]} at {evaluation.subject.bits} bits, as printed there; * quoted by it"
    )
    return (
        f"<section>\n<h2>Among the methods of {table.paper} {table.number}<span>{measure}</span></h2>\n"
        f'<div class="scroll"><table class="ranked">\n<tbody>\n{rows}</tbody>\n</table></div>\n</section>\n'
    )


def _how(evaluation: Evaluation) -> str:
    subject, photos = evaluation.subject, evaluation.photos
    facts = [
        ("model", f"{subject.id}: {subject.method} on {subject.backbone}, {subject.bits} bits"),
        ("photos", ", ".join(f"{number(photos[use])} {words}" for use, words in _USES.items())),
        ("ties", TIE_RULE),
        ("device", subject.device),
        ("libraries", ", ".join(f"{name} {version}" for name, version in evaluation.machine["libraries"].items())),
    ]
    rows = "".join(f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>\n" for name, value in facts)
    return f'<section class="how">\n<h2>How it was measured</h2>\n<dl>\n{rows}</dl>\n</section>\n'


_CLASS_OURS = ' class="ours"'
_USES = {"train": "to learn from", "queries": "looked for", "database": "searched among"}


def _failures(evaluation: Evaluation) -> str:
    if not evaluation.failures:
        return ""
    rows = "".join(
        f"<li><b>{html.escape(shown(failure.path))}</b> {html.escape(failure.reason)}</li>\n"
        for failure in evaluation.failures
    )
    return f'<section class="failures">\n<h2>Could not be read, and left out</h2>\n<ul>\n{rows}</ul>\n</section>\n'
