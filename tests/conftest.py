"""What every test gets: no unannounced log record, no thread left running, the data folder where there is one."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CHECKOUT = Path(__file__).resolve().parent.parent
collect_ignore = ["app"] if find_spec("PySide6") is None else []


def pytest_addoption(parser: pytest.Parser) -> None:
    if find_spec("pytestqt") is None:
        for option in ("qt_api", "qt_log_level_fail"):
            parser.addini(option, "of pytest-qt, which is not installed where there is no Qt")
    parser.addoption("--slow", action="store_true", help="also run the tests that take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="takes minutes; run with --slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


_crashed: set[str] = set()


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Any) -> None:
    """Begins a test anew whose worker process was ended from outside. One that ends its worker again has failed."""
    if crashitem not in _crashed:
        _crashed.add(crashitem)
        sched.mark_test_pending(crashitem)
        report.outcome = "rerun"  # type: ignore[assignment]  # pytest-xdist knows this word


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, in which the trash can is."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


class _Unexpected(logging.Handler):
    """Collects warnings and worse from photohash's own loggers."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


class ExpectedLogs:
    """Lets a test announce what it will make photohash log."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def expect(self, text: str) -> None:
        """A record whose message contains ``text`` must come, any number of times."""
        self.texts.append(text)


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[ExpectedLogs]:
    """Fails a test that logs a warning it did not announce, or announces one that does not come."""
    handler, expected = _Unexpected(), ExpectedLogs()
    logger = logging.getLogger("photohash")
    before, level = list(logger.handlers), logger.level
    logger.addHandler(handler)
    yield expected
    for added in [added for added in logger.handlers if added not in before]:  # of this test, or of a program it ran
        logger.removeHandler(added)
        added.close()
    logger.setLevel(level)
    messages = [record.getMessage() for record in handler.records]
    surprises = [message for message in messages if not any(text in message for text in expected.texts)]
    missing = [text for text in expected.texts if not any(text in message for message in messages)]
    assert not surprises, f"unexpected log records: {surprises}"
    assert not missing, f"expected log records that did not come: {missing}"


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fails a test after which more Python threads run than before, naming them."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not _belongs_to_a_library(thread)]
    for thread in left:
        thread.join(timeout=2.0)
    assert not [thread.name for thread in left if thread.is_alive()], "threads left behind"


def _belongs_to_a_library(thread: threading.Thread) -> bool:
    """Threads that third parties keep for the life of the process: xdist's own and tqdm's monitor."""
    return type(thread).__module__.split(".")[0] in {"execnet", "tqdm"} or isinstance(thread, threading._DummyThread)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of photos to evaluate on; tests that want it are skipped where it is absent."""
    folder = Path(os.environ.get("PHOTOHASH_DATA", CHECKOUT.parent / "shared" / "data"))
    if not (folder / "photos-eval.tar").is_file():
        pytest.skip("the evaluation photos are not here; name their folder in PHOTOHASH_DATA")
    return folder
