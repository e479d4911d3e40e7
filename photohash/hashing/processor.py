"""How a network runs on a processor: in OpenVINO, and in the same arithmetic on every one."""

from __future__ import annotations

from typing import Any


def compiled(network: Any, threads: int = 0) -> Any:
    """A network ready to run on the CPU.

    What is not in int8 is worked out in float32. Left to itself OpenVINO takes bfloat16 or float16 where a processor
    has them, and codes then differ from one processor to the next.

    Args:
        network: an ``openvino.Model``.
        threads: that it may use; 0 leaves the choice to OpenVINO.

    Returns:
        An ``openvino.CompiledModel``.

    Raises:
        RuntimeError: OpenVINO cannot run it.
    """
    import openvino

    settings: dict[str, Any] = {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": "f32"}
    if threads:
        settings["INFERENCE_NUM_THREADS"] = threads
    return openvino.Core().compile_model(network, "CPU", settings)
