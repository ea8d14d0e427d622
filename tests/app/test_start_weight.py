"""What a start waits for: nothing heavy before the empty window, and before the names nothing that records or sells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

BEFORE_THE_WINDOW = """
import sys
import desktop.app.run as run
def shown(app):
    print(*sorted(name for name in sys.modules if name.startswith(("desktop", "loyalty", "sqlalchemy", "sqlcipher3"))))
    sys.stdout.flush()
    import os; os._exit(0)
show = run.show_shell
run.show_shell = lambda app: shown(show(app))
from desktop.app import main
main(shop=sys.argv[1])
"""

BEFORE_THE_NAMES = """
import gc, sys
import desktop.app.run as run
def work(room):
    while not room.entrance._people:
        room.app.processEvents()
    print(*sorted(sys.modules))
    print("sqlalchemy" in sys.modules, gc.isenabled(), room.desk is None)
    while room.desk is None:
        room.app.processEvents()
    print("sqlalchemy" in sys.modules, gc.isenabled(), room.window.current())
    run.end_room(room)
    return False
run._work = work
from desktop.app import main
print(main(shop=sys.argv[1]), gc.isenabled())
"""


AFTER_THE_NAMES = (
    "argon2",
    "multiprocessing",
    "numpy",
    "requests",
    "sqlalchemy",
    "uuid",
    "desktop.models.adopting",
    "desktop.models.log",
    "desktop.models.projections",
    "desktop.sync",
    "desktop.ui.sale",
    "desktop.usecases.exchange",
    "desktop.usecases.selling",
    "loyalty.conditions",
    "loyalty.exchange",
    "loyalty.kinds.registry",
    "loyalty.offers",
    "loyalty.pricing",
)


def run(code: str, folder: Path) -> list[str]:
    """Run a start in a process of its own; return the lines it prints."""
    call = (sys.executable, "-c", code, str(folder))
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_empty_window_waits_for_next_to_nothing(make_shop, keys, folder: Path, monkeypatch) -> None:
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    make_shop()
    assert set(run(BEFORE_THE_WINDOW, folder)[0].split()) == {
        "desktop",
        "desktop.app",
        "desktop.app.run",
        "desktop.config",
        "desktop.models",
        "desktop.models.places",
        "desktop.reports",
        "desktop.reports.tones",
        "desktop.ui",
        "desktop.ui.garbage",
        "desktop.ui.program",
        "desktop.ui.shell",
        "desktop.ui.shell.main_window",
        "desktop.ui.shell.places",
        "desktop.ui.tokens",
        "desktop.ui.touches",
        "loyalty",
        "loyalty.errors",
    }


def test_names_stand_before_anything_that_records_or_sells(
    make_shop, keys, folder: Path, monkeypatch
) -> None:
    monkeypatch.setenv("BASHGAH_KEY_DIR", str(keys.folder))
    make_shop()
    modules, names, furnished, ended = run(BEFORE_THE_NAMES, folder)
    assert [name for name in modules.split() if name.startswith(AFTER_THE_NAMES)] == []
    assert "desktop.models.opening" in modules.split()
    assert names == "False False True"
    assert furnished == "True False login"
    assert ended == "0 True"
