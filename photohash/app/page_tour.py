"""The pages that scroll, for measuring: how each is come to, what scrolls on it, and which pictures are in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView

from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.pages.card_list import CardList
from photohash.app.pages.cluster_view import ClusterView
from photohash.app.pages.grid_view import PhotoGridView

Place = tuple[int, int]
"""A row of a list, and the place of a picture in it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the tour.

    Attributes:
        name: as a person reads it.
        go: leads there.
        view: scrolls.
        in_view: the pictures in view; None where the page shows none.
    """

    name: str
    go: Callable[[], None]
    view: QAbstractItemView
    in_view: Callable[[], set[Place]] | None = None


def tour(window: MainWindow) -> list[Stop]:
    """Every page that scrolls."""
    pages, go_to = window.pages, window.navigation.go_to

    def open_first() -> None:
        photo = window.first_photo()
        if photo is not None:
            window.navigation.open_photo(photo)

    cards, clusters, grid, similar = pages.copies.view, pages.stacks.view, pages.library.grid, pages.photo.grid
    return [
        Stop("Copies", lambda: go_to(Page.COPIES), cards, lambda: set(_on_cards(cards))),
        Stop("Look-alikes", lambda: go_to(Page.STACKS), clusters, lambda: set(_in_clusters(clusters))),
        Stop("All photos", lambda: go_to(Page.LIBRARY), grid, lambda: set(_in_grid(grid))),
        Stop("Similar", open_first, similar, lambda: {(row, 0) for row in _rows(similar)}),
        Stop("Decisions", lambda: go_to(Page.DECISIONS), pages.decisions.list),
        Stop("History", lambda: go_to(Page.HISTORY), pages.history.tree),
        Stop("Could not read", lambda: go_to(Page.FAILURES), pages.failures.table),
    ]


def _on_cards(view: CardList) -> Iterator[Place]:
    area, top = view.viewport().rect(), view.verticalOffset()
    for row in view.card_flow.rows_between(top, top + area.height()):
        for tile in view.box(view.groups.index(row, 0)).tiles:
            if tile.whole.intersects(area):
                yield row, tile.member


def _in_clusters(view: ClusterView) -> Iterator[Place]:
    area, flow = view.viewport().rect(), view.card_flow
    lines = range(view.verticalOffset() // flow.line_height, len(flow.firsts))
    for row in range(flow.firsts[lines.start] if lines else 0, len(flow.lines)):
        index = view.model().index(row, 0)
        rect = view.visualRect(index)
        if rect.top() > area.bottom():
            return
        if rect.intersects(area):
            yield from ((row, place) for place, box in enumerate(view.box(index).photos) if box.intersects(area))


def _in_grid(view: PhotoGridView) -> Iterator[Place]:
    area = QRect(QPoint(0, view.verticalOffset()), view.viewport().size())
    for run in view.geometry_of_photos.runs(area):
        yield from ((row, 0) for row in run)


def _rows(view: QAbstractItemView) -> Iterator[int]:
    area = view.viewport().rect()
    for row in range(view.model().rowCount()):
        if view.visualRect(view.model().index(row, 0)).intersects(area):
            yield row
