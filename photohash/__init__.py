"""photohash finds the copies and the look-alikes in a photo library, and never loses a photo."""

import sys

__version__ = "0.1.0"

# OpenVINO reports its use to its makers as soon as it is imported. photohash promises that nothing leaves the computer,
# so the reporter must not load; OpenVINO then takes its own stand-in, which does nothing.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
