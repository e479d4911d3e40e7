"""Results that are kept: one JSON file a run cell under ``resources/results``, and the table that the documents have.

A snapshot has exactly the keys of ``CellResult`` and is read as strictly as it is written: what stands in the table can
be traced, cell by cell, to a file that names the recipe and the seed. ``python -m photohash.evaluation.results`` puts
the table into ``resources/docs/models.md``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from photohash.core.errors import KnownError, UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown, write_atomically
from photohash.core.resources import resource
from photohash.evaluation import tables
from photohash.evaluation.evaluate import Evaluation, named_beside
from photohash.evaluation.protocols import PROTOCOLS
from photohash.evaluation.report import signed
from photohash.evaluation.subject import Subject

HEADING = "## Beside the papers' figures"
"""The heading that the table stands under; both are absent while there are no results."""

_INTRODUCTION = (
    "mAP@ALL on CIFAR-10. Each row is a file in `resources/results`, which names its recipe and seed. Ours is by the\n"
    "codes that photohash works with, int8 on a CPU; beside it stands that of the same weights in float32.\n"
    "`python -m photohash.evaluation.results` writes this table. Where ours is under the paper's,\n"
    "`photohash/training/recipes/README.md` says what was tried."
)
_WORD = re.compile(r"[a-z0-9]{1,32}")
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class CellResult:
    """One cell that was run.

    Attributes:
        protocol: a paper's, in ``tables.PAPERS``.
        method: "dah", "dahp", "dhida" or a baseline.
        backbone: as on the card.
        bits: length of a code.
        variant: a word, or None for the method itself.
        seed: of training.
        split: digests of the names of the photos learnt from ("train"), looked for ("queries") and searched among
            ("database"); None for a result from before they were told.
        recipe: what the model was trained by: a recipe's name, or all of it.
        data: the photos in words.
        device: what the codes were made on.
        metrics: figures by name, ``map_all`` among them.
        paper: {"map_all", "table"} of the paper's cell; both None where it has none.
    """

    protocol: str
    method: str
    backbone: str
    bits: int
    variant: str | None
    seed: int
    split: Mapping[str, str] | None
    recipe: str | Mapping[str, Any]
    data: str
    device: str
    metrics: Mapping[str, float]
    paper: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The file's name: ``<protocol>-<method>-<backbone>-<bits>[-<variant>].json``."""
        words = [self.protocol, self.method, self.backbone, str(self.bits), *([self.variant] if self.variant else [])]
        return "-".join(words) + ".json"


def require(protocol: str, subject: Subject) -> None:
    """Says before an evaluation what would keep its result from being kept.

    Raises:
        UsageError: the protocol is no paper's, the model's card does not say how it was trained, or it learnt from more
            photos than the protocol gives, so that the queries may be among them.
    """
    if protocol not in tables.PAPERS:
        raise UsageError(f"Results are kept for the papers' protocols, {', '.join(tables.PAPERS)}, and no other.")
    if subject.seed is None or not subject.recipe:
        raise UsageError(f"The card of {subject.id} does not name the recipe and the seed: its figure cannot be kept.")
    sizes = PROTOCOLS[protocol].sizes
    if sizes and (subject.photos or 0) > sizes[0]:
        raise UsageError(
            f"{subject.id} learnt from {subject.photos:,} photos where {protocol} gives {sizes[0]:,}, so that photos"
            " looked for may be among them: its figure cannot be kept."
        )


def result_of(evaluation: Evaluation) -> CellResult:
    """What is kept of an evaluation.

    Raises:
        UsageError: see ``require``; or the model learnt from other photos than the protocol gives.
        KnownError: photos were missing or left out, so that it is not the protocol's figure.
    """
    subject, cell = evaluation.subject, evaluation.paper()
    require(evaluation.protocol, subject)
    if subject.given not in {None, evaluation.split["train"]}:
        raise UsageError(f"{subject.id} learnt from other photos than {evaluation.protocol} gives: it cannot be kept.")
    if not evaluation.whole:
        photos = evaluation.photos
        raise KnownError(
            f"This is not the figure of {evaluation.protocol}, and is not kept: {photos['queries']:,} photos were"
            f" looked for among {photos['database']:,}, {len(evaluation.failures):,} could not be read."
        )
    assert subject.seed is not None  # noqa: S101 - required above
    return CellResult(
        protocol=evaluation.protocol,
        method=subject.method,
        backbone=subject.backbone,
        bits=subject.bits,
        variant=subject.variant,
        seed=subject.seed,
        split=dict(evaluation.split),
        recipe=subject.recipe,
        data=evaluation.data,
        device=subject.device,
        metrics=dict(evaluation.metrics),
        paper={"map_all": cell.value if cell else None, "table": cell.table if cell else None},
    )


def write(result: CellResult, folder: Path) -> Path:
    """Writes a snapshot under its own name, after checking it as it will be checked when read.

    Raises:
        UsageError: the folder cannot be written.
        ValueError: the result would not be accepted.
    """
    content = json.dumps({field.name: _plain(getattr(result, field.name)) for field in fields(CellResult)}, indent=2)
    parse(json.loads(content))
    path = folder / result.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, f"{content}\n".encode())
        path.chmod(0o644)
    except OSError as error:
        raise UsageError(f"The result {shown(path)} {in_words(error)}.") from error
    return path


def read(folder: Path | None = None) -> list[CellResult]:
    """All snapshots of a folder, the bundled ones by default, in table order; each checked.

    Raises:
        KnownError: one cannot be read, is not what it should be, or has another name than its content says.
    """
    found = []
    for path in sorted((folder or resource("results")).glob("*.json")):
        try:
            result = parse(json.loads(path.read_bytes(), parse_constant=_no_constant))
            if result.name != path.name:
                raise ValueError(f"its content makes the name {result.name}")
        except (OSError, ValueError, RecursionError) as error:
            raise KnownError(f"{shown(path)} is not a result: {error}.") from error
        found.append(result)
    return sorted(found, key=_order)


def parse(document: object) -> CellResult:
    """A result from decoded JSON.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    if not isinstance(document, dict):
        raise ValueError("it is not a JSON object")
    names = [field.name for field in fields(CellResult)]
    wrong = [*(name for name in names if name not in document), *(name for name in document if name not in names)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is {'not known' if wrong[0] in document else 'missing'}")
    for name, (wanted, fits) in _CHECKS.items():
        if not fits(document[name]):
            raise ValueError(f"{name!r} must be {wanted}")
    result = CellResult(**document)
    main = tables.main_metric(result.protocol)
    cell = tables.cell(result.protocol, result.method, result.variant, result.bits, main)
    if dict(result.paper) != {"map_all": cell.value if cell else None, "table": cell.table if cell else None}:
        raise ValueError(f"'paper' is not what {tables.PAPERS[result.protocol]} reports for it")
    return result


def table(results: Sequence[CellResult]) -> str:
    """The Markdown table of results: the paper's figure, ours, that of float32, the difference, and what differs."""
    lines = [
        "| protocol | method | bits | paper | ours | in float32 | difference | what differs from the paper |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in sorted(results, key=_order):
        main = tables.main_metric(result.protocol)
        ours, theirs = result.metrics[main], result.paper["map_all"]
        paper = "–" if theirs is None else f"{theirs:.4f} ({result.paper['table']})"
        exact = result.metrics.get(named_beside(main, "float32"))
        difference = "" if theirs is None else signed(ours - theirs)
        cells = (
            result.protocol,
            _title(result),
            str(result.bits),
            paper,
            f"**{ours:.4f}**",
            "not measured" if exact is None else f"{exact:.4f}",
            difference,
            differs(result),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def differs(result: CellResult) -> str:
    """What was not as in the paper: the backbone, the form of the photos, their size."""
    paper = tables.PAPERS[result.protocol]
    backbone = "alexnet" if result.variant in {"a", "i"} else tables.BACKBONES[paper]
    side = _side(result.recipe)
    own = result.method == paper.lower()
    different = [
        f"{result.backbone} for {backbone}" if own and result.backbone != backbone else "",
        f"on {result.backbone}" if not own else "",
        "JPEG copies of the photos" if "JPEG" in result.data else "",
        f"{side} px for {tables.SIDES[paper]}" if side not in {None, tables.SIDES[paper]} else "",
        "backbone fine-tuned on the same photos before" if _began(result.recipe) else "",
    ]
    return ", ".join(filter(None, different)) or "nothing"


def section(results: Sequence[CellResult]) -> str:
    """What the documents say of the results, heading and table; empty where there are none."""
    return f"{HEADING}\n\n{_INTRODUCTION}\n\n{table(results)}\n" if results else ""


def put_into(document: str, results: Sequence[CellResult]) -> str:
    """A Markdown document with its section of results replaced, or added at the end."""
    without = re.sub(rf"{re.escape(HEADING)}\n.*?(?=^#|\Z)", "", document, flags=re.DOTALL | re.MULTILINE).rstrip("\n")
    return f"{without}\n\n{section(results)}".rstrip("\n") + "\n"


def _title(result: CellResult) -> str:
    row = tables.ROWS.get((result.method, result.variant))
    if row == "Ours":
        return tables.PAPERS[result.protocol]
    return row or "-".join([result.method, *([result.variant] if result.variant else [])]).upper()


def _side(recipe: str | Mapping[str, Any]) -> int | None:
    """The side of the network's input, where a recipe is given in full."""
    if isinstance(recipe, str):
        return None
    network = recipe.get("network")
    side = (network if isinstance(network, Mapping) else recipe).get("side")
    return side if type(side) is int else None


def _began(recipe: str | Mapping[str, Any]) -> bool:
    """Whether its backbone is from a model that was trained before."""
    return not isinstance(recipe, str) and "began_from" in recipe


def _order(result: CellResult) -> tuple[int, int, str, str, int]:
    protocols = list(tables.PAPERS)
    own = tables.PAPERS[result.protocol].lower() == result.method
    return protocols.index(result.protocol), not own, result.method, result.variant or "", result.bits


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 1000 and value.isprintable()


def _is_number(value: object) -> bool:
    return type(value) in {int, float} and math.isfinite(value)  # type: ignore[arg-type]


def _is_split(value: object) -> bool:
    named = isinstance(value, dict) and set(value) == {"train", "queries", "database"}
    return value is None or (named and all(_is_digest(digest) for digest in value.values()))  # type: ignore[attr-defined]


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_metrics(value: object) -> bool:
    return (
        isinstance(value, dict)
        and all(isinstance(name, str) and _is_number(figure) for name, figure in value.items())
        and 0 <= value.get(tables.MAP_ALL, -1) <= 1
    )


_CHECKS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "protocol": (f"one of {', '.join(tables.PAPERS)}", lambda value: isinstance(value, str) and value in tables.PAPERS),
    "method": ("a word of small letters and digits", _is_word),
    "backbone": ("a word of small letters and digits", _is_word),
    "bits": ("a whole number from 1 to 4096", lambda value: type(value) is int and 1 <= value <= 4096),
    "variant": ("a word of small letters and digits, or null", lambda value: value is None or _is_word(value)),
    "seed": ("a whole number", lambda value: type(value) is int),
    "split": ("an object of train, queries and database, 32 hexadecimal digits each, or null", _is_split),
    "recipe": ("a name, or an object", lambda value: _is_line(value) or (isinstance(value, dict) and bool(value))),
    "data": ("a line of text", _is_line),
    "device": ("a line of text", _is_line),
    "metrics": ("an object of numbers, map_all from 0 to 1 among them", _is_metrics),
    "paper": (
        "an object of map_all and table",
        lambda value: isinstance(value, dict) and set(value) == {"map_all", "table"},
    ),
}


if __name__ == "__main__":
    path = resource("docs", "models.md")
    path.write_text(put_into(path.read_text(encoding="utf-8"), read()), encoding="utf-8")
