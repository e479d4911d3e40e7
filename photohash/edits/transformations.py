"""The family of ``bench copies``: what happens to a photo on its way through phones, messengers, editors and friends.

Each transformation is one row of a table: a name, a sentence, what it does to the picture, what the copy then rightly
is to its photo, and the file it is saved as. The same photo, transformation and seed always give the same copy, so two
runs, and two codes in one run, see the same files.

``CORE`` is the family that the target figure is about, and no row of it changes, so that figures of different versions
compare. ``FAMILY`` is all of it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance

from photohash.edits import overlay_edits, pixel_edits
from photohash.edits.pixel_edits import PixelEdit, one_after_another
from photohash.library.photo import Kind

EVERYDAY_QUALITY = 90
"""JPEG quality of a copy whose transformation does not name another."""


@dataclass(frozen=True, slots=True)
class Transformation:
    """One way a photo turns into a copy of itself.

    Attributes:
        name: the key in results.
        sentence: what it does, for a reader of the results.
        apply: the change of the picture, before it is saved.
        kinds: what the copy rightly is to its photo. More than one where several things were done to it that each have
            a name, where what was done has none of its own (a slanted photo is turned a little, cropped and edited), or
            where it may do next to nothing (automatic levels of a photo that has them).
        format: the container it is saved as, as Pillow names it.
        quality: the encoder's quality, 1 to 95; of no meaning for a format that loses nothing.
    """

    name: str
    sentence: str
    apply: PixelEdit
    kinds: tuple[Kind, ...]
    format: str = "JPEG"
    quality: int = EVERYDAY_QUALITY

    def copy(self, photo: Image.Image, random: Generator) -> bytes:
        """The copy as a file: the photo changed and saved.

        Args:
            photo: RGB, upright.
            random: for the choices this transformation leaves to chance; see ``random_for``.
        """
        file = io.BytesIO()
        self.apply(photo, random).save(file, format=self.format, quality=self.quality)
        return file.getvalue()

    def leaves(self, photo: Image.Image, random: Generator) -> bool:
        """Whether it leaves a photo's pixels as they are, until they are saved; arguments as of ``copy``."""
        applied = self.apply(photo, random)
        return applied.size == photo.size and applied.convert("RGB").tobytes() == photo.convert("RGB").tobytes()


def random_for(photo: str, transformation: str, seed: int = 0) -> Generator:
    """The random numbers of one copy: the same for the same three arguments, on every system."""
    return np.random.default_rng(
        [seed, zlib.crc32(photo.encode("utf-8", "surrogateescape")), zlib.crc32(transformation.encode())]
    )


_AS_IT_IS = pixel_edits.unchanged()
_TURN, _HALF_TURN, _TURN_BACK, _MIRROR, _FLIP, _TRANSPOSE = map(
    pixel_edits.transposed,
    (
        Image.Transpose.ROTATE_90,
        Image.Transpose.ROTATE_180,
        Image.Transpose.ROTATE_270,
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.FLIP_TOP_BOTTOM,
        Image.Transpose.TRANSPOSE,
    ),
)

_RE_ENCODED, _RESIZED, _CROPPED, _ROTATED, _MIRRORED, _EDITED = (
    (kind,) for kind in (Kind.RE_ENCODED, Kind.RESIZED, Kind.CROPPED, Kind.ROTATED, Kind.MIRRORED, Kind.EDITED)
)

CORE: tuple[Transformation, ...] = (
    Transformation("jpeg-70", "Saved again as JPEG of quality 70.", _AS_IT_IS, _RE_ENCODED, quality=70),
    Transformation("jpeg-30", "Saved again as JPEG of quality 30.", _AS_IT_IS, _RE_ENCODED, quality=30),
    Transformation("webp-60", "Saved as WebP of quality 60.", _AS_IT_IS, _RE_ENCODED, "WEBP", 60),
    Transformation("resize-50", "Half the width and height.", pixel_edits.scaled(0.5, 0.5), _RESIZED),
    Transformation("resize-25", "A quarter of the width and height.", pixel_edits.scaled(0.25, 0.25), _RESIZED),
    Transformation("squeeze", "A fifth narrower, the same height.", pixel_edits.scaled(0.8, 1.0), _RESIZED),
    Transformation("crop-80", "The middle 80 % of the area.", pixel_edits.cropped(0.8, centred=True), _CROPPED),
    Transformation("crop-60", "The middle 60 % of the area.", pixel_edits.cropped(0.6, centred=True), _CROPPED),
    Transformation("crop-40", "The middle 40 % of the area.", pixel_edits.cropped(0.4, centred=True), _CROPPED),
    Transformation(
        "crop-60-aside", "60 % of the area, from anywhere.", pixel_edits.cropped(0.6, centred=False), _CROPPED
    ),
    Transformation("turn-90", "Turned by 90 degrees.", _TURN, _ROTATED),
    Transformation("turn-180", "Turned by 180 degrees.", _HALF_TURN, _ROTATED),
    Transformation("turn-270", "Turned by 270 degrees.", _TURN_BACK, _ROTATED),
    Transformation("mirror", "Left and right exchanged.", _MIRROR, _MIRRORED),
    Transformation(
        "straighten-5",
        "Turned by 5 degrees, empty corners cut off.",
        pixel_edits.straightened(5),
        _ROTATED + _CROPPED,
    ),
    Transformation("brighter", "Half as bright again.", pixel_edits.enhanced(ImageEnhance.Brightness, 1.5), _EDITED),
    Transformation("darker", "Half as bright.", pixel_edits.enhanced(ImageEnhance.Brightness, 0.5), _EDITED),
    Transformation("contrast", "Contrast raised by 60 %.", pixel_edits.enhanced(ImageEnhance.Contrast, 1.6), _EDITED),
    Transformation(
        "colour", "Another white balance, up to 20 % in red and blue.", pixel_edits.colour_shifted(0.2), _EDITED
    ),
    Transformation("grey", "Without colour.", pixel_edits.grey(), _EDITED),
    Transformation("blur", "Blurred by a radius of 1 % of the shorter side.", pixel_edits.blurred(0.01), _EDITED),
    Transformation("border", "A plain frame of 8 % around it.", overlay_edits.bordered(0.08), _EDITED),
    Transformation("caption", "A line of text over it.", overlay_edits.captioned(), _EDITED),
    Transformation(
        "crop-caption-jpeg",
        "70 % of the area from anywhere, a line of text over it, saved as JPEG of quality 50.",
        one_after_another(pixel_edits.cropped(0.7, centred=False), overlay_edits.captioned()),
        _CROPPED + _EDITED,
        quality=50,
    ),
    Transformation(
        "mirror-resize-colour",
        "Mirrored, half the width and height, another white balance.",
        one_after_another(_MIRROR, pixel_edits.scaled(0.5, 0.5), pixel_edits.colour_shifted(0.2)),
        _MIRRORED + _EDITED,
    ),
)
"""The family of the target figure: mean recall at one false match in 100,000, and the worst of these rows."""

WIDER: tuple[Transformation, ...] = (
    Transformation("jpeg-10", "Saved again as JPEG of quality 10.", _AS_IT_IS, _RE_ENCODED, quality=10),
    Transformation("webp-10", "Saved as WebP of quality 10.", _AS_IT_IS, _RE_ENCODED, "WEBP", 10),
    Transformation(
        "forwarded",
        "Passed on three times, each time a tenth smaller and saved as JPEG of quality 40.",
        pixel_edits.forwarded(3, 40, 0.9),
        _RESIZED,
        quality=40,
    ),
    Transformation("palette-64", "Reduced to 64 colours, dithered.", pixel_edits.palette(64), _RE_ENCODED + _EDITED),
    Transformation("resize-200", "Twice the width and height.", pixel_edits.scaled(2.0, 2.0), _RESIZED),
    Transformation("stretch", "40 % wider, the same height.", pixel_edits.scaled(1.4, 1.0), _RESIZED),
    Transformation(
        "crop-50-aside", "Half of the area, from anywhere.", pixel_edits.cropped(0.5, centred=False), _CROPPED
    ),
    Transformation("crop-30", "The middle 30 % of the area.", pixel_edits.cropped(0.3, centred=True), _CROPPED),
    Transformation(
        "crop-30-aside", "30 % of the area, from anywhere.", pixel_edits.cropped(0.3, centred=False), _CROPPED
    ),
    Transformation("strip-60", "60 % of the longer side, all of the shorter one.", pixel_edits.strip(0.6), _CROPPED),
    Transformation("flip", "Top and bottom exchanged.", _FLIP, _MIRRORED),
    Transformation("mirror-turn", "Mirrored and turned by 90 degrees.", _TRANSPOSE, _MIRRORED + _ROTATED),
    Transformation(
        "straighten-2",
        "Turned by 2 degrees, empty corners cut off.",
        pixel_edits.straightened(2),
        _ROTATED + _CROPPED,
    ),
    Transformation(
        "straighten-12",
        "Turned by 12 degrees, empty corners cut off.",
        pixel_edits.straightened(12),
        _ROTATED + _CROPPED,
    ),
    Transformation(
        "tilt-10", "Turned by 10 degrees, corners white or black.", pixel_edits.tilted(10), _ROTATED + _EDITED
    ),
    Transformation(
        "slant",
        "Taken at a slant: every corner up to 10 % of a side further in.",
        pixel_edits.slanted(0.1),
        _ROTATED + _CROPPED + _EDITED,
    ),
    Transformation(
        "colour-cast", "A strong cast, up to 40 % in red and blue.", pixel_edits.colour_shifted(0.4), _EDITED
    ),
    Transformation("vivid", "Colours twice as strong.", pixel_edits.enhanced(ImageEnhance.Color, 2.0), _EDITED),
    Transformation("levels", "Automatic levels.", pixel_edits.levels_stretched(), _EDITED + _RE_ENCODED),
    Transformation("faded", "A photo app's filter: faded, warm, dark corners.", pixel_edits.faded(), _EDITED),
    Transformation("sepia", "Brown like an old print.", pixel_edits.sepia(), _EDITED),
    Transformation(
        "grey-contrast",
        "Without colour, contrast raised by 80 %.",
        one_after_another(pixel_edits.grey(), pixel_edits.enhanced(ImageEnhance.Contrast, 1.8)),
        _EDITED,
    ),
    Transformation("pale", "Half the contrast.", pixel_edits.enhanced(ImageEnhance.Contrast, 0.5), _EDITED),
    Transformation("sharpen", "Sharpened three times over.", pixel_edits.sharpened(0.008, 300), _EDITED),
    Transformation("noise-10", "Grain of 10 grey levels.", pixel_edits.noisy(10), _EDITED),
    Transformation("noise-25", "Grain of 25 grey levels.", pixel_edits.noisy(25), _EDITED),
    Transformation("blur-2", "Blurred by a radius of 2 % of the shorter side.", pixel_edits.blurred(0.02), _EDITED),
    Transformation("heading", "A white bar with text added above, 18 % high.", overlay_edits.headed(0.18), _EDITED),
    Transformation("watermark", "Half-transparent words all over it.", overlay_edits.watermarked(), _EDITED),
    Transformation("date", "The date in orange in a corner.", overlay_edits.dated(), _EDITED),
    Transformation(
        "stickers", "Three faces, each a quarter of the shorter side.", overlay_edits.stickered(3, 0.25), _EDITED
    ),
    Transformation("border-20", "A plain frame of 20 % around it.", overlay_edits.bordered(0.2), _EDITED),
    Transformation("instant-print", "The white card of an instant print.", overlay_edits.instant_print(), _EDITED),
    Transformation("film-bars", "Black bars of 16 % above and below.", overlay_edits.between_bars(0.16), _EDITED),
    Transformation(
        "screenshot",
        "Shown by an app: a bar of 12 % above it and one of 14 % below.",
        overlay_edits.on_screen(0.12, 0.14),
        _EDITED + _CROPPED,
    ),
    Transformation(
        "screenshot-phone",
        "On a phone held upright, empty ground above and below.",
        overlay_edits.on_phone(),
        _EDITED + _CROPPED,
    ),
    Transformation(
        "collage-cell",
        "Cut out of a collage: 80 % of the area, a gap and strips of other pictures at two sides.",
        overlay_edits.collage_cell(0.8),
        _CROPPED + _EDITED,
    ),
    Transformation("collage-2", "Beside another picture.", overlay_edits.beside_another(), _CROPPED + _EDITED),
    Transformation(
        "turn-border",
        "Turned by 270 degrees, a plain frame of 8 % around it.",
        one_after_another(_TURN_BACK, overlay_edits.bordered(0.08)),
        _ROTATED + _EDITED,
    ),
    Transformation(
        "crop-turn-grey",
        "60 % of the area from anywhere, turned by 90 degrees, without colour.",
        one_after_another(pixel_edits.cropped(0.6, centred=False), _TURN, pixel_edits.grey()),
        _CROPPED + _ROTATED + _EDITED,
    ),
    Transformation(
        "faded-stickers-jpeg",
        "A photo app's filter, two faces on it, saved as JPEG of quality 30.",
        one_after_another(pixel_edits.faded(), overlay_edits.stickered(2, 0.2)),
        _EDITED,
        quality=30,
    ),
    Transformation(
        "of-a-print",
        "A print taken with a phone: at a slant, a warm or cold cast, soft, grainy.",
        one_after_another(
            pixel_edits.slanted(0.06),
            pixel_edits.colour_shifted(0.15),
            pixel_edits.blurred(0.006),
            pixel_edits.noisy(8),
        ),
        _ROTATED + _CROPPED + _EDITED,
    ),
    Transformation(
        "crop-mirror-caption-jpeg",
        "70 % of the area from anywhere, mirrored, a line of text over it, saved as JPEG of quality 30.",
        one_after_another(pixel_edits.cropped(0.7, centred=False), _MIRROR, overlay_edits.captioned()),
        _CROPPED + _MIRRORED + _EDITED,
        quality=30,
    ),
    Transformation(
        "screenshot-forwarded",
        "Shown by an app, darker, and passed on twice.",
        one_after_another(
            pixel_edits.enhanced(ImageEnhance.Brightness, 0.7),
            overlay_edits.on_screen(0.12, 0.14),
            pixel_edits.forwarded(2, 50, 0.8),
        ),
        _EDITED + _CROPPED,
        quality=50,
    ),
)
"""What the core family leaves out: harder, rarer, and several things at once, up to four of them."""

FAMILY: tuple[Transformation, ...] = (*CORE, *WIDER)
"""Every transformation ``bench copies`` measures, in the order its table shows them."""

FAMILIES: Mapping[str, tuple[Transformation, ...]] = {"core": CORE, "whole": FAMILY}
"""The families that figures are told of, by name; the first is that of the headline."""
