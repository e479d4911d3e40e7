"""Where photohash begins: the command line, or the window when no command or ``app`` is given."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import typer

from photohash import cli
from photohash.core.display import has_display
from photohash.core.native_messages import kept_from_terminal


def main() -> int:
    """Runs photohash with the arguments of the process and answers with the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr does: a terminal may have fewer characters
    return run(sys.argv[1:])


def run(arguments: Sequence[str]) -> int:
    """Runs photohash. What C libraries write to the terminal meanwhile goes into the log.

    Args:
        arguments: what follows the program's name.
    """
    with kept_from_terminal():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    words = cli.global_options_first(arguments)
    command = next((word for word in words if not word.startswith("-") and not _is_value(words, word)), None)
    if command not in (None, "app") or {"--help", "-h", "--version"} & set(words):
        return cli.main(words)
    window_arguments = [word for word in words if word != "app"]
    if not {"--screenshot", "--measure"} & set(words) and not has_display():
        typer.echo(
            "There is no screen here for the window. photohash scan FOLDER and photohash groups do the same job.",
            err=True,
        )
        return 1
    try:
        from photohash.app.main import main as open_window
    except ImportError as error:
        typer.echo(f"The window cannot be opened: {error}. Install PySide6-Essentials.", err=True)
        return 1
    return open_window(window_arguments)


def _is_value(words: Sequence[str], word: str) -> bool:
    """Whether a word is the value of the global option before it."""
    place = words.index(word)
    return place > 0 and words[place - 1] in cli.GLOBAL_VALUES


if __name__ == "__main__":
    sys.exit(main())
