"""The program's start: until the sign-in is painted and can be used, beside a bare Qt window that reads SQLite.

Each start is a process of its own; the two take turns. Times are from the process's beginning to the end of the first
paint that shows names, memory is the process's peak resident set then.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks import report
from tests.benchmarks.shops import made_shop

ROUNDS = 9

_BARE = """
import sqlite3, sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
db = sqlite3.connect(":memory:")
text = db.execute("SELECT 'member'").fetchone()[0]
window = QMainWindow()
window.setCentralWidget(QLabel(text))
window.resize(1440, 900)
window.show()
app.processEvents()
window.grab()
"""

_TILL = """
import sys
from pathlib import Path
from desktop.app.run import start_room
room = start_room(Path(sys.argv[1]))
while not room.entrance._people:
    room.app.processEvents()
room.window.grab()
"""

_SHELL = """
from desktop.ui.program import make_application, show_shell
show_shell(make_application()).grab()
"""

_TELL = """
import json, os, resource, time
born = float(os.environ["BORN"])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([(time.time() - born) * 1000, peak]), flush=True)
os._exit(0)
"""


def start(code: str, folder: Path) -> tuple[float, float]:
    """Run a start in a process of its own; return milliseconds and MiB."""
    environ = dict(
        os.environ, QT_QPA_PLATFORM="offscreen", BASHGAH_KEY_DIR=str(folder / "keys"), BORN=str(time.time())
    )
    done = subprocess.run(
        [sys.executable, "-c", code + _TELL, str(folder / "shop")],
        capture_output=True, text=True, env=environ, check=True,
    )  # fmt: skip
    milliseconds, peak = json.loads(done.stdout.splitlines()[-1])
    return milliseconds, peak


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_shop(folder, members=200)[0].close()
        runs: dict[str, list[tuple[float, float]]] = {"bare": [], "shell": [], "till": []}
        for _ in range(ROUNDS):
            for what, code in (("bare", _BARE), ("shell", _SHELL), ("till", _TILL)):
                runs[what].append(start(code, folder))
    report_starts(runs)


def report_starts(runs: dict[str, list[tuple[float, float]]]) -> None:
    """Print medians; the shell is compared round by round with the bare window started beside it."""
    for what, name in (("bare", "bare Qt window"), ("shell", "shell painted"), ("till", "log-in usable")):
        report.spread(name, [took for took, _ in runs[what]])
    pairs = zip(runs["shell"], runs["bare"], strict=True)
    ratio = median(shell[0] / bare[0] for shell, bare in pairs)
    report.below("shell beside the bare window", ratio, "x", 1.4)
    report.below("log-in usable, median", median(took for took, _ in runs["till"]), "ms", 700)
    report.below("log-in usable, peak memory", median(size for _, size in runs["till"]), "MiB", 160)


if __name__ == "__main__":
    main()
