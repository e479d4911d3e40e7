from __future__ import annotations

import pytest

from photohash.bench.kept_figures import HEADINGS, put_into
from photohash.core.resources import resource

DOCUMENT = resource("docs", "evaluation.md").read_text(encoding="utf-8")


def test_the_documents_have_the_tables_of_what_is_kept():
    assert put_into(DOCUMENT) == DOCUMENT, "run: python -m photohash.bench.kept_figures"


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_a_table_without_a_place_is_told(heading):
    with pytest.raises(ValueError, match="no place"):
        put_into(DOCUMENT.replace(heading, "### Something else"))
