"""What every command shares: where the library is, how to speak, and how a long task is watched and stopped."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from photohash.core.formatting import count, time_left
from photohash.core.paths import shown
from photohash.core.task import Progress, Task
from photohash.library.photo import Failure

Item = TypeVar("Item")
Strictness = Annotated[
    float | None,
    typer.Option(
        help="Expected share of unrelated pairs let through: 1e-6 (strict) to 1e-4. Without it, what is set in the "
        "window.",
        metavar="P",
    ),
]
SOME_FILES_FAILED = 3
LONG = 1000
"""Rows from which a list is printed in plain columns."""

_TOLD_EACH = 10
"""Files that failed for one reason up to which each is told by name."""

PAGE_WIDTH = 120
"""Columns of tables that go to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class CommandContext:
    """One run of the command line.

    Attributes:
        library: the library directory.
        json: whether results are printed as JSON.
        quiet: whether progress is left out.
    """

    library: Path
    json: bool
    quiet: bool

    def document(self, value: Any) -> None:
        """Prints one JSON document, indented unless that would be too long for people to read anyway."""
        is_long = isinstance(value, dict) and any(
            isinstance(rows, list) and len(rows) > LONG for rows in value.values()
        )
        if not is_long:
            typer.echo(json.dumps(value, indent=2))
            return
        for piece in _pieces(value):
            typer.echo(piece, nl=False)
        typer.echo()

    def line(self, value: Any) -> None:
        """Prints one JSON line of a stream."""
        typer.echo(json.dumps(value))

    def say(self, text: str) -> None:
        """Prints a sentence for people; with ``--json`` to stderr, so that stdout stays parseable."""
        typer.echo(text, err=self.json)

    def table(self, table: Table) -> None:
        """Prints a table for people."""
        Console(width=None if sys.stdout.isatty() else PAGE_WIDTH).print(table)

    def columns(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Prints a list too long for a table, which takes a third of a millisecond a row, in plain columns.

        Args:
            headings: of the columns; all but the last, which may be of any length, are as wide as they need.
            rows: cells of printable text; the last of a row may have several lines.
        """
        widths = [max(map(len, column)) for column in list(zip(headings, *rows, strict=True))[:-1]]
        margin = "\n" + " " * (sum(widths) + 2 * len(widths))
        lines = []
        for *cells, last in (headings, *rows):
            padded = [f"{cell:<{width}}  " for cell, width in zip(cells, widths, strict=True)]
            lines.append("".join(padded) + last.replace("\n", margin))
        typer.echo("\n".join(lines))

    @contextmanager
    def watched(self, task: Task | None = None) -> Iterator[Task]:
        """A task whose progress is shown on a terminal and which Ctrl-C cancels politely; a second Ctrl-C insists."""
        task = task or Task()

        def stop(number: int, frame: FrameType | None) -> None:
            if task.cancelled:
                signal.default_int_handler(number, frame)
            task.cancel()

        before = signal.signal(signal.SIGINT, stop)
        before_term = signal.signal(signal.SIGTERM, stop)
        console = Console(stderr=True)
        try:
            if self.quiet or not sys.stderr.isatty():
                yield task
            else:
                with Live(
                    console=console, transient=True, get_renderable=lambda: _render(task.progress), refresh_per_second=8
                ):
                    yield task
        finally:
            signal.signal(signal.SIGINT, before)
            signal.signal(signal.SIGTERM, before_term)

    def finish(self, failures: Sequence[Failure]) -> None:
        """Tells what failed on stderr and ends the command with the exit code that says so.

        Many files that failed for one reason are told together; under ``"failures"`` each of them is listed.
        """
        for line in _in_short(failures):
            typer.echo(line, err=True)
        if failures:
            raise typer.Exit(SOME_FILES_FAILED)


def command_context(context: typer.Context) -> CommandContext:
    """The session of a running command."""
    found = context.find_object(CommandContext)
    if found is None:
        raise RuntimeError("the program's callback sets the session before any command runs")
    return found


def comma_separated(values: Iterable[str] | None) -> list[str]:
    """The items of a repeatable option whose every value may hold several, separated by commas."""
    return [item.strip() for value in values or () for item in value.split(",") if item.strip()]


def _pieces(document: dict[str, Any]) -> Iterator[str]:
    """A document as JSON, a thousand rows at a time: as one text it would take as much memory as all that it tells."""
    before = "{"
    for name, value in document.items():
        yield f"{before}{json.dumps(name)}: "
        before = ", "
        if not isinstance(value, list):
            yield json.dumps(value)
            continue
        yield "["
        for start in range(0, len(value), LONG):
            yield (", " if start else "") + json.dumps(value[start : start + LONG])[1:-1]
        yield "]"
    yield "}"


def _in_short(failures: Sequence[Failure]) -> Iterator[str]:
    """A line for each failure, or one for all that have a reason in common where they are many."""
    alike = Counter(failure.reason for failure in failures)
    told: set[str] = set()
    for failure in failures:
        line = f"{shown(failure.path)} {failure.reason}"
        if alike[failure.reason] <= _TOLD_EACH:
            yield line
        elif failure.reason not in told:
            told.add(failure.reason)
            yield f"{line}, and the same goes for {count(alike[failure.reason] - 1, 'other file')}"


def _render(progress: Progress) -> Table:
    row = Table.grid(padding=(0, 2))
    parts: list[Text | ProgressBar] = [Text(str(progress.stage), style="bold")]
    if progress.total:
        parts.append(ProgressBar(total=progress.total, completed=progress.done, width=32))
        parts.append(Text(f"{progress.done:,} of {progress.total:,}"))
    elif progress.done:
        parts.append(Text(f"{progress.done:,}"))
    if progress.rate and progress.total:
        parts.append(Text(f"{progress.rate:.1f}/s", style="dim"))
    if progress.seconds_left is not None:
        parts.append(Text(time_left(progress.seconds_left), style="dim"))
    row.add_row(*parts)
    return row
