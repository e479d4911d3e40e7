"""What C libraries write to the terminal goes into the log; what Python writes goes to the terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

BEGINNING = """
import ctypes, logging, os, sys, threading
from photohash.core import log
from photohash.core.native_messages import kept_from_terminal
from pathlib import Path
library = Path(sys.argv[1])
libc = ctypes.CDLL(None)
def complain(text):
    libc.dprintf(2, b"%s", text)
"""


def ran(library, body: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", BEGINNING + body, str(library)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="dprintf is of POSIX")


def test_lines_of_c_go_into_the_log_and_those_of_python_to_the_terminal(tmp_path):
    done = ran(tmp_path, """
with kept_from_terminal():
    log.set_up(0, library)
    complain(b"TIFF: odd tag\\nno end of line")
    print("a sentence", file=sys.stderr)
    logging.getLogger("photohash").warning("a warning")
complain(b"after it\\n")
print("the end", file=sys.stderr)
""")  # fmt: skip
    assert done.stderr.splitlines() == ["a sentence", "WARNING photohash: a warning", "after it", "the end"]
    logged = (tmp_path / "photohash.log").read_text().splitlines()
    assert [line.partition(": ")[2] for line in logged if "photohash.libraries" in line] == [
        "TIFF: odd tag", "no end of line"
    ]  # fmt: skip


def test_nothing_that_threads_of_python_say_is_lost(tmp_path):
    done = ran(tmp_path, """
def speak(number):
    for line in range(200):
        complain(b"odd\\n")
        print(f"{number} says {line}\\n", end="", file=sys.stderr)
with kept_from_terminal():
    log.set_up(0, library)
    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
""")  # fmt: skip
    assert sorted(done.stderr.splitlines()) == sorted(f"{one} says {line}" for one in range(8) for line in range(200))
    assert "odd" in (tmp_path / "photohash.log").read_text()


def test_a_flood_from_a_library_that_holds_the_interpreter_ends(tmp_path):
    done = ran(tmp_path, """
with kept_from_terminal():
    log.set_up(0, library)
    ctypes.PyDLL(None).dprintf(2, b"%s", b"x" * (8 << 20))
print("the end", file=sys.stderr)
""")  # fmt: skip
    assert done.stderr == "the end\n"


def test_an_unexpected_end_is_told_on_the_terminal(tmp_path):
    done = ran(tmp_path, """
with kept_from_terminal():
    raise RuntimeError("a bug")
""")  # fmt: skip
    assert "RuntimeError: a bug" in done.stderr
    assert done.returncode == 1


def test_a_process_without_a_terminal_runs_as_well(tmp_path):
    done = ran(tmp_path, """
os.close(2)
with kept_from_terminal():
    print("done")
""")  # fmt: skip
    assert done.stdout == "done\n"


def test_one_within_another_changes_nothing(tmp_path):
    done = ran(tmp_path, """
with kept_from_terminal():
    with kept_from_terminal():
        complain(b"odd\\n")
    complain(b"odd too\\n")
    print("said", file=sys.stderr)
""")  # fmt: skip
    assert done.stderr == "said\n"


def test_a_log_that_cannot_be_written_is_passed_over(tmp_path):
    (tmp_path / "photohash.log").mkdir()
    done = ran(tmp_path, """
with kept_from_terminal():
    log.set_up(0, library)
    complain(b"odd\\n")
    logging.getLogger("photohash").warning("a warning")
""")  # fmt: skip
    assert done.stderr == "WARNING photohash: a warning\n"


def test_there_is_no_log_where_there_is_no_library(tmp_path):
    ran(tmp_path / "library", """
with kept_from_terminal():
    log.set_up(0, library)
    complain(b"odd\\n")
""")  # fmt: skip
    assert not (tmp_path / "library").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="takes the rights of another user")
def test_a_log_that_may_not_be_looked_at_is_passed_over(tmp_path):
    (tmp_path / "closed" / "library").mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    done = ran(tmp_path / "closed" / "library", """
os.seteuid(65534)
with kept_from_terminal():
    log.set_up(0, library)
    complain(b"odd\\n")
    logging.getLogger("photohash").warning("a warning")
""")  # fmt: skip
    assert done.stderr == "WARNING photohash: a warning\n"
