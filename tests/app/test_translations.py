import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialogButtonBox

from photohash.app.labels import moment_in_words, progress, sentence
from photohash.app.language import SYSTEM, Languages
from photohash.core.formatting import count, number
from photohash.core.resources import resource, resources
from photohash.core.task import Progress, Stage
from photohash.core.translation import said, tr
from photohash.library.kind_labels import KIND_LABELS
from photohash.library.photo import Kind

CHECK = resources().parent / "packaging" / "translations.py"
MESSAGES = list(ET.parse(resource("translations", "photohash_de.ts")).iter("message"))
PLACE = re.compile(r"\{[^}]*\}")


@pytest.fixture
def languages(qapp) -> Iterator[Languages]:
    made = Languages(qapp)
    yield made
    made.clear()


def test_the_translations_are_up_to_date_with_the_sources_and_with_what_is_read():
    checked = subprocess.run([sys.executable, CHECK, "--check"], capture_output=True, text=True, check=False)
    assert checked.stdout + checked.stderr == ""


def test_german_is_complete():
    unfinished = [message.findtext("source") for message in MESSAGES if message.find("translation[@type]") is not None]
    assert unfinished == []


def test_a_translation_has_the_places_of_its_source():
    wrong = []
    for message in MESSAGES:
        wanted = sorted(set(PLACE.findall(message.findtext("source", ""))))
        forms = [form.text or "" for form in message.iter("numerusform")] or [message.findtext("translation", "")]
        wrong += [message.findtext("source") for form in forms if sorted(set(PLACE.findall(form))) != wanted]
    assert wrong == []


def test_german_is_spoken_with_its_plurals_dates_and_numbers(languages):
    languages.choose("de")
    assert languages.code == "de"
    assert tr("All photos") == "Alle Fotos"
    assert (count(1, "photo"), count(12_345, "photo")) == ("1 Foto", "12.345 Fotos")
    assert number(1_000_000) == "1.000.000"
    assert moment_in_words(datetime(2024, 5, 17, 9, 30)) == "17. Mai 2024, 09:30"
    assert KIND_LABELS[Kind.CROPPED] == "Beschnitten"
    assert progress(Progress(Stage.ENCODING, 1_200, 2_400, 2.5, 90.0, paused=False)) == (
        "1.200 von 2.400 · 2,5 je Sekunde · noch etwa 2 Minuten"
    )


def test_what_the_library_says_is_german_with_the_names_of_files_as_they_are(languages):
    languages.choose("de")
    assert sentence("is cut short: its lower part is missing") == "Ist abgeschnitten: der untere Teil fehlt"
    assert sentence("turned by 5.0° to the left") == "Um 5,0° nach links gedreht"
    assert said("stays, because its keeper a is not b.jpg is no longer there") == (
        "bleibt, denn das behaltene a is not b.jpg ist nicht mehr da"
    )
    assert said("has the most pixels (480 × 320, the next 240 × 160)") == (
        "hat die meisten Pixel (480 × 320, das nächste 240 × 160)"
    )


def test_qt_speaks_the_language_too(languages, qtbot):
    languages.choose("de")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


def test_a_language_without_a_translation_leaves_english(languages):
    languages.choose("tlh")
    assert languages.code == "en"
    assert tr("All photos") == "All photos"


def test_the_system_is_followed_where_there_is_a_translation(languages, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr:de")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    wanted = [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    languages.choose(SYSTEM)
    first = next((code for code in wanted if code in ("en", "de")), "en")
    assert languages.code == first


def test_english_writes_dates_in_english_whatever_the_system(languages):
    languages.choose("en")
    assert moment_in_words(datetime(2024, 5, 17, 9, 30)) == "17 May 2024, 09:30"


def test_a_short_date_leaves_out_the_year_where_it_is_this_one(languages):
    languages.choose("en")
    assert moment_in_words(datetime(2024, 5, 17, 9, 30), short=True) == "17 May 2024, 09:30"
    this_year = datetime.now().replace(month=2, day=7, hour=9, minute=30)
    assert moment_in_words(this_year, short=True) == "7 Feb, 09:30"
