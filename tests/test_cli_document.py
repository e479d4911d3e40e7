from __future__ import annotations

import json
from pathlib import Path

import pytest

from photohash.cli.context import LONG, CommandContext


@pytest.mark.parametrize("rows", [0, LONG, LONG + 1, 3 * LONG + 7])
def test_a_document_of_any_length_is_the_json_of_it(capsys, rows):
    document = {"model": "é", "rows": [{"path": f"{row}.jpg"} for row in range(rows)], "none": None, "other": []}
    CommandContext(Path(), json=True, quiet=False).document(document)
    printed = capsys.readouterr().out
    assert json.loads(printed) == document
    assert printed.endswith("}\n")
    assert (printed.count("\n") == 1) == (rows > LONG)
