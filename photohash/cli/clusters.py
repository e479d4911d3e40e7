"""``photohash clusters``: photos that look alike and are no copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photohash.cli.context import CommandContext, command_context
from photohash.core import gc_tuning
from photohash.core.formatting import count
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.library.look_alikes import LookAlikes


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command()(clusters)


def clusters(
    context: typer.Context,
    level: Annotated[
        str, typer.Option(help="stack: of one moment or scene. subject: of one subject.", metavar="stack|subject")
    ] = "stack",
    model: Annotated[
        str | None,
        typer.Option(help="Compare by this model alone; without it, by all codes that help.", metavar="ID"),
    ] = None,
    strictness: Annotated[float, typer.Option(help="From 1e-6 (tight) to 1e-4 (loose).", metavar="P")] = 1e-5,
) -> None:
    """Show photos that look alike but are no copies, the largest cluster first.

    Every photo is near the centre of its cluster. The best is the sharpest, by its preview.
    """
    from photohash import wiring
    from photohash.core.errors import UsageError
    from photohash.library.clusters import Level

    current = command_context(context)
    if level not in set(Level):
        raise UsageError(f"{level} is no level. The levels are: {', '.join(Level)}.")
    context.with_resource(gc_tuning.collecting_rarely())
    with current.watched() as task:
        found = wiring.library_clusters(
            current.library, level=Level(level), model=model, strictness=strictness, task=task
        )
    with wiring.open_browser(current.library, model) as browser:
        failures = browser.failures()
    if current.json:
        current.document(found.as_dict(failures))
    else:
        _show(current, found)
    if found.note:
        typer.echo(found.note, err=True)
    current.finish(failures)


def _show(current: CommandContext, found: LookAlikes) -> None:
    """Prints clusters for people, a line a photo."""
    if not found.clusters:
        current.say(f"No {found.level}s found.")
        return
    rows = [
        (
            "" if place else str(number),
            " ".join(
                word
                for word, photo in (("centre", cluster.centre), ("best", cluster.best))
                if photo == member
            ),
            shown(found.paths[member][0]),
        )
        for number, cluster in enumerate(found.clusters, start=1)
        for place, member in enumerate(cluster.photos)
    ]  # fmt: skip
    current.columns((found.level.capitalize(), "", "Photo"), rows)
    clustered = sum(len(cluster.photos) for cluster in found.clusters)
    current.say(
        f"{count(len(found.clusters), str(found.level))} with {count(clustered, 'photo')}; "
        f"{count(found.alone, 'photo')} in none."
    )
