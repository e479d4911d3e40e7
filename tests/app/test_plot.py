"""The plots of the training page: what is written into them stands clear of what is drawn."""

import math
from itertools import pairwise

import pytest
from PySide6.QtCore import QLineF, QRectF, QSize

from photohash.app.wizard.plot import CurvePlot, PlotWords

STEPS = range(1, 400)
CURVES = {
    "falls": [3 * math.exp(-step / 60) for step in STEPS],
    "rises": [1 - math.exp(-step / 60) for step in STEPS],
    "falls, then rises": [abs(step - 380) / 400 for step in STEPS],
    "jumps": [1.5 + math.sin(step) for step in STEPS],
    "nothing is left of it": [0.0 for _ in STEPS],
    "small": [0.000_812_3 / step for step in STEPS],
    "great": [12_345.0 * step for step in STEPS],
}


@pytest.mark.parametrize("size", [QSize(224, 160), QSize(352, 208), QSize(900, 500)], ids=str)
@pytest.mark.parametrize("values", CURVES.values(), ids=CURVES.keys())
def test_the_last_value_stands_clear_of_the_curve_and_inside_the_plot(theme, qtbot, values, size):
    plot = CurvePlot(PlotWords("Loss", "Steps", "none"), theme)
    qtbot.addWidget(plot)
    plot.resize(size)
    for step, value in zip(STEPS, values, strict=True):
        plot.add(step, value, anew=step == 200)
    shown = plot.layout_now()
    assert shown is not None
    assert plot.rect().contains(shown.figure)
    assert shown.figure.left() > shown.area.right() + 3, "the dot at the end of the line has room"
    figure = QRectF(shown.figure)
    for part in shown.parts:
        assert not [point for point in part if figure.contains(point)]
        lines = [QLineF(one, other) for one, other in pairwise(part)]
        edges = QLineF(figure.topLeft(), figure.bottomLeft()), QLineF(figure.topLeft(), figure.topRight())
        crossings = [line.intersects(edge)[0] for line in lines for edge in edges]
        assert QLineF.IntersectionType.BoundedIntersection not in crossings


def test_a_plot_without_a_point_says_what_it_is_for(theme, qtbot):
    plot = CurvePlot(PlotWords("Loss", "Steps", "It begins with the first step."), theme)
    qtbot.addWidget(plot)
    assert plot.layout_now() is None
    assert plot.said == "It begins with the first step."
