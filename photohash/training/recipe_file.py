"""Recipes as TOML files: where they are found, how they are read, and which run begins from which."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from photohash.core.errors import UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.hashing.losses import Loss
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.presets import filled_in
from photohash.training.recipe import ClassRecipe, CopiesRecipe
from photohash.training.recipe_table import RecipeTable, clause_of

COMMITTED = Path(str(files("photohash.training"))) / "recipes"
"""The recipes that photohash brings."""

AnyRecipe = CopiesRecipe | ClassRecipe | AlbumRecipe

_TASKS: Mapping[str, type[AnyRecipe]] = {"copies": CopiesRecipe, "classes": ClassRecipe, "albums": AlbumRecipe}
_TABLES = {"bits": "network", "backbone": "network", "method": "network", "epochs": "schedule"}
"""The table of each key that a caller may set; others stand at the top."""


def find_recipe(name: str) -> Path:
    """The file of a recipe: a path as it is, a plain name among the recipes that photohash brings."""
    return next(COMMITTED.rglob(f"{name}.toml"), Path(name)) if name.isascii() and _is_plain(name) else Path(name)


def read_recipe(path: Path, **changes: object) -> AnyRecipe:
    """Reads a recipe.

    Args:
        path: the TOML file.
        changes: keys to set instead of what the file says: of [network] as ``bits``, ``backbone`` and ``method``, of
            [schedule] as ``epochs``, and ``seed``, ``purpose``, ``preset`` and ``minutes``. None leaves a key alone.

    Raises:
        UsageError: it cannot be read, a key is missing, unknown or of a wrong type, or two do not fit together.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        _set(document, {key: value for key, value in changes.items() if value is not None})
        return parse_recipe(filled_in(document))
    except OSError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: it {in_words(error)}.") from error
    except ValueError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: {error}.") from error


def read_chain(path: Path, **changes: object) -> tuple[AnyRecipe, ...]:
    """A recipe and all that come before it, each beginning from the backbone of the one before; the recipe is the last.

    Args:
        path: the TOML file of the last; what it begins from lies beside it or among photohash's own.
        changes: keys of the last, as in ``read_recipe``.

    Raises:
        UsageError: one cannot be used, or they begin from one another in a circle.
    """
    chain = [read_recipe(path, **changes)]
    met = {path.resolve()}
    while (name := chain[0].begin) is not None:
        beside = path.with_name(f"{name}.toml")
        path = beside if beside.exists() else find_recipe(name)
        if path.resolve() in met:
            raise UsageError(f"{shown(path)} is not a usable recipe: it begins from itself.")
        met.add(path.resolve())
        chain.insert(0, read_recipe(path))
    return tuple(chain)


def parse_recipe(document: Mapping[str, Any]) -> AnyRecipe:
    """A recipe from decoded TOML.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    task = document.get("task")
    if not isinstance(task, str) or task not in _TASKS:
        raise ValueError(f"task must be {' or '.join(map(repr, _TASKS))}")
    kind = _TASKS[task]
    tables = {
        name
        for name, field in kind.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, (RecipeTable, Loss))
    }
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        raise ValueError(clause_of(error, tables=tables)) from error


def _set(document: dict[str, Any], changes: Mapping[str, object]) -> None:
    """Sets keys of a document where they belong.

    Raises:
        ValueError: a key is not for the recipe's task.
    """
    told = {"copies": "by steps", "classes": "by epochs", "albums": "by minutes"}
    task = str(document.get("task"))
    for key, of in (("epochs", "classes"), ("minutes", "albums")):
        if key in changes and task in told and task != of:
            raise ValueError(f"it is for {task}, which are learnt {told[task]} and not by {key}")
    for key, value in changes.items():
        table = document.setdefault(_TABLES[key], {}) if key in _TABLES else document
        if isinstance(table, dict):
            table[key] = value


def _is_plain(name: str) -> bool:
    return name.replace("-", "").isalnum()
