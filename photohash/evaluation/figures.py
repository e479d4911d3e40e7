"""Figures of several methods or lengths in one picture, as the papers draw them, and a page of all results.

``python -m photohash.evaluation.figures --out DIR`` makes the page from the kept results, and from the reports under
``--reports``. Curves come from ``report.json`` of a report, or from ``curves`` beside the kept results, where
``photohash evaluate --snapshot`` puts them.
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photohash.core.errors import KnownError, UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown, write_atomically
from photohash.core.resources import resource
from photohash.evaluation import curves, results, tables
from photohash.evaluation.evaluate import Evaluation
from photohash.evaluation.protocols import PROTOCOLS
from photohash.evaluation.report import DOCUMENT, METRICS, PAGE, as_document, signed
from photohash.evaluation.results import CellResult
from photohash.evaluation.retrieval import Curve

FOLDER = "curves"
"""Beside the kept results."""

RESULTS_PAGE = "results.html"
_NAMES = ("precision_recall", "precision_at_n")


@dataclass(frozen=True)
class Drawn:
    """The curves of an evaluation.

    Attributes:
        protocol: its name.
        method: as a table of results calls it, e.g. "DHIDA" or "CSQ".
        backbone: as on the card.
        bits: length of a code.
        recall: precision over recall.
        precision: precision at N.
        report: the page of the evaluation with its retrieval strips, where there is one.
    """

    protocol: str
    method: str
    backbone: str
    bits: int
    recall: Curve
    precision: Curve
    report: Path | None = None


def keep_curves(evaluation: Evaluation, folder: Path) -> Path:
    """Keeps the curves of an evaluation beside its kept result, to four places.

    Raises:
        UsageError: the folder cannot be written.
    """
    document = as_document(evaluation)
    kept = {key: document[key] for key in ("protocol", "method", "variant", "backbone", "bits")}
    kept["curves"] = {
        name: {key: np.round(values, 4).tolist() for key, values in curve.items()}
        for name, curve in document["curves"].items()
    }
    path = folder / FOLDER / results.result_of(evaluation).name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, (json.dumps(kept) + "\n").encode("utf-8"))
        path.chmod(0o644)
    except OSError as error:
        raise UsageError(f"The curves {shown(path)} {in_words(error)}.") from error
    return path


def read_curves(paths: Iterable[Path]) -> list[Drawn]:
    """The curves of some documents, in the order of protocols, lengths and methods.

    Raises:
        KnownError: one cannot be read, or is not what it should be.
    """
    found = []
    for path in paths:
        try:
            found.append(_parse(json.loads(path.read_bytes()), path))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KnownError(f"{shown(path)} does not hold the curves of an evaluation: {error!r}.") from error
    order = list(PROTOCOLS)
    return sorted(found, key=lambda one: (order.index(one.protocol), one.bits, one.method, one.backbone))


def title_of(method: str, variant: str | None, protocol: str) -> str:
    """What a table of results calls a method: the row of its paper, or the name of its loss in capitals."""
    row = tables.ROWS.get((method, variant))
    return tables.PAPERS.get(protocol, method.upper()) if row == "Ours" else row or (variant or method).upper()


def pictures(drawn: Sequence[Drawn]) -> dict[str, tuple[str, str]]:
    """Precision over recall and precision at N, each of several evaluations, by the title of the two.

    For each protocol and length all methods in one picture, and for each protocol and method all its lengths; a lone
    evaluation of a length that is in no other picture has one of its own.
    """
    groups: dict[str, dict[str, Drawn]] = {}
    several = len({one.backbone for one in drawn}) > 1
    for one in drawn:
        named = f"{one.method}, {one.backbone}" if several else one.method
        groups.setdefault(f"{one.protocol}, {one.bits} bits", {})[named] = one
    for one in drawn:
        named = f"{one.method}, {one.backbone}" if several else one.method
        groups.setdefault(f"{one.protocol}, {named} by length", {})[f"{one.bits} bits"] = one
    shown_alone = {title for title in groups if "by length" not in title}
    return {
        title: (
            curves.precision_recall_of({name: one.recall for name, one in lines.items()}),
            curves.precision_at_of({name: one.precision for name, one in lines.items()}),
        )
        for title, lines in groups.items()
        if len(lines) > 1 or title in shown_alone
    }


def write(kept: Sequence[CellResult], drawn: Sequence[Drawn], folder: Path) -> Path:
    """Writes the page of all results, with each picture as a file of its own beside it.

    Raises:
        UsageError: the folder cannot be written.
    """
    made = pictures(drawn)
    contents = {RESULTS_PAGE: _page(kept, drawn, made, folder)}
    for title, (recall, precision) in made.items():
        name = title.lower().replace(", ", "-").replace(" ", "-")
        contents |= {f"{name}-precision-recall.svg": recall, f"{name}-precision-at-n.svg": precision}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            write_atomically(folder / name, content.encode("utf-8"), lasting=False)
            (folder / name).chmod(0o644)
    except OSError as error:
        raise UsageError(f"The page {shown(folder)} {in_words(error)}.") from error
    return folder / RESULTS_PAGE


def _parse(document: Mapping[str, Any], path: Path) -> Drawn:
    if document["protocol"] not in PROTOCOLS:
        raise ValueError(f"there is no protocol {document['protocol']!r}")
    recall, precision = (_curve(document["curves"][name]) for name in _NAMES)
    title = title_of(document["method"], document["variant"], document["protocol"])
    page = path.with_name(PAGE)
    report = page if page.exists() else None
    return Drawn(document["protocol"], title, document["backbone"], int(document["bits"]), recall, precision, report)


def _curve(values: Mapping[str, Sequence[float]]) -> Curve:
    ranks = np.array(values["ranks"], np.int64)
    precision, recall = (np.array(values[name], np.float64) for name in ("precision", "recall"))
    if not len(ranks) or not ranks.shape == precision.shape == recall.shape:
        raise ValueError("a curve has other numbers of ranks, precisions and recalls")
    return Curve(ranks, precision, recall)


def _page(kept: Sequence[CellResult], drawn: Sequence[Drawn], made: Mapping[str, tuple[str, str]], folder: Path) -> str:
    styles = "".join(resource("theme", name).read_text("utf-8") for name in ("report.css", "evaluation.css"))
    sections = "".join(_table(protocol, [one for one in kept if one.protocol == protocol]) for protocol in PROTOCOLS)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Results</title>\n<style>\n{styles}</style>\n</head>\n<body>\n"
        '<header>\n<h1>Results</h1>\n<p class="lead">Every kept result beside its paper, and the curves of several'
        f" methods or lengths together.</p>\n</header>\n<main>\n{sections}"
        f"{''.join(_figures(title, *pair) for title, pair in made.items())}{_reports(drawn, folder)}"
        "</main>\n</body>\n</html>\n"
    )


def _table(protocol: str, kept: Sequence[CellResult]) -> str:
    """The results of a protocol: the paper's figure, ours, the difference, and a bar."""
    if not kept:
        return ""
    main, rows = tables.main_metric(protocol), []
    for one in kept:
        ours, theirs = one.metrics[main], one.paper["map_all"]
        cells = (
            str(one.bits),
            "–" if theirs is None else f"{theirs:.4f} <small>{html.escape(one.paper['table'])}</small>",
            f"{ours:.4f}",
            "" if theirs is None else signed(ours - theirs),
        )
        name = title_of(one.method, one.variant, protocol)
        rows.append(
            f"<tr><th>{html.escape(name)}<small>{html.escape(one.backbone)}, seed {one.seed}</small></th>"
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + f'<td class="bar"><i style="width:{100 * ours:.1f}%"></i></td></tr>\n'
        )
    head = "".join(f"<th>{heading}</th>" for heading in ("method", "bits", "paper", "ours", "difference", ""))
    return (
        f"<section>\n<h2>{html.escape(protocol)}<span>{html.escape(METRICS[main][0])}. {PROTOCOLS[protocol].title}"
        f'</span></h2>\n<div class="scroll"><table class="ranked">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n</section>\n"
    )


def _figures(title: str, recall: str, precision: str) -> str:
    return (
        f'<section class="curves">\n<h2>{html.escape(title)}</h2>\n<div class="pair">\n'
        f"<figure>{curves.themed(recall)}<figcaption>Precision over recall</figcaption></figure>\n"
        f"<figure>{curves.themed(precision)}<figcaption>Precision among the first photos</figcaption></figure>\n"
        "</div>\n</section>\n"
    )


def _reports(drawn: Sequence[Drawn], folder: Path) -> str:
    """Links to the evaluations that have a page with their retrieval strips."""
    rows = []
    for one in drawn:
        if one.report:
            address = html.escape(_address(one.report, folder), quote=True)
            name = f"{one.protocol}: {one.method} on {one.backbone}, {one.bits} bits"
            rows.append(f'<li><a href="{address}">{html.escape(name)}</a></li>\n')
    listed = f"<ul>\n{''.join(rows)}</ul>"
    return f"<section>\n<h2>Reports<span>with retrieval strips</span></h2>\n{listed}\n</section>\n" if rows else ""


def _address(report: Path, folder: Path) -> str:
    """A page's place as seen from the folder, where both have a common root; else the whole of it."""
    from os.path import relpath

    try:
        return Path(relpath(report.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return report.resolve().as_uri()


def main(arguments: Sequence[str] | None = None, say: Callable[[str], object] = print) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Make a page of all results, with figures of several methods.")
    parser.add_argument("--reports", type=Path, help="a folder with reports of photohash evaluate, to any depth")
    parser.add_argument("--results", type=Path, help="a folder of kept results; photohash's own without")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the page")
    given = parser.parse_args(arguments)
    curves.require()
    folder = given.results or resource("results")
    reports = sorted(given.reports.rglob(DOCUMENT)) if given.reports else []
    drawn = read_curves([*reports, *sorted((folder / FOLDER).glob("*.json"))])
    say(f"The page: {shown(write(results.read(given.results), drawn, given.out))}")


if __name__ == "__main__":
    main()
