"""What the walks need to meet: odd members in a copy of the demo shop, and a shop in which nothing happened yet."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from desktop.app.seat import Seat
from desktop.clocks import SystemClock
from desktop.models.keys import choose_keys
from desktop.models.settings import set_setting
from desktop.ui.shell.values import CustomerDisplay, DisplayLine, Phase
from desktop.usecases.demo.shop import PIN
from desktop.usecases.exchange.joining import join, read_all
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.leaving import leave
from desktop.usecases.members.member_pin import set_member_pin
from desktop.usecases.members.merging import merge
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.offer_library import ready_offer
from desktop.usecases.offers import publish
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.shifts import begin_shift, end_shift, shift_now
from desktop.usecases.sign_in import people, sign_in
from desktop.usecases.staff import NewStaff, add_staff
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.access import OWNER
from loyalty.clock import DAY
from loyalty.kinds import Product
from tests.conftest import FixedClock
from tests.sync.centre import InMemory, new_centre
from tests.sync.conftest import Machine
from tests.sync.tls import DAY as ONE_DAY
from tests.sync.tls import authority

BARE_PIN = "730614"
LONG = ("سیدمحمدامین حسینی‌نژاد Anna-Maria von Hohenstein " * 9)[:300].strip()
LONGEST_NAME = LONG[:80].strip()


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom and what the walks meet in the demo shop."""

    phone: str
    codes: tuple[str, ...]
    members: dict[str, str]


def begin_anew(seat: Seat, counted: int) -> None:
    """Close the shift with what should be in the drawer and open another with other cash."""
    totals = shift_now(seat.till)
    end_shift(seat.till, seat.session, totals.expected if totals else 0)
    begin_shift(seat.till, seat.session, counted)


def people_the_demo(till: Till) -> Cast:
    """Add members of every fate to an open copy of the demo shop, and a one-shot offer that many were granted."""
    owner = next(one.staff_id for one in people(till) if one.level == OWNER)
    session = sign_in(till, owner, PIN)
    keep_awake(till)
    publish(till, session, ready_offer("miss-you").document)
    ids = [
        enrol(till, session, NewMember(f"0935000{n:04d}", name, card_no=None, paper=False)).member_id
        for n, name in enumerate(("مهتاب راد", "مهتاب رادمنش", "رفته رفتگان", "پاک پاکی", LONGEST_NAME, ""))
    ]
    merge(till, session, ids[0], ids[1])
    leave(till, session, ids[2], end_credit=True)
    erase(till, session, ids[3], confirmed=True)
    set_products(
        till, session, (Product("9990001", "", LONG[:120].strip(), _group(till), 1_280_000, 0, False),)
    )
    phone, rich = _richest(till)
    fates = {
        "rich": rich,
        "merged": ids[0],
        "left": ids[2],
        "erased": ids[3],
        "long": ids[4],
        "nameless": ids[5],
    }
    return Cast(phone, (*_barcodes(till), "9990001"), fates)


def give_pin(till: Till, member_id: str) -> str:
    """Let a member hold credit that their PIN guards; return their phone."""
    owner = next(one.staff_id for one in people(till) if one.level == OWNER)
    session = sign_in(till, owner, PIN)
    publish_policy(till, session, "trust", {"pin_above": 50_000})
    adjust(till, session, member_id, "credit", 200_000, reason="goodwill")
    set_member_pin(till, session, member_id, "7305")
    with till.read() as db:
        row = db.row("SELECT phone FROM person WHERE member_id = ?", (member_id,))
    assert row is not None
    return str(row[0])


def keep_awake(till: Till) -> None:
    """Let the till wait as long as it may: nobody touches it while pictures are taken."""
    with till.transaction("") as tx:
        set_setting(tx, "auto_lock_minutes", 60)


def add_many_staff(till: Till) -> None:
    """Fill the sign-in with more people than it has room for."""
    owner = next(one.staff_id for one in people(till) if one.level == OWNER)
    session = sign_in(till, owner, PIN)
    for number in range(14):
        name = LONG[:60] if number == 3 else f"صندوق‌دار شمارهٔ {number + 1}"
        add_staff(till, session, NewStaff(name, pin="482913"))


def make_bare_shop(folder: Path) -> None:
    """Make a shop in which nothing happened yet."""
    made = NewShop("کیف و کفش آریا", "شعبهٔ ولیعصر", BARE_PIN, owner_name="مریم آریا", test=True)
    new_shop(folder, made, clock=SystemClock(), entropy=os.urandom, keys=choose_keys(), key_cost=LIGHT)
    till = open_till(folder, clock=SystemClock(), keys=choose_keys(), key_cost=LIGHT)
    keep_awake(till)
    till.close()


def enrol_one(folder: Path) -> None:
    """Let one member join the bare shop."""
    till = open_till(folder, clock=SystemClock(), keys=choose_keys(), key_cost=LIGHT)
    enrol(till, sign_in(till, "owner", BARE_PIN), NewMember("09123454567", "سارا رضایی‌نژاد", paper=False))
    till.close()


NOBODY = "https://127.0.0.1:9"
"""An address that answers nobody: every exchange of the window fails."""


def join_a_centre(folder: Path) -> InMemory:
    """Join the bare shop to a centre with an authority of its own, which ends soon; return the centre."""
    till = open_till(folder, clock=SystemClock(), keys=choose_keys(), key_cost=LIGHT)
    centre = new_centre()
    line = centre.line()
    code = centre.invite("own", "", "", till.shop.business_id)
    vouches = authority(folder.parent, "Bagh Root CA", ends=20 * ONE_DAY)
    join(
        till, sign_in(till, "owner", BARE_PIN), line, lambda _: line, NOBODY, code,
        authority=vouches.file.read_text(),
    )  # fmt: skip
    till.close()
    return centre


def others_come(folder: Path, centre: InMemory) -> None:
    """Let tills of other branches join, which were heard of last today, ten days and ten months ago, and read of them."""
    till = open_till(folder, clock=SystemClock(), keys=choose_keys(), key_cost=LIGHT)
    line, now = centre.line(), till.now()
    line.till_id = till.shop.till_id
    for place, (branch, days) in enumerate((("تجریش", 0), (LONG[:48], 10), ("Isfahan · Chahar Bagh", 300))):
        centre.invite(f"c{place}", f"branch-{place}", branch, till.shop.business_id)
        other = Machine(folder.parent, f"other-{place}", centre.line(), FixedClock(now - days * DAY))
        other.come(f"c{place}")
        other.grant(other.member(), 250_000 * (place + 1))
        other.settle()
        other.close()
    read_all(till, line)
    till.close()


def displays() -> dict[str, CustomerDisplay]:
    """Return the faces of the customer's window, with long names and many lines among them."""
    shop, who, day = "کیف و کفش آریا", "سارا رضایی‌نژاد", dt.date(2026, 12, 21)
    lines = tuple(
        DisplayLine(name, 2_000 if place % 2 else 1_000, 1_150_000, "پاییزهٔ کفش ۱۰٪", 1_280_000)
        for place, name in enumerate(("کفش اسپرت آریا، ۴۲", "Leather shoulder bag", LONG) * 4)
    )
    known = CustomerDisplay(
        Phase.OPEN,
        shop,
        "",
        who,
        lines[:3],
        260_000,
        485_000,
        3_190_000,
        0,
        485_000,
        1_240,
        319_000,
        None,
        319,
        120_000,
        day,
    )
    return {
        "idle": CustomerDisplay(shop=shop),
        "known": CustomerDisplay(Phase.OPEN, shop, member=who, credit=485_000, points=1_240),
        "basket": known,
        "walk-in": CustomerDisplay(Phase.OPEN, shop, lines=lines[:2], to_pay=2_300_000),
        "many": CustomerDisplay(
            Phase.OPEN, LONG[:120], member=LONG[:120], lines=lines, to_pay=999_999_999_000, credit=0
        ),
        "paid": CustomerDisplay(
            Phase.PAID,
            shop,
            "",
            who,
            to_pay=3_190_000,
            change=310_000,
            credit=804_000,
            earned_credit=319_000,
            earned_from=day,
            earned_points=319,
        ),
        "paid-exactly": CustomerDisplay(Phase.PAID, shop, to_pay=250_000),
        "back-card": CustomerDisplay(Phase.BACK, shop, money_back=(("card", 850_000),)),
        "back-both": CustomerDisplay(
            Phase.BACK,
            shop,
            member=who,
            credit=485_000,
            credit_back=100_000,
            money_back=(("card", 500_000), ("cash", 350_000)),
        ),
        "back-credit": CustomerDisplay(Phase.BACK, shop, member=who, credit=485_000, credit_back=100_000),
    }


def _richest(till: Till) -> tuple[str, str]:
    with till.read() as db:
        row = db.row(
            "SELECT p.phone, p.member_id FROM lot_balance b JOIN lot l USING (lot_id)"
            " JOIN person p ON p.member_id = b.member_id WHERE b.unit = 'credit' AND b.remaining > 0"
            " AND l.vests_at <= ?1 AND b.expires_at > ?1 AND l.scope = 'business'"
            " GROUP BY p.phone ORDER BY sum(b.remaining) DESC, p.phone LIMIT 1",
            (till.now(),),
        )
    assert row is not None, "nobody in the demo shop holds credit"
    return str(row[0]), str(row[1])


def _group(till: Till) -> str:
    with till.read() as db:
        row = db.row("SELECT product_group FROM product WHERE active LIMIT 1")
    assert row is not None
    return str(row[0])


def _barcodes(till: Till) -> tuple[str, ...]:
    with till.read() as db:
        rows = db.rows(
            "SELECT min(barcode) FROM product WHERE active AND barcode <> '' GROUP BY product_group ORDER BY 1 LIMIT 3"
        )
    return tuple(str(row[0]) for row in rows)


def last_receipt(till: Till) -> str:
    """Return the number of the sale recorded last."""
    with till.read() as db:
        row = db.row(
            "SELECT s.number, t.code FROM sale s JOIN till t USING (till_id) ORDER BY s.sale_no DESC LIMIT 1"
        )
    assert row is not None
    return f"{row[1]}-{row[0]:06d}"
