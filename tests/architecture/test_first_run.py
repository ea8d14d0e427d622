"""A machine that lacks something is told what, in both languages, with the package that brings it."""

from __future__ import annotations

import importlib.util
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from desktop import system_check
from tests.architecture.sources import ROOT

# Part of every Linux with a C++ runtime, or of the wheel itself.
BASE = {
    "libc.so.6",
    "libdl.so.2",
    "libpthread.so.0",
    "librt.so.1",
    "libm.so.6",
    "libgcc_s.so.1",
    "libstdc++.so.6",
}
LOADERS = ("ld-linux",)
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the libraries of Linux")


def read_needed(file: Path) -> Iterator[str]:
    """Yield the DT_NEEDED names of a 64-bit little-endian ELF file."""
    raw = file.read_bytes()
    table = struct.unpack_from("<Q", raw, 0x28)[0]
    size, count = struct.unpack_from("<HH", raw, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", raw, table + i * size) for i in range(count)]
    for section in (s for s in sections if s[1] == 6):
        strings = sections[section[6]][4]
        for tag, value in struct.iter_unpack("<qQ", raw[section[4] : section[4] + section[5]]):
            if tag == 1:
                yield raw[strings + value : raw.index(b"\0", strings + value)].decode()


def system_needs(*names: str) -> set[str]:
    """Return what these files of the Qt wheel, and the Qt files they lean on, want from the system."""
    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.submodule_search_locations[0]) / "Qt"
    bundled = {file.name: file for file in (folder / "lib").iterdir()}
    waiting = [folder / name for name in names]
    seen: set[str] = set()
    while waiting:
        for name in set(read_needed(waiting.pop())) - seen:
            seen.add(name)
            waiting += [bundled[name]] if name in bundled else []
    return {n for n in seen - BASE - bundled.keys() if not n.startswith(LOADERS)}


def known(libraries: tuple[system_check.Library, ...]) -> set[str]:
    return {library.soname for library in libraries}


@on_linux
@pytest.mark.parametrize(
    ("platform", "listed"),
    [
        ("libqoffscreen.so", system_check.ALWAYS),
        ("libqxcb.so", system_check.ALWAYS + system_check.X11),
        ("libqwayland.so", system_check.ALWAYS + system_check.WAYLAND),
    ],
)
def test_list_is_what_qt_really_loads(platform: str, listed: tuple[system_check.Library, ...]) -> None:
    wanted = system_needs(f"plugins/platforms/{platform}", "lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6")
    assert wanted == known(listed)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, system_check.ALWAYS),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, system_check.ALWAYS),
        ({"DISPLAY": ":0"}, system_check.ALWAYS + system_check.X11),
        ({"QT_QPA_PLATFORM": "xcb"}, system_check.ALWAYS + system_check.X11),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, system_check.ALWAYS + system_check.WAYLAND),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, system_check.ALWAYS + system_check.WAYLAND),
    ],
)
def test_needs_follow_the_display(
    environ: dict[str, str], expected: tuple[system_check.Library, ...]
) -> None:
    assert system_check.needed_libraries("linux", environ) == expected
    assert system_check.needed_libraries("win32", environ) == ()


def test_missing_library_is_named_with_its_package() -> None:
    missing = system_check.find_missing(
        system_check.ALWAYS, lambda name: "EGL" not in name and "glib" not in name
    )
    sentence = system_check.explain(missing)
    assert sentence.count("sudo apt install libegl1 libglib2.0-0\n") == 2
    assert "کتابخانه" in sentence
    assert "libEGL.so.1" in sentence


def test_nothing_missing_says_nothing() -> None:
    assert system_check.explain(system_check.find_missing(system_check.ALWAYS, lambda _: True)) == ""


@on_linux
def test_loader_is_really_asked() -> None:
    assert system_check.can_load("libc.so.6")
    assert not system_check.can_load("libnothing-of-this-name.so.1")


@on_linux
def test_command_fails_with_the_sentence(tmp_path: Path) -> None:
    script = (
        "import sys; from desktop import system_check as s;"
        "s.ALWAYS = (s.Library('libnothing.so.1', 'libnothing1'),); sys.exit(s.main())"
    )
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, env=environ, check=False
    )
    assert done.returncode == 1
    assert "sudo apt install libnothing1" in done.stderr.decode("utf-8")


def test_check_imports_no_qt() -> None:
    script = "import desktop.system_check, sys; sys.exit(any(n.startswith('PySide6') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


@pytest.fixture(scope="module")
def check_python() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_python", ROOT / ".ci" / "check_python.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_old_python_is_told_what_to_do(check_python: ModuleType) -> None:
    problem = check_python.find_problem((3, 9), lambda _: True)
    assert "this is 3.9" in problem
    assert "۳٫۱۱" in problem


def test_missing_venv_module_is_named(check_python: ModuleType) -> None:
    problem = check_python.find_problem((3, 12), lambda name: name != "ensurepip")
    assert problem.count("sudo apt install python3.12-venv") == 2


def test_good_python_is_left_alone(check_python: ModuleType) -> None:
    assert check_python.find_problem((3, 11), lambda _: True) is None
    assert check_python.find_problem((3, 13), lambda _: True) is None
