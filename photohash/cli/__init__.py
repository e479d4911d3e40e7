"""The command line: every command a thin call of the library.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some files failed. Results go to stdout, all else to stderr.
Global options may stand before or after the command. Nothing heavy is imported until a command needs it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from photohash import __version__
from photohash.cli import (
    actions,
    albums,
    bench,
    clusters,
    demo,
    doctor,
    evaluate,
    folders,
    library,
    models,
    similar,
    train,
)
from photohash.cli.context import CommandContext
from photohash.core import log
from photohash.core.errors import Cancelled, KnownError, UsageError
from photohash.core.paths import default_library, shown

logger = logging.getLogger("photohash.cli")

GLOBAL_FLAGS = ("--json", "--quiet", "-q", "--verbose", "-v", "-vv", "--version")
GLOBAL_VALUES = ("--library",)

app = typer.Typer(
    name="photohash",
    help="Finds the copies and the look-alikes in a photo library, and never loses a photo.",
    epilog="Without a command the window opens. Global options may also follow the command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (library, similar, clusters, albums, folders, actions, models, train, evaluate, doctor, bench, demo):
    part.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"photohash {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    library: Annotated[Path | None, typer.Option(help="The library directory.", metavar="DIR")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON: one document, or lines where results stream.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, errors only.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more; twice for everything.")] = 0,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Finds the copies and the look-alikes in a photo library, and never loses a photo."""
    folder = (library or default_library()).expanduser().absolute()
    log.set_up(-1 if quiet else verbose, folder)
    context.obj = CommandContext(folder, json=json, quiet=quiet)


@app.command("app", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def open_window(
    folders: Annotated[  # noqa: ARG001 - told of here, read where the window is opened
        list[Path] | None, typer.Argument(metavar="FOLDER", help="Folders to search at once.")
    ] = None,
    language: Annotated[  # noqa: ARG001 - as above
        str | None, typer.Option(metavar="CODE", help="Language, whatever the settings say, e.g. de.")
    ] = None,
) -> None:
    """Open the window, on the folders named or on the library as it is."""
    raise UsageError("The window is opened by the photohash program itself: run photohash app.")


def global_options_first(arguments: Sequence[str]) -> list[str]:
    """The same arguments with the global options moved before the command, so that they may stand anywhere.

    Everything after ``--`` stays where it is.
    """
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument in GLOBAL_FLAGS or argument.startswith(tuple(f"{name}=" for name in GLOBAL_VALUES)):
            front.append(argument)
        elif argument in GLOBAL_VALUES:
            front += [argument, *[value for value in [next(remaining, None)] if value is not None]]
        else:
            rest.append(argument)
    return front + rest


def main(arguments: Sequence[str]) -> int:
    """Runs one command and answers with the exit code.

    Args:
        arguments: what follows the program's name.
    """
    try:
        result = app(global_options_first(arguments), standalone_mode=False)
    except UsageError as error:
        typer.echo(str(error), err=True)
        return 2
    except KnownError as error:
        typer.echo(str(error), err=True)
        return 1
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        typer.echo("Stopped. What was finished is kept; the same command continues from there.", err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; stdout must not be flushed again at exit.
        sys.stdout = None
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:
            logger.info("a file could not be used", exc_info=True)
            typer.echo(f"{shown(os.fsdecode(error.filename))} could not be used: {error.strerror}.", err=True)
            return 1
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            error.show()  # type: ignore[attr-defined]
            return 2
        logger.exception("unexpected error")
        typer.echo(f"photohash ran into a bug: {error!r}. Please report it with the lines above.", err=True)
        return 1
    return result if isinstance(result, int) else 0
