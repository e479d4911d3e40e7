"""The words of the program in the person's language: every sentence that is shown goes through ``tr``.

The source text is English and is its own key. The window installs a translator; without one, as on the command line,
English is shown. Values are put in afterwards, so that a translation can place them: ``tr("{n} of {m}").format(...)``.

``tr`` is for a text shown where it is written, ``plural`` for one that counts. A ``TextTable`` is English and
is read in the person's language. What the library says of a photo, a folder or an error stays English, as it is kept
in the catalogue and the log: the window shows it through ``said``, which knows the pattern it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

Translator = Callable[[str, int], str]
"""Gives the text in another language; a number of at least 0 chooses the plural form."""

Words = str
"""The type of a text in a table: English, found for translators by this name, and shown through ``tr``."""

Key = TypeVar("Key")
Value = TypeVar("Value")


def _english(text: str, _number: int) -> str:
    return text


_translator: Translator = _english
_patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
_separators = (",", ".")
_language = "en"

_PLACE = re.compile(r"\{(\w+)\}")
_NEIGHBOURS = re.compile(r"\{(\w+)\} \{(\w+)\}")
_DECIMAL = re.compile(r"\d+\.\d+")
_DEEPEST = 4


def install(
    translator: Translator | None,
    sentences: Iterable[str] = (),
    separators: tuple[str, str] = (",", "."),
    language: str = "en",
) -> None:
    """Has ``tr`` answer in another language, or in English again with None.

    Args:
        translator: answers for one text.
        sentences: patterns of what the library says, with places in braces, e.g. ``"{0} is not there"``.
        separators: what sets thousands apart, and what stands before the decimals.
        language: its code, e.g. "de".
    """
    global _translator, _patterns, _separators, _language  # noqa: PLW0603  the language is one for the whole program
    _translator, _separators, _language = translator or _english, separators, language
    _patterns = tuple((text, _pattern(text)) for text in sorted(sentences, key=_fixed, reverse=True))
    _said.cache_clear()


def language() -> str:
    """The code of the language that ``tr`` answers in, e.g. "en"."""
    return _language


def tr(text: str, number: int = -1, /) -> str:
    """A text in the person's language.

    Args:
        text: in English, a literal, so that it is found for translators.
        number: what the text counts, for languages with plural forms; -1 where it counts nothing.
    """
    return _translator(text, number)


def plural(one: str, many: str, number: int, /) -> str:
    """A text that counts, in the person's language; English has two forms, others have one or more.

    Args:
        one: for a single thing, e.g. ``"{n} photo is ticked"``.
        many: for any other number; the key of the translation.
        number: how many there are.
    """
    if _translator is _english:
        return one if number == 1 else many
    return _translator(many, number)


def said(sentence: str) -> str:
    """What the library said, in the person's language; as it is where it is of no pattern that is known.

    The values in it, such as names of files, stay; clauses put in for a value are translated as well.
    """
    return _said(sentence, 0) if _translator is not _english else sentence


def number_in_words(plain: str) -> str:
    """A number as Python writes it, ``-12,345.6``, with the marks of the person's language: ``−12.345,6``."""
    thousands, decimal = _separators
    return plain.translate({ord(","): thousands, ord("."): decimal, ord("-"): "−"})


class TextTable(Mapping[Key, Value]):
    """Texts by key, declared in English and read in the person's language: strings, tuples or dataclasses of them."""

    def __init__(self, english: Mapping[Key, Value]) -> None:
        self._english = english

    def __getitem__(self, key: Key) -> Value:
        spoken: Value = _spoken(self._english[key])
        return spoken

    def __iter__(self) -> Iterator[Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


def _spoken(value: Any) -> Any:
    if isinstance(value, str):
        return tr(value) if value else value
    if isinstance(value, tuple):
        return tuple(_spoken(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _spoken(text) for name, text in texts.items() if isinstance(text, str)})
    return value


@lru_cache(maxsize=8192)
def _said(sentence: str, depth: int) -> str:
    for text, pattern in _patterns:
        found = pattern.fullmatch(sentence)
        if found is None:
            continue
        given = _well_parted(text, {name[1:]: value for name, value in found.groupdict().items()})
        values = {name: _value(value, depth) for name, value in given.items()}
        return _filled(_translator(text, -1), values)
    parts = re.split(r"(?<=[.!?]) (?=[A-Z])|(?<=;) ", sentence) if depth < _DEEPEST else []
    return " ".join(_said_of(part, depth + 1) for part in parts) if len(parts) > 1 else sentence


def _said_of(part: str, depth: int) -> str:
    """A part of a sentence, which may be a clause behind a name: "a b.jpg is the oldest file"."""
    whole = _said(part, depth)
    if whole != part:
        return whole
    if part[-1:] in ".;":
        return _said_of(part[:-1], depth) + part[-1:]
    name, clause = _behind_name(part)
    return f"{name} {_said(clause, _DEEPEST)}" if clause else part


def _behind_name(words: str) -> tuple[str, str]:
    """The name that words begin with, and the clause that is known behind it; names have blanks too."""
    parts = words.split(" ")
    for place in range(1, len(parts)):
        clause = " ".join(parts[place:])
        if _said(clause, _DEEPEST) != clause:
            return " ".join(parts[:place]), clause
    return words, ""


def _well_parted(text: str, values: dict[str, str]) -> dict[str, str]:
    """Where only a blank stands between two values, the second is a clause that is known."""
    for first, second in _NEIGHBOURS.findall(text):
        name, clause = _behind_name(f"{values[first]} {values[second]}")
        if clause:
            values |= {first: name, second: clause}
    return values


def _value(value: str, depth: int) -> str:
    if depth >= _DEEPEST:
        return value
    if _DECIMAL.fullmatch(value):
        return number_in_words(value)
    whole = _said(value, depth + 1)
    if whole != value or " and " not in value:
        return whole
    return tr(" and ").join(_said(part, depth + 1) for part in value.split(" and "))


def _filled(text: str, values: dict[str, str]) -> str:
    """Puts values in; unlike ``format`` it leaves braces of a file's name alone."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def _pattern(text: str) -> re.Pattern[str]:
    parts = _PLACE.split(text)
    made, seen = [re.escape(parts[0])], set[str]()
    for name, fixed in zip(parts[1::2], parts[2::2], strict=True):
        made.append(f"(?P=_{name})" if name in seen else f"(?P<_{name}>.+?)")
        made.append(re.escape(fixed))
        seen.add(name)
    return re.compile("".join(made), re.DOTALL)


def _fixed(text: str) -> int:
    """How many letters of a pattern are its own: the most particular is tried first."""
    return len(_PLACE.sub("", text))
