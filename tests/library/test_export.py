from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from photohash.library.export import COLUMNS, as_json, write_csv, write_html
from photohash.library.photo import Failure, Group, Kind, Member, Photo, PhotoFile, Pixels

HOSTILE = '<script>alert("1")</script>\'&.jpg'
NOT_UTF8 = os.fsdecode(b"caf\xe9.jpg")


def photo(number: int, name: str, size: int = 2_500_000) -> Photo:
    file = PhotoFile(Path("/photos/summer", name), size, 0)
    return Photo(number, bytes([number]) * 32, 4000, 3000, "JPEG", size, "2024-05-17T09:30:12", None, (file,))


def made(*names: str, kind: Kind = Kind.CROPPED) -> Group:
    keeper, *others = (photo(number, name) for number, name in enumerate(names, 1))
    members = [
        Member(keeper, keeper.files[0].path, keeper=True, kind=None, distance=None, score=None, reason="most pixels")
    ]
    members += [
        Member(
            other, other.files[0].path, keeper=False, kind=kind, distance=12, score=0.9, reason="61 % of the picture"
        )
        for other in others
    ]
    return Group(keeper.id, tuple(members))


def preview(one: Photo) -> Pixels:
    return np.random.default_rng(one.id).integers(0, 255, (400, 512, 3), np.uint8)


class Page(HTMLParser):
    """Collects what a browser would see: elements with attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str) -> int:
        return sum(element == tag for element, _ in self.elements)


class TestJson:
    def test_has_the_agreed_shape(self) -> None:
        document = as_json("model", [made("a.jpg", "b.jpg")], [Failure(Path("/photos/c.jpg"), "is cut short")])
        assert json.loads(json.dumps(document)) == {
            "model": "model",
            "groups": [
                {
                    "id": 1,
                    "photos": [
                        {
                            "path": "/photos/summer/a.jpg",
                            "digest": "01" * 32,
                            "width": 4000,
                            "height": 3000,
                            "bytes": 2_500_000,
                            "keeper": True,
                            "relation": None,
                        },
                        {
                            "path": "/photos/summer/b.jpg",
                            "digest": "02" * 32,
                            "width": 4000,
                            "height": 3000,
                            "bytes": 2_500_000,
                            "keeper": False,
                            "relation": {"kind": "cropped", "to": "/photos/summer/a.jpg", "distance": 12, "score": 0.9},
                        },
                    ],
                }
            ],
            "failures": [{"path": "/photos/c.jpg", "error": "is cut short"}],
        }

    def test_a_name_that_is_not_utf8_leads_back_to_the_file(self) -> None:
        document = json.dumps(as_json("model", [made(NOT_UTF8, "b.jpg")], []))
        document.encode("utf-8")
        path = json.loads(document)["groups"][0]["photos"][0]["path"]
        assert os.fsencode(path) == b"/photos/summer/caf\xe9.jpg"


class TestCsv:
    def rows(self, path: Path, *groups: Group) -> list[dict[str, str]]:
        write_csv(path, groups)
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_one_row_a_file_under_a_header(self, tmp_path: Path) -> None:
        keeper, copy = self.rows(tmp_path / "groups.csv", made("a.jpg", 'b, "two"\n.jpg'))
        assert tuple(keeper) == COLUMNS
        assert (keeper["keeper"], keeper["kind"], keeper["to"]) == ("yes", "", "")
        assert (copy["path"], copy["kind"], copy["distance"]) == ('/photos/summer/b, "two"\n.jpg', "cropped", "12")
        assert copy["to"] == keeper["path"]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
    def test_no_cell_is_a_formula(self, tmp_path: Path, start: str) -> None:
        group = made("a.jpg", "b.jpg")
        hostile = Member(
            group.keeper.photo,
            Path(f"{start}HYPERLINK(1)"),
            keeper=True,
            kind=None,
            distance=None,
            score=None,
            reason="",
        )
        (row,) = self.rows(tmp_path / "groups.csv", Group(1, (hostile,)))
        assert row["path"] == f"'{start}HYPERLINK(1)"

    def test_names_that_are_not_utf8_are_shown(self, tmp_path: Path) -> None:
        row, _ = self.rows(tmp_path / "groups.csv", made(NOT_UTF8, "b.jpg"))
        assert row["path"] == "/photos/summer/caf\\xe9.jpg"

    def test_an_old_file_survives_a_failure(self, tmp_path: Path) -> None:
        path = tmp_path / "groups.csv"
        path.write_text("precious")
        with pytest.raises(AttributeError):
            write_csv(path, [None])  # type: ignore[list-item]
        assert path.read_text() == "precious"
        assert list(tmp_path.iterdir()) == [path]


class TestHtml:
    def page(self, tmp_path: Path, *groups: Group, failures: tuple[Failure, ...] = (), title: str = "Copies") -> str:
        path = tmp_path / "report.html"
        write_html(path, groups, preview=preview, title=title, failures=failures)
        return path.read_text("utf-8")

    def test_says_what_is_there(self, tmp_path: Path) -> None:
        page = Page(self.page(tmp_path, made("a.jpg", "b.jpg", "c.jpg"), made("d.jpg", "e.jpg", kind=Kind.ROTATED)))
        assert page.count("section") == 2
        assert page.count("figure") == page.count("img") == 5
        for words in ("Keep", "Cropped", "Rotated", "a.jpg", "4000 × 3000 · 2.5 MB · JPEG", "/photos/summer", "7.5 MB"):
            assert words in page.text

    def test_says_it_as_the_window_does(self, tmp_path: Path) -> None:
        group = made("a.jpg", "b.jpg")
        larger = replace(
            group.members[1], kind=Kind.RESIZED, backwards=True, reason="4000 × 3000 instead of 2000 × 1500"
        )
        path = tmp_path / "report.html"
        write_html(path, [replace(group, members=(group.keeper, larger))], preview=preview, roots=[Path("/photos")])
        source = path.read_text("utf-8")
        text = Page(source).text
        for words in ("Larger", "photos/summer", "1 copy, 2.5 MB could be freed", "4000 × 3000 instead of 2000 × 1500"):
            assert words in text
        assert "/photos/summer" not in text
        assert 'title="/photos/summer/b.jpg"' in source

    def test_needs_nothing_beside_itself(self, tmp_path: Path) -> None:
        source = self.page(tmp_path, made("a.jpg", "b.jpg"))
        page = Page(source)
        assert {"link", "script", "iframe"}.isdisjoint(tag for tag, _ in page.elements)
        sources = [attributes["src"] or "" for tag, attributes in page.elements if tag == "img"]
        assert all(one.startswith("data:image/jpeg;base64,") for one in sources)
        assert not re.search(r"https?://|url\(|@import", source)
        assert "prefers-color-scheme: dark" in source

    def test_pictures_are_at_most_320_pixels(self, tmp_path: Path) -> None:
        page = Page(self.page(tmp_path, made("a.jpg", "b.jpg")))
        sizes = [(attributes["width"], attributes["height"]) for tag, attributes in page.elements if tag == "img"]
        assert sizes == [("320", "250")] * 2

    def test_hostile_names_are_only_text(self, tmp_path: Path) -> None:
        group = made(HOSTILE, NOT_UTF8)
        page = Page(self.page(tmp_path, group, failures=(Failure(Path(HOSTILE), HOSTILE),), title=HOSTILE))
        assert page.count("script") == 0
        assert HOSTILE in page.text
        assert "caf\\xe9.jpg" in page.text
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]

    def test_a_missing_preview_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "report.html"
        write_html(path, [made("a.jpg", "b.jpg")], preview=lambda _photo: None)
        assert "no preview" in path.read_text("utf-8")

    def test_failures_come_last(self, tmp_path: Path) -> None:
        text = Page(self.page(tmp_path, made("a.jpg", "b.jpg"), failures=(Failure(Path("x.jpg"), "is empty"),))).text
        assert text.index("Could not be read") > text.index("b.jpg")
        assert "x.jpg is empty" in text

    def test_no_groups(self, tmp_path: Path) -> None:
        assert "No copies found" in self.page(tmp_path)

    def test_pictures_are_asked_for_group_by_group(self, tmp_path: Path) -> None:
        """Memory stays flat: a group is on disk, but for a buffer, before the next one's pictures are asked for."""
        path, written = tmp_path / "report.html", []

        def watched(one: Photo) -> Pixels:
            written.append(sum(file.stat().st_size for file in tmp_path.iterdir()))
            return preview(one)

        write_html(path, [made("a.jpg", "b.jpg")] * 20, preview=watched)
        assert len(written) == 40
        assert written[-1] > 0.9 * path.stat().st_size

    def test_an_old_report_survives_a_failure(self, tmp_path: Path) -> None:
        path = tmp_path / "report.html"
        path.write_text("precious")

        def broken(_photo: Photo) -> Pixels:
            raise OSError("the disk is gone")

        with pytest.raises(OSError, match="gone"):
            write_html(path, [made("a.jpg", "b.jpg")], preview=broken)
        assert path.read_text() == "precious"
        assert list(tmp_path.iterdir()) == [path]
