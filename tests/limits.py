"""Limits for one process, where this system gives them: on watched folders, and on the size of files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


def limited(watches: int, *command: str) -> list[str]:
    """A command line that runs another with a limit on the folders it may watch; empty where that cannot be done."""
    setting = "/proc/sys/user/max_inotify_watches"
    limit = ["unshare", "--user", "--map-root-user", "sh", "-c", f'echo {watches} > {setting} && exec "$@"', "sh"]
    works = shutil.which(limit[0]) and not subprocess.run([*limit, "true"], capture_output=True, check=False).returncode
    return [*limit, *command] if works else []


@contextmanager
def no_file_over(octets: int) -> Iterator[None]:
    """No file that this process writes may become larger: the system refuses the rest, as a full disk does."""
    resource = pytest.importorskip("resource", reason="this system limits no file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
