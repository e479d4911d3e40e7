import json

import pytest

from photohash.core.settings import SETTINGS, Settings


def test_nothing_chosen_means_the_declared_defaults(tmp_path):
    assert dict(Settings(tmp_path)) == {setting.key: setting.default for setting in SETTINGS}


def test_every_default_fits_its_own_declaration():
    assert [setting.key for setting in SETTINGS if not setting.accepts(setting.default)] == []


def test_a_choice_is_kept_for_the_next_start(tmp_path):
    Settings(tmp_path / "new library").set("theme", "dark")
    assert Settings(tmp_path / "new library")["theme"] == "dark"


def test_a_value_that_is_not_a_choice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="pink"):
        Settings(tmp_path).set("theme", "pink")


def test_a_foreign_value_in_the_file_falls_back_to_the_default(tmp_path):
    (tmp_path / "settings.json").write_text('{"theme": 7}')
    assert Settings(tmp_path)["theme"] == "system"


def test_keys_of_another_version_survive(tmp_path):
    (tmp_path / "settings.json").write_text('{"from the future": 1}')
    Settings(tmp_path).set("theme", "dark")
    assert json.loads((tmp_path / "settings.json").read_text())["from the future"] == 1


def test_a_damaged_file_gives_the_defaults_and_says_so(tmp_path, expected_logs):
    expected_logs.expect("cannot be read")
    (tmp_path / "settings.json").write_text("{")
    assert Settings(tmp_path)["theme"] == "system"
