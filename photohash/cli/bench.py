"""``photohash bench``: measurements, side by side with peers where they are installed."""

from __future__ import annotations

import typer

bench = typer.Typer(
    help="Measure codes and speed, side by side with peers where they are installed.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    app.add_typer(bench, name="bench")
