"""`python -m tests.gallery [OUT] [--langs fa,en] [--themes light,dark,contrast] [--sizes 1280x720] [--only WORD]`.

Walks the real window offscreen over a copy of the demo shop (`make run` makes it), a bare shop and the first start,
keeps a picture of every state in every dress, and writes `remarks.txt`: words that are cut, controls without a name.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from desktop.app.first_run import FirstStart
from desktop.app.run import end_room, start_room
from desktop.clocks import SystemClock
from desktop.ui.lanes import Lanes
from desktop.ui.program import make_application
from desktop.usecases.open_till import open_till
from desktop.usecases.staff_keys import LIGHT
from tests.gallery import guide, stage, walks
from tests.gallery.eye import Dress, Eye
from tests.gallery.walks import Walker

WALKS = ("demo", "training", "staff", "latin", "bare", "joined", "first")


def main(argv: list[str] | None = None) -> int:
    """Take the pictures."""
    args = _parse(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "focus.txt").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        shop = Path(scratch) / "shop"
        shutil.copytree(args.shop, shop)
        os.environ.setdefault("BASHGAH_KEY_DIR", str(args.shop.resolve().parent / "demo-keys"))
        remarks = _walk(args, shop, Path(scratch))
    (args.out / "remarks.txt").write_text("\n".join(sorted(set(remarks))) + "\n", encoding="utf-8")
    print(f"{len(remarks)} remarks in {args.out / 'remarks.txt'}")
    return 0


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description="Every screen as a picture.")
    parser.add_argument("out", type=Path, nargs="?", default=Path("out/gallery"))
    parser.add_argument("--shop", type=Path, default=Path("out/demo-shop"))
    parser.add_argument("--langs", default="fa,en")
    parser.add_argument("--themes", default="light,dark,contrast")
    parser.add_argument("--sizes", default="1280x720")
    parser.add_argument("--walks", default=",".join(WALKS))
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    return parser.parse_args(argv)


def _dresses(args: argparse.Namespace) -> tuple[Dress, ...]:
    sizes = [tuple(int(side) for side in size.split("x")) for size in args.sizes.split(",")]
    return tuple(
        Dress((size[0], size[1]), lang, theme)
        for size in sizes
        for lang in args.langs.split(",")
        for theme in args.themes.split(",")
    )


def _walk(args: argparse.Namespace, shop: Path, scratch: Path) -> list[str]:
    remarks: list[str] = []
    till = open_till(shop, clock=SystemClock())
    cast = stage.people_the_demo(till)
    till.close()
    wanted = args.walks.split(",")
    if "demo" in wanted:
        remarks += _in_room(args, shop, lambda walk: walks.whole_day(walk, cast))
    if "guide" in wanted:
        remarks += _in_room(args, shop, lambda walk: guide.an_hour(walk, cast.phone, cast.members["rich"]))
    if "training" in wanted:
        remarks += _in_room(args, shop, walks.beside_training)
    if "staff" in wanted:
        remarks += _in_room(args, shop, walks.crowd)
    if "latin" in wanted:
        remarks += _in_room(args, shop, walks.latin_digits)
    os.environ["BASHGAH_KEY_DIR"] = str(scratch / "keys")
    if "bare" in wanted:
        stage.make_bare_shop(scratch / "bare")
        remarks += _in_room(args, scratch / "bare", walks.bare)
        stage.enrol_one(scratch / "bare")
        remarks += _in_room(args, scratch / "bare", walks.lone)
    if "joined" in wanted:
        stage.make_bare_shop(scratch / "joined")
        centre = stage.join_a_centre(scratch / "joined")
        remarks += _in_room(args, scratch / "joined", walks.joined)
        stage.others_come(scratch / "joined", centre)
        remarks += _in_room(args, scratch / "joined", walks.chain)
    if "first" in wanted:
        remarks += _first_start(args, scratch / "first")
    return remarks


def _in_room(args: argparse.Namespace, shop: Path, walk: Callable[[Walker], None]) -> list[str]:
    room = start_room(shop)
    eye = Eye(room.window, room.tasks, _dresses(args), args.out, room.use_language, room.use_theme, args.only)
    try:
        eye.rest()
        walk(Walker(room, eye))
    finally:
        end_room(room)
    return eye.remarks


def _first_start(args: argparse.Namespace, folder: Path) -> list[str]:
    lanes = Lanes()
    start = FirstStart(make_application(), folder, lanes, key_cost=LIGHT)
    gate = start.gate
    eye = Eye(gate.window, lanes, _dresses(args), args.out, gate.use_language, gate.use_theme, args.only)
    try:
        start.open()
        walks.first_start(eye, start)
    finally:
        lanes.close()
        start.close()
    return eye.remarks


if __name__ == "__main__":
    sys.exit(main())
