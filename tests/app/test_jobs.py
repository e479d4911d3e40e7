import threading
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any

import pytest

from photohash.app.jobs import JobResult, JobStatus, LibraryJob, MainThreadDispatcher, WorkerPool
from photohash.core.errors import LibraryError
from photohash.core.task import Task
from tests.app.libraries import PATIENCE


def unwanted(error: Exception) -> None:
    raise AssertionError("this work does not fail") from error


def test_answers_come_on_the_main_thread_in_order(dispatcher, qtbot):
    answers: list[int] = []
    threads: set[threading.Thread] = set()
    pool = WorkerPool("pool", 1, lambda: nullcontext(3), dispatcher)

    def take(answer):
        answers.append(answer)
        threads.add(threading.current_thread())

    for number in range(50):
        pool.submit(number.__mul__, take, unwanted)
    qtbot.waitUntil(lambda: len(answers) == 50, timeout=PATIENCE)
    assert answers == [3 * number for number in range(50)]
    assert threads == {threading.main_thread()}
    assert pool.close(5.0)


def test_each_thread_opens_its_own_resource_and_closes_it(dispatcher, qtbot):
    opened: list[int] = []
    closed: list[int] = []

    @contextmanager
    def resource():
        opened.append(threading.get_ident())
        yield len(opened)
        closed.append(threading.get_ident())

    pool = WorkerPool("pool", 2, resource, dispatcher)
    meeting, answers = threading.Barrier(2, timeout=10), list[int]()
    for _ in range(2):
        pool.submit(lambda _: meeting.wait(), answers.append, unwanted)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=PATIENCE)
    assert pool.close(5.0)
    assert len(set(opened)) == 2
    assert sorted(opened) == sorted(closed)


def test_a_pool_told_to_reopen_does_so_before_the_next_order(dispatcher, qtbot):
    opened, answers = list[int](), list[int]()

    @contextmanager
    def resource():
        opened.append(len(opened))
        yield opened[-1]

    pool = WorkerPool("pool", 1, resource, dispatcher)
    for expected in (1, 2):
        pool.submit(lambda number: number, answers.append, unwanted)
        qtbot.waitUntil(lambda expected=expected: len(answers) == expected, timeout=PATIENCE)
        pool.reopen()
    assert answers == [0, 1]
    assert pool.close(5.0)


def held(dispatcher: MainThreadDispatcher, **options: Any) -> tuple[WorkerPool[None], threading.Event]:
    """A pool of one whose thread waits until the event is set."""
    go = threading.Event()
    pool: WorkerPool[None] = WorkerPool("pool", 1, lambda: nullcontext(None), dispatcher, **options)
    begun = threading.Event()

    def hold(_: None) -> bool:
        begun.set()
        return go.wait(10)

    pool.submit(hold, lambda _: None, unwanted)
    assert begun.wait(10)
    return pool, go


def answer(number: int, _: None) -> int:
    return number


def test_the_newest_order_comes_first_and_the_oldest_are_dropped(dispatcher, qtbot):
    overflown, answers = list[object](), list[int]()
    pool, go = held(dispatcher, newest_first=True, limit=3, overflow=overflown.append)
    requests = [pool.submit(partial(answer, number), answers.append, unwanted) for number in range(5)]
    go.set()
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=PATIENCE)
    assert answers == [4, 3, 2]
    assert overflown == requests[:2]
    assert pool.close(5.0)


def test_a_dropped_order_is_neither_done_nor_delivered(dispatcher, qtbot):
    done, answers = list[object](), list[object]()
    pool, go = held(dispatcher)
    pool.submit(done.append, answers.append, unwanted).cancel()
    pool.submit(lambda _: "last", answers.append, unwanted)
    go.set()
    qtbot.waitUntil(lambda: answers == ["last"], timeout=PATIENCE)
    assert done == []
    assert pool.close(5.0)


def test_a_fault_in_a_pool_is_logged_and_handed_over(dispatcher, qtbot, expected_logs):
    expected_logs.expect("work in pool-0 failed")
    pool, errors = WorkerPool("pool", 1, lambda: nullcontext(0), dispatcher), list[Exception]()
    pool.submit((1).__floordiv__, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=PATIENCE)
    assert isinstance(errors[0], ZeroDivisionError)
    assert pool.close(5.0)


def test_a_receiver_that_fails_does_not_silence_the_dispatcher(dispatcher, qtbot):
    heard: list[str] = []
    with qtbot.captureExceptions() as exceptions:
        dispatcher.post(lambda: 1 // 0)
        dispatcher.post(heard.append, "after")
        qtbot.waitUntil(lambda: heard == ["after"], timeout=PATIENCE)
    assert [kind for kind, *_ in exceptions] == [ZeroDivisionError]


def answered(_task: Task, _committed: Callable[[], None]) -> str:
    return "an answer"


def locked(_task: Task, _committed: Callable[[], None]) -> None:
    raise LibraryError("Another program has the library.")


def faulty(_task: Task, _committed: Callable[[], None]) -> None:
    raise ZeroDivisionError


def patient(task: Task, committed: Callable[[], None]) -> None:
    committed()
    while True:
        task.sleep(0.01)


@pytest.mark.parametrize(
    ("work", "outcome", "message", "answer"),
    [
        (answered, JobStatus.DONE, "", "an answer"),
        (locked, JobStatus.REFUSED, "Another program has the library.", None),
        (faulty, JobStatus.BROKEN, "ZeroDivisionError", None),
    ],
)
def test_a_job_says_how_it_ended(dispatcher, qtbot, expected_logs, work, outcome, message, answer):
    if outcome is JobStatus.BROKEN:
        expected_logs.expect("the library job failed")
    job, told = LibraryJob(dispatcher), list[JobResult]()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE) as ended:
        job.start(work, told.append)
    assert told == ended.args
    assert told[0].status is outcome
    assert message in told[0].message
    assert told[0].answer == answer
    assert not job.running


def test_only_one_job_runs_at_a_time_and_ends_when_cancelled(dispatcher, qtbot):
    job, told = LibraryJob(dispatcher), list[JobResult]()
    with qtbot.waitSignal(job.committed, timeout=PATIENCE):
        job.start(patient, told.append)
    with pytest.raises(RuntimeError, match="running"):
        job.start(patient, told.append)
    job.task.cancel()
    qtbot.waitUntil(lambda: not job.running, timeout=PATIENCE)
    assert [result.status for result in told] == [JobStatus.CANCELLED]


def test_a_job_that_is_closed_says_nothing_more(dispatcher, qtbot):
    job, told = LibraryJob(dispatcher), list[JobResult]()
    job.start(patient, told.append)
    with qtbot.assertNotEmitted(job.ended, wait=50):
        assert job.close(10.0)
    assert told == []
