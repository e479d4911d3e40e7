"""``photohash doctor``: versions, devices, models, the library's integrity, and what to do when one is not well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from photohash import __version__
from photohash.cli.context import command_context
from photohash.core.errors import KnownError, LibraryError
from photohash.core.formatting import count
from photohash.core.paths import shown

LIBRARIES = (
    "numpy",
    "pillow",
    "pillow-heif",
    "opencv-python-headless",
    "numba",
    "rawpy",
    "openvino",
    "torch",
    "PySide6-Essentials",
)

_MOST_TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes:
        subject: what was looked at.
        ok: whether it is well.
        detail: what was found, or what to do.
        remark: whether it is worth reading although it is well.
    """

    subject: str
    ok: bool
    detail: str
    remark: bool = False


def register(app: typer.Typer) -> None:
    """Adds this command to the program."""
    app.command()(doctor)


def doctor(context: typer.Context) -> None:
    """Look at versions, devices, models and the library, and say what is wrong."""
    current = command_context(context)
    findings = [
        _libraries(),
        *_models(current.library),
        _examine("models used", lambda: _models_used(current.library)),
        _examine("devices", _devices),
        _examine("library", lambda: _library(current.library)),
        _examine("journal", lambda: _journal(current.library)),
        *_troubles(current.library),
    ]
    well = all(finding.ok for finding in findings)
    if current.json:
        current.document({"version": __version__, "ok": well, "findings": [asdict(finding) for finding in findings]})
    else:
        current.say(f"photohash {__version__}")
        for finding in findings:
            mark = "BAD" if not finding.ok else "see" if finding.remark else "ok "
            current.say(f"  {mark}  {finding.subject}: {finding.detail}")
    if not well:
        raise typer.Exit(1)


def _examine(subject: str, look: Callable[[], str]) -> Check:
    """Runs one examination; what it raises for people becomes the finding."""
    try:
        return Check(subject, ok=True, detail=look())
    except (KnownError, ImportError, OSError) as error:
        return Check(subject, ok=False, detail=str(error))


def _libraries() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    found: list[str] = []
    missing: list[str] = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            # The window is optional: a server indexes and answers without it.
            (found if name.startswith("PySide6") else missing).append(f"{name} not installed")
    return Check("libraries", not missing, ", ".join(missing + found))


def _models(library: Path) -> list[Check]:
    from photohash.hashing import model_store

    return [
        Check(f"model {name}", not problem, problem or "sound")
        for name, problem in model_store.check_models(library, None)
    ]


def _models_used(library: Path) -> str:
    from photohash import wiring

    used = wiring.models_used(library)
    browsing = used.browsing
    look_alikes = f"{browsing.card.id} tells look-alikes" if browsing else "none beside it tells look-alikes"
    return f"{used.copies.card.id} finds copies, {look_alikes}"


def _devices() -> str:
    from photohash import wiring

    return ", ".join(wiring.devices())


def _library(folder: Path) -> str:
    from photohash import wiring

    if not (folder / "catalogue.sqlite").exists():
        return f"none yet in {shown(folder)}"
    problem = wiring.library_problem(folder)
    if problem:
        raise LibraryError(problem)
    with wiring.open_browser(folder) as browser:
        counts, coverage = browser.counts(), browser.coverage()
    whole = "" if coverage.whole else "; not read whole, go on with: photohash scan"
    return f"{counts.photos:,} photos in {counts.files:,} files, {shown(folder)}{whole}"


def _journal(folder: Path) -> str:
    from photohash import wiring

    if not (folder / "catalogue.sqlite").exists():
        return "nothing was done yet"
    with wiring.open_browser(folder) as browser:
        unfinished = len(browser.unfinished())
    if unfinished:
        actions = count(unfinished, "action was", "actions were")
        raise LibraryError(f"{actions} cut short. The next `photohash apply` or `undo` finishes or takes back each.")
    return "nothing is unfinished"


def _troubles(folder: Path) -> list[Check]:
    """Pairs of photos on which photohash failed; the library is well, they are merely not told as copies."""
    from photohash import wiring

    if not (folder / "catalogue.sqlite").exists():
        return []
    try:
        with wiring.open_browser(folder) as browser:
            troubles = browser.troubles()
    except (KnownError, OSError):
        return []  # told of the library already
    told = [
        Check(
            "pair",
            ok=True,
            detail=f"photohash failed to compare {shown(pair.a)} with {shown(pair.b)} ({pair.error}), so the two are "
            "not told as copies. This is a bug: please report it, with the two files if you may.",
            remark=True,
        )
        for pair in troubles[:_MOST_TROUBLES]
    ]
    if more := len(troubles) - len(told):
        told.append(Check("pairs", ok=True, detail=f"the same of {count(more, 'more pair')}", remark=True))
    return told
