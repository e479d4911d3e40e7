"""Measurements that are kept: the JSON of ``bench peers`` and ``bench growth``, and the tables made of it.

They lie under ``resources/results/bench``, as the commands print them with ``--json``.
``python -m photohash.bench.kept_figures`` puts their tables into ``resources/docs/evaluation.md``: each is the first
under its heading, with the line below it that says what it was measured on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from photohash.core.resources import resource

HEADINGS = {"peers": "### Beside other libraries", "growth": "### As a library grows"}
"""What the table of each kept measurement stands under, by the name of its file."""

_RATE = "files a second a core"


def peers_table(document: Mapping[str, Any]) -> str:
    """The table of ``bench peers`` in Markdown, a row a contender."""
    titles = "", "bits", "within", "precision", "recall, core", "recall, whole", "surely", _RATE, "ours / theirs"
    lines = [_row(titles), "|---" * len(titles) + "|"]
    ours, *_ = document["contenders"].values()
    for name, found in document["contenders"].items():
        sure = found["sure"]
        cells = (
            f"**{name}**" if found is ours else name,
            found["bits"],
            "–" if found["limit"] is None else found["limit"],
            f"{found['precision']:.3f}",
            f"{found['recall']['core']:.3f}",
            f"{found['recall']['whole']:.3f}",
            "–" if sure is None else f"{sure['recall']['whole']:.3f}",
            f"{found['rate']:,.1f}",
            "" if found is ours else f"{ours['rate'] / found['rate']:.3f}",
        )
        lines.append(_row(cells))
    told = (
        f"{document['files']:,} files, {document['copies']:,} of them copies, {document['megapixels']} megapixels each"
    )
    return "\n".join([*lines, "", f"{told}; {_machine(document)}, {document['threads']} threads."])


def growth_table(document: Mapping[str, Any]) -> str:
    """The table of ``bench growth`` in Markdown, a row a command: the processors' work and MB held."""
    libraries = document["libraries"]
    lines = [_row(("photos", *(f"{each['photos']:,}" for each in libraries))), "|---" * (len(libraries) + 1) + "|"]
    names = libraries[0]["commands"]
    lines += [_row((name, *(_used(each["commands"].get(name)) for each in libraries))) for name in names]
    lines.append(_row(("groups of copies", *(f"{each['groups']:,}" for each in libraries))))
    lines.append(_row(("catalogue, near pairs", *(_kept(each) for each in libraries))))
    return "\n".join([*lines, "", f"Work of all processors together, and the most memory held; {_machine(document)}."])


def _used(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "not measured"
    memory = "" if found["memory"] is None else f", {found['memory']:,} MB"
    return f"{found['work']:.2f} s{memory}"


def _kept(library: Mapping[str, Any]) -> str:
    return f"{library['catalogue']:,.1f} MB, {library['near_pairs']:,.1f} MB"


def _machine(document: Mapping[str, Any]) -> str:
    machine = document["machine"]
    return f"{machine['cpu']}, {machine['cores']} cores"


def _row(cells: Any) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


TABLES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {"peers": peers_table, "growth": growth_table}
"""How the table of each kept measurement is made, by the name of its file."""


def put_into(document: str) -> str:
    """A Markdown document with the tables of the kept measurements in their places.

    Raises:
        ValueError: it has no place for one.
    """
    for name, table in TABLES.items():
        kept = json.loads(resource("results", "bench", f"{name}.json").read_text(encoding="utf-8"))
        pattern = rf"(^{re.escape(HEADINGS[name])}\n(?:(?!#|\|).*\n)*)(?:\|.*\n)+\n.*\n"
        found = re.search(pattern, document, re.MULTILINE)
        if found is None:
            raise ValueError(f"there is no place for the table of {name}")
        document = f"{document[: found.start()]}{found[1]}{table(kept)}\n{document[found.end() :]}"
    return document


if __name__ == "__main__":
    path = resource("docs", "evaluation.md")
    path.write_text(put_into(path.read_text(encoding="utf-8")), encoding="utf-8")
