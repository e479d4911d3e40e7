import subprocess
import sys

MANY_CALLS = """
import sys
import photohash.app
from PySide6.QtCore import QCoreApplication, QObject, Signal
application = QCoreApplication([])
class Lamp(QObject):
    switched = Signal(bool)
lamp = Lamp()
for _ in range(40_000):
    lamp.setObjectName("lamp")
    lamp.switched.emit(True)
    lamp.switched.emit(False)
print("still here")
"""


def test_a_long_session_does_not_use_up_none():
    """Forty thousand calls are a few minutes of scrolling."""
    run = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "still here", run.stderr
