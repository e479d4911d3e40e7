"""The words of the program in the person's language: every sentence that is shown goes through ``tr``.

The source text is English and is its own key. The window installs a translator; without one, as on the command line,
English is shown. Values are put in afterwards, so that a translation can place them: ``tr("{n} of {m}").format(...)``.
"""

from __future__ import annotations

from collections.abc import Callable

Translator = Callable[[str, int], str]
"""Gives the text in another language; a number of at least 0 chooses the plural form."""


def _english(text: str, _number: int) -> str:
    return text


_translator: Translator = _english


def install(translator: Translator | None) -> None:
    """Has ``tr`` answer in another language, or in English again with None."""
    global _translator  # noqa: PLW0603  the language is one for the whole program, as the locale is
    _translator = translator or _english


def tr(text: str, number: int = -1, /) -> str:
    """A text in the person's language.

    Args:
        text: in English, a literal, so that it is found for translators.
        number: what the text counts, for languages with plural forms; -1 where it counts nothing.
    """
    return _translator(text, number)
