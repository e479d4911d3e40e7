"""``photohash similar``: photos that are like a picture, or like several photos together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import CommandContext, command_context
from photohash.core.errors import PhotoError, UsageError
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.library.browse import Browser
    from photohash.library.encode import Encoder
    from photohash.library.similar_photos import SimilarPhotos

_FEW = 20


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command()(similar)


def similar(
    context: typer.Context,
    photos: Annotated[
        list[Path], typer.Argument(help="A picture, in the library or not; or several photos of the library.")
    ],
    k: Annotated[
        int | None, typer.Option("-k", min=1, help="How many to show: 20, or with --alike all that look alike.")
    ] = None,
    alike: Annotated[
        bool, typer.Option("--alike", help="Show the verified copies, then what looks alike, and stop there.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", help="A model's id or directory. Without it, --alike compares by all codes.", metavar="ID"
        ),
    ] = None,
) -> None:
    """Show the photos nearest to a picture, or to several photos together.

    With --alike the answer is that of the window. A photo is near several when it is near one and no stranger to the
    others: its distance is halfway between that from the nearest of them and the mean.
    """
    from photohash import wiring

    current = command_context(context)
    with wiring.open_browser(current.library, model) as browser:
        k = k if k is not None or alike else _FEW
        answer = _answer(current, browser, photos, k, alone=not alike or model is not None, model=model)
    if current.json:
        current.document(answer.as_dict([photo.absolute() for photo in photos], alike=alike, k=k))
    else:
        _show(current, answer, alike=alike, k=k)


def _answer(
    current: CommandContext, browser: Browser, photos: list[Path], k: int | None, *, alone: bool, model: str | None
) -> SimilarPhotos:
    from photohash import wiring
    from photohash.library.outside_picture import read_picture
    from photohash.library.similar_photos import similar_to_photos, similar_to_picture

    known = [browser.find(photo.absolute()) for photo in photos]
    ids = [photo.id for photo in known if photo is not None]
    if len(ids) == len(photos):
        return similar_to_photos(browser, ids, k=k or 0, alone=alone)
    if len(photos) > 1:
        outside = photos[known.index(None)]
        raise UsageError(
            f"{shown(outside)} is not in the library. Name one picture, or several photos that the library has."
        )
    try:
        picture = read_picture(photos[0].absolute())
    except PhotoError as error:
        raise PhotoError(f"{shown(photos[0])} {error}") from error

    def load(name: str) -> tuple[Encoder, str]:
        encoder = wiring.load_encoder(model if model and name == browser.model_id else name, current.library)
        return encoder, encoder.made_by

    return similar_to_picture(browser, picture, load, k=k or 0, alone=alone)


def _show(current: CommandContext, answer: SimilarPhotos, *, alike: bool, k: int | None) -> None:
    """Prints an answer for people."""
    found = answer.photos(alike=alike, k=k)
    if not found and not answer.compared:
        model = answer.models[0]
        current.say(f"No other photo has a code of {model}. To make them: photohash scan --model {model}")
        return
    if not found:
        current.say("Nothing else looks like this. To see what is nearest all the same, leave --alike out.")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for heading, align in (("Distance", "right"), ("Relation", "left"), ("Photo", "left")):
        table.add_column(heading, justify="right" if align == "right" else "left", overflow="fold")
    for hit in found:
        distance = "" if hit.distance is None else str(hit.distance)
        table.add_row(distance, hit.kind or "", shown(hit.photo.files[0].path))
    current.table(table)
