"""``photohash train``: a model by a recipe, from albums, from photos and labels, or from a paper's training photos."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photohash.cli.context import CommandContext, command_context
from photohash.cli.train_library import train_from_library
from photohash.core.errors import UsageError
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.hashing.methods import METHODS

if TYPE_CHECKING:
    from photohash.training.driver import Source
    from photohash.training.model_export import TrainedModel
    from photohash.training.recipe_file import AnyRecipe


AlbumsFolder = Annotated[
    Path | None, typer.Option(help="A folder whose subfolders are the albums to tell apart.", metavar="DIR")
]
FromLibrary = Annotated[
    bool, typer.Option("--from-library", help="Learn the library's own albums; --out may be left out.")
]
AlbumNames = Annotated[
    list[str], typer.Option(help="An album of the library; all where none is named.", metavar="NAME")
]
RunName = Annotated[
    str | None, typer.Option(help="Go on with this run of the library, at low priority.", metavar="NAME")
]
ProtocolName = Annotated[
    str | None,
    typer.Option(help="Learn from what this paper's protocol learns from.", metavar="NAME"),
]
LabelsFile = Annotated[
    Path | None, typer.Option(help="A CSV file of two columns: a path inside the data, its label.", metavar="FILE")
]
RecipeName = Annotated[
    str | None,
    typer.Option(help="Recipe file, or the name of one of photohash's own; options override it.", metavar="FILE"),
]
Beginning = Annotated[
    Path | None,
    typer.Option(help="Model directory or checkpoint to begin from; no earlier recipe is run.", metavar="PATH"),
]
FinishedWeights = Annotated[
    Path | None,
    typer.Option(help="Train nothing: make this model's directory anew, int8 network and radii.", metavar="DIR"),
]
DataPaths = Annotated[
    list[Path], typer.Option(help="A protocol's data; or folders and tar files of photos.", metavar="PATH")
]


def register(app: typer.Typer) -> None:
    """Adds this command to the program."""
    app.command("train")(train)


def train(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="The model directory to make.", metavar="DIR")] = None,
    albums: AlbumsFolder = None,
    from_library: FromLibrary = False,
    album: AlbumNames = [],  # noqa: B006
    run: RunName = None,
    protocol: ProtocolName = None,
    data: DataPaths = [],  # noqa: B006
    labels: LabelsFile = None,
    method: Annotated[str | None, typer.Option(help="dah, dahp or dhida.", metavar="NAME")] = None,
    bits: Annotated[int | None, typer.Option(min=4, max=4096, help="Length of a code.")] = None,
    backbone: Annotated[str | None, typer.Option(help="lite0, resnet18, resnet30 or alexnet.", metavar="NAME")] = None,
    recipe: RecipeName = None,
    preset: Annotated[
        str | None, typer.Option(help="Weigh and learn the loss by its paper, or by deephash-pytorch.", metavar="NAME")
    ] = None,
    epochs: Annotated[float | None, typer.Option(help="Times that the photos are gone through.")] = None,
    minutes: Annotated[float | None, typer.Option(help="How long albums may take in all.")] = None,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.", metavar="NAME")] = "auto",
    name: Annotated[str | None, typer.Option(help="Last word of the model's id.", metavar="WORD")] = None,
    seed: Annotated[int | None, typer.Option(help="Of everything drawn at random.")] = None,
    begin: Beginning = None,
    weights: FinishedWeights = None,
    work: Annotated[Path | None, typer.Option(help="Checkpoint folder for resuming.", metavar="DIR")] = None,
) -> None:
    """Train a hash model by a recipe. A run that was stopped goes on when it is started again."""
    from photohash.training.output_folder import claim
    from photohash.training.recipe_file import find_recipe, read_chain, read_recipe
    from photohash.training.run_folder import RunRequest

    current = command_context(context)
    out = out.expanduser().absolute() if out else None
    if from_library:
        asked = RunRequest(
            method or "dahp", bits or 64, minutes or 10.0, seed=7 if seed is None else seed, device=device
        )
        train_from_library(current, album, asked, name=run, out=out)
        return
    if out is None:
        raise UsageError("Name the model directory to make: --out DIR.")
    if weights and begin:
        raise UsageError(
            "--weights takes a whole network as it is, --begin trains on from a backbone: name one of them."
        )
    said = {"method": method, "bits": bits, "backbone": backbone, "epochs": epochs, "minutes": minutes}
    said |= {"seed": seed, "purpose": name, "preset": preset}
    path = find_recipe(recipe or _own_recipe(method))
    chain = (read_recipe(path, **said),) if begin or weights else read_chain(path, **said)
    claim(out)
    source = _source(chain[-1], albums, protocol, data, labels)
    kept = work or out.with_name(f"{out.name}-work")
    made = _made(current, chain, source, (out, kept), device=device, begin=begin, weights=weights)
    if work is None:
        shutil.rmtree(kept, ignore_errors=True)
    _tell(current, out, made.card.id, made.card.metrics)
    current.finish(made.failures)


def _made(
    current: CommandContext,
    chain: Sequence[AnyRecipe],
    source: Source,
    folders: tuple[Path, Path],
    *,
    device: str,
    begin: Path | None,
    weights: Path | None,
) -> TrainedModel:
    """Runs the recipes, or the last of them from weights that are there already."""
    from photohash.training.driver import export_again, train_model
    from photohash.training.initial_weights import InitialWeights
    from photohash.training.loop import NO_HOOKS, Hooks

    initial = InitialWeights.read(begin) if begin else None
    hooks = Hooks(report=lambda event: current.line(asdict(event))) if current.json else NO_HOOKS
    with current.watched() as task:
        if weights:
            return export_again(weights, chain[-1], source, *folders, task)
        return train_model(chain, source, *folders, task, device=device, initial=initial, hooks=hooks)


def _own_recipe(method: str | None) -> str:
    if method not in METHODS:
        raise UsageError(f"Name a recipe, or a method: --method {'|'.join(METHODS)}.")
    return f"albums-{method}"


def _source(
    recipe: AnyRecipe, albums: Path | None, protocol: str | None, data: list[Path], labels: Path | None
) -> Source:
    """What is learnt from, whichever way it was named."""
    from photohash import wiring
    from photohash.training.driver import Source

    if protocol is not None:
        if albums or labels or len(data) != 1:
            raise UsageError("A protocol takes one --data and neither --albums nor --labels.")
        return Source(labelled=wiring.protocol_photos(protocol, data[0]))
    if (albums is None) == (not data):
        raise UsageError("Name what to learn from: --albums DIR, or --data PATH with --labels FILE or --protocol NAME.")
    if albums is None and labels is None and recipe.needs_labels:
        raise UsageError("Photos named by --data need --labels FILE, or a recipe whose labels are a teacher's.")
    return Source([albums] if albums else data, labels)


def _tell(current: CommandContext, out: Path, model: str, metrics: Mapping[str, Any]) -> None:
    validation = metrics.get("validation", {})
    score, photos = validation.get("mean_average_precision"), validation.get("photos", 0)
    if current.json:
        told = {name: validation[name] for name in ("interval", "before", "gain", "better") if name in validation}
        made = {"model": model, "path": str(out), "validation": score, "mean_recall": metrics["mean_recall"]}
        current.line(made | told)
        return
    current.say(f"Made {model} in {shown(out)}. Use it with --model {shown(out)}.")
    if "better" in validation:
        _tell_albums(current, validation)
    elif score is not None:
        current.say(f"mAP {score:.3f} on {count(photos, 'photo')} held out of the training.")
    elif not validation:
        current.say(f"Mean recall {metrics['mean_recall']:.3f} of edited copies of photos held out of the training.")


def _tell_albums(current: CommandContext, validation: Mapping[str, Any]) -> None:
    """How well albums are told apart before and after, and whether that is sure."""
    (low, high), before = validation["interval"], validation["before"]
    current.say(
        f"mAP {validation['mean_average_precision']:.3f} ({low:.3f} to {high:.3f}) on photos held out in turn,"
        f" against {before['mean_average_precision']:.3f} by {before['model']}."
    )
    if not validation["better"]:
        gain_low, gain_high = validation["gain"]["interval"]
        current.say(
            f"It is not shown to be better: the difference lies between {gain_low:+.3f} and {gain_high:+.3f}."
            f" More photos in each album help most; until then {before['model']} serves as well."
        )
