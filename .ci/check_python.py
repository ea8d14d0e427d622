"""Say in a sentence why this interpreter cannot make the virtual environment, before anything cryptic does.

Written for any Python from 3.6 on, for the old ones are those that need the sentence.
"""

import importlib.util
import shutil
import subprocess
import sys

OLDEST = (3, 11)


def runs(name):
    """Tell whether an interpreter is on the path and starts; version switchers leave names that do not."""
    try:
        return (
            shutil.which(name) is not None
            and subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL) == 0
        )
    except OSError:
        return False


def find_newer():
    """Return the name of an interpreter on the path that is new enough and runs, or None."""
    names = [f"python3.{minor}" for minor in (13, 12, 11, 14)]
    return next((name for name in names if runs(name)), None)


def find_problem(version, has_module):
    """Return the sentence that explains what is missing, or None when all is there.

    `version` is (major, minor); `has_module` tells of a module's name whether it can be imported.
    """
    found = "{}.{}".format(*version)
    if version < OLDEST:
        newer = find_newer()
        advice = f"make run PYTHON={newer}" if newer else "sudo apt install python3.11 python3.11-venv"
        return (
            f"Bashgah needs Python 3.11 or newer; this is {found}. Try: {advice}\n"
            f"باشگاه به پایتون ۳٫۱۱ یا تازه‌تر نیاز دارد. راه حل: {advice}"
        )
    if not (has_module("venv") and has_module("ensurepip")):
        advice = f"sudo apt install python{found}-venv"
        return (
            f"Python {found} came without its venv module. On Debian and Ubuntu: {advice}\n"
            f"ماژول venv پایتون نصب نیست. در دبیان و اوبونتو: {advice}"
        )
    return None


def main():
    problem = find_problem(
        tuple(sys.version_info[:2]), lambda name: importlib.util.find_spec(name) is not None
    )
    if problem:
        sys.stderr.buffer.write((problem + "\n").encode("utf-8"))
        sys.exit(1)


if __name__ == "__main__":
    main()
