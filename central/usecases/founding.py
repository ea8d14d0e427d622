"""A new business at the centre, and the one-time codes that let tills into it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count

from central.signing import SEED_BYTES, SeedSigner
from central.store import accounts, businesses, catalogue
from central.store.businesses import Branch, Business
from central.store.catalogue import Code
from central.store.places import Place
from central.usecases.learning import DONE
from central.usecases.sitting import mint, sit
from loyalty.clock import DAY, Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.codes import CODE_LETTERS, hash_code
from loyalty.ids import Entropy, IdMaker, looks_like_id
from loyalty.kinds import TillOpened
from loyalty.money import check_currency, exponent_of

EPOCH_BYTES = 8
CODE_LENGTH = 12
CODE_LIFE = 7 * DAY


@dataclass(frozen=True, slots=True)
class NewBusiness:
    """What a business is called and what it counts in."""

    name: str
    currency: str = "IRT"
    trade: str = "general"
    test: bool = False


def found_business(place: Place, clock: Clock, ids: IdMaker, entropy: Entropy, new: NewBusiness) -> Business:
    """Make a business: its centre's key, and the first fact of the centre's chain.

    Raises `business_without_name`, `currency_unknown`.
    """
    require(new.name.strip(), "business_without_name")
    exponent = exponent_of(check_currency(new.currency))
    at = clock.now()
    business = Business(
        ids.next(at), new.name.strip(), new.currency, exponent, new.trade, new.test, at, ids.next(at), ids.next(at),
        entropy(EPOCH_BYTES).hex(), entropy(SEED_BYTES), 0, 0, bytes(8), at,
    )  # fmt: skip
    with place.business(business.business_id, write=True) as db:
        businesses.add_business(db, business)
    with sit(place, business.business_id, clock, ids) as sitting:
        public = SeedSigner(business.seed).public_key
        opened = TillOpened("centre", public, new.name.strip(), new.currency, exponent, new.trade, new.test)
        mint(sitting, [("till.opened", opened)])
        accounts.set_capped(sitting.db, (DONE,))
    with place.catalogue(write=True) as db:
        catalogue.add_tenant(db, business.business_id, business.name, at)
    return business


def choose_business(place: Place, named: str | None) -> str:
    """Return the id of the business that was named by id or name, or the only one.

    Raises `business_unknown`, `business_not_named`.
    """
    with place.catalogue() as db:
        known = catalogue.tenants(db)
    if named is None:
        require(len(known) == 1, "business_not_named", count=len(known))
        return known[0][0]
    found = [one for one, name in known if named in (one, name)]
    require(len(found) == 1, "business_unknown", business=named)
    return found[0]


def choose_branch(known: Sequence[Branch], named: str) -> Branch:
    """Return the branch that was named by id or name. Raises `branch_unknown_at_centre`."""
    found = [one for one in known if named in (one.branch_id, one.name)]
    if len(found) != 1:
        raise LoyaltyError("branch_unknown_at_centre", branch=named)
    return found[0]


@dataclass(frozen=True, slots=True)
class Opening:
    """For which branch a code is: a known one, a new one by name, or the one the shop brings (neither)."""

    branch: str = ""
    new_branch: str = ""
    zone: str = "Asia/Tehran"


def issue_code(
    place: Place, clock: Clock, ids: IdMaker, entropy: Entropy, business_id: str, opening: Opening
) -> tuple[str, Code]:
    """Make a one-time code for a till, valid for a week; return it as people read it, and as it is kept."""
    with place.business(business_id, write=True) as db:
        branch = Branch("", "", "")
        if opening.new_branch:
            branch = Branch(ids.next(clock.now()), opening.new_branch, opening.zone)
            businesses.set_branch(db, branch)
        elif opening.branch:
            branch = choose_branch(businesses.branches(db), opening.branch)
        taken = {till.code for till in businesses.tills(db)}
    plain, now = _new_code(entropy), clock.now()
    with place.catalogue(write=True) as db:
        till_code = _free_till_code(taken | catalogue.promised_codes(db, business_id, now))
        code = Code(
            hash_code(plain),
            business_id,
            branch.branch_id,
            branch.name,
            branch.zone,
            till_code,
            now + CODE_LIFE,
        )
        catalogue.add_code(db, code)
    return "-".join(plain[at : at + 4] for at in range(0, CODE_LENGTH, 4)), code


def _free_till_code(taken: Collection[str]) -> str:
    """Return what a till's receipts begin with: codes may wait unused for days, and no two receipts may look alike."""
    named = (f"A{number}" if number < 1000 else str(number) for number in count(1))
    return next(code for code in named if code not in taken)


def _new_code(entropy: Entropy) -> str:
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in entropy(CODE_LENGTH))


def check_id(text: str, what: str) -> None:
    """Refuse a text that is no id. Raises `enrolment_unreadable`."""
    require(looks_like_id(text), "enrolment_unreadable", what=what)
