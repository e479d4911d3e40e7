"""Groups of copies -> JSON for programs, CSV for spreadsheets, and one HTML page for people."""

from __future__ import annotations

import base64
import csv
import html
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import as_text, shown, shown_within
from photohash.core.resources import resource
from photohash.core.translation import language, plural, said, tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Failure, Group, Member, Photo, Pixels

COLUMNS = (
    "group", "keeper", "path", "kind", "to", "distance", "score", "width", "height", "bytes", "format", "taken",
    "digest", "reason",
)  # fmt: skip
"""The header of the CSV file."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PICTURE_SIDE = 320
_PICTURE_QUALITY = 80


def as_json(model_id: str, groups: Sequence[Group], failures: Sequence[Failure]) -> dict[str, Any]:
    """The document that ``photohash groups --json`` prints.

    Returns:
        ``{"model", "groups": [{"id", "photos": [...]}], "failures": [{"path", "error"}]}``; one entry a file, the
        keeper first with a null relation. A relation's distance is null only where the model in use has no code for
        one of the two photos, or the file was never compared with the one that the user wants kept. Bytes of a name
        that are not UTF-8 are lone surrogates, as Python gives them: ``os.fsencode`` gives the real path back.
    """
    return {
        "model": model_id,
        "groups": [
            {"id": group.id, "photos": [_file(member, group.keeper) for member in group.members]} for group in groups
        ],
        "failures": [{"path": str(failure.path), "error": failure.reason} for failure in failures],
    }


def _file(member: Member, keeper: Member) -> dict[str, Any]:
    relation = None
    if not member.keeper:
        relation = {
            "kind": None if member.kind is None else member.kind.value,
            "to": str(member.of or keeper.path),
            "distance": member.distance,
            "score": member.score,
        }
    return {
        "path": str(member.path),
        "digest": member.photo.digest.hex(),
        "width": member.photo.width,
        "height": member.photo.height,
        "bytes": member.photo.bytes,
        "keeper": member.keeper,
        "relation": relation,
    }


def write_csv(path: Path, groups: Sequence[Group]) -> None:
    """Writes one row a file under the header :data:`COLUMNS`, in UTF-8.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front. The old file stays until the new one
    is complete.

    Raises:
        OSError: the folder cannot be written or the disk is full.
    """
    with _replaced(path) as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for group in groups:
            writer.writerows(_row(group, member) for member in group.members)


def _row(group: Group, member: Member) -> list[str]:
    photo = member.photo
    cells = (
        group.id,
        "yes" if member.keeper else "no",
        as_text(member.path),
        member.kind or "",
        "" if member.keeper else as_text(member.of or group.keeper.path),
        "" if member.distance is None else member.distance,
        "" if member.score is None else member.score,
        photo.width,
        photo.height,
        photo.bytes,
        photo.format,
        photo.taken or "",
        photo.digest.hex(),
        member.reason,
    )
    return [_harmless(str(cell)) for cell in cells]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_html(
    path: Path,
    groups: Sequence[Group],
    *,
    preview: Callable[[Photo], Pixels | None],
    title: str = "",
    failures: Sequence[Failure] = (),
    roots: Sequence[Path] = (),
) -> None:
    """Writes a page that needs nothing beside itself: pictures are embedded, light and dark follow the reader's system.

    It says the same as the window does, in the same words and in the language that is spoken.
    Groups are written one by one, so memory does not grow with their number. The old file stays until the new one is
    complete.

    Args:
        path: the file to write.
        groups: in the order to show.
        preview: gives a small upright picture of a photo, or None when there is none; called once a photo and group.
        title: the heading; one that says what the page is where it is not given.
        failures: files that could not be read, listed at the end.
        roots: the library's folders, from which on folders are named; the tip of each has its whole path.

    Raises:
        OSError: the folder cannot be written or the disk is full.
    """
    style = resource("theme", "report.css").read_text("utf-8")
    with _replaced(path) as file:
        file.write(_head(title or tr("Copies in your photos"), style, groups, failures))
        for place, group in enumerate(groups, 1):
            file.write(_group(place, group, preview, roots))
        if failures:
            file.write(_failures(failures))
        file.write("</main>\n</body>\n</html>\n")


@contextmanager
def _replaced(path: Path) -> Iterator[IO[str]]:
    """A text file that takes the place of ``path`` when it is complete, and leaves no trace when it is not."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _head(title: str, style: str, groups: Sequence[Group], failures: Sequence[Failure]) -> str:
    files = sum(len(group.members) for group in groups)
    figures = [
        (number(len(groups)), plural("group", "groups", len(groups))),
        (number(files - len(groups)), plural("copy", "copies", files - len(groups))),
        (number(files), plural("file", "files", files)),
        (size_in_words(sum(group.spare_bytes for group in groups)), tr("could be freed")),
    ]
    if failures:
        figures.append((number(len(failures)), tr("could not be read")))
    cells = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for value, label in figures)
    empty = "" if groups else f'<p class="empty">{tr("No copies found")}</p>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1>{html.escape(title)}</h1>\n<dl class="figures">{cells}</dl>\n</header>\n<main>\n{empty}'
    )


def _group(place: int, group: Group, preview: Callable[[Photo], Pixels | None], roots: Sequence[Path]) -> str:
    pictures: dict[int, str] = {}
    figures = []
    for member in group.members:
        if member.photo.id not in pictures:
            pictures[member.photo.id] = _picture(preview(member.photo))
        figures.append(_figure(member, pictures[member.photo.id], roots))
    copies = count(len(group.members) - 1, "copy", "copies")
    freed = tr("{size} could be freed").format(size=size_in_words(group.spare_bytes))
    if not group.spare:
        freed = tr("protected: nothing of it can go")
    heading = tr("Group {number}").format(number=number(place))
    return (
        f'<section aria-labelledby="group-{place}">\n<h2 id="group-{place}">{heading}'
        f"<span>{copies}, {freed}</span></h2>\n"
        f'<div class="files">\n{"".join(figures)}</div>\n</section>\n'
    )


def _picture(pixels: Pixels | None) -> str:
    """An ``img`` element with the picture in it, at most 320 pixels wide or high; a blank one when there is none."""
    if pixels is None:
        return _no_picture()
    import cv2  # not at the top: lists of groups are printed without it

    height, width = pixels.shape[:2]
    scale = min(1.0, _PICTURE_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    done, encoded = cv2.imencode(
        ".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _PICTURE_QUALITY]
    )
    if not done:
        return _no_picture()
    data = base64.b64encode(encoded.tobytes()).decode("ascii")
    return f'<img src="data:image/jpeg;base64,{data}" width="{size[0]}" height="{size[1]}" alt="" loading="lazy">'


def _no_picture() -> str:
    return f'<div class="blank">{html.escape(tr("no preview"))}</div>'


def _figure(member: Member, picture: str, roots: Sequence[Path]) -> str:
    photo, path = member.photo, Path(shown(member.path))
    keeps = member.keeper or member.kind is None
    kind = "keep" if keeps or member.kind is None else member.kind.value.replace("+", "-")
    label = tr("Keep") if keeps else kind_label(member.kind, backwards=member.backwards)
    folder = shown_within(member.path.parent, roots)
    return (
        f'<figure class="{kind}">\n<div class="picture">{picture}</div>\n<figcaption>\n'
        f'<p class="kind">{html.escape(label)}</p>\n<p class="name">{html.escape(path.name)}</p>\n'
        f'<p class="folder" title="{html.escape(str(path))}">{html.escape(folder)}</p>\n'
        f'<p class="facts">{photo.width} × {photo.height} · {size_in_words(photo.bytes)} · '
        f"{html.escape(photo.format)}</p>\n"
        f'<p class="reason">{html.escape(_sentence(member.reason))}</p>\n'
        "</figcaption>\n</figure>\n"
    )


def _sentence(clause: str) -> str:
    words = said(clause)
    return words[:1].upper() + words[1:]


def _failures(failures: Sequence[Failure]) -> str:
    rows = "".join(
        f"<li><b>{html.escape(shown(failure.path))}</b> {html.escape(said(failure.reason))}</li>\n"
        for failure in failures
    )
    return f'<section class="failures">\n<h2>{tr("Could not be read")}</h2>\n<ul>\n{rows}</ul>\n</section>\n'
