"""The models at hand: listing, checking, importing and removing them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photohash.core.errors import LibraryError, ModelError
from photohash.core.paths import shown
from photohash.core.settings import Settings

if TYPE_CHECKING:
    from photohash.hashing.card import Card


def model_folder(model: str, library: Path) -> Path:
    """The directory of a model: a path as it is, an id found among the library's own models and the bundled ones.

    Raises:
        ModelError: there is no such model.
    """
    from photohash.hashing import runtime

    return runtime.find(model, library)


def models_at_hand(library: Path) -> list[tuple[Path, Card]]:
    """The models at hand, bundled ones first, with their directories; those without a readable card are left out."""
    from photohash.hashing.card import read_card

    found = []
    for folder in _model_folders(library):
        try:
            found.append((folder, read_card(folder)))
        except ModelError:
            continue
    return found


def check_models(library: Path, model: str | None) -> list[tuple[str, str | None]]:
    """Compares the files of models with the digests on their cards.

    Args:
        library: the library whose own models count too.
        model: one model's id or directory; without it, all.

    Returns:
        names, and what is wrong, or None.
    """
    from photohash.hashing import runtime
    from photohash.hashing.card import check

    checked: list[tuple[str, str | None]] = []
    for folder in [runtime.find(model, library)] if model else _model_folders(library):
        try:
            check(folder)
            checked.append((folder.name, None))
        except ModelError as error:
            checked.append((folder.name, str(error)))
    return checked


def import_model(library: Path, folder: Path) -> Card:
    """Checks a model, a directory or one file, and copies it into a library.

    Raises:
        ModelError: it is not sound, or a model of that id is here already.
        LibraryError: it cannot be written.
    """
    from photohash.hashing.card import check
    from photohash.hashing.model_archive import unpacked

    if folder.is_file():
        with unpacked(folder) as inside:
            return import_model(library, inside)
    card = check(folder)
    if any(known.id == card.id for _, known in models_at_hand(library)):
        raise ModelError(f"There is a model {card.id} already. Remove it first: photohash models remove {card.id}")
    home = library / "models"
    try:
        home.mkdir(parents=True, exist_ok=True)
        _copy_whole(folder, home, card)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError(f"The model {shown(folder)} could not be copied to {shown(home)}: {reason}.") from error
    return card


def export_model(library: Path, model: str, folder: Path, *, overwrite: bool = False) -> Path:
    """Copies a model at hand into a directory of its own or into one file, from where it can be imported again.

    Args:
        library: the library whose own models count too.
        model: its id.
        folder: where the directory is made; it gets the model's id as its name. A name that ends in ``.zip`` is the
            file to be made instead.
        overwrite: whether that file may take the place of another.

    Returns:
        the directory, or the file.

    Raises:
        ModelError: there is no such model, or it is not sound, or something of that name is there.
        LibraryError: it cannot be written.
    """
    from photohash.hashing.card import check
    from photohash.hashing.model_archive import SUFFIX, pack

    home = model_folder(model, library)
    card = check(home)
    in_one = folder.suffix.lower() == SUFFIX
    place = folder if in_one else folder / card.id
    if (place.exists() or place.is_symlink()) and not (overwrite and in_one and place.is_file()):
        raise ModelError(f"{shown(place)} is there already. Choose another folder, or move that away.")
    try:
        if in_one:
            pack(home, card, place)
        else:
            _copy_whole(home, folder, card)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LibraryError(f"The model {card.id} could not be copied to {shown(folder)}: {reason}.") from error
    return place


def remove_model(library: Path, model: str) -> None:
    """Removes a model of the user's own from a library. Its codes go when ``Adoption.forget`` is told of it.

    Raises:
        ModelError: it is bundled or in use, or there is no such model.
    """
    folder, card = _own_model(library, model)
    settings = Settings(library)
    if card.id in (settings["model"], settings["browsing-model"], settings["coming-browsing-model"]):
        raise ModelError(f"{model} is in use. Choose another model in the settings first, then remove it.")
    shutil.rmtree(folder)


def rename_model(library: Path, model: str, title: str) -> None:
    """Gives a model of the user's own another title. Its id stays, since codes are kept under it.

    Raises:
        ModelError: it is bundled, or there is no such model, or that is no title or another one's.
        LibraryError: it cannot be written.
    """
    from photohash.hashing.card import write_card

    folder, card = _own_model(library, model)
    title = " ".join(title.split())
    for _, other in models_at_hand(library):
        if other.id != card.id and other.title.casefold() == title.casefold():
            raise ModelError(f"There is a model called “{other.title}” already. Choose another name.")
    try:
        write_card(folder, replace(card, title=title))
    except ValueError as error:
        raise ModelError(f"A model cannot be named so: {error}.") from error
    except OSError as error:
        raise LibraryError(f"The card of {model} cannot be written: {error.strerror or error}.") from error


def _own_model(library: Path, model: str) -> tuple[Path, Card]:
    for folder, card in models_at_hand(library):
        if card.id == model:
            if folder.parent != library / "models":
                raise ModelError(f"{model} comes with photohash and cannot be removed or renamed.")
            return folder, card
    raise ModelError(f"There is no model {model} in {shown(library)}.")


def _copy_whole(folder: Path, home: Path, card: Card) -> None:
    """Copies a model into a folder. A copy that is cut short must not look like a model: its name comes last."""
    from photohash.hashing.card import check

    with tempfile.TemporaryDirectory(dir=home, prefix=".importing-") as place:
        copied = Path(place) / card.id
        copied.mkdir()
        for name in ("card.json", *card.files):
            shutil.copy(folder / name, copied / name)
        check(copied)
        copied.rename(home / card.id)


def _model_folders(library: Path) -> Sequence[Path]:
    from photohash.hashing import runtime

    own = library / "models"
    found = sorted(path.parent for path in own.glob("*/card.json")) if own.is_dir() else []
    return [*runtime.bundled(), *found]
