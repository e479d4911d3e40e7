"""``bench peers``: photohash beside other libraries, on one folder of which it is known what is a copy of what.

The folder is that of ``bench library``. photohash takes it into a new library and verifies what is near; its answer is
the pairs that it calls copies. Each peer reads and hashes every file on as many threads, and works out the distance of
all pairs; its answer are the pairs within the limit that its own documents name, and so that nobody need agree with
that, what every other limit would have given. Both are counted alike: files of the same bytes are one photo and no
pair; precision is the share of pairs called copies that show one photo; recall the share of the copies made that are
called copies of the photo they were made from. All take turns, in an order that moves on from round to round. Speed is
by the work of the processors, which other programs and the number of threads do not change.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.bench import peers
from photohash.bench.known_copies import KnownCopies, apart_from
from photohash.bench.library import OpenBrowser, OpenPipeline, verified
from photohash.bench.library_score import Scores, score
from photohash.bench.peers import PeerHash, Prepared
from photohash.bench.side_by_side_result import OURS, SURE, Contender, CopiesAnswer, PeersResult
from photohash.bench.synthetic_library import FAMILIES, MadeFile, build, plan
from photohash.core.bits import Codes
from photohash.core.errors import KnownError, PhotoError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source
from photohash.library.pipeline.pools import in_order, pool

_WORTH_TELLING = 0.1

_Run = Callable[[Path], None]
"""Searches the folder for copies; the path is of a library that may be made for it."""


def bench_peers(
    source: Path,
    open_pipeline: OpenPipeline,
    open_browser: OpenBrowser,
    *,
    photos: int = 60,
    copies: int = 6,
    others: int | None = None,
    rounds: int = 3,
    hashes: Sequence[PeerHash] | None = None,
    seed: int = 0,
    task: Task,
) -> PeersResult:
    """Makes the folder and has it searched by photohash and by the peers that are installed.

    Args:
        source: a folder or archive of photos, as for ``bench_library``.
        open_pipeline: opens a library to bring it up to date.
        open_browser: opens a library to look at it.
        photos: how many photos get copies, besides one of every series.
        copies: how many copies each of them gets.
        others: how many photos without copies are added; None for all there are.
        rounds: turns of each of them.
        hashes: of the peers; those that are installed by default.
        seed: of everything left to chance.
        task: progress, and cancelling before every turn.

    Raises:
        KnownError: the source holds no photos that can be read, or a peer is installed and cannot be imported.
        Cancelled: the user asked to stop.
    """
    theirs = peers.installed() if hashes is None else list(hashes)
    threads = machine.cores()
    with tempfile.TemporaryDirectory(prefix="photohash-peers-") as place:
        folder, opened = Path(place, "photos"), open_source(source, everything=True)
        planned = plan(opened.names, photos=photos, copies=copies, others=others, seed=seed)
        made, failures = build(opened, planned, folder, seed=seed, task=task)
        if not made:
            raise KnownError(f"{shown(source)} holds no photos that can be read.")
        truth = KnownCopies(made)
        runs: dict[str, _Run] = {
            OURS: partial(_scan, open_pipeline, folder),
            **{each.name: partial(_peer_run, each, truth.paths, folder, threads) for each in theirs},
        }
        task.begin(Stage.MEASURING, rounds * len(runs))
        seconds = _in_turns(runs, Path(place), rounds, task)
        ours = _ours(made, open_browser, Path(place, f"{OURS} 0"))
        megapixels, copied = truth.megapixels(), sum(file.copied_by is not None for file in made)
        found = [ours, *(_theirs(each, truth, threads) for each in theirs)]
    return PeersResult(
        machine=machine.describe(),
        files=len(made),
        copies=copied,
        megapixels=megapixels,
        threads=threads,
        contenders=_rated(found, seconds, len(made)),
        skipped=peers.absent() if hashes is None else (),
        failures=failures,
    )


def _rated(found: Sequence[Contender], seconds: Mapping[str, Sequence[float]], files: int) -> list[Contender]:
    return [
        replace(one, rounds=[files / each for each in taken])
        for one, taken in zip(found, seconds.values(), strict=True)
    ]


def _ours(made: Sequence[MadeFile], open_browser: OpenBrowser, library: Path) -> Contender:
    with open_browser(library) as browser:
        model, groups = browser.model_id, browser.groups()
        known = {file.path: browser.find(file.path) for file in made}
        bits = 8 * browser.codes(model)[1].shape[1]
    numbers = {path: photo.id for path, photo in known.items() if photo is not None}
    together = [{member.photo.id for member in group.members} for group in groups]
    scores = score(made, numbers, verified(library, model), together)
    answer = _answer_of(scores)
    return Contender(model, bits, answer, answer if answer.precision >= SURE else None, [answer], [], 0)


def _answer_of(scores: Scores) -> CopiesAnswer:
    return CopiesAnswer(None, scores.called, scores.precision, {family: scores.recall(family) for family in FAMILIES})


def _theirs(found: PeerHash, truth: KnownCopies, threads: int) -> Contender:
    codes, unread = _hashed(found, truth.paths, threads)
    answers = truth.answers(found.bits, codes, unread)
    sure = [answer for answer in answers if answer.precision >= SURE and answer.called]
    curve = list(takewhile(lambda answer: answer.precision >= _WORTH_TELLING, answers))
    return Contender(
        found.name,
        found.bits,
        answers[found.limit],
        max(sure, key=lambda answer: answer.recall["whole"], default=None),
        curve,
        [],
        int(unread.sum()),
    )


def _hashed(found: PeerHash, paths: Sequence[Path], threads: int) -> tuple[Codes, NDArray[np.bool_]]:
    """The codes of files, and which have none because they could not be read."""

    def prepared(path: Path) -> Prepared | None:
        try:
            return found.prepare_file(path)
        except (OSError, PhotoError):
            return None

    with pool(threads, "peers") as executor:
        hashes = list(in_order(executor, prepared, paths, 64))
    unread = np.array([each is None for each in hashes], bool)
    nothing = np.zeros(found.bits, bool)
    return found.codes([nothing if each is None else each for each in hashes]), unread


def _peer_run(found: PeerHash, paths: Sequence[Path], folder: Path, threads: int, _library: Path) -> None:
    """All that finding copies by a peer takes: its own search, or else codes and the distances of all pairs."""
    if found.search is not None:
        found.search(folder)
        return
    codes, _ = _hashed(found, paths, threads)
    for row in range(len(codes)):
        apart_from(codes[row], codes[row + 1 :])


def _scan(open_pipeline: OpenPipeline, folder: Path, library: Path) -> None:
    with open_pipeline(library) as pipeline:
        for _ in pipeline.update([folder], task=Task()):
            pass


def _in_turns(runs: Mapping[str, _Run], place: Path, rounds: int, task: Task) -> dict[str, list[float]]:
    """Seconds that the processors worked for every run, by name; each run gets a path where nothing is yet."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            task.check()
            began = time.process_time()
            runs[name](place / f"{name} {number}")
            seconds[name].append(time.process_time() - began)
            task.advance()
    return seconds
