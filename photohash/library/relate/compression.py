"""How strongly a photo was compressed, and what that explains."""

from __future__ import annotations

from photohash.library.photo import Photo

_USUAL = 85
"""The quality taken for granted where nothing is known."""

_MODERN = frozenset({"WEBP", "AVIF", "HEIF"})
_BITS_A_PIXEL = ((0.35, 20), (0.8, 50))
"""Formats that do not tell their quality: up to so many bits a pixel it is taken for this JPEG quality, else for 75."""

_STRONG = 75
"""From this quality down, compression takes grain and the finest detail away."""


def quality(photo: Photo) -> int:
    """The quality of a photo's last save, 1 to 100, on the scale of libjpeg; estimated where it is not known."""
    if photo.quality is not None:
        return photo.quality
    if photo.format.upper() in _MODERN:
        spent = 8 * photo.bytes / max(1, photo.width * photo.height)
        return next((level for bits, level in _BITS_A_PIXEL if spent <= bits), _STRONG)
    return _USUAL


def explains_less_detail(softer: Photo, sharper: Photo) -> bool:
    """Whether one photo lacks grain or sharpness because it was compressed more strongly than the other."""
    return quality(softer) <= _STRONG and quality(softer) < quality(sharper)
