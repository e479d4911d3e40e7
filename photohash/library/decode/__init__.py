"""File -> upright RGB pixels, or one clear reason why not.

Every look at a photo's pixels goes through here: codes, verification, previews and thumbnails agree on what is up.
"""

from photohash.library.decode.coded import coded_picture_of, opening_of
from photohash.library.decode.decoder import decode
from photohash.library.decode.jpeg import encoding_of
from photohash.library.decode.motion_photo import film_digest
from photohash.library.decode.pixels import FORMATS, PIXEL_LIMIT
from photohash.library.decode.unchanged import decode_unchanged, read_unchanged

__all__ = [
    "FORMATS",
    "PIXEL_LIMIT",
    "coded_picture_of",
    "decode",
    "decode_unchanged",
    "encoding_of",
    "film_digest",
    "opening_of",
    "read_unchanged",
]
