"""Things to time on: photos as large as phones take them, and codes by the hundred thousand.

Both are made like the real ones where it matters for speed. Photos have detail at every scale and grain. The bits of
codes depend on one another and some codes have near copies: a search that profits from codes spread evenly over all
words would look better on random bits than it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from photohash.core import bits as codewords
from photohash.core.bits import Codes, bytes_of
from photohash.core.errors import KnownError, PhotoError
from photohash.core.task import Task
from photohash.evaluation.image_source import open_source, picture
from photohash.library.preview import Previews

_ENOUGH_PIXELS = 10_000_000
_DEGREES_OF_FREEDOM = 48
_COPIES_SHARE = 0.1


def large_jpegs(photos: Path | None, count: int, size: tuple[int, int], task: Task) -> Iterator[bytes]:
    """The bytes of ``count`` large JPEGs, or fewer where there are fewer photos.

    Args:
        photos: a folder or archive; its first photos are given as they are where they are JPEGs of 10 megapixels or
            more, and enlarged with grain where they are not. None makes up photos.
        count: how many.
        size: width and height of enlarged and made-up photos.
        task: for cancelling.

    Raises:
        KnownError: there are no photos at the path, or one of the first cannot be read.
        Cancelled: the user asked to stop.
    """
    if photos is None:
        for seed in range(count):
            task.check()
            yield _jpeg(_synthetic_photo(seed, size), seed)
        return
    source = open_source(photos)
    for seed, name in enumerate(source.names[:count]):
        task.check()
        try:
            content = source.read(name)
            photo = picture(content)
        except PhotoError as error:
            raise KnownError(f"{name} {error}. Take it out, or name other photos.") from error
        with Image.open(io.BytesIO(content)) as opened:
            large = opened.format == "JPEG" and opened.width * opened.height >= _ENOUGH_PIXELS
        yield content if large else _jpeg(photo.resize(size, Image.Resampling.BICUBIC), seed)


def small_jpegs(count: int, size: tuple[int, int] = (640, 480)) -> Iterator[bytes]:
    """Different JPEGs, by default of about a hundred kilobytes: a made-up photo, the number of each in a comment."""
    photo = _jpeg(_synthetic_photo(0, size), 0)
    for number in range(count):
        comment = b"photo %d" % number
        yield photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


def preview_jpegs(count: int) -> list[bytes]:
    """Different JPEGs of the size of previews, three out of four of them lying and one upright."""
    longest = Previews.LONGEST
    sizes = [(longest, longest * 3 // 4) if number % 4 else (longest * 3 // 4, longest) for number in range(count)]
    return [_jpeg(_synthetic_photo(number, size), number) for number, size in enumerate(sizes)]


def synthetic_codes(count: int, bits: int, seed: int = 0) -> Codes:
    """Codes like those of a photo library.

    Every code is the sign of a random linear image of 48 numbers plus some noise, so bits depend on one another as they
    do in a network. One in ten is a copy of an earlier one with up to a tenth of its bits turned over.

    Returns:
        uint8 [count, ceil(bits / 8)].
    """
    random = np.random.default_rng(seed)
    mixing = random.standard_normal((_DEGREES_OF_FREEDOM, bits), np.float32)
    words = np.empty((count, bytes_of(bits)), np.uint8)
    for start in range(0, count, 65_536):
        block = words[start : start + 65_536]
        outputs = random.standard_normal((len(block), _DEGREES_OF_FREEDOM), np.float32) @ mixing
        block[:] = codewords.pack(outputs + 2 * random.standard_normal(outputs.shape, np.float32))
    copies = random.choice(np.arange(1, count), int(count * _COPIES_SHARE), replace=False)
    originals = (random.random(len(copies)) * copies).astype(np.int64)
    flips = random.random((len(copies), bits)) < random.uniform(0, 0.1, (len(copies), 1))
    words[copies] = words[originals] ^ np.packbits(flips, axis=1)
    return words


def _synthetic_photo(seed: int, size: tuple[int, int]) -> Image.Image:
    """A picture with detail at every scale, as photos have: random colours summed over octaves, ever weaker."""
    random = np.random.default_rng(seed)
    half = max(1, size[0] // 2), max(1, size[1] // 2)
    total = np.zeros((half[1], half[0], 3), np.float32)
    for octave in range(2, 10):
        coarse = Image.fromarray(random.integers(0, 256, (3 * 2**octave // 4, 2**octave, 3), dtype=np.uint8))
        total += np.asarray(coarse.resize(half, Image.Resampling.BICUBIC), np.float32) * 0.4 * 0.6 ** (octave - 2)
    return Image.fromarray(np.clip(total, 0, 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)


def _jpeg(photo: Image.Image, seed: int) -> bytes:
    """Saves a photo with the grain of a sensor, without which an enlarged picture would decode too easily."""
    tile = np.random.default_rng(seed).normal(0, 6, (512, 512, 1)).astype(np.int16)
    repeats = -(-photo.height // len(tile)), -(-photo.width // len(tile)), 1
    grain = np.tile(tile, repeats)[: photo.height, : photo.width]
    file = io.BytesIO()
    Image.fromarray(np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=90)
    return file.getvalue()
