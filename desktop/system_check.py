"""Name the system libraries that Qt misses, and the Debian packages that bring them, before Qt is imported.

The wheels of Qt carry Qt itself but not the libraries of the window system. Importing QtGui without one of
them ends in a loader error that tells nobody what to install. This module must therefore import neither Qt
nor anything outside the standard library, and must say nothing where all is well.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Library(NamedTuple):
    """A shared object by the name the loader knows, and the Debian package that holds it."""

    soname: str
    package: str


# What QtCore, QtGui and QtWidgets ask of any machine, whatever shows the window.
ALWAYS = (
    Library("libEGL.so.1", "libegl1"),
    Library("libGL.so.1", "libgl1"),
    Library("libX11.so.6", "libx11-6"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libgthread-2.0.so.0", "libglib2.0-0"),
    Library("libz.so.1", "zlib1g"),
    Library("libzstd.so.1", "libzstd1"),
)
# What the platform plugins ask on top of it.
X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libxcb.so.1", "libxcb1"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-render.so.0", "libxcb-render0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-shm.so.0", "libxcb-shm0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-util.so.1", "libxcb-util1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0"),
)


def needed_libraries(platform: str, environ: Mapping[str, str]) -> tuple[Library, ...]:
    """Return what Qt will load here; nothing on systems whose wheels are complete.

    `platform` is spelled as in `sys.platform`. The choice follows Qt's own: QT_QPA_PLATFORM first, then
    Wayland, then X11, and neither of them without a display.
    """
    if not platform.startswith("linux"):
        return ()
    chosen = environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if chosen == "xcb" or (not chosen and environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY")):
        return ALWAYS + X11
    if chosen.startswith("wayland") or (not chosen and environ.get("WAYLAND_DISPLAY")):
        return ALWAYS + WAYLAND
    return ALWAYS


def can_load(soname: str) -> bool:
    """Tell whether the system's loader finds and accepts the shared object."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def find_missing(
    libraries: Iterable[Library], loads: Callable[[str], bool] = can_load
) -> tuple[Library, ...]:
    """Return those libraries that do not load, in the order given."""
    return tuple(library for library in libraries if not loads(library.soname))


def explain(missing: Iterable[Library]) -> str:
    """Return the sentence in Persian and in English with the one command that mends it; empty if none."""
    lacking = tuple(missing)
    if not lacking:
        return ""
    files = ", ".join(library.soname for library in lacking)
    command = "sudo apt install " + " ".join(dict.fromkeys(library.package for library in lacking))
    return (
        f"برای باز شدن پنجره، این کتابخانه‌های سیستم نصب نیست: {files}\n"
        f"در دبیان و اوبونتو این دستور را اجرا کنید:\n    {command}\n"
        f"The window cannot open: these system libraries are missing: {files}\n"
        f"On Debian and Ubuntu run:\n    {command}\n"
        "On other systems install the packages that hold these files."
    )


def find_problem() -> str:
    """Return what keeps Qt from starting on this machine in fa and en, or an empty string."""
    return explain(find_missing(needed_libraries(sys.platform, os.environ)))


def main() -> int:
    """Print the problem to stderr, if there is one; return the exit status."""
    problem = find_problem()
    if problem:
        sys.stderr.buffer.write((problem + "\n").encode("utf-8"))
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
