"""The one way to build a network of any method."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.backbones import Backbone
from photohash.hashing.methods import LEAST_BITS, MOST_BITS, resolved
from photohash.hashing.network import HashNetwork


def build_network(method: str, backbone: Backbone | str, bits: int, options: Mapping[str, object]) -> HashNetwork:
    """A network with random weights, in evaluation mode where its backbone is.

    Args:
        method: a name in ``METHODS``.
        backbone: a name in ``backbones.BACKBONES``, or a backbone, perhaps with pretrained weights; that one becomes
            part of the network, changed as ``dilated`` and ``folded`` say.
        bits: K, from 4 to 4096.
        options: of the method; those left out have their defaults.

    Raises:
        ModelError: one sentence on what is wrong.
    """
    from photohash.hashing.dah import Dah
    from photohash.hashing.dahp import Dahp
    from photohash.hashing.dhida import Dhida

    try:
        values = resolved(method, options)
    except ValueError as error:
        raise ModelError(f'A network cannot be built: "network" {error}.') from error
    if type(bits) is not int or not LEAST_BITS <= bits <= MOST_BITS:
        raise ModelError(f"A network cannot be built: bits must be from {LEAST_BITS} to {MOST_BITS}, not {bits!r}.")
    body = backbones.build(backbone) if isinstance(backbone, str) else backbone
    if values.pop("dilated"):
        body.dilate()
    if values.pop("folded"):
        backbones.fold(body)
    makers: dict[str, Callable[..., HashNetwork]] = {"dah": Dah, "dahp": Dahp, "dhida": Dhida}
    return makers[method](body, bits, **values)
