"""The program's start: the command `bashgah` until its empty window is painted, and until the sign-in can be used.

Beside it a bare Qt window that reads SQLite. Each start is a process of its own; they take turns. Times are from the
process's beginning to the end of the first paint (of the empty window, of the names), memory is the process's peak
resident set then. The modules' bytecode is there already, as where the program was installed: the first round makes it
and is not counted.
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
tell()
"""

_COMMAND = """
import gc, sys
gc.disable()  # as the command has done by the time it imports what is hooked here
import desktop.app.run as run
from desktop.__main__ import main
sys.argv = ["bashgah", "--shop", sys.argv[1]]
"""

_SHELL = (
    _COMMAND
    + """
show = run.show_shell
run.show_shell = lambda app: (show(app).grab(), tell())
main()
"""
)

_TILL = (
    _COMMAND
    + """
def work(room):
    while not room.entrance._people:
        room.app.processEvents()
    room.window.grab()
    tell()
run._work = work
main()
"""
)

_TELL = """
def tell():
    import json, os, resource, time
    born = float(os.environ["BORN"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([(time.time() - born) * 1000, peak]), flush=True)
    os._exit(0)
"""


def start(code: str, folder: Path) -> tuple[float, float]:
    """Run a start in a process of its own; return milliseconds and MiB."""
    environ = dict(
        os.environ,
        QT_QPA_PLATFORM="offscreen",
        BASHGAH_KEY_DIR=str(folder / "keys"),
        BORN=str(time.time()),
        PYTHONPYCACHEPREFIX=str(folder / "bytecode"),
    )
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", _TELL + code, str(folder / "shop")],
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
        for _ in range(1 + ROUNDS):
            for what, code in (("bare", _BARE), ("shell", _SHELL), ("till", _TILL)):
                runs[what].append(start(code, folder))
    runs = {what: rounds[1:] for what, rounds in runs.items()}
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
