"""What can go wrong, as a tree.

    PhotohashError
    ├── KnownError          the world failed; the message is a sentence for the person using photohash
    │   ├── UsageError      the command was called wrongly (exit code 2)
    │   ├── LibraryError    the library directory or its catalogue cannot be used
    │   ├── ModelError      a model directory is missing, damaged or not what its card says
    │   ├── TrainingError   the training of a model came to nothing
    │   ├── PhotoError      one photo cannot be read; stations turn it into a ``Failure`` and go on
    │   └── ActionError     one file is not acted on; it is listed and stays ticked, the others go on
    └── Cancelled           the user asked to stop; not an error, what was committed stays

Anything else that is raised is a bug: it is logged with its traceback and the job is marked failed.
"""

from __future__ import annotations


class PhotohashError(Exception):
    """Root of every exception photohash raises on purpose."""


class KnownError(PhotohashError):
    """The world failed, not the program: the message says what happened, to what, and what to do."""


class UsageError(KnownError):
    """A command, option or argument does not make sense."""


class LibraryError(KnownError):
    """The library directory is unusable: locked, read-only, full, damaged or from a newer version."""


class ModelError(KnownError):
    """A model directory is missing, damaged, or differs from the digests on its card."""


class TrainingError(KnownError):
    """Training came to nothing: its loss is no number any more. No model was made."""


class PhotoError(KnownError):
    """One photo cannot be read. The message is a short clause that reads well after the file's name."""


class ActionError(KnownError):
    """One file cannot or may not be acted on. The message is a short clause that reads well after the file's name."""


class Cancelled(PhotohashError):  # noqa: N818 - cancelling is not an error
    """Raised by ``Task.check`` after a cancel; whoever owns the work lets it end quietly."""
