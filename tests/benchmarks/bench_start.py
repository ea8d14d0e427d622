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
from pathlib import Path
from statistics import median

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
from desktop.app.start import make_application, show_shell
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
    import time

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
    from tests.benchmarks.shops import made_shop

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_shop(folder, members=200)[0].close()
        runs: dict[str, list[tuple[float, float]]] = {"bare": [], "shell": [], "till": []}
        for _ in range(ROUNDS):
            for what, code in (("bare", _BARE), ("shell", _SHELL), ("till", _TILL)):
                runs[what].append(start(code, folder))
    bare, shell, till = (median(t for t, _ in runs[what]) for what in ("bare", "shell", "till"))
    print(f"  bare Qt window           {bare:8.0f} ms   {median(m for _, m in runs['bare']):6.0f} MiB")
    print(f"  shell painted            {shell:8.0f} ms   ratio {shell / bare:.2f}")
    print(f"  log-in usable            {till:8.0f} ms   {median(m for _, m in runs['till']):6.0f} MiB")


if __name__ == "__main__":
    main()
