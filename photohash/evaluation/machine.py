"""What the figures of a benchmark were measured on."""

from __future__ import annotations

import os
import platform
import sys
from importlib import metadata
from pathlib import Path

_LIBRARIES = (
    "photohash",
    "numpy",
    "pillow",
    "opencv-python-headless",
    "openvino",
    "numba",
    "faiss-cpu",
    "torch",
    "imagehash",
    "pdqhash",
    "imagededup",
    "czkawka",
)


def describe() -> dict[str, str | int | float | dict[str, str] | None]:
    """This machine and the libraries in use, as JSON takes it.

    Returns:
        ``cpu`` (name), ``cores`` (those this process may use), ``memory_gb`` (None where the system does not say),
        ``system``, ``python`` and ``libraries`` (name to version, installed ones only).
    """
    return {
        "cpu": _processor(),
        "cores": cores(),
        "memory_gb": _memory(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "libraries": _versions(),
    }


def cores() -> int:
    """The number of logical cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_memory() -> int | None:
    """The most memory that this process has held at once, in MB; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    try:  # on Linux the other figure begins with what the parent process held
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")) // 10**6
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 10**6


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1)
    except (AttributeError, OSError, ValueError):
        return None


def _versions() -> dict[str, str]:
    versions = {}
    for library in _LIBRARIES:
        try:
            versions[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            continue
    return versions
