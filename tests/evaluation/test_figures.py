"""Curves of several methods and lengths in one picture, and the page of all results, from real reports."""

from __future__ import annotations

import json
from dataclasses import replace
from os.path import relpath
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.evaluation import figures, report, results
from photohash.evaluation.datasets import Dataset, open_dataset
from photohash.evaluation.evaluate import Evaluation, evaluate
from photohash.evaluation.protocols import PROTOCOLS
from photohash.evaluation.subject import Subject
from tests.evaluation.labelled import save_class_folders
from tests.evaluation.pictures import TinyEncoder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return open_dataset(save_class_folders(tmp_path_factory.mktemp("photos"), ("a", "b", "c"), 12))


@pytest.fixture(scope="module")
def evaluation(data: Dataset) -> Evaluation:
    subject = Subject("tiny-64", "dhida", "lite0", 64, None, 3, {"seed": 3}, "cpu")
    return evaluate("folder", data, subject, TinyEncoder(), Task())


def variants(evaluation: Evaluation) -> list[Evaluation]:
    """The same evaluation as if it were of other methods and lengths."""
    subject = evaluation.subject
    changes = ((None, 64), ("csq", 64), ("dsh", 64), (None, 32))
    return [replace(evaluation, subject=replace(subject, variant=v, bits=bits)) for v, bits in changes]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, data: Dataset, evaluation: Evaluation) -> Path:
    place = tmp_path_factory.mktemp("made") / "reports"
    for number, one in enumerate(variants(evaluation)):
        folder = place / str(number)
        folder.mkdir(parents=True)
        report.write(one, data, folder)
    return place


def test_methods_of_one_length_and_lengths_of_one_method_are_in_one_picture_each(reports):
    drawn = figures.read_curves(sorted(reports.rglob("report.json")))
    assert [(one.method, one.bits) for one in drawn] == [("DHIDA", 32), ("CSQ", 64), ("DHIDA", 64), ("DSH", 64)]
    made = figures.pictures(drawn)
    assert set(made) == {"folder, 32 bits", "folder, 64 bits", "folder, DHIDA by length"}
    for svg in made["folder, 64 bits"]:
        assert all(f">{name}<" in svg for name in ("CSQ", "DHIDA", "DSH"))
        assert svg.count("<svg") == 1
    assert all(f">{bits} bits<" in made["folder, DHIDA by length"][0] for bits in (32, 64))
    assert figures.pictures(drawn) == made, "the same curves give the same bytes"


def test_a_line_goes_through_the_points_of_its_curve(reports, evaluation):
    drawn = figures.read_curves(sorted(reports.rglob("report.json")))
    for one in drawn:
        np.testing.assert_array_equal(one.precision.precision, evaluation.precision.precision)
        np.testing.assert_array_equal(one.recall.recall, evaluation.curve.recall)


def test_the_page_has_every_kept_result_every_picture_and_links_to_the_strips(reports, tmp_path, capsys):
    figures.main(["--reports", str(reports), "--out", str(tmp_path / "out")])
    address = relpath(reports / "0" / "report.html", tmp_path / "out")
    assert "The page:" in capsys.readouterr().out
    page = (tmp_path / "out" / "results.html").read_text(encoding="utf-8")
    for kept in results.read():
        assert f"{kept.metrics['map_all']:.4f}" in page
    assert page.count("<svg") == 6
    assert f'href="{address}"' in page
    assert "#2463b3" not in page.split("</style>")[1], "lines have the colours of the page, light or dark"
    assert len(list((tmp_path / "out").glob("*.svg"))) == 6


def test_curves_are_kept_beside_a_result_and_drawn_from_there(evaluation, tmp_path, monkeypatch):
    kept = replace(evaluation, protocol="mirflickr-25k")
    monkeypatch.setattr(type(PROTOCOLS["mirflickr-25k"]), "is_whole", lambda *_: True)
    results.write(results.result_of(kept), tmp_path / "results")
    path = figures.keep_curves(kept, tmp_path / "results")
    assert path == tmp_path / "results" / "curves" / "mirflickr-25k-dhida-lite0-64.json"
    (drawn,) = figures.read_curves([path])
    np.testing.assert_allclose(drawn.recall.precision, evaluation.curve.precision, atol=5e-5)
    figures.main(["--results", str(tmp_path / "results"), "--out", str(tmp_path / "out")])
    page = (tmp_path / "out" / "results.html").read_text(encoding="utf-8")
    assert "mirflickr-25k, 64 bits" in page
    assert f"{evaluation.metrics['map_all']:.4f}" in page


@pytest.mark.parametrize("change", [{"protocol": "mine"}, {"curves": {}}, {"bits": None}])
def test_what_is_no_report_is_named(reports, tmp_path, change):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(json.loads((reports / "0" / "report.json").read_text()) | change))
    with pytest.raises(KnownError, match=r"report\.json does not hold the curves of an evaluation"):
        figures.read_curves([path])
