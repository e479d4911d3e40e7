"""``photohash bench growth``: what the commands take on libraries of ever more photos."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import comma_separated, command_context
from photohash.core import native_messages
from photohash.core.errors import UsageError

if TYPE_CHECKING:
    from photohash.bench.growth import CommandGrowth, GrowthResult, LibraryGrowth, Usage

_LEAST = 100


def register(bench: typer.Typer) -> None:
    """Adds this command to the benchmarks."""
    bench.command()(growth)


def growth(
    context: typer.Context,
    photos: Annotated[
        list[str],
        typer.Option(help="How many the libraries have; 1000,10000,100000,1000000 without it.", metavar="N,..."),
    ] = [],  # noqa: B006
    rounds: Annotated[int, typer.Option(min=1, help="Turns of every command; the median counts.")] = 3,
    folder: Annotated[
        Path | None,
        typer.Option(help="A folder on the disk to be measured; 5 GB for a million photos.", metavar="DIR"),
    ] = None,
) -> None:
    """Time, memory and catalogue of groups, clusters, apply, scan and similar as a library grows."""
    from photohash.bench.growth import SIZES, bench_growth

    current = command_context(context)
    sizes = _sizes(photos) or SIZES
    with current.watched() as task:
        result = bench_growth(_run, sizes=sizes, rounds=rounds, folder=folder, task=task)
    if current.json:
        current.document(result.as_dict())
    else:
        current.table(_table(result))


def _sizes(words: Sequence[str]) -> list[int]:
    try:
        sizes = [int(word) for word in comma_separated(words)]
    except ValueError as error:
        raise UsageError("--photos takes whole numbers, set apart by commas: 1000,10000.") from error
    if any(size < _LEAST for size in sizes):
        raise UsageError(f"A library to measure has {_LEAST} photos at least.")
    return sizes


def _run(arguments: Sequence[str]) -> Usage:
    """Runs photohash in a process of its own; what it prints is not shown."""
    from photohash.bench.growth import Usage

    with tempfile.TemporaryDirectory() as place:
        figures = Path(place, "figures.json")
        command = [sys.executable, "-m", "photohash.cli.measured", str(figures), *arguments]
        began = time.perf_counter()
        code = subprocess.run(  # noqa: S603 - our own program
            command, stdout=subprocess.DEVNULL, stderr=native_messages.stderr_of_a_child(), check=False
        ).returncode
        seconds = time.perf_counter() - began
        told: dict[str, Any] = json.loads(figures.read_text()) if figures.exists() else {"work": 0.0, "memory": None}
    return Usage(code, seconds, told["work"], told["memory"])


def _table(result: GrowthResult) -> Table:
    """A row a command, a column a library."""
    machine = result.machine
    table = Table(
        box=box.SIMPLE_HEAD,
        caption=f"Seconds, the processors' work in brackets, and the most memory held. {machine['cpu']}, "
        f"{machine['cores']} cores.",
    )
    table.add_column("Photos")
    for library in result.libraries:
        table.add_column(f"{library.photos:,}", justify="right")
    for name in result.libraries[0].commands:
        table.add_row(name, *(_used(library.commands[name]) for library in result.libraries))
    table.add_section()
    table.add_row("groups of copies", *(f"{library.groups:,}" for library in result.libraries))
    table.add_row("catalogue", *(_kept(library) for library in result.libraries))
    return table


def _used(found: CommandGrowth) -> str:
    memory = "" if found.memory is None else f"\n{found.memory:,} MB"
    return f"{found.seconds:.2f} ({found.work:.2f}){memory}"


def _kept(library: LibraryGrowth) -> str:
    return f"{library.catalogue:,.1f} MB\n+ {library.near_pairs:,.1f} MB of near pairs"
