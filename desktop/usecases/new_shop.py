"""Makes a shop: its encrypted file, its first branch, this till, its owner, and the documents it begins with.

Everything is checked before anything is made, and all first facts stand in one transaction, signed by the owner's
key. The currency is fixed here for ever. The recovery sheet is given once, to be printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.config import DEFAULT_ZONE, machine_zone
from desktop.models.keys import KeyStore, choose_keys
from desktop.models.log import Tx
from desktop.models.opening import create_shop_file
from desktop.models.recovery import RecoverySheet, make_sheet
from desktop.models.settings import set_setting
from desktop.models.shop_file import read_label
from desktop.usecases.names import check_name
from desktop.usecases.pins import check_new_pin
from desktop.usecases.policies import publish_first
from desktop.usecases.staff import record_key
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from desktop.usecases.trades import OF_IRAN, TRADES, first_documents
from loyalty.access import OWNER
from loyalty.clock import Clock
from loyalty.clock import zone as check_zone
from loyalty.errors import require
from loyalty.ids import Entropy
from loyalty.kinds import BranchSet, StaffSet, TillOpened
from loyalty.money import check_currency, exponent_of
from loyalty.policy import read_rules
from loyalty.words import CURRENCIES, LANGUAGES, Lang

OWNER_ID = "owner"

_OWNER_NAMES = {"fa": "مالک", "en": "Owner"}
_CODE = re.compile(r"[A-Z0-9]{1,4}\Z")


@dataclass(frozen=True, slots=True)
class NewShop:
    """What the owner says of a new shop; no `zone` is the usual one of the currency.

    `base_percent` overrides what the trade's purchases earn; `documents` replace first documents by name.
    """

    name: str
    branch: str
    owner_pin: str
    address: str = ""
    zone: str = ""
    currency: str = "IRT"
    trade: str = "general"
    language: Lang = "fa"
    owner_name: str = ""
    till_code: str = "A1"
    test: bool = False
    base_percent: str | int | None = None
    documents: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ShopMade:
    """Ids of what was made, its zone, the documents it begins with, and the sheet that opens it when its key is lost."""

    shop: str
    branch: str
    till: str
    zone: str
    documents: Mapping[str, Any]
    recovery_sheet: RecoverySheet
    warnings: tuple[str, ...]


def new_shop(
    folder: Path,
    new: NewShop,
    *,
    clock: Clock,
    entropy: Entropy = os.urandom,
    keys: KeyStore | None = None,
    key_cost: KeyCost = HARDENED,
) -> ShopMade:
    """Make a shop in a folder that holds none, in the moment its clock says.

    Raises what is wrong with a name, PIN, zone, currency or trade, and `shop_exists`.
    """
    wanted = _checked(new)
    documents = first_documents(
        wanted.trade,
        test=wanted.test,
        base_percent=wanted.base_percent,
        currency=wanted.currency,
    )
    documents.update(wanted.documents or {})
    read_rules(documents)
    store_keys = keys or choose_keys()
    store = create_shop_file(folder, keys=store_keys, clock=clock, entropy=entropy)
    whole = False
    try:
        till = Till(store, clock, store_keys, wanted.language, None, key_cost)
        with store.transaction(OWNER_ID) as tx:
            _record_beginning(till, tx, wanted, documents)
        whole = True
    finally:
        store.close()
        if not whole:
            _take_back(folder, store_keys)
    shop = store.shop
    return ShopMade(
        shop.business_id,
        shop.branch_id,
        shop.till_id,
        wanted.zone,
        documents,
        make_sheet(store.data_key),
        tuple(store.warnings),
    )


def _take_back(folder: Path, keys: KeyStore) -> None:
    """Remove a shop that has no beginning, so that it can be made again; nothing was ever in it."""
    shop_id = read_label(folder).shop_id
    for path in (*folder.glob("shop.*"), folder / "ballast", keys.folder / f"{shop_id}.mark"):
        path.unlink(missing_ok=True)
    keys.forget(shop_id)


def _checked(new: NewShop) -> NewShop:
    require(new.trade in TRADES, "trade_unknown", trade=new.trade, known=", ".join(TRADES))
    require(
        new.language in LANGUAGES, "setting_invalid", name="language", value=new.language, allowed="fa, en"
    )
    check_currency(new.currency)
    require(_CODE.match(new.till_code), "till_code_invalid", till_code=new.till_code)
    zone = new.zone or usual_zone(new.currency)
    check_zone(zone)
    return replace(
        new,
        zone=zone,
        name=check_name(new.name),
        branch=check_name(new.branch),
        address=check_name(new.address, most=200) if new.address.strip() else "",
        owner_name=check_name(new.owner_name or _OWNER_NAMES[new.language]),
        owner_pin=check_new_pin(new.owner_pin),
    )


def usual_zone(currency: str) -> str:
    """Return the zone a shop of a money unit begins with: Iran's, and elsewhere what this machine stands in."""
    return DEFAULT_ZONE if currency in OF_IRAN else machine_zone()


def _record_beginning(till: Till, tx: Tx, new: NewShop, documents: Mapping[str, Any]) -> None:
    store, shop, exponent = till.store, till.shop, exponent_of(new.currency)
    tx.record(
        "till.opened",
        TillOpened(
            new.till_code, store.till_public_key, new.name, new.currency, exponent, new.trade, new.test
        ),
    )
    tx.record("branch.set", BranchSet(shop.branch_id, new.branch, new.address, new.zone))
    tx.record("staff.set", StaffSet(OWNER_ID, new.owner_name, OWNER, None, active=True))
    own = record_key(till, tx, OWNER_ID, new.owner_pin, ())
    publish_first(tx, documents, (own,))
    set_setting(tx, "language", new.language)
    # The customer's paper goes on speaking the shop's language, whatever a cashier reads the screen in.
    set_setting(tx, "paper_language", new.language)


KNOWN_CURRENCIES = tuple(CURRENCIES)
