"""The house rules of the code, checked: layers, cheap imports, where threads are made, sizes of rooms."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from photohash.library.store import Catalogue

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "photohash"
THREAD_MAKERS = {
    "Thread",
    "ThreadPoolExecutor",
    "ProcessPoolExecutor",
    "QThread",
    "QThreadPool",
    "QRunnable",
    "QProcess",
    "Process",
    "Pool",
}
MAY_MAKE_THREADS = {
    "app/jobs.py",
    "core/native_messages.py",
    "library/index/hamming.py",
    "library/pipeline/pools.py",
    "library/watch/thread.py",
    "library/watch/watcher.py",
    "bench/speed.py",
    "bench/peers.py",
}


CHANGES_FILES = {
    "os.remove", "os.unlink", "os.rename", "os.renames", "os.replace", "os.rmdir", "os.removedirs", "os.link",
    "os.symlink", "os.truncate", "shutil.move", "shutil.rmtree", "send2trash", ".rename", ".replace", ".unlink",
    ".rmdir", ".hardlink_to", ".symlink_to",
}  # fmt: skip
"""Calls that rename, replace, link or remove files: of modules, and of paths."""
MAY_CHANGE_FILES = {
    "core/paths.py": {".replace", ".unlink"},  # settings and the like, written whole
    "library/export.py": {".replace", ".unlink"},  # reports, written whole
    "library/preview.py": {".unlink"},  # small pictures of photohash's own
    "hashing/model_store.py": {".rename", "shutil.rmtree"},  # the user's models in the library
    "hashing/model_archive.py": {".replace", ".unlink"},  # a model in one file, written whole
    "library/albums/exchange.py": {".symlink_to", ".hardlink_to"},  # links to photos, in folders of their own
    "bench/albums.py": {"shutil.rmtree"},  # models that it made itself, to measure them
    "bench/synthetic_catalogue.py": {".hardlink_to"},  # previews of photos that there are none of
    "bench/actions_speed.py": {".rename"},  # files that it made itself, to measure the disk
    "training/output_folder.py": {".rename", ".rmdir", "shutil.rmtree"},  # the folder of a run that is being made
    "training/feature_cache.py": {".replace"},  # features of photohash's own
    "training/album_views.py": {".replace", ".unlink"},  # features of photohash's own
    "training/disk_room.py": {".unlink"},  # a file of its own, by which it learns whether there is room
    "training/library_run.py": {"shutil.rmtree"},  # the model of a run, made anew
    "training/image_cache.py": {".replace", ".unlink"},  # pictures scaled down, of photohash's own
    "training/run_folder.py": {"shutil.rmtree"},  # a run that is removed
    "training/run_control.py": {".unlink"},  # room that a run kept for itself
    "cli/train.py": {"shutil.rmtree"},  # what a finished run no longer needs
    "cli/train_library.py": {"shutil.rmtree"},  # the same
    "library/actions/filesystem.py": CHANGES_FILES,
}
"""Who may make them: the steps of actions, for photos; all others only for files of photohash's own."""


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_the_layers_hold():
    result = lint_imports(CHECKOUT)
    assert result.returncode == 0, result.stdout + result.stderr


BREACHES = {
    "core/task.py": "photohash.library.photo",
    "library/scan.py": "photohash.library.decode",
    "library/decode/decoder.py": "torch",
    "bench/copies.py": "PySide6",
    "library/groups/grouping.py": "sqlite3",
}


@pytest.fixture(scope="module")
def told_of_breaches(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check of the layers says of a package in which every one of them is breached."""
    folder = tmp_path_factory.mktemp("breached")
    shutil.copytree(PACKAGE, folder / "photohash", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    for module, imported in BREACHES.items():
        breached = folder / "photohash" / module
        breached.write_text(f"{breached.read_text()}\nimport {imported}\n")
    result = lint_imports(folder)
    assert result.returncode == 1
    return result.stdout


@pytest.mark.parametrize("module", BREACHES)
def test_a_breach_of_the_layers_is_noticed(told_of_breaches, module):
    importer = "photohash." + module.removesuffix(".py").replace("/", ".")
    assert f"{importer} -> {BREACHES[module]}" in told_of_breaches


HEAVY = {
    "PySide6", "cv2", "faiss", "matplotlib", "numba", "nncf", "onnxruntime", "openvino", "rawpy", "scipy", "timm",
    "torch", "torchvision",
}  # fmt: skip
"""Libraries that take long to load. Each command loads those that it needs, when it needs them."""


def loaded_by(*commands: list[str]) -> set[str]:
    """The libraries that a new process has loaded after it has run some commands."""
    code = f"import sys\nfrom photohash import cli\nassert not any(map(cli.main, {list(commands)!r}))\n"
    code += "print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return {name for name in ran.stderr.splitlines()[-1].split() if "." not in name}


def test_the_command_line_starts_without_the_heavy_libraries():
    assert loaded_by(["--version"], ["groups", "--help"]) & {*HEAVY, "numpy", "PIL", "sqlite3"} == set()


def test_groups_are_told_without_the_heavy_libraries(tmp_path):
    Catalogue.make(tmp_path)
    library = ["--library", str(tmp_path)]
    commands = (["groups"], ["apply"], ["history"], ["folders"])
    assert loaded_by(*([*command, *library] for command in commands)) & HEAVY == set()


def test_threads_and_processes_are_made_in_named_places_only():
    makers = set()
    for path in sources():
        called = {node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
        names = {func.id if isinstance(func, ast.Name) else getattr(func, "attr", "") for func in called}
        if names & THREAD_MAKERS:
            makers.add(path.relative_to(PACKAGE).as_posix())
    assert makers <= MAY_MAKE_THREADS


def test_only_the_steps_of_actions_change_photos():
    changing: dict[str, set[str]] = {}
    for path in sources():
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        if found := {name for call in calls if (name := _change_of_files(call))}:
            changing[path.relative_to(PACKAGE).as_posix()] = found
    surplus = {name: calls - MAY_CHANGE_FILES.get(name, set()) for name, calls in changing.items()}
    assert {name: calls for name, calls in surplus.items() if calls} == {}


def _change_of_files(call: ast.Call) -> str | None:
    """Which change of files a call is, if any.

    Steps asked of an action's disk are none, ``replace`` of text and ``rename`` of an album by its number neither.
    """
    called = ast.unparse(call.func)
    owner, _, method = called.rpartition(".")
    if called in CHANGES_FILES:
        return called
    is_text = method in {"replace", "rename"} and (len(call.args) != 1 or bool(call.keywords))
    is_ours = owner in {"filesystem", "self._filesystem"}
    return f".{method}" if f".{method}" in CHANGES_FILES and owner and not is_text and not is_ours else None


def test_rooms_stay_small_enough_to_read():
    large = {
        path.relative_to(CHECKOUT).as_posix(): count
        for path in [*sources(), *(CHECKOUT / "tests").rglob("*.py")]
        if (count := len(path.read_text().splitlines())) > 400
    }
    assert large == {}


def test_functions_stay_short_enough_to_read():
    long = {
        f"{path.relative_to(PACKAGE).as_posix()}: {node.name}": count
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    }
    assert long == {}


def test_every_module_says_what_it_is():
    silent = [
        path.name
        for path in sources()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_module_imports_itself_through_others():
    imports = {_dotted(path): _imported(path) for path in sources()}
    left = {module: set(imported) & set(imports) for module, imported in imports.items()}
    while free := {module for module, imported in left.items() if not imported}:
        left = {module: imported - free for module, imported in left.items() if module not in free}
    assert left == {}


def test_a_public_class_has_a_name_of_its_own():
    homes: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(_dotted(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> set[str]:
    """Modules that one imports, also in functions; a package counts where one of its names is taken."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                is_module = any(
                    (CHECKOUT / f"{whole.replace('.', '/')}{end}").exists() for end in (".py", "/__init__.py")
                )
                found.add(whole if is_module else node.module)
    return found
