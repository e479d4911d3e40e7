from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from photohash.core import translation
from photohash.core.formatting import count, number, size_in_words, time_left
from photohash.core.translation import TextTable, plural, said, tr

GERMAN = {
    "is empty": "ist leer",
    "{0} {1}. Nothing is changed in there.": "In {0} wird nichts geändert: es {1}.",
    "has {0}, which {1} lacks": "hat {0}, was {1} fehlt",
    "a film": "ein Film",
    "a depth map": "eine Tiefenkarte",
    " and ": " und ",
    "{0} {1}.": "{0} {1}.",
    "Keep": "Behalten",
}
COUNTED = {"{n} photos": ("{n} Foto", "{n} Fotos"), "about {n} minutes left": ("noch {n} Minute", "noch {n} Minuten")}


@pytest.fixture
def german() -> Iterator[None]:
    def translated(text: str, counted: int) -> str:
        if text in COUNTED:
            return COUNTED[text][counted != 1]
        return GERMAN.get(text, text)

    translation.install(translated, [text for text in GERMAN if text not in (" and ", "Keep")], (".", ","))
    yield
    translation.install(None)


def test_without_a_translator_english_is_spoken():
    assert tr("Keep") == "Keep"
    assert (count(1, "photo"), count(12_345, "copy", "copies")) == ("1 photo", "12,345 copies")
    assert said("is empty") == "is empty"
    assert plural("{n} one", "{n} many", 1) == "{n} one"


def test_plural_forms_and_marks_of_numbers_are_those_of_the_language(german):
    assert (count(1, "photo"), count(2_000, "photo")) == ("1 Foto", "2.000 Fotos")
    assert number(1_234_567) == "1.234.567"
    assert size_in_words(4_200_000) == "4,2 MB"
    assert (time_left(60), time_left(120)) == ("noch 1 Minute", "noch 2 Minuten")


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("is empty", "ist leer"),
        ("/a {0} b/c is empty. Nothing is changed in there.", "In /a {0} b/c wird nichts geändert: es ist leer."),
        ("has a film and a depth map, which b.jpg lacks", "hat ein Film und eine Tiefenkarte, was b.jpg fehlt"),
        ("is empty; a b.jpg is empty", "ist leer; a b.jpg ist leer"),
        ("nobody translated this", "nobody translated this"),
    ],
)
def test_what_the_library_said_is_known_by_its_pattern(german, english, wanted):
    assert said(english) == wanted


def test_a_table_is_read_in_the_language_of_the_moment(german):
    @dataclass(frozen=True)
    class Pair:
        first: str
        second: int

    table = TextTable({"text": "Keep", "pair": Pair("Keep", 2), "tuple": ("Keep", "")})
    assert table["text"] == "Behalten"
    assert table["pair"] == Pair("Behalten", 2)
    assert table["tuple"] == ("Behalten", "")
    translation.install(None)
    assert dict(table)["text"] == "Keep"
    assert list(table) == ["text", "pair", "tuple"]
