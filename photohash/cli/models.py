"""Commands on models: list what is at hand, check digests, import a model directory, remove one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from photohash.cli.context import command_context
from photohash.core.paths import shown

models = typer.Typer(help="The models at hand.", invoke_without_command=True, no_args_is_help=False)


def register(app: typer.Typer) -> None:
    """Adds these commands to the program."""
    app.add_typer(models, name="models")


@models.callback()
def default(context: typer.Context) -> None:
    """The models at hand; without a word after it, lists them."""
    if context.invoked_subcommand is None:
        list_models(context)


@models.command("list")
def list_models(context: typer.Context) -> None:
    """List the bundled models and the user's own."""
    from photohash import wiring
    from photohash.hashing import model_store

    current = command_context(context)
    used = wiring.models_used(current.library)
    uses = {found.card.id: use for found, use in ((used.browsing, "look-alikes"), (used.copies, "copies")) if found}
    cards = model_store.models_at_hand(current.library)
    if current.json:
        current.document(
            {
                "models": [
                    {
                        "id": card.id,
                        "title": card.title,
                        "bits": card.bits,
                        "purpose": card.purpose,
                        "path": str(folder),
                        "chosen": card.id == used.copies.card.id,
                        "used_for": uses.get(card.id),
                    }
                    for folder, card in cards
                ]
            }
        )
        return
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Model", "Bits", "Title"):
        table.add_column(heading)
    for _, card in cards:
        use = uses.get(card.id)
        table.add_row(f"{card.id} (in use for {use})" if use else card.id, str(card.bits), card.title)
    current.table(table)


@models.command("check")
def check(
    context: typer.Context,
    model: Annotated[str | None, typer.Argument(help="One model's id or directory; without it, all.")] = None,
) -> None:
    """Compare the files of models with the digests on their cards."""
    from photohash.hashing import model_store

    current = command_context(context)
    checked = model_store.check_models(current.library, model)
    if current.json:
        current.document({"models": [{"id": name, "ok": not problem, "problem": problem} for name, problem in checked]})
    else:
        for name, problem in checked:
            current.say(f"{name}: {problem or 'sound'}")
    if any(problem for _, problem in checked):
        raise typer.Exit(1)


@models.command("import")
def import_model(
    context: typer.Context, folder: Annotated[Path, typer.Argument(help="A model directory, or a model in one file.")]
) -> None:
    """Check a model and copy it into the library."""
    from photohash.hashing import model_store

    current = command_context(context)
    card = model_store.import_model(current.library, folder)
    current.say(f"Imported {card.id}. Use it with --model {card.id}.")


@models.command("export")
def export(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="The model's id.")],
    folder: Annotated[
        Path, typer.Argument(help="Where its directory is made; or the file to be made, where it ends in .zip.")
    ],
) -> None:
    """Copy a model into a directory of its own or into one file, to be imported elsewhere."""
    from photohash.hashing import model_store

    current = command_context(context)
    place = model_store.export_model(current.library, model, folder)
    current.say(f"Exported {model} to {shown(place)}.")


@models.command("rename")
def rename(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="The model's id.")],
    title: Annotated[str, typer.Argument(help="The new title.")],
) -> None:
    """Give an imported or trained model another title; its id stays, since codes are kept under it."""
    from photohash.hashing import model_store

    current = command_context(context)
    model_store.rename_model(current.library, model, title)
    current.say(f"Renamed {model}.")


@models.command("remove")
def remove(context: typer.Context, model: Annotated[str, typer.Argument(help="The model's id.")]) -> None:
    """Remove an imported model from the library; bundled models and those in use stay."""
    from photohash.core.settings import Settings
    from photohash.hashing import model_store
    from photohash.library.adoption import Adoption

    current = command_context(context)
    model_store.remove_model(current.library, model)
    Adoption(Settings(current.library)).forget(model)
    current.say(f"Removed {model}. Its codes are dropped by the next scan.")
