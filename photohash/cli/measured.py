"""One command in a process of its own, which notes the work and memory that it took: for ``photohash bench growth``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from photohash import cli


def run(figures: Path, arguments: Sequence[str]) -> int:
    """Runs a command and writes ``{"work": seconds of all processors, "memory": MB or null}`` to a file.

    Args:
        figures: the file.
        arguments: of the command.

    Returns:
        the command's exit code.
    """
    code = cli.main(arguments)
    from photohash.evaluation.machine import peak_memory  # after what it measures

    figures.write_text(json.dumps({"work": time.process_time(), "memory": peak_memory()}))
    return code


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
