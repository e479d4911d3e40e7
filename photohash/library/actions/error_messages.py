"""Why a file stays as it is, in words."""

from __future__ import annotations

import errno

from photohash.core.files import in_words

_WORDS = {
    errno.ENOSPC: "cannot be acted on: the disk is full",
    errno.EDQUOT: "cannot be acted on: your share of the disk is used up",
    errno.EROFS: "cannot be acted on: the disk is read-only",
    errno.EACCES: "cannot be acted on: permission denied",
    errno.EPERM: "cannot be acted on: permission denied",
    errno.EXDEV: "cannot be acted on: its target is on another volume",
    errno.EEXIST: "cannot be acted on: its new name is taken",
    errno.ENOTSUP: "cannot be acted on: this file system cannot do that",
    errno.EIO: "cannot be acted on: the drive reports an error",
}


def explain(error: Exception) -> str:
    """What went wrong, as a clause that reads well after the file's name."""
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0) or in_words(error)
    return str(error)
