"""The one viewpoint that all panes of a comparison have, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from photohash.app.viewer.geometry import Box, Size, Viewpoint, fitted, held, least_scale

STEP = 1.25
"""Factor of one step nearer or farther by keyboard."""


class SharedView(QObject):
    """What is looked at in every pane.

    Attributes:
        is_fitted: whether all is in sight, and stays so when the window changes its size.

    Signals:
        changed: it is looked at from elsewhere.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bounds: Box = (0.0, 0.0, 1.0, 1.0)
        self._pane: Size = (1.0, 1.0)
        self._viewpoint = fitted(self._bounds, self._pane)
        self.is_fitted = True

    @property
    def viewpoint(self) -> Viewpoint:
        """Where it is looked at from."""
        return self._viewpoint

    def begin(self, bounds: Box) -> None:
        """Looks at other pictures, all of them in sight.

        Args:
            bounds: the box of reference pixels that holds them all.
        """
        self._bounds = bounds
        self.fit()

    def widen(self, bounds: Box) -> None:
        """Lets one look as far as another box, from where one is."""
        self._bounds = bounds
        if self.is_fitted:
            self.fit()

    def resize(self, pane: Size) -> None:
        """The panes have another size."""
        if pane == self._pane:
            return
        self._pane = pane
        if self.is_fitted:
            self.fit()
        else:
            self._look(self._viewpoint)

    def fit(self) -> None:
        """Brings all in sight."""
        self.is_fitted = True
        self._viewpoint = fitted(self._bounds, self._pane)
        self.changed.emit()

    def zoom(self, factor: float, across: float = 0.0, down: float = 0.0) -> None:
        """Goes nearer or farther around a pane point, counted from the middle of the pane."""
        scale = self._viewpoint.scale * factor
        if factor < 1 and scale <= least_scale(self._bounds, self._pane):
            self.fit()
        else:
            self.go_to_scale(scale, across, down)

    def go_to_scale(self, scale: float, across: float = 0.0, down: float = 0.0) -> None:
        """Shows a reference pixel as large as so many pane pixels."""
        most = held(self._viewpoint.zoomed(scale / self._viewpoint.scale), self._bounds, self._pane).scale
        self._look(self._viewpoint.zoomed(most / self._viewpoint.scale, across, down))

    def move(self, across: float, down: float) -> None:
        """Drags the pictures by so many pane pixels."""
        self._look(self._viewpoint.moved(across, down))

    def move_by_share(self, across: float, down: float) -> None:
        """Looks farther to the right or down by a share of the pane."""
        self.move(-across * self._pane[0], -down * self._pane[1])

    def _look(self, wanted: Viewpoint) -> None:
        self._viewpoint = held(wanted, self._bounds, self._pane)
        whole = fitted(self._bounds, self._pane)
        self.is_fitted = abs(self._viewpoint.scale / whole.scale - 1) < 1e-9
        self.changed.emit()
