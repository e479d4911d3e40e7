"""The documents that ship with photohash speak of what is there."""

import ast
import re
from pathlib import Path

import pytest

from photohash.core.resources import resource

PACKAGE = Path(__file__).resolve().parent.parent / "photohash"


def stations() -> list[tuple[str, str]]:
    """Files that the page of the architecture names, each with a name in it, or an empty one."""
    found: list[tuple[str, str]] = []
    for row in resource("docs", "architecture.md").read_text(encoding="utf-8").splitlines():
        if re.match(r"\| \d", row):
            for file, name in re.findall(r"`([\w/]+(?:\.py|/))`|`([\w.]+)`", row.rsplit("|", 2)[1]):
                found.append((file or found[-1][0], name))
    return found


def names_in(file: Path) -> set[str]:
    """Top-level names of a module, and members of its classes as ``Class.member``."""
    names = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return names


@pytest.mark.parametrize(("file", "name"), stations())
def test_every_station_of_the_architecture_is_there(file: str, name: str):
    assert (PACKAGE / file).exists()
    if name:
        assert name in names_in(PACKAGE / file)


def test_the_paths_of_a_photo_and_of_a_training_run_are_told():
    assert len(stations()) > 50


def test_the_readme_is_short_and_its_links_lead_somewhere():
    readme = PACKAGE.parent / "README.md"
    text = readme.read_text(encoding="utf-8")
    assert len(text.split()) <= 1500
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (readme.parent / link).exists(), link
