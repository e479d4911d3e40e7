"""``photohash demo``: the main job from nothing, on a demo library or on the user's own folders.

With a screen the window opens on the result. Without one the same job is done in the terminal, and a report with the
pictures side by side and a picture of the window are written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from photohash.cli.context import CommandContext, command_context
from photohash.cli.library import show_groups, summary
from photohash.core import native_messages
from photohash.core.display import has_display
from photohash.core.errors import KnownError, UsageError
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.library.photo import Failure

PAGES = (
    "copies", "stacks", "map", "library", "albums", "album", "similar", "compare", "decisions", "failures", "history",
    "teach", "teach-check", "teach-method", "teach-training", "teach-result", "teach-no-gain",
    "review", "rules", "settings", "shortcuts", "empty",
)  # fmt: skip
THEMES = ("light", "dark")
SIZES = ("800x600", "1440x900", "2560x1440")
"""What pictures of the window are taken: each page, in each theme, at each size."""

ALL_WENT_IN = 0
_MANY, _FEW = "Close-ups", ("2019 Beijing", "2020 Space Centre")
"""A folder whose own folders are albums that a model can be taught from, and albums of too few photos."""


def register(app: typer.Typer) -> None:
    """Adds this command to the program."""
    app.command()(demo)


def demo(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="Your own folders; without one, a demo library is built.")] = [],  # noqa: B006
    out: Annotated[
        Path, typer.Option(help="Where the demo library, its photos and the reports go.", metavar="DIR")
    ] = Path("out"),
    screenshots: Annotated[
        bool, typer.Option("--screenshots", help="Only take pictures of every page, in both themes and three sizes.")
    ] = False,
) -> None:
    """See photohash at work: scan, group and show. Nothing in the folders is changed."""
    current = command_context(context)
    out = out.expanduser().absolute()
    out.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{shown(folder)} is not a folder. Name a folder of photos that exists.")
    photos = [folder.absolute() for folder in folders] or [_demo_photos(current, out)]
    library = out / ("library" if folders else "demo-library")
    if has_display() and not screenshots:
        raise typer.Exit(run_window("app", *map(str, photos), library=library))
    failures = _in_terminal(CommandContext(library, json=False, quiet=current.quiet), photos, out)
    if screenshots and not folders:
        _use(library)
    if screenshots:
        _pictures(library, out, PAGES, SIZES, THEMES)
    else:
        _pictures(library, out, PAGES[:1], SIZES[1:2], THEMES[:1])
    for failure in failures:
        typer.echo(f"{shown(failure.path)} {failure.reason}", err=True)


def _demo_photos(current: CommandContext, out: Path) -> Path:
    from photohash.demo.demo_library import build_demo

    photos = out / "demo-photos"
    with current.watched() as task:
        build_demo(photos, task=task)
    return photos


def _in_terminal(current: CommandContext, photos: list[Path], out: Path) -> list[Failure]:
    """Scans, prints the groups, writes the report; answers with what failed."""
    from photohash import wiring
    from photohash.library import export

    with wiring.open_pipeline(current.library) as pipeline, current.watched() as task:
        for _ in pipeline.update(photos, task=task):
            pass
    report = out / "groups.html"
    with wiring.open_browser(current.library) as browser:
        found, failures = wiring.library_groups(current.library, browser).groups, browser.failures()
        show_groups(current, found)
        current.say(summary(found))
        roots = [root.path for root in browser.roots()]
        export.write_html(
            report, found, preview=lambda photo: browser.preview(photo.id), failures=failures, roots=roots
        )
    current.say(f"Report with the pictures side by side: {shown(report)}")
    return failures


def _use(library: Path) -> None:
    """Decides a pair and puts two photos away, one of which is taken back: else two pages would have nothing to show.

    Only where nothing was done yet; what is put away lies in the library's own quarantine, and the demo makes it anew.
    """
    from photohash import wiring
    from photohash.library.actions import DecisionVerdict, Target

    with wiring.open_browser(library) as browser:
        if browser.history(1):
            return
        found = wiring.library_groups(library, browser)
    with wiring.open_actions(library) as actions:
        plan = actions.plan(found.groups, Target.named("quarantine"), found.losses)
        few = replace(plan, ticks=plan.ticks[-2:])
        done = list(actions.act(few, dry_run=False, task=Task()))
        list(actions.undo(done[-1].entry, task=Task()))
        pair = found.groups[-1].members[:2]
        actions.decide([member.photo.digest for member in pair], DecisionVerdict.NOT_DUPLICATES)
    _make_albums(library)


def _make_albums(library: Path) -> None:
    """Makes albums of most photos of some folders, so that others of these can be suggested.

    A model can be taught from all but two, which have too few photos.
    """
    from photohash import wiring
    from photohash.library.albums.editing import AlbumEditor
    from photohash.library.store import Catalogue, PhotoQuery

    found: dict[str, list[bytes]] = {}
    with wiring.open_browser(library) as browser:
        folders = [folder for root in browser.roots() for folder, _ in browser.subfolders(root.path)]
        for folder in folders:
            if folder.name == _MANY:
                folders += [inside for inside, _ in browser.subfolders(folder)]
            elif folder.name in _FEW or folder.parent.name == _MANY:
                photos = browser.listing(PhotoQuery(folder=folder)).ids.tolist()
                found[folder.name] = list(browser.digests_of(photos[: len(photos) * 5 // 6]).values())
    with AlbumEditor(Catalogue.open(library, write=True)) as editor:
        editor.put_all(found)


def _pictures(library: Path, out: Path, pages: Sequence[str], sizes: Sequence[str], themes: Sequence[str]) -> None:
    """Takes every picture in one run of the window, which is quicker than to open it for each."""
    pattern = out / "window-{page}-{size}-{theme}.png"
    which = ("--page", pages), ("--size", sizes), ("--theme", themes)
    words = [word for option, values in which for word in (option, ",".join(values))]
    if run_window("app", "--screenshot", str(pattern), *words, library=library, offscreen=True) != ALL_WENT_IN:
        raise KnownError(f"The window could not be drawn into {shown(out)}; the lines above say why.")
    for page, size, theme in product(pages, sizes, themes):
        typer.echo(f"Picture of the window: {shown(out / f'window-{page}-{size}-{theme}.png')}")


def run_window(*arguments: str, library: Path, offscreen: bool = False) -> int:
    """Runs the window in a process of its own, since the command line never loads Qt; answers with its exit code."""
    # Without a screen Qt warns at every window that it has no size hints to pass on.
    unseen = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    environment = os.environ | (unseen if offscreen else {})
    command = [sys.executable, "-m", "photohash", "--library", str(library), *arguments]
    own = native_messages.stderr_of_a_child()
    return subprocess.run(command, env=environment, stderr=own, check=False).returncode  # noqa: S603 - our own program
