"""A set of photos in one word: which photos a split has, told by their names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest_of_names(names: Iterable[str]) -> str:
    """32 hexadecimal digits of SHA-256 over the names in their order by code point, each followed by a zero byte."""
    lines = (name.encode("utf-8", "surrogateescape") + b"\0" for name in sorted(names))
    return hashlib.sha256(b"".join(lines)).hexdigest()[:32]
