from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photohash.core.errors import KnownError, UsageError
from photohash.core.resources import resource
from photohash.evaluation import results
from photohash.evaluation.encoding import EncodingSpeed
from photohash.evaluation.evaluate import Evaluation
from photohash.evaluation.results import (
    HEADING,
    CellResult,
    differs,
    parse,
    put_into,
    read,
    result_of,
    section,
    table,
    write,
)
from photohash.evaluation.retrieval import Curve
from photohash.evaluation.subject import Subject
from photohash.library.photo import Failure

KEYS = [
    "protocol",
    "method",
    "backbone",
    "bits",
    "variant",
    "seed",
    "split",
    "recipe",
    "data",
    "device",
    "metrics",
    "paper",
]

GOOD: dict[str, Any] = {
    "protocol": "cifar10-dhida", "method": "dhida", "backbone": "lite0", "bits": 16, "variant": None, "seed": 1,
    "split": {"train": "0" * 32, "queries": "1" * 32, "database": "2" * 32},
    "recipe": {"name": "dhida-lite0-16-cifar10", "network": {"side": 160}}, "data": "CIFAR-10 as 60,000 JPEG copies",
    "device": "cpu (X)", "metrics": {"map_all": 0.8313, "p_within_2": 0.8},
    "paper": {"map_all": 0.8213, "table": "DHIDA Table 3"},
}  # fmt: skip


def evaluation(**changes: Any) -> Evaluation:
    empty = Curve(np.array([1]), np.array([1.0]), np.array([1.0]))
    found = Evaluation(
        protocol="cifar10-dhida",
        subject=Subject("dhida-lite0-16-cifar10", "dhida", "lite0", 16, None, 1, GOOD["recipe"], "cpu (X)"),
        data=GOOD["data"],
        photos={"train": 5000, "queries": 1000, "database": 54000},
        split=GOOD["split"],
        metrics=GOOD["metrics"],
        curve=empty,
        precision=empty,
        encoding=EncodingSpeed(1.0, 2.0, 3, "cpu (X)"),
        strips=(),
        machine={},
    )
    return replace(found, **changes)


def test_a_result_has_exactly_the_documented_keys():
    assert [field.name for field in fields(CellResult)] == KEYS


def test_what_is_kept_of_an_evaluation_is_read_again(tmp_path: Path):
    path = write(result_of(evaluation()), tmp_path / "results")
    assert path.name == "cifar10-dhida-dhida-lite0-16.json"
    assert list(json.loads(path.read_text(encoding="utf-8"))) == KEYS
    assert json.loads(path.read_text(encoding="utf-8")) == GOOD
    assert read(tmp_path / "results") == [parse(GOOD)]


def test_a_variant_is_in_the_name():
    subject = replace(evaluation().subject, variant="r")
    kept = result_of(evaluation(subject=subject))
    assert kept.name == "cifar10-dhida-dhida-lite0-16-r.json"
    assert kept.paper == {"map_all": 0.8021, "table": "DHIDA Table 4"}


def test_a_length_that_the_paper_lacks_has_no_figure_of_it():
    kept = result_of(evaluation(subject=replace(evaluation().subject, bits=24)))
    assert kept.paper == {"map_all": None, "table": None}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"photos": {"train": 5000, "queries": 999, "database": 54000}}, "999 photos were looked for"),
        ({"failures": (Failure(Path("a.jpg"), "is damaged"),)}, "1 could not be read"),
        ({"protocol": "folder"}, "papers' protocols"),
        (
            {"subject": replace(evaluation().subject, given="3" * 32)},
            "learnt from other photos",
        ),
        ({"subject": replace(evaluation().subject, seed=None)}, "recipe and the seed"),
        ({"subject": replace(evaluation().subject, recipe=None)}, "recipe and the seed"),
        ({"subject": replace(evaluation().subject, photos=49_700)}, "learnt from 49,700 photos where .* gives 5,000"),
    ],
)
def test_what_is_not_the_papers_figure_is_not_kept(changes: dict[str, Any], told: str):
    with pytest.raises(KnownError, match=told):
        result_of(evaluation(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"protocol": "folder"},
        {"method": "DHIDA"},
        {"backbone": ""},
        {"bits": 16.0},
        {"bits": True},
        {"bits": 0},
        {"variant": ""},
        {"seed": None},
        {"seed": "1"},
        {"split": {"train": "0" * 32}},
        {"split": {"train": "0" * 32, "queries": "1" * 32, "database": "ours"}},
        {"recipe": {}},
        {"recipe": ""},
        {"data": "two\nlines"},
        {"device": None},
        {"metrics": {}},
        {"metrics": {"map_all": 1.2}},
        {"metrics": {"map_all": "0.8"}},
        {"metrics": {"map_all": 0.8, "more": None}},
        {"paper": {"map_all": 0.9, "table": "DHIDA Table 3"}},
        {"paper": {"map_all": None, "table": None}},
        {"paper": {"map_all": 0.8213}},
        {"surprise": 1},
    ],
)
def test_a_result_that_is_not_as_it_should_be_is_named(tmp_path: Path, changes: dict[str, Any]):
    (tmp_path / "cifar10-dhida-dhida-lite0-16.json").write_text(json.dumps(GOOD | changes))
    with pytest.raises(KnownError, match=r"cifar10-dhida-dhida-lite0-16\.json is not a result"):
        read(tmp_path)


@pytest.mark.parametrize("missing", KEYS)
def test_a_key_that_is_missing_is_named(missing: str):
    with pytest.raises(ValueError, match=f"'{missing}' is missing"):
        parse({key: value for key, value in GOOD.items() if key != missing})


@pytest.mark.parametrize("content", ["", "[]", "{", '{"metrics": NaN}', "[" * 100_000])
def test_a_file_that_is_no_result_is_named(tmp_path: Path, content: str):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(KnownError, match=r"x\.json is not a result"):
        read(tmp_path)


def test_a_file_under_another_name_is_refused(tmp_path: Path):
    (tmp_path / "best.json").write_text(json.dumps(GOOD))
    with pytest.raises(KnownError, match="makes the name cifar10-dhida-dhida-lite0-16"):
        read(tmp_path)


def test_the_table_gives_paper_ours_difference_and_what_differs():
    row = table([parse(GOOD)]).splitlines()[2]
    assert row == (
        "| cifar10-dhida | DHIDA | 16 | 0.8213 (DHIDA Table 3) | **0.8313** | not measured | +0.0100 |"
        " lite0 for resnet18, JPEG copies of the photos, 160 px for 224 |"
    )


def test_the_figure_in_float32_stands_beside_ours_where_it_was_measured():
    kept = result_of(evaluation(metrics={**GOOD["metrics"], "map_all_float32": 0.8351}, beside="float32"))
    assert kept.metrics["map_all_float32"] == 0.8351
    assert "| **0.8313** | 0.8351 | +0.0100 |" in table([kept])


def test_a_figure_under_the_papers_is_not_hidden():
    assert " −0.0213 |" in table([parse(GOOD | {"metrics": {"map_all": 0.8}})])


def test_rows_stand_by_paper_variant_and_length():
    ablation = {"variant": "r", "paper": {"map_all": 0.8021, "table": "DHIDA Table 4"}}
    longer = {"bits": 64, "paper": {"map_all": 0.8428, "table": "DHIDA Table 3"}}
    other = {
        "protocol": "cifar10-dah",
        "method": "itq",
        "bits": 48,
        "paper": {"map_all": 0.1684, "table": "DAH Table 2"},
    }
    rows = table([parse(GOOD | changes) for changes in (longer, ablation, other, {})]).splitlines()[2:]
    assert [row.split(" | ")[1:3] for row in rows] == [
        ["ITQ", "48"],
        ["DHIDA", "16"],
        ["DHIDA", "64"],
        ["DHIDA-R", "16"],
    ]


def test_what_differs_knows_the_papers_own_backbones():
    same = GOOD | {"backbone": "resnet18", "data": "CIFAR-10, python version", "recipe": "one"}
    assert differs(parse(same)) == "nothing"
    alex = same | {"backbone": "alexnet", "variant": "a", "paper": {"map_all": 0.7240, "table": "DHIDA Table 4"}}
    assert differs(parse(alex)) == "nothing"


def test_a_backbone_that_was_trained_before_is_told():
    begun = GOOD | {"recipe": GOOD["recipe"] | {"began_from": {"source": "dhida-lite0-64-x", "sha256": "0"}}}
    assert differs(parse(begun)).endswith("160 px for 224, backbone fine-tuned on the same photos before")


def test_a_document_gets_the_section_once_and_keeps_the_rest():
    before = "# Models\n\n## Copies found\n\nMany.\n"
    once = put_into(before, [parse(GOOD)])
    assert once == f"{before}\n{section([parse(GOOD)])}"
    assert put_into(once, [parse(GOOD)]) == once
    assert put_into(once, []) == before


def test_the_document_has_exactly_the_table_of_the_results_that_are_kept():
    document = resource("docs", "models.md").read_text(encoding="utf-8")
    assert document == put_into(document, read()), "run: python -m photohash.evaluation.results"
    assert HEADING in document


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="file"):
        write(parse(GOOD), tmp_path / "file")


def test_no_result_is_no_section():
    assert results.section([]) == ""
