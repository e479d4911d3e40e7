import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.folder_question import pictures_folder
from photohash.app.model_shelf import ModelShelf
from photohash.core.resources import resource
from photohash.core.settings import Settings
from photohash.hashing import model_store
from photohash.hashing.card import file_digests, read_card
from photohash.hashing.model_archive import pack, unpacked
from tests.app.windows import open_dialog

BUNDLED = "dhida-lite0-256-copies"
OWN = "dah-lite0-64-scenes"


@pytest.fixture
def dialog(window):
    window.resize(800, 600)
    window.commands["settings"].trigger()
    opened = open_dialog()
    assert isinstance(opened, SettingsDialog)
    yield opened
    opened.reject()


@pytest.fixture
def stranger(tmp_path) -> Path:
    """A small model directory that is none of the bundled ones; only its card and digests are real."""
    folder = tmp_path / "stranger"
    folder.mkdir()
    for name in ("weights.safetensors", "network.xml", "network.bin"):
        (folder / name).write_bytes(name.encode())
    card = json.loads((resource("models", BUNDLED) / "card.json").read_text())
    card |= {"id": "dhida-lite0-32-cats", "bits": 32, "purpose": "cats", "title": "My cats"}
    card |= {
        "radii": {"1e-4": 3, "1e-5": 2, "1e-6": 1},
        "files": file_digests(folder),
        "metrics": {"mean_recall": "lots"},
    }
    (folder / "card.json").write_text(json.dumps(card))
    return Path(folder)


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> list[str]:
    """Stands for the system's dialog, which no test can press; what it was asked is kept."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str) -> str:
        asked.append(start)
        return str(folder) if folder else ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    return asked


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def press(dialog: QWidget, qtbot: Any, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_file(monkeypatch: pytest.MonkeyPatch, file: Path) -> list[str]:
    """The same for a file, to be opened or to be made."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(file), kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_every_setting_of_a_section_says_what_it_does(dialog):
    titles = [dialog.sections.item(row).text() for row in range(dialog.sections.count())]
    assert titles[:2] == ["General", "Finding copies"]
    assert titles[-1] == "Models"
    for box in dialog.boxes.values():
        assert box.accessibleName()
        assert box.accessibleDescription().endswith(".")


def test_strictness_is_told_in_numbers_of_the_model(dialog):
    box = dialog.boxes["strictness"]
    assert box.itemText(box.findData(1e-6)) == "Strict: lets 1 in 1,000,000 unrelated pairs through"
    note = dialog.findChild(QLabel, "strictness-note")
    radii = json.loads((resource("models", BUNDLED) / "card.json").read_text())["radii"]
    for rate, key in ((1e-6, "1e-6"), (1e-4, "1e-4")):
        box.setCurrentIndex(box.findData(rate))
        assert f"at most {radii[key]} of 256 bits" in note.text()


def test_every_model_has_its_card(dialog):
    said = words(dialog.panel)
    for shelved in ModelShelf(Path()).models():
        for part in (shelved.title, shelved.purpose, shelved.facts, shelved.results, shelved.card.id):
            assert part in said
        assert f"{shelved.card.bits} bits" in shelved.facts
        assert shelved.card.licence in shelved.facts
        assert shelved.results
    assert "Finds 99 % of edited copies" in said


def test_bundled_models_stay_and_say_why(dialog):
    remove = dialog.findChild(QPushButton, f"remove-{BUNDLED}")
    assert not remove.isEnabled()
    assert remove.toolTip() == "It comes with photohash and stays."


def test_a_model_is_imported_chosen_kept_while_in_use_and_removed(dialog, tmp_path, stranger, monkeypatch, qtbot):
    asked = choose_file(monkeypatch, stranger / "card.json")
    qtbot.mouseClick(dialog.panel.import_button, Qt.MouseButton.LeftButton)
    assert dialog.panel.note.text() == "dhida-lite0-32-cats was imported."
    assert asked == [str(pictures_folder())]
    assert "Its card calls its purpose “cats”." in words(dialog.panel)
    name = "remove-dhida-lite0-32-cats"
    box = dialog.boxes["model"]
    box.setCurrentIndex(box.findData("dhida-lite0-32-cats"))
    QApplication.processEvents()
    used = [button for button in dialog.findChildren(QPushButton, name) if not button.isHidden()][-1]
    assert not used.isEnabled()
    assert used.toolTip() == "It is in use; choose another model first."
    box.setCurrentIndex(box.findData(BUNDLED))
    free = dialog.findChildren(QPushButton, name)[-1]
    assert free.isEnabled()
    free.click()
    assert dialog.panel.note.text() == "My cats was removed."
    assert not (tmp_path / "library" / "models" / "dhida-lite0-32-cats").exists()
    assert box.findData("dhida-lite0-32-cats") < 0


def test_a_damaged_model_is_refused_in_a_sentence(dialog, tmp_path, stranger, monkeypatch, qtbot):
    (stranger / "network.bin").write_bytes(b"other")
    choose_file(monkeypatch, stranger / "card.json")
    qtbot.mouseClick(dialog.panel.import_button, Qt.MouseButton.LeftButton)
    assert "network.bin is not the file the model's card describes" in dialog.panel.note.text()
    assert not list((tmp_path / "library").glob("models/*"))


def test_a_model_is_exported_and_can_be_imported_from_there(dialog, tmp_path, monkeypatch, qtbot):
    file = tmp_path / "mine.zip"
    asked = choose_file(monkeypatch, file)
    for _ in range(2):  # the system asks whether a file may be overwritten
        press(dialog, qtbot, f"export-{OWN}")
        assert dialog.panel.note.text() == f"Scenes and subjects, 64 bits is now in {file}."
    assert Path(asked[0]).name == f"{OWN}.zip"
    with unpacked(file) as inside:
        assert model_store.check_models(tmp_path / "library", str(inside)) == [(inside.name, None)]
    qtbot.mouseClick(dialog.panel.import_button, Qt.MouseButton.LeftButton)
    assert f"There is a model {OWN} already" in dialog.panel.note.text()


def test_a_model_in_one_file_is_imported(dialog, tmp_path, stranger, monkeypatch, qtbot):
    pack(stranger, read_card(stranger), tmp_path / "cats.zip")
    choose_file(monkeypatch, tmp_path / "cats.zip")
    qtbot.mouseClick(dialog.panel.import_button, Qt.MouseButton.LeftButton)
    assert dialog.panel.note.text() == "dhida-lite0-32-cats was imported."


def broken(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-200])


def of_a_stranger(archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../card.json", "{}")


def changed(archive: Path) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"network.bin", b"network.bix", 1).replace(b"network.bin", b"network.bix"))


@pytest.mark.parametrize("spoil", [broken, of_a_stranger, changed, Path.unlink])
def test_a_broken_archive_is_refused_in_a_sentence(dialog, tmp_path, stranger, monkeypatch, qtbot, spoil):
    archive = tmp_path / "cats.zip"
    pack(stranger, read_card(stranger), archive)
    spoil(archive)
    choose_file(monkeypatch, archive)
    qtbot.mouseClick(dialog.panel.import_button, Qt.MouseButton.LeftButton)
    told = dialog.panel.note.text()
    assert told.endswith(".")
    assert "was imported" not in told
    assert not list((tmp_path / "library").glob("models/*"))


def test_dialogs_for_folders_open_where_the_last_one_ended_else_at_the_pictures(
    window, tmp_path, photos, monkeypatch, qtbot
):
    asked = choose(monkeypatch, photos)
    window.commands["add-folder"].trigger()
    qtbot.waitUntil(lambda: window.settled, timeout=20_000)
    window.commands["add-folder"].trigger()
    assert asked == [str(pictures_folder()), str(photos.parent)]
    assert Settings(tmp_path / "library")["last-folder"] == str(photos.parent)


def test_a_last_folder_that_is_gone_is_not_asked_for(window, tmp_path, monkeypatch):
    window.settings.keep("last-folder", str(tmp_path / "gone"))
    asked = choose(monkeypatch, None)
    window.commands["add-folder"].trigger()
    assert asked == [str(pictures_folder())]


def test_language_and_thumbnail_size_are_kept_and_search_nothing_again(dialog, window, tmp_path, qtbot):
    dialog.boxes["language"].setCurrentIndex(dialog.boxes["language"].findData("de"))
    dialog.slider.setValue(240)
    kept = Settings(tmp_path / "library")
    assert (kept["language"], kept["thumbnail-size"]) == ("de", 240)
    assert not window.scan_controller.running
