import threading

import pytest

from photohash.core.errors import Cancelled
from photohash.core.task import Stage, Task


def test_a_new_task_has_nothing_to_say_about_time():
    progress = Task().progress
    assert (progress.done, progress.total, progress.rate, progress.seconds_left) == (0, None, 0.0, None)


def test_progress_counts_within_a_stage_and_starts_again_with_the_next():
    task = Task()
    task.begin(Stage.ENCODING, total=4)
    task.advance(3)
    halfway = task.progress
    assert (halfway.stage, halfway.done, halfway.total) == (Stage.ENCODING, 3, 4)
    assert halfway.seconds_left is not None
    task.begin(Stage.VERIFYING)
    assert (task.progress.done, task.progress.total) == (0, None)


def test_a_cancelled_task_raises_at_the_next_check():
    task = Task()
    task.check()
    task.cancel()
    with pytest.raises(Cancelled):
        task.check()


def test_paused_work_waits_until_it_is_resumed():
    task, passed = Task(), threading.Event()
    task.pause()

    def work() -> None:
        task.check()
        passed.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert task.progress.paused
    assert not passed.is_set()
    task.resume()
    worker.join(timeout=5)
    assert passed.is_set()
    assert not task.progress.paused


def test_cancelling_ends_a_pause_and_a_sleep():
    task = Task()
    task.pause()
    task.cancel()
    with pytest.raises(Cancelled):
        task.sleep(3600)
