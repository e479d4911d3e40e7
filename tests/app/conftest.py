"""What the window's tests share: a theme, a window on a small real library, a check that nothing of it stays alive."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from photohash.app.controllers.session import LibrarySession
from photohash.app.jobs import MainThreadDispatcher
from photohash.app.main_window import MainWindow
from photohash.app.overrides import guard_overrides
from photohash.app.theme import Theme
from photohash.core.task import Task
from tests.app.desks import Desk
from tests.app.libraries import OFFLINE, PATIENCE, make_frames, make_photos, session_of
from tests.library.actions.worlds import build
from tests.library.photos import save, scene


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every window, tip and menu what a window manager would have to do for it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def faults_are_told() -> None:
    """A fault in a method that Qt calls fails the test it comes to light in, and does not end the process."""
    guard_overrides()


@pytest.fixture(scope="session", autouse=True)
def what_was_imported_is_no_garbage() -> None:
    """Spares what was imported when garbage is looked for after each test, which takes longer than most tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_of_qt_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test after which a window or a running timer is still there. Threads are watched for all tests."""
    yield
    if not {"qtbot", "theme", "qapp"} & set(request.fixturenames):
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    open_windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in open_windows:
        widget.close()
    timers = [found for found in gc.get_objects() if type(found) is QTimer and isValid(found) and found.isActive()]
    ticking = [type(timer.parent()).__name__ for timer in timers]
    for timer in timers:
        timer.stop()
    assert not open_windows, f"windows left open: {[type(widget).__name__ for widget in open_windows]}"
    assert not ticking, f"timers left running in: {ticking}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme, in force."""
    made = Theme(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def dispatcher(qapp: QApplication) -> Iterator[MainThreadDispatcher]:
    """Brings answers to the main thread."""
    made = MainThreadDispatcher()
    yield made
    made.close()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with three scenes of three files each, one byte-identical copy and one broken file."""
    return make_photos(tmp_path / "photos")


@pytest.fixture
def open_window(theme: Theme, tmp_path: Path, qtbot) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows on the library in ``tmp_path / "library"`` and shuts them down afterwards."""
    opened: list[MainWindow] = []

    def open_one(reached: LibrarySession | None = None) -> MainWindow:
        window = MainWindow(reached or session_of(tmp_path / "library"), theme)
        window.resize(1100, 720)
        opened.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
        return window

    yield open_one
    for window in opened:
        window.close()
        assert window.shut_down()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """A window on an empty library."""
    return open_window()


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``photos`` and a ``library`` in which they were searched; not to be changed."""
    folder = tmp_path_factory.mktemp("searched")
    photos = make_photos(folder / "photos")
    with session_of(folder / "library").open_pipeline() as pipeline:
        for _ in pipeline.update([photos], task=Task()):
            pass
    return folder


@pytest.fixture(scope="session")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``photos`` and a ``library``: two stacks, and a photo like no other; not to be changed."""
    folder = tmp_path_factory.mktemp("alike")
    make_frames(folder / "photos" / "harbour", 1, 6)
    make_frames(folder / "photos" / "tower", 2, 3)
    save(scene(480, 320, seed=7), folder / "photos" / "alone.jpg")
    with session_of(folder / "library").open_pipeline() as pipeline:
        for _ in pipeline.update([folder / "photos"], task=Task()):
            pass
    return folder


@pytest.fixture
def alike_window(open_window: Callable[..., MainWindow], alike: Path, tmp_path: Path) -> MainWindow:
    """A window on a copy of the library of ``alike``."""
    shutil.copytree(alike / "library", tmp_path / "library")
    return open_window()


@pytest.fixture
def full_window(open_window: Callable[..., MainWindow], searched: Path, tmp_path: Path) -> MainWindow:
    """A window on a copy of the library of ``searched``."""
    shutil.copytree(searched / "library", tmp_path / "library")
    return open_window()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``library`` of copies, stacks, photos like no other, and folders of every sort; not to be changed."""
    folder = tmp_path_factory.mktemp("furnished")
    photos, gone = make_photos(folder / "photos"), folder / OFFLINE
    make_frames(photos / "harbour", 31, 4)
    make_frames(photos / "tower", 32, 3)
    for name, seed in (("vault", 41), ("shed", 42), ("attic", 43)):
        (photos / name).mkdir()
        save(scene(480, 320, seed=seed), photos / name / f"{name}.jpg")
    gone.mkdir()
    save(scene(480, 320, seed=44), gone / f"{OFFLINE}.jpg")
    session = session_of(folder / "library")
    with session.open_pipeline() as pipeline:
        for _ in pipeline.update([photos, gone], task=Task()):
            pass
    with session.open_folders() as folders:
        folders.protect([photos / "vault"])
        folders.exclude([photos / "shed"])
    shutil.rmtree(gone)
    return folder


@pytest.fixture
def furnished_window(open_window: Callable[..., MainWindow], furnished: Path, tmp_path: Path) -> MainWindow:
    """A window that watches, on a copy of the library of ``furnished``."""
    shutil.copytree(furnished / "library", tmp_path / "library")
    return open_window(session_of(tmp_path / "library", watches=True))


@pytest.fixture
def open_desk(open_window: Callable[..., MainWindow], home: Path, tmp_path: Path, qtbot) -> Callable[..., Desk]:
    """Opens windows on a world of the test's own."""
    world = build(tmp_path)
    return lambda *reached: Desk(open_window(*reached), world.photos, qtbot)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """A window on such a world."""
    return open_desk()
