"""Other people's engines, each in an environment of its own, asked the same as ours and timed in the same run.

The first run fetches them into `.peers/` (`BASHGAH_PEERS` names another folder); without the network that comparison is left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGES = {
    "oscar": ("django-oscar==4.2.1", "django==5.2.19", "setuptools==80.9.0"),
    "rules": ("rule-engine==5.1.0", "json-logic-qubit==0.9.1"),
    "duckdb": ("duckdb==2.0.0", "numpy==2.4.6"),
    "lifetimes": (
        "lifetimes==0.11.3",
        "numpy==2.4.6",
        "pandas==3.1.1",
        "scipy==1.17.1",
        "setuptools==65.5.0",
    ),
}
"""What is fetched for each, pinned, so that a figure can be had again."""


def ask(peer: str, question: object) -> Any:
    """Return what the script of a peer answers to a question; None, and a line that says so, where it cannot be had."""
    python = _python_of(peer)
    if python is None:
        print(f"  {peer} could not be fetched: not compared")
        return None
    call = [str(python), str(HERE / f"ask_{peer}.py")]
    answer = subprocess.run(call, input=json.dumps(question), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def _python_of(peer: str) -> Path | None:
    folder = Path(os.environ.get("BASHGAH_PEERS", ".peers")) / peer
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        install = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install", *PACKAGES[peer]]
        for step in ([sys.executable, "-m", "venv", "--clear", str(folder)], install):
            if subprocess.run(step, check=False, capture_output=True).returncode:
                return None
        ready.touch()
    return python
