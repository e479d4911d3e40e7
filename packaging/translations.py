"""Brings ``resources/translations`` up to date with the sources: ``python packaging/translations.py [--check]``.

Reads every text that is shown from the Python files by their syntax, merges it into ``photohash_<language>.ts`` (Qt
Linguist's format: what is translated stays, what vanished goes, what is new is marked unfinished), makes the ``.qm``
files with PySide6's lrelease, and lists the patterns of what the library says in ``sentences.json``.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
CONTEXT = "photohash"

_FAILURES = (
    "training/disk_room.py", "training/library_run.py", "training/run_folder.py", "training/run_lock.py",
    "training/album_photos.py", "training/album_plan.py", "training/album_views.py", "training/image_cache.py",
)  # fmt: skip
"""What keeps a training that the window began from its end is told in these."""

SEEN = ("app/", "core/", "hashing/", "library/", "training/album_report.py", "wiring.py", *_FAILURES)
"""What the window shows comes from here; the command line and the other tools of training speak English."""

SPOKEN = (
    "library/actions", "library/decode", "library/groups", "library/pipeline", "library/scan.py",
    "library/store/catalogue.py", "library/store/connection.py", "library/store/failures.py", "library/photo.py",
    "library/folders.py", "library/group_preferences.py", "library/browse.py", "library/look_alikes.py",
    "library/clusters", "library/watch", "library/similar_photos.py", "library/comparison.py",
    "library/outside_picture.py", "core/files.py", "library/store/albums.py", "library/albums/editing.py",
    "library/albums/exchange.py",
    "core/settings.py", "hashing/card.py", "hashing/model_store.py", "hashing/runtime.py", "wiring.py", *_FAILURES,
)  # fmt: skip
"""Where the library's sentences are: in these files each clause of a failure, a reason or an error is one."""

COUNTING = {"count": 1, "progress": 1}
"""Functions that count a noun, and the place of the noun among their arguments; its plural may follow."""

ENUMERATIONS = {"Stage", "SortOrder", "ClusterOrder", "Grouping"}
"""Enumerations whose values are shown."""

_UNSPOKEN = {
    "Apple GPU", "takeout cut:", "photo booth library", "system volume information", "create the catalogue",
    "photohash {0}, opencv {1}, numpy {2}", "foreign_keys = ON", "fullfsync = ON", "journal_mode = WAL",
    "synchronous = FULL",
}  # fmt: skip
"""What looks like a clause and is none."""

_ALONE = {
    "mirrored", "clockwise", "transparency", "sound", "keywords", "a rating", "a place", "a description", "a film",
    "camera maker", "camera", "lens", "aperture", "sensitivity",
}  # fmt: skip
"""What the library says in so few words that it does not look like a clause."""

_UNSPOKEN_CALLS = {
    "ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "NotImplementedError", "compile",
    "execute", "executescript", "executemany", "debug", "info", "warning", "error", "exception", "critical",
    "getLogger", "search",
    "fullmatch", "match", "sub", "TypeVar", "join_thread", "escape", "tr", "plural", "_failure_of_program", "split",
    "rows", "fetchone", "select", "namedtuple", "strftime", "strptime", "register_namespace",
}  # fmt: skip
_CLAUSE = re.compile(r"[a-z]{2,}[^\n]* [^\n]*[a-z]{2,}|\{\w+\} [a-z]{2,}|[a-z]{2,} \{\w+\}", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"[<>|\\]|\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|PRAGMA|BEGIN|JOIN|AND NOT|INTEGER|IN \()"
    r"|Trash Info|\b(ALTER|CREATE|DROP)\b|%[rs]|\?"
)


@dataclass(frozen=True)
class Text:
    """A text that is shown: its English, whether it counts, and the file it is first found in."""

    source: str
    counts: bool
    file: str


def texts() -> tuple[dict[str, Text], list[str]]:
    """Every text of the sources by its English, and the patterns of what the library says."""
    package = ROOT / "photohash"
    trees = {
        path: ast.parse(path.read_text("utf-8"))
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).as_posix().startswith(SEEN)
    }
    fields = {name: places for tree in trees.values() for name, places in _worded_classes(tree)}
    found: dict[str, Text] = {}
    sentences: set[str] = set()
    for path, tree in trees.items():
        name = path.relative_to(ROOT).as_posix()
        for source, counts in _shown(tree, fields):
            if source not in found or counts:
                found[source] = Text(source, counts, name)
        if path.relative_to(package).as_posix().startswith(SPOKEN):
            for sentence in _spoken(tree):
                sentences.add(sentence)
                found.setdefault(sentence, Text(sentence, counts=False, file=name))
    return found, sorted(sentences)


def _worded_classes(tree: ast.AST) -> Iterator[tuple[str, list[tuple[str, ast.expr]]]]:
    """Classes with fields of ``Words``: their names, and all fields in order with their annotations."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [
                (line.target.id, line.annotation)
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            ]
            if any("Words" in ast.unparse(annotation) for _, annotation in fields):
                yield node.name, fields


def _shown(tree: ast.AST, fields: Mapping[str, list[tuple[str, ast.expr]]]) -> Iterator[tuple[str, bool]]:
    """Texts given to ``tr``, ``plural`` and what counts, and those in tables of ``Words``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in ENUMERATIONS:
            for line in node.body:
                if isinstance(line, ast.Assign):
                    yield from ((text, False) for text in _literals(line.value))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from ((text, False) for text in _of_type(node.annotation, node.value))
        elif isinstance(node, ast.Call):
            yield from _called(node)
            if _name(node.func) in fields:
                yield from ((text, False) for text in _declared(node, fields[_name(node.func)]))


def _called(node: ast.Call) -> Iterator[tuple[str, bool]]:
    name = _name(node.func)
    if name == "tr" and node.args:
        yield from ((text, len(node.args) > 1) for text in _literals(node.args[0]))
    elif name == "plural" and len(node.args) > 1:
        yield from ((text, True) for text in _literals(node.args[1]))
    elif name in COUNTING:
        nouns = node.args[COUNTING[name] :]
        for noun in _literals(nouns[0]) if nouns else ():
            many = nouns[1].value if len(nouns) > 1 and isinstance(nouns[1], ast.Constant) else f"{noun}s"
            yield "{n} " + str(many), True


def _declared(node: ast.Call, fields: list[tuple[str, ast.expr]]) -> Iterator[str]:
    given = {field: value for (field, _), value in zip(fields, node.args, strict=False)}
    given |= {word.arg: word.value for word in node.keywords if word.arg}
    for field, annotation in fields:
        if field in given:
            yield from _of_type(annotation, given[field])


def _of_type(annotation: ast.expr, value: ast.expr) -> Iterator[str]:
    """The literals in a value that its annotation calls ``Words``."""
    if isinstance(value, ast.Call) and _name(value.func) == "TextTable":
        value = value.args[0]
    if isinstance(annotation, ast.Name) and annotation.id == "Words":
        yield from (text for text in _literals(value) if text)
    elif isinstance(annotation, ast.BinOp):
        yield from _of_type(annotation.left, value)
        yield from _of_type(annotation.right, value)
    elif isinstance(annotation, ast.Subscript):
        inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        if isinstance(value, ast.Dict):
            for key, entry in zip(value.keys, value.values, strict=True):
                yield from _of_type(inner[0], key) if key is not None else ()
                yield from _of_type(inner[-1], entry)
        elif isinstance(value, ast.Tuple | ast.List):
            for place, entry in enumerate(value.elts):
                every = isinstance(inner[-1], ast.Constant) or len(inner) == 1
                yield from _of_type(inner[0] if every else inner[min(place, len(inner) - 1)], entry)


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be: a literal, or one of several."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _literals(value)


def _spoken(tree: ast.AST) -> Iterator[str]:
    """Clauses and sentences of the library; values in them become ``{0}``, ``{1}``, in their order."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) or (
            isinstance(node, ast.Call) and _name(node.func) in _UNSPOKEN_CALLS
        ) or isinstance(node, ast.Compare | ast.Subscript):  # fmt: skip
            silent.update(id(inner) for inner in ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in node.values if isinstance(part, ast.Constant))
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            numbers = iter(range(len(node.values)))
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values
            )
        text = text.strip()
        if text in _ALONE or (_CLAUSE.search(text) and not _NO_CLAUSE.search(text) and text not in _UNSPOKEN):
            yield text


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def merged(language: str, found: Iterable[Text], old: Path) -> bytes:
    """The ``.ts`` of a language: what is translated stays as it is."""
    known: dict[str, ET.Element] = {}
    if old.exists():
        for message in ET.parse(old).getroot().iter("message"):  # noqa: S314  a file of this project
            known[message.findtext("source", "")] = message
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in sorted(found, key=lambda text: (text.file, text.source)):
        before = known.get(text.source)
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.counts else {})
        ET.SubElement(message, "location", filename=f"../../{text.file}")
        ET.SubElement(message, "source").text = text.source
        fits = before is not None and (before.get("numerus") == "yes") == text.counts
        translation = before.find("translation") if before is not None and fits else None
        if translation is not None:
            message.append(translation)
            continue
        translation = ET.SubElement(message, "translation", type="unfinished")
        if text.counts:
            ET.SubElement(translation, "numerusform")
            ET.SubElement(translation, "numerusform")
    ET.indent(root, "    ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, "utf-8") + b"\n"


def released(source: Path) -> bytes:
    """The ``.qm`` of a ``.ts``.

    Raises:
        subprocess.CalledProcessError: lrelease refused the file; its words are on the terminal.
    """
    import PySide6

    program = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        subprocess.run([program, "-silent", source, "-qm", made], check=True)  # noqa: S603
        return made.read_bytes()


def main() -> int:
    """Writes the files, or with ``--check`` says which are not up to date; 1 when one is not."""
    parser = argparse.ArgumentParser(description="Brings the translations up to date.")
    parser.add_argument("--check", action="store_true", help="write nothing, only say what is not up to date")
    check = parser.parse_args().check
    found, sentences = texts()
    FOLDER.mkdir(exist_ok=True)
    wanted = {FOLDER / "sentences.json": (json.dumps(sentences, indent=1, ensure_ascii=False) + "\n").encode()}
    for language in LANGUAGES:
        path = FOLDER / f"photohash_{language}.ts"
        wanted[path] = merged(language, found.values(), path)
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    if not check:
        for path in stale:
            path.write_bytes(wanted[path])
    for language in LANGUAGES:
        path = FOLDER / f"photohash_{language}.ts"
        binary = path.with_suffix(".qm")
        content = released(path)
        if not binary.exists() or binary.read_bytes() != content:
            stale.append(binary)
            if not check:
                binary.write_bytes(content)
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'is not up to date: make translations' if check else 'written'}")  # noqa: T201
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
