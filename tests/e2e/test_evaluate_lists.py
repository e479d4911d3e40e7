"""``photohash evaluate`` on a list of photos with several labels: mAP@5000 is what a plain count makes it."""

import numpy as np
import pytest

from photohash.core.bits import Codes
from photohash.evaluation.report import PAGE
from photohash.hashing import runtime
from tests.evaluation.labelled import save_class_folders
from tests.test_wiring import ID, build_model

LABELS = 21


@pytest.fixture(autouse=True)
def on_processor(monkeypatch):
    """The model of these tests runs on the CPU only."""
    monkeypatch.setattr(runtime, "_has_cuda", lambda: False)


def plain(codes: dict[str, Codes], labels: dict[str, set[int]], queries: list[str], searched: list[str]) -> float:
    """The mean over queries of average precision, ties by the mean over the orders of each tie."""
    means = []
    for query in queries:
        distances = {name: int(np.unpackbits(codes[query] ^ codes[name]).sum()) for name in searched}
        gained, before, right_before = 0.0, 0, 0
        for distance in sorted(set(distances.values())):
            tie = [name for name in searched if distances[name] == distance]
            right = sum(bool(labels[name] & labels[query]) for name in tie)
            for place in range(1, len(tie) + 1):
                # right with chance r/n, and then of the others before it in the tie (r-1)/(n-1) are right too
                others = (place - 1) * (right - 1) / (len(tie) - 1) if len(tie) > 1 else 0
                gained += right / len(tie) * (right_before + 1 + others) / (before + place)
            before, right_before = before + len(tie), right_before + right
        means.append(gained / max(right_before, 1))
    return float(np.mean(means))


def test_map_of_5000_on_a_list_is_a_plain_count(photohash, tmp_path):
    data = save_class_folders(tmp_path / "data", tuple(f"c{label:02}" for label in range(LABELS)), 4)
    model = build_model(tmp_path / ID)
    names = sorted(path.relative_to(data).as_posix() for path in data.rglob("*.png"))
    rng = np.random.default_rng(0)
    labels = {name: {int(name[1:3]), int(rng.integers(LABELS))} for name in names}
    queries = [name for name in names if name.endswith("0000.png")]
    searched = [name for name in names if name not in queries]
    for part, listed in (("test", queries), ("database", searched), ("train", searched)):
        lines = [f"{name} {' '.join(str(int(label in labels[name])) for label in range(LABELS))}\n" for name in listed]
        (data / f"{part}.txt").write_text("".join(lines))
    out = tmp_path / "out"
    outcome = photohash("evaluate", "nus-wide-21", "--data", data, "--model", model, "--out", out, "--json")
    assert outcome.code == 0, outcome.err
    encoded = photohash("encode", *(data / name for name in names), "--model", model, "--json")
    codes = {line["path"]: np.frombuffer(bytes.fromhex(line["code"]), np.uint8) for line in encoded.lines}
    by_name = {name: codes[str(data / name)] for name in names}
    expected = plain(by_name, labels, queries, searched)
    assert outcome.document["metrics"]["map_at_5000"] == pytest.approx(expected, abs=1e-9)
    page = (out / PAGE).read_text(encoding="utf-8")
    assert "mAP@5000" in page
    assert "c00" not in page.split("Retrieval")[0]
    assert "label 1" in page
