"""Nothing leaves the computer."""

import subprocess
import sys
from pathlib import Path

ASK = """
import threading
import photohash
import openvino
import sys
print(sys.modules["openvino_telemetry"], [thread.name for thread in threading.enumerate()])
"""


def test_openvino_does_not_report_its_use():
    checkout = Path(__file__).resolve().parent.parent
    answer = subprocess.run(
        [sys.executable, "-c", ASK], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout
    assert answer.strip() == "None ['MainThread']"
