"""The pipeline's threads: bounded work ahead, results in order, nothing left running."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextmanager
def pool(threads: int, name: str) -> Iterator[ThreadPoolExecutor]:
    """Threads that are gone after the block; work that has not begun by then is dropped."""
    executor = ThreadPoolExecutor(threads, thread_name_prefix=f"photohash-{name}")
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def in_order(
    executor: ThreadPoolExecutor, work: Callable[[Item], Result], items: Iterable[Item], ahead: int
) -> Iterator[Result]:
    """The results of some work, in the order of the items.

    Items are asked for, and results held, only as far ahead as allowed: when nobody takes any the threads soon idle.

    Args:
        executor: whose threads do the work.
        work: called with each item; what it raises is raised here.
        items: asked for in the calling thread.
        ahead: the most items under way or done but not taken yet.
    """
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(executor.submit(work, item))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
