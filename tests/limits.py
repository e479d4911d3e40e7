"""A limit on watched folders for one process, where this system gives one."""

from __future__ import annotations

import shutil
import subprocess


def limited(watches: int, *command: str) -> list[str]:
    """A command line that runs another with a limit on the folders it may watch; empty where that cannot be done."""
    setting = "/proc/sys/user/max_inotify_watches"
    limit = ["unshare", "--user", "--map-root-user", "sh", "-c", f'echo {watches} > {setting} && exec "$@"', "sh"]
    works = shutil.which(limit[0]) and not subprocess.run([*limit, "true"], capture_output=True, check=False).returncode
    return [*limit, *command] if works else []
