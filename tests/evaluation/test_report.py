from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.evaluation import curves, report
from photohash.evaluation.datasets import Dataset, open_dataset
from photohash.evaluation.evaluate import Evaluation, evaluate
from photohash.evaluation.retrieval import Curve
from photohash.evaluation.subject import Subject
from tests.evaluation.labelled import save_class_folders, save_train_and_test
from tests.evaluation.pictures import TinyEncoder

pytest.importorskip("matplotlib")

ROW = Subject("dah-lite0-48-cifar10", "dah", "lite0", 48, None, 3, "tiny", "cpu (made up)")


class Page(HTMLParser):
    """What a reader and a browser see of a page."""

    VOID = frozenset({"meta", "img", "br", "path", "use", "rect"})

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text, self.images, self.addresses, self.open = "", [], [], []  # type: ignore[var-annotated]
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        given = dict(attrs)
        if tag == "img":
            self.images.append(given)
        self.addresses += [given[name] for name in ("src", "href") if name in given]

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


@pytest.fixture
def cifar(tmp_path: Path) -> Dataset:
    return open_dataset(save_train_and_test(tmp_path / "cifar", train=12, test=1))


def measured(dataset: Dataset, protocol: str = "cifar10-dah", subject: Subject = ROW) -> Evaluation:
    return replace(evaluate(protocol, dataset, replace(subject, bits=64), TinyEncoder(), Task()), subject=subject)


def written(evaluation: Evaluation, dataset: Dataset, folder: Path) -> Page:
    report.prepare(folder)
    page = Page(report.write(evaluation, dataset, folder))
    assert page.open == []
    return page


def test_a_reader_sees_our_figure_the_papers_and_the_difference(cifar: Dataset, tmp_path: Path):
    found = measured(cifar)
    text = written(found, cifar, tmp_path / "out").text
    ours = found.metrics["map_all"]
    assert f"{ours:.4f}" in text
    assert "paper, DAH in DAH Table 20.9231" in text
    assert report.signed(ours - 0.9231) in text
    assert text.index("0.9231") < text.index("mAP@1000")


def test_a_part_of_the_data_is_told_beside_the_figure(cifar: Dataset, tmp_path: Path):
    text = written(measured(cifar), cifar, tmp_path / "out").text
    assert "Not the whole of cifar10-dah: 10 of 10,000 photos looked for among 120 of 50,000" in text


def test_encoding_stands_beside_the_papers_but_not_for_a_baseline(cifar: Dataset, tmp_path: Path):
    assert "5,280 µs DAH Table 4" in written(measured(cifar), cifar, tmp_path / "out").text
    baseline = replace(ROW, method="itq", baseline=True)
    found = replace(measured(cifar), subject=baseline)
    assert "DAH Table 4" not in written(found, cifar, tmp_path / "other").text


def test_where_the_paper_has_no_figure_the_page_says_so(cifar: Dataset, tmp_path: Path):
    text = written(measured(cifar, subject=replace(ROW, bits=64)), cifar, tmp_path / "out").text
    assert "the paper has no figure for this at 64 bits" in text


def test_ours_stands_in_its_place_among_the_papers_methods(cifar: Dataset, tmp_path: Path):
    found = replace(measured(cifar), metrics={"map_all": 0.88})
    text = written(found, cifar, tmp_path / "out").text
    assert text.index("BGAN0.8940") < text.index("dah-lite0-48-cifar10, ours0.8800") < text.index("PGDH0.8770")


def test_the_page_needs_nothing_beside_itself(cifar: Dataset, tmp_path: Path):
    page = written(measured(cifar), cifar, tmp_path / "out")
    assert all(address.startswith("data:image/png;base64,") for address in page.addresses)
    assert len(page.images) == 10 * 11


def test_strips_mark_right_and_wrong_by_more_than_colour(cifar: Dataset, tmp_path: Path):
    found = measured(cifar)
    text = written(found, cifar, tmp_path / "out").text
    assert len(found.strips) == 10
    right = sum(near.right for strip in found.strips for near in strip.found)
    assert text.count("✓") == right + 1  # and one in the explanation
    assert text.count("✗") == 100 - right + 1


def test_names_are_escaped(tmp_path: Path):
    save_class_folders(tmp_path / "x & <b>y", ("<script>alert(1)</script>".replace("/", "_"), 'b"&'), 4)
    dataset = open_dataset(tmp_path / "x & <b>y")
    bad = dataset.names[0]
    (tmp_path / "x & <b>y" / bad).write_bytes(b"no picture")
    folder = tmp_path / "out"
    page = written(measured(dataset, "folder", replace(ROW, id="<i>id</i>")), dataset, folder)
    assert "<script>alert(1)<_script>" in page.text
    assert f"{bad} is not a picture" in page.text
    content = (folder / report.PAGE).read_text(encoding="utf-8")
    assert "<script" not in content
    assert "<i>id" not in content


def test_the_document_holds_every_figure_and_where_it_is_from(cifar: Dataset, tmp_path: Path):
    found = measured(cifar)
    written(found, cifar, tmp_path / "out")
    document = json.loads((tmp_path / "out" / report.DOCUMENT).read_text(encoding="utf-8"))
    assert document["metrics"] == found.metrics
    assert document["paper"] == {"map_all": 0.9231, "table": "DAH Table 2"}
    assert document["photos"] == {"train": 120, "queries": 10, "database": 120}
    assert (document["seed"], document["recipe"], document["variant"]) == (3, "tiny", None)
    assert "expected value" in document["ties"]
    assert len(document["curves"]["precision_at_n"]["ranks"]) == 120


def test_every_metric_has_a_title(cifar: Dataset):
    assert set(measured(cifar).metrics) <= set(report.METRICS)


def test_curves_are_pictures_with_their_axes_named(cifar: Dataset, tmp_path: Path):
    written(measured(cifar), cifar, tmp_path / "out")
    for name, words in ((report.PRECISION_RECALL, {"recall", "precision"}), (report.PRECISION_AT, {"photos taken"})):
        root = ET.parse(tmp_path / "out" / name).getroot()
        texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
        assert words <= texts


def test_the_same_curve_gives_the_same_bytes_and_takes_the_pages_colours():
    curve = Curve(np.array([1, 2, 5]), np.array([1.0, 0.5, 0.4]), np.array([0.2, 0.2, 1.0]))
    assert curves.precision_recall(curve) == curves.precision_recall(curve)
    themed = curves.themed(curves.precision_at(curve))
    assert "var(--sure)" in themed
    assert "#2463b3" not in themed
    assert ' id="axes' not in themed


@pytest.mark.parametrize("points", [0, 1, 2])
def test_a_curve_of_few_points_is_drawn(points: int):
    curve = Curve(np.arange(1, points + 1), np.ones(points), np.ones(points))
    assert "<svg" in curves.precision_at(curve)
    assert "<svg" in curves.precision_recall(curve)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="file"):
        report.prepare(tmp_path / "file" / "out")


def test_a_folder_has_its_albums_one_by_one_before_and_after(tmp_path: Path):
    save_class_folders(tmp_path / "data", ("<i>beach", "town"), 4)
    dataset = open_dataset(tmp_path / "data")
    other = replace(ROW, id="before-64", bits=64)
    found = evaluate("folder", dataset, replace(ROW, bits=64), TinyEncoder(), Task(), before=(other, TinyEncoder()))
    text = written(found, dataset, tmp_path / "out").text
    assert "before: before-64; each photo looked for among all others" in text
    assert "albumphotosmAP beforemAP afterP@10 beforeP@10 aftermAP gained" in text
    assert "<i>beach4" in text
    assert "all albums8" in text
    assert text.count("+0.0000") == 3


def test_a_papers_protocol_has_no_albums(cifar: Dataset, tmp_path: Path):
    assert "Album by album" not in written(measured(cifar), cifar, tmp_path / "out").text
