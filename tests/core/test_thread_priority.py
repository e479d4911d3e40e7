import os
import sys
import threading

import pytest

from photohash.core.thread_priority import step_behind


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has a priority of its own on Linux alone")
def test_a_thread_that_steps_behind_has_its_own_threads_follow_and_leaves_the_window_as_it_was():
    found = []

    def behind() -> None:
        step_behind()
        follower = threading.Thread(target=lambda: found.append(os.getpriority(os.PRIO_PROCESS, 0)))
        follower.start()
        follower.join()

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=behind)
    thread.start()
    thread.join()
    assert found == [max(before, 4)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
