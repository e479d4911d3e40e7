"""``photohash train``: a model of one's own, from albums, from a list of labels or from a paper's training photos."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photohash.cli.session import Session, session
from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.core.words import count

if TYPE_CHECKING:
    from photohash.core.task import Task
    from photohash.library.photo import Failure
    from photohash.training.class_recipe import ClassRecipe
    from photohash.training.labelled_photos import Labelled

METHODS = ("dah", "dahp", "dhida")


def register(app: typer.Typer) -> None:
    """Adds this command to the program."""
    app.command("train")(train)


def train(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The model directory to make.", metavar="DIR")],
    albums: Annotated[
        Path | None, typer.Option(help="A folder whose subfolders are the albums to tell apart.", metavar="DIR")
    ] = None,
    protocol: Annotated[
        str | None,
        typer.Option(help="Learn from what this paper's protocol learns from.", metavar="NAME"),
    ] = None,
    data: Annotated[
        list[Path], typer.Option(help="A protocol's data; or folders and tar files of photos.", metavar="PATH")
    ] = [],  # noqa: B006
    labels: Annotated[
        Path | None, typer.Option(help="A CSV file of two columns: a path inside the data, its label.", metavar="FILE")
    ] = None,
    method: Annotated[str | None, typer.Option(help="dah, dahp or dhida.", metavar="NAME")] = None,
    bits: Annotated[int | None, typer.Option(min=4, max=4096, help="Length of a code.")] = None,
    backbone: Annotated[str | None, typer.Option(help="lite0, resnet18, resnet30 or alexnet.", metavar="NAME")] = None,
    recipe: Annotated[
        Path | None, typer.Option(help="All that is not said here; without it, photohash's own.", metavar="FILE")
    ] = None,
    epochs: Annotated[float | None, typer.Option(help="Times that the photos are gone through.")] = None,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.", metavar="NAME")] = "auto",
    name: Annotated[str | None, typer.Option(help="Last word of the model's id.", metavar="WORD")] = None,
    seed: Annotated[int | None, typer.Option(help="Of everything drawn at random.")] = None,
    begin: Annotated[
        Path | None, typer.Option(help="A model directory or checkpoint whose backbone to begin from.", metavar="PATH")
    ] = None,
    work: Annotated[
        Path | None, typer.Option(help="A folder for what a stopped run goes on from.", metavar="DIR")
    ] = None,
) -> None:
    """Train a hash model on photos with labels. A run that was stopped goes on when it is started again."""
    from photohash.training.class_recipe import read_class_recipe
    from photohash.training.class_training import learn
    from photohash.training.initial_weights import InitialWeights
    from photohash.training.output_folder import claim, make_work

    current = session(context)
    out = out.expanduser().absolute()
    said = {"method": method, "bits": bits, "backbone": backbone, "epochs": epochs, "seed": seed, "purpose": name}
    wanted = read_class_recipe(recipe or _own_recipe(method), **said)
    claim(out)
    beginning = InitialWeights.read(begin) if begin else None
    kept = make_work(work or out.with_name(f"{out.name}-work"))
    with current.watched() as task:
        labelled, unseen = _photos(wanted, (albums, protocol, data, labels), kept, task)
        report = (lambda event: current.line(asdict(event))) if current.json else (lambda _: None)
        made = learn(wanted, labelled, out, kept, task, device=device, beginning=beginning, report=report)
    if work is None:
        shutil.rmtree(kept, ignore_errors=True)
    _tell(current, out, made.card.id, made.card.metrics["validation"])
    current.finish([*unseen, *made.failures])


def _own_recipe(method: str | None) -> Path:
    if method not in METHODS:
        raise UsageError(f"Name a recipe, or a method: --method {'|'.join(METHODS)}.")
    return Path(str(files("photohash.training"))) / "recipes" / f"albums-{method}.toml"


def _photos(
    recipe: ClassRecipe, named: tuple[Path | None, str | None, list[Path], Path | None], work: Path, task: Task
) -> tuple[Labelled, list[Failure]]:
    """What is learnt from, whichever way it was named."""
    from photohash import wiring
    from photohash.training.sources import find_labelled

    albums, protocol, data, labels = named
    if protocol is not None:
        if albums or labels or len(data) != 1:
            raise UsageError("A protocol takes one --data and neither --albums nor --labels.")
        return wiring.protocol_photos(protocol, data[0]), []
    if (albums is None) == (not data):
        raise UsageError("Name what to learn from: --albums DIR, or --data PATH with --labels FILE or --protocol NAME.")
    if albums is None and labels is None and recipe.data.labels == "given":
        raise UsageError("Photos named by --data need --labels FILE, or a recipe whose labels are a teacher's.")
    return find_labelled(recipe, [albums] if albums else data, labels, work, task)


def _tell(current: Session, out: Path, model: str, validation: dict[str, float | None]) -> None:
    score, photos = validation["mean_average_precision"], int(validation["photos"] or 0)
    if current.json:
        current.line({"model": model, "path": str(out), "validation": score})
        return
    current.say(f"Made {model} in {shown(out)}. Use it with --model {shown(out)}.")
    if score is not None:
        current.say(f"mAP {score:.3f} on {count(photos, 'photo')} held out of the training.")
