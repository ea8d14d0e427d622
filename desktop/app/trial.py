"""`make run`: the window on a lively demo shop, made at the first start; without a display a guided tour of it.

Everything lies in `out/` of the folder it is started in: the shop, its keys, and what the tour leaves behind.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.clocks import SystemClock
from desktop.config import DEMO_KEYS, DEMO_SHOP, KEY_VARIABLE
from desktop.usecases.demo.shop import PIN, make_demo

OUT = Path("out")


def main(argv: list[str] | None = None) -> int:
    """Run and return the exit status."""
    parser = argparse.ArgumentParser(prog="make run", description="The till on a demo shop.")
    parser.add_argument("--tour", action="store_true", help="the guided tour, even where there is a display")
    parser.add_argument("--members", type=int, default=5_000)
    parser.add_argument("--months", type=int, default=18)
    args = parser.parse_args(argv)
    touring = args.tour or not has_display(os.environ)
    if touring:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault(KEY_VARIABLE, str(OUT.resolve() / DEMO_KEYS))
    if not _can_draw():
        return 1
    shop = OUT / DEMO_SHOP
    if not shop.exists():
        _make(shop, args.members, args.months)
    print(f"The PIN of everybody in the demo is {PIN}.  رمز همهٔ پرسنل فروشگاه نمایشی {PIN} است.", flush=True)
    if touring:
        from desktop.app.tour import take_tour

        return take_tour(shop, OUT)
    from desktop.app.run import run_window

    return run_window(shop)


def has_display(environ: Mapping[str, str]) -> bool:
    """Say whether a window can be seen here."""
    if environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return not sys.platform.startswith("linux") or bool(
        environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    )


def _can_draw() -> bool:
    from desktop.system_check import find_problem

    problem = find_problem()
    if problem:
        print(problem, file=sys.stderr)
    return not problem


def _make(shop: Path, members: int, months: int) -> None:
    print("Making the demo shop (once) …  فروشگاه نمایشی ساخته می‌شود (یک بار) …", flush=True)
    made = make_demo(shop, members=members, months=months, clock=SystemClock(), progress=_show)
    persian = f"{made.members:,} عضو، {made.sales:,} خرید."
    print(f"\r{made.members:,} members, {made.sales:,} purchases.  {persian}{' ' * 20}", flush=True)


def _show(progress: object) -> bool:
    done, whole = getattr(progress, "done", 0), getattr(progress, "whole", 0)
    if sys.stdout.isatty() and whole:
        print(f"\r{100 * done // whole:3d} %", end="", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
