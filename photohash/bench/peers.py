"""Codes to compare: photohash's own models and the perceptual hashes people use, behind one small face.

imagehash, PDQ and the core of czkawka come with the extra ``photohash[peers]``, imagededup with ``pip install
imagededup``. ``installed`` gives the hashes of the libraries that are there, ``absent`` a sentence on each that is not.
"""

from __future__ import annotations

import base64
import tempfile
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photohash.core.bits import Codes, bytes_of
from photohash.core.errors import KnownError
from photohash.evaluation.image_source import picture
from photohash.library.encode import Encoder
from photohash.library.photo import Pixels

_CUTOFF, _HIGH = 5, 2
"""Limits of imagehash's examples, and of czkawka's similarity "high" for 64 bits."""

Prepared = NDArray[Any]
"""What a codec makes of one picture on its own; only the codec knows its shape."""


class Codec(Protocol):
    """Anything that turns pictures into binary codes, in two steps so that the first can be done side by side."""

    @property
    def name(self) -> str:
        """The key in results."""

    @property
    def bits(self) -> int:
        """Length of a code."""

    def prepare(self, picture: Pixels) -> Prepared:
        """Does what can be done with an upright RGB picture of any size alone. Called in several threads at once."""

    def codes(self, prepared: Sequence[Prepared]) -> Codes:
        """Codes of prepared pictures: uint8 [len(prepared), ceil(bits / 8)]. Called in one thread at a time."""


class ModelCodec:
    """A photohash model as a codec.

    Args:
        encoder: the model.
        arithmetic: of its codes, where they are told beside those of the same model in another.
    """

    def __init__(self, encoder: Encoder, arithmetic: str | None = None) -> None:
        self.name = f"{encoder.model_id} {arithmetic}" if arithmetic else encoder.model_id
        self.bits = encoder.bits
        self._encoder = encoder

    def prepare(self, picture: Pixels) -> Prepared:
        """The picture as the network takes it: uint8 [side, side, 3]."""
        return self._encoder.prepare(picture)

    def codes(self, prepared: Sequence[Prepared]) -> Codes:
        """See ``Codec.codes``."""
        if not prepared:
            return np.empty((0, bytes_of(self.bits)), np.uint8)
        return self._encoder.encode(np.stack(prepared))


class PeerHash:
    """A perceptual hash of another library as a codec.

    Args:
        name: the key in results.
        bits: length of its codes.
        hash_of: a picture's hash as zeros and ones, ``bits`` of them in any shape.
        limit: the distance in bits up to which its own documents call two pictures copies.
        of_file: the hash of a file, where the library reads files in a way of its own.
        search: all that the library does to find copies in a folder, where it does that itself.
    """

    def __init__(
        self,
        name: str,
        bits: int,
        hash_of: Callable[[Pixels], NDArray[Any]],
        limit: int,
        *,
        of_file: Callable[[Path], NDArray[Any]] | None = None,
        search: Callable[[Path], object] | None = None,
    ) -> None:
        self.name, self.bits, self.limit = name, bits, limit
        self.search = search
        self._hash_of, self._of_file = hash_of, of_file

    def prepare(self, picture: Pixels) -> Prepared:
        """The whole hash: bool [bits]."""
        return np.ravel(self._hash_of(picture)).astype(bool)

    def prepare_file(self, path: Path) -> Prepared:
        """The whole hash of a file: bool [bits].

        Raises:
            OSError: it cannot be read.
            PhotoError: it cannot be decoded.
        """
        if self._of_file is not None:
            return np.ravel(self._of_file(path)).astype(bool)
        return self.prepare(np.asarray(picture(path.read_bytes())))

    def codes(self, prepared: Sequence[Prepared]) -> Codes:
        """See ``Codec.codes``."""
        return np.packbits(np.array(prepared, bool).reshape(-1, self.bits), axis=1)


def installed() -> list[PeerHash]:
    """The hashes of the peers that are installed.

    Raises:
        KnownError: one is installed and cannot be imported.
    """
    return [codec for library, hashes in _LIBRARIES.items() if find_spec(library) for codec in hashes()]


def absent() -> list[str]:
    """A sentence on every peer that is not installed, with the command that installs it."""
    return [
        f"{library} is not installed, so it was not measured; to measure it: pip install {library}"
        for library in _LIBRARIES
        if not find_spec(library)
    ]


def _of_imagehash() -> list[PeerHash]:
    """64 signs of low frequencies of a cosine transform at 32 x 32; 64 signs of differences of neighbours at 9 x 8."""
    import imagehash

    return [
        PeerHash("phash", 64, lambda picture: imagehash.phash(Image.fromarray(picture)).hash, _CUTOFF),
        PeerHash("dhash", 64, lambda picture: imagehash.dhash(Image.fromarray(picture)).hash, _CUTOFF),
    ]


def _of_pdqhash() -> list[PeerHash]:
    """PDQ of ThreatExchange: 256 bits of a 16 x 16 cosine transform against their median; a match up to 31."""
    import pdqhash

    return [PeerHash("pdq", 256, lambda picture: pdqhash.compute(np.ascontiguousarray(picture))[0], 31)]


def _of_imagededup() -> list[PeerHash]:
    """The four hashes of imagededup, 64 bits each: by cosine transform, difference, wavelet and average; up to 10."""
    from photohash.hashing import torchvision_ops

    torchvision_ops.make_importable()  # its package imports a network with its hashes
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from imagededup.methods import AHash, DHash, PHash, WHash
    except (ImportError, RuntimeError) as error:
        raise KnownError(f"imagededup is installed but cannot be imported ({error}); install it again.") from error

    def hash_of(method: Any) -> Callable[[Pixels], NDArray[Any]]:
        return lambda picture: np.unpackbits(
            np.frombuffer(bytes.fromhex(method.encode_image(image_array=picture)), np.uint8)
        )

    return [
        PeerHash(f"imagededup-{method.__name__.lower()}", 64, hash_of(method(verbose=False)), 10)
        for method in (PHash, DHash, WHash, AHash)
    ]


def czkawka() -> list[PeerHash]:
    """64 bits of differences at 8 x 8, as its Python bindings make them; 2 is the distance it calls high similarity.

    It reads files alone. What has none is written into one for it, without loss.
    """
    from czkawka import ImageSimilarity

    def of_file(path: Path) -> NDArray[Any]:
        coded = ImageSimilarity().hash_image(path)
        return np.unpackbits(np.frombuffer(base64.b64decode(coded + "=" * (-len(coded) % 4)), np.uint8))

    def hash_of(picture: Pixels) -> NDArray[Any]:
        with tempfile.TemporaryDirectory(prefix="photohash-czkawka-") as folder:
            path = Path(folder, "picture.bmp")
            Image.fromarray(picture).save(path)
            return of_file(path)

    def search(folder: Path) -> object:
        finder = ImageSimilarity()
        finder.set_directories([folder])
        finder.set_similarity(_HIGH)
        return finder.find_similar_with_distances()

    return [PeerHash("czkawka", 64, hash_of, _HIGH, of_file=of_file, search=search)]


_LIBRARIES: dict[str, Callable[[], list[PeerHash]]] = {
    "imagehash": _of_imagehash,
    "pdqhash": _of_pdqhash,
    "imagededup": _of_imagededup,
    "czkawka": czkawka,
}
"""How the hashes of each peer are made, by the library's name for Python and for pip."""
