"""Colour profiles: whatever space a file's numbers are in, they are turned into sRGB before anybody looks at them.

Two files with the same numbers under different profiles are different pictures, and two with different numbers may be
the same. Little CMS does the work, through Pillow, with relative colorimetric intent, as viewers do.
"""

from __future__ import annotations

import io
import logging
import threading
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageCms

_KEPT = 16
"""Profiles that are kept ready; libraries know a handful."""

_ALIKE = 3
"""Levels by which no colour of a picture may change for its profile to be sRGB by another name."""

_NAME_LENGTH = 60

_MODES = {"RGB": "RGB", "RGBA": "RGB", "RGBX": "RGB", "P": "RGB", "L": "L", "LA": "L", "I;16": "L", "CMYK": "CMYK"}
"""In which mode a profile is applied, by that in which Pillow opens a picture."""

_log = logging.getLogger(__name__)
_making = threading.Lock()


class Profile:
    """A colour profile, ready to be applied. Any number of threads may share one.

    Attributes:
        name: what it calls itself, e.g. "Display P3".
        mode: of the pictures that it is for: RGB, L or CMYK.
    """

    def __init__(self, name: str, mode: str, transform: ImageCms.ImageCmsTransform) -> None:
        self.name, self.mode, self._transform = name, mode, transform

    def applied(self, image: Image.Image) -> Image.Image:
        """A picture in the profile's mode, in sRGB."""
        converted = ImageCms.applyTransform(image, self._transform)
        return image.convert("RGB") if converted is None else converted


def profile_of(image: Image.Image) -> Profile | None:
    """The profile that a picture's colours are to be understood by; None for sRGB, also where nothing usable is said.

    Args:
        image: opened by Pillow, with its mode as it is stored: RGB, L or CMYK.
    """
    data = image.info.get("icc_profile")
    mode = _MODES.get(image.mode)
    if not isinstance(data, bytes) or not data or mode is None:
        return None
    with _making:  # two threads would only do the same work twice
        return _profile(data, mode)


@lru_cache(maxsize=_KEPT)
def _profile(data: bytes, mode: str) -> Profile | None:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(data))
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            # Little CMS keeps the last colour it met, which threads would spoil for one another.
            ImageCms.Flags.NOCACHE | ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        profile = Profile(_name(source), mode, transform)
        return None if _changes_nothing(profile) else profile
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        _log.debug("a colour profile that cannot be used: %r", error)
        return None


def _name(source: Any) -> str:
    text = "".join(letter for letter in ImageCms.getProfileDescription(source) if letter.isprintable()).strip()
    return text[:_NAME_LENGTH] or "a profile without a name"


def _changes_nothing(profile: Profile) -> bool:
    """Whether a profile leaves the colours of a grid over all colours as they are."""
    if profile.mode == "CMYK":
        return False
    steps = np.linspace(0, 255, 9).round().astype(np.uint8)
    if profile.mode == "L":
        grid = np.tile(steps, (9, 1))
    else:
        grid = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(27, 27, 3)
    image = Image.fromarray(grid)
    apart = np.asarray(profile.applied(image), np.int16) - np.asarray(image.convert("RGB"), np.int16)
    return bool(np.abs(apart).max() <= _ALIKE)
