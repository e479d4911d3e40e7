"""The stations in order: folders to files, photos, codes, neighbours, relations. The only writer of a library.

Everything is written from the thread that runs the generator; a bounded number of photos is read in threads of its own
meanwhile. Each commit is complete in itself, so whatever ends the work, the next start goes on from the last commit:
``Folders`` finds the files that were not taken in, ``Ingest`` the photos without a code or without neighbours, and
``Verification`` the pairs that were not verified.
"""

from __future__ import annotations

from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.update import Pipeline
from photohash.library.pipeline.watching import watch

__all__ = ["CommitReport", "Pipeline", "watch"]
