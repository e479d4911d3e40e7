"""Commands on a library of photos: scan, watch, groups, encode."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from photohash.cli.context import LONG, CommandContext, Strictness, comma_separated, command_context
from photohash.core import gc_tuning
from photohash.core.errors import Cancelled, PhotoError, UsageError
from photohash.core.files import is_photo
from photohash.core.formatting import count, known_folders_in_words, size_in_words, unread_formats_in_words
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.library.photo import Failure, Group, Kind

if TYPE_CHECKING:
    from photohash.library.browse import Coverage
    from photohash.library.encode import Encoder

Model = Annotated[str | None, typer.Option("--model", help="A model's id or directory.", metavar="ID")]
ENCODE_BATCH = 16


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    for command in (scan, watch, groups, encode):
        app.command()(command)


def scan(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="Folders to add; without one, all folders added before.")] = [],  # noqa: B006
    model: Model = None,
    protect: Annotated[list[Path], typer.Option(help="A folder no action may ever touch.", metavar="FOLDER")] = [],  # noqa: B006
) -> None:
    """Add folders, bring the library up to date, and say what was found."""
    from photohash import wiring
    from photohash.core.settings import Settings
    from photohash.library.adoption import Adoption

    current = command_context(context)
    for folder in [*folders, *protect]:
        if not folder.is_dir():
            raise UsageError(f"{shown(folder)} is not a folder. Name a folder of photos that exists.")
    files = photos = 0
    not_read: dict[str, int] = {}
    inside: dict[Path, Path] = {}
    taken_in: dict[Path, Path] = {}
    with wiring.open_pipeline(current.library, model) as pipeline, current.watched() as task:
        for batch in pipeline.update([*folders, *protect], protect=protect, task=task):
            files, photos = files + batch.files, photos + len(batch.photos)
            not_read |= batch.not_read
            inside.update(batch.inside)
            taken_in.update(batch.taken_in)
    with wiring.open_browser(current.library, model) as browser:
        adopted = Adoption(Settings(current.library)).finish(browser)
    with wiring.open_browser(current.library, model) as browser:
        counts, failures = browser.counts(), browser.failures()
        found = wiring.library_groups(current.library, browser).groups
        result = {
            "model": browser.model_id,
            "roots": [str(root.path) for root in browser.roots()],
            "files": counts.files,
            "photos": counts.photos,
            "updated": {"files": files, "photos": photos},
            "groups": len(found),
            "not_read": not_read,
            "inside": {str(folder): str(root) for folder, root in inside.items()},
            "taken_in": {str(folder): str(root) for folder, root in taken_in.items()},
            "failures": listed(failures),
        }
    if current.json:
        current.document(result)
    else:
        for sentence in known_folders_in_words(inside, taken_in):
            current.say(sentence)
        spare = sum(len(group.spare) for group in found)
        current.say(
            f"{count(counts.photos, 'photo')} in {count(counts.files, 'file')}, {photos:,} new or changed. "
            f"{count(len(found), 'group')} of copies with {count(spare, 'file')} to spare. "
            "See them with: photohash groups"
        )
        if not_read:
            current.say(unread_formats_in_words(not_read))
        if adopted:
            current.say(f"Look-alikes now use {adopted}.")
    current.finish(failures)


def watch(context: typer.Context, model: Model = None) -> None:
    """Keep the library up to date until interrupted. In between, other programs may write it."""
    from photohash import wiring
    from photohash.hashing.models_used import Networks
    from photohash.library import pipeline

    current = command_context(context)
    open_pipeline = partial(wiring.open_pipeline, current.library, model, Networks())
    with current.watched() as task:
        try:
            for batch in pipeline.watch(open_pipeline, task):
                if current.json:
                    current.line({"files": batch.files, "photos": len(batch.photos), "relations": batch.relations,
                                  "failures": listed(batch.failures)})  # fmt: skip
                else:
                    current.say(f"{len(batch.photos):,} photos read, {batch.relations:,} pairs verified.")
        except Cancelled:
            current.say("Watching ended.")


def groups(
    context: typer.Context,
    kind: Annotated[list[str], typer.Option(help="Only these kinds of copies.", metavar="K,...")] = [],  # noqa: B006
    strictness: Strictness = None,
    model: Model = None,
    csv: Annotated[Path | None, typer.Option(help="Also write a table to this file.", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option(help="Also write a report with the pictures.", metavar="FILE")] = None,
) -> None:
    """Show groups of copies, the photo to keep first, as the window shows them.

    The photo to keep is the one chosen in the window, by a rule or with Keep this one.
    """
    from photohash import wiring
    from photohash.library import export

    current = command_context(context)
    for file in filter(None, (csv, html)):
        _check_may_be_written(file)
    kinds = kinds_named(kind)
    context.with_resource(gc_tuning.collecting_rarely())
    with wiring.open_browser(current.library, model) as browser:
        found = wiring.library_groups(current.library, browser, strictness=strictness, kinds=kinds).groups
        failures, coverage = browser.failures(), browser.coverage()
        if csv:
            export.write_csv(csv, found)
        if html:
            roots = [root.path for root in browser.roots()]
            export.write_html(
                html, found, preview=lambda photo: browser.preview(photo.id), failures=failures, roots=roots
            )
        if current.json:
            coverage_told = {"whole": coverage.whole, "read": coverage.done, "unread": coverage.unread,
                             "uncoded": coverage.uncoded, "compared": coverage.compared}  # fmt: skip
            current.document({**export.as_json(browser.model_id, found, failures), "coverage": coverage_told})
        elif found:
            show_groups(current, found)
            current.say(summary(found))
        elif coverage.whole:
            current.say("No copies found.")
        else:
            current.say("No copies found so far.")
    if not coverage.whole:
        typer.echo(f"{_how_far(coverage)} To go on: photohash scan", err=True)
    for file in filter(None, (csv, html)):
        current.say(f"Written: {shown(file.absolute())}")
    current.finish(failures)


def _how_far(coverage: Coverage) -> str:
    """How far a library is read that is not read whole, as a sentence."""
    if coverage.unread is None:
        return "Not all folders were looked through yet."
    if coverage.done < coverage.total:
        return f"{coverage.done:,} of {coverage.total:,} photos were read so far."
    return "Not all pairs of photos were compared yet."


def _check_may_be_written(file: Path) -> None:
    """Refuses a place for a table or report where none can be written, before any work is done for it.

    Raises:
        UsageError: it is a photo's name or a folder, or lies in no folder.
    """
    folder = file.absolute().parent
    if is_photo(file):
        raise UsageError(f"{shown(file)} is a photo's name, and photos are not written over. Choose another one.")
    if file.is_dir():
        raise UsageError(f"{shown(file)} is a folder. Name a file in it.")
    if not folder.is_dir():
        raise UsageError(f"{shown(folder)} is not a folder. Make it first, or choose another one.")


def encode(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Photos, or folders of photos.")],
    model: Model = None,
) -> None:
    """Print the codes of photos; no library is needed."""
    from photohash import wiring

    current = command_context(context)
    encoder = wiring.load_encoder(model, current.library)
    failures: list[Failure] = []
    with current.watched() as task:
        for result in encoded(paths, encoder, task):
            if isinstance(result, Failure):
                failures.append(result)
                if current.json:
                    current.line({"path": str(result.path), "error": result.reason})
                continue
            path, code = result
            if current.json:
                current.line({"path": str(path), "model": encoder.model_id, "bits": encoder.bits, "code": code})
            else:
                current.say(f"{code}  {shown(path)}")
    current.finish(failures)


def encoded(paths: Sequence[Path], encoder: Encoder, task: Task) -> Iterator[tuple[Path, str] | Failure]:
    """Each photo's path with its code as hexadecimal text, or why it has none, in the order the folders list them."""
    import numpy as np

    from photohash.library.decode import decode
    from photohash.library.scan import scan as files_below

    failures: list[Failure] = []
    files = (
        file
        for path in paths
        for file in (
            (found.path for found in files_below([path], on_failure=failures.append, check=task.check))
            if path.is_dir()
            else [path]
        )
    )
    while batch := list(islice(files, ENCODE_BATCH)):
        results: dict[Path, str | Failure] = {}
        inputs = {}
        for path in batch:
            task.check()
            try:
                inputs[path] = encoder.prepare(decode(path, at_least=encoder.side, described=False).pixels)
            except PhotoError as error:
                results[path] = Failure(path, str(error))
        if inputs:
            codes = encoder.encode(np.stack(list(inputs.values())))
            results |= {path: code.tobytes().hex() for path, code in zip(inputs, codes, strict=True)}
        for path in batch:
            result = results[path]
            yield result if isinstance(result, Failure) else (path, result)
        yield from failures
        failures.clear()
    yield from failures


def kinds_named(values: Sequence[str]) -> list[Kind]:
    """The kinds a user names, or an empty list for none.

    Raises:
        UsageError: a word is no kind; the message lists those there are.
    """
    try:
        return [Kind(word) for word in comma_separated(values)]
    except ValueError as error:
        raise UsageError(f"{error}. The kinds are: {', '.join(Kind)}.") from error


def listed(failures: Sequence[Failure]) -> list[dict[str, str]]:
    """Failures as they stand in JSON."""
    return [{"path": str(failure.path), "error": failure.reason} for failure in failures]


def show_groups(current: CommandContext, found: Sequence[Group]) -> None:
    """Prints groups for people: the keeper of each group first, paths from the folder that holds them all."""
    above = _common_folder(found)
    headings = "Group", "Relation", "Pixels", "Size", "Photo"
    rows = list(_rows(found, above))
    if len(rows) > LONG:
        current.say(shown(above))
        current.columns(headings, rows)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=escape(shown(above)), title_justify="left")
    for heading in headings:
        table.add_column(
            heading,
            justify="right" if heading in {"Group", "Pixels", "Size"} else "left",
            style="dim" if heading == "Group" else "",
            overflow="fold",
        )
    for place, (number, relation, *others, name) in enumerate(rows, start=1):
        kind = f"[bold green]{relation}[/]" if number else relation
        last = place == len(rows) or bool(rows[place][0])
        table.add_row(number, kind, *others, escape(name), end_section=last)
    current.table(table)


def _rows(found: Sequence[Group], above: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """A row a file: the group's number with its first file, the relation, the size in pixels and on disk, the path."""
    for number, group in enumerate(found, start=1):
        for place, member in enumerate(group.members):
            yield (
                "" if place else str(number),
                "keep" if member.keeper else str(member.kind),
                f"{member.photo.width} x {member.photo.height}",
                size_in_words(member.photo.bytes),
                shown(member.path.relative_to(above)),
            )


def _common_folder(found: Sequence[Group]) -> Path:
    """The deepest folder that holds every file of some groups; the empty path where they are on different drives."""
    try:
        return Path(os.path.commonpath([member.path.parent for group in found for member in group.members]))
    except ValueError:
        return Path()


def summary(found: Sequence[Group]) -> str:
    """One sentence on a list of groups."""
    spare = sum(len(group.members) - 1 for group in found)
    freed = size_in_words(sum(group.spare_bytes for group in found))
    kinds = Counter(member.kind for group in found for member in group.members if member.kind)
    named = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    beside = f"{count(spare, 'file')} beside {'the keeper' if len(found) == 1 else 'the keepers'}"
    return f"{count(len(found), 'group')}, {beside} ({named}), {freed}."
