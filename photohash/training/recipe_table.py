"""Tables of a recipe, read strictly by pydantic: every key known and of its type, a mistake told in a plain clause."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, ValidationError, create_model
from pydantic_core import ErrorDetails

from photohash.hashing.losses import LOSSES, Loss

_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class RecipeTable(BaseModel):
    """A table of a recipe. No value is converted: ``bits = "64"`` is a mistake, and so is a key that is not known."""

    model_config = _STRICT


def clause_of(error: ValidationError, table: str = "", *, tables: Collection[str] = ()) -> str:
    """The first thing wrong, for people: which key, and what was expected there.

    Args:
        error: what pydantic found.
        table: the table that was checked; empty for a whole recipe.
        tables: keys of a whole recipe that are tables.
    """
    fault = error.errors(include_url=False)[0]
    names = [table, *map(str, fault["loc"])] if table else [str(name) for name in fault["loc"]]
    *outer, key = names or [""]
    within = f"[{outer[-1]}]" if outer else ""
    if not within and key in tables:
        within, key = f"[{key}]", ""
    if fault["type"] == "missing":
        return f"{within or 'it'} lacks {key!r}" if key else f"{within} is missing"
    if fault["type"] == "extra_forbidden":
        return f"{within or 'it'} has no use for {key!r}"
    if fault["type"] == "value_error":
        return f"{within} {fault['ctx']['error']}".lstrip()
    return " ".join(filter(None, (within, key, f"must be {_expected(fault)}")))


_EXPECTED = {
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "text",
    "finite_number": "a finite number",
    "greater_than": "greater than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
    "multiple_of": "a multiple of {multiple_of:g}",
    "literal_error": "{expected}",
    "model_type": "a table",
}


def _expected(fault: ErrorDetails) -> str:
    """What should have stood at a key; what pydantic says, where it has no words of ours."""
    told = _EXPECTED.get(fault["type"])
    return told.format(**fault.get("ctx", {})) if told else f"otherwise ({fault['msg']})"


def _loss_table(kind: str) -> type[RecipeTable]:
    """The hyper-parameters of a loss as a table."""
    loss = LOSSES[kind]
    types = get_type_hints(loss)
    keys: dict[str, Any] = {field.name: (types[field.name], field.default) for field in fields(loss)}  # type: ignore[arg-type]
    return create_model(loss.__name__, __base__=RecipeTable, **keys)


def _loss_of(table: object) -> Loss:
    """The loss that a table describes.

    Raises:
        ValueError: a clause on the first thing wrong, to follow the name of the table.
    """
    if isinstance(table, Loss):
        return table
    values = dict(table) if isinstance(table, Mapping) else {}
    kind = values.pop("kind", None)
    if not isinstance(kind, str) or kind not in LOSSES:
        raise ValueError(f"must name its kind, one of {', '.join(LOSSES)}")
    try:
        checked = _loss_table(kind).model_validate(values)
    except ValidationError as error:
        raise ValueError(clause_of(error, "loss").removeprefix("[loss] ")) from error
    return LOSSES[kind](**checked.model_dump())


def loss_kind(loss: Loss) -> str:
    """The name that a loss has in recipes."""
    return next(kind for kind, known in LOSSES.items() if type(loss) is known)


def _table_of(loss: Loss) -> dict[str, Any]:
    """A loss as it stands in a recipe: its kind and every hyper-parameter."""
    return {"kind": loss_kind(loss), **asdict(loss)}  # type: ignore[call-overload]


LossTable = Annotated[Loss, PlainValidator(_loss_of), PlainSerializer(_table_of)]
"""``[loss]``: the kind of a loss and its hyper-parameters; what is left out has its default."""


def require_all(conditions: Iterable[tuple[bool, str]]) -> None:
    """Makes sure that what stands at several keys goes together.

    Args:
        conditions: what must hold, each with the clause for when it does not.

    Raises:
        ValueError: the clause of the first that does not hold.
    """
    for holds, clause in conditions:
        if not holds:
            raise ValueError(clause)
