"""The table of what is known of the photos compared."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from photohash.app.models.comparison import FieldsModel, subjects_of
from photohash.library.actions.xmp import Fields
from photohash.library.comparison import ComparedPhoto
from photohash.library.photo import Holdings, Kind
from tests.app.records import group, photo


@pytest.fixture
def model(theme):
    made = FieldsModel(theme)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


def pair() -> list[ComparedPhoto]:
    """Two photos of one size, of which one has a place, a lens and four stars."""
    first = replace(photo(1), camera="Canon EOS R6", holdings=Holdings(shot={"lens": "RF 35mm"}), quality=95)
    second = replace(photo(2, octets=400_000), camera="Canon EOS R6", quality=60)
    told = Fields(rating=4, place=(47.37, 8.55), keywords=("sea", "boats"))
    return [
        ComparedPhoto(first, {first.files[0].path: told}, same=True),
        ComparedPhoto(second, {}, Kind.RE_ENCODED, same=True, only_there=("a rating", "a place")),
    ]


def test_every_field_stands_beside_that_of_the_other_photo(model):
    model.show(subjects_of(None, pair()))
    assert (model.text("Place", 0), model.text("Place", 1)) == ("47.37000, 8.55000", "")
    assert (model.text("Lens", 0), model.text("Lens", 1)) == ("RF 35mm", "")
    assert model.text("Rating", 0) == "★★★★"
    assert model.text("Keywords", 0) == "sea, boats"
    assert model.text("Format", 1) == "JPEG, quality 60"
    assert model.text("Lacks", 1) == "a rating, a place"
    assert model.text("Why", 1) == "Re-encoded"


def test_what_differs_from_the_first_is_marked_for_the_eye_and_for_the_ear(model):
    model.show(subjects_of(None, pair()))
    assert model.differs("Size", 1)
    assert not model.differs("Size", 0)
    assert not model.differs("Camera", 1)
    row = next(row for row in range(model.rowCount()) if model.headerData(row, Qt.Orientation.Vertical) == "Place")
    cell = model.index(row, 1)
    assert model.data(cell, FieldsModel.DIFFERS)
    assert model.data(cell) == "–"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "nothing, differs"
    assert model.data(cell, Qt.ItemDataRole.FontRole).bold()
    assert not model.data(model.index(row, 0), Qt.ItemDataRole.FontRole).bold()


def test_rows_that_say_nothing_are_left_out_and_on_wish_those_that_do_not_differ(model):
    model.show(subjects_of(None, pair()))
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert "People" not in names
    assert "Camera" in names
    model.show_only_differences(only=True)
    fewer = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert "Camera" not in fewer
    assert "Place" in fewer
    model.show_only_differences(only=False)
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())] == names


def test_of_a_group_each_file_is_a_column_and_says_what_becomes_of_it(model):
    copies = group(1, Kind.RE_ENCODED)
    found = [ComparedPhoto(member.photo, same=True) for member in copies.members]
    subjects = subjects_of(copies, found)
    model.show([subjects[0], replace(subjects[1], ticked=True)])
    assert [model.text("State", column) for column in (0, 1)] == ["To keep", "Ticked: it will go."]
    model.show([subjects[0], replace(subjects[1], protected=True)])
    assert model.text("State", 1) == "Protected: stays"
    assert not model.differs("State", 1)


def test_without_photos_there_is_nothing(model):
    model.show([])
    assert (model.rowCount(), model.columnCount()) == (0, 0)
