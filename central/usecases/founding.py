"""A new business at the centre, and the one-time codes that let tills into it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count

from central.signing import SEED_BYTES, SeedSigner
from central.store import accounts, businesses, catalogue
from central.store.businesses import Branch, Business
from central.store.catalogue import Code
from central.store.db import Db
from central.store.places import Place
from central.usecases.fitness import fits_name, fold_name, unmarked
from central.usecases.learning import DONE
from central.usecases.sitting import mint, sit
from loyalty.clock import DAY, Clock, zone
from loyalty.errors import require
from loyalty.exchange.codes import CODE_LETTERS, hash_code
from loyalty.ids import Entropy, IdMaker, looks_like_id
from loyalty.kinds import TillOpened
from loyalty.money import check_currency, exponent_of
from loyalty.words import isolate, isolate_ltr

EPOCH_BYTES = 8
CODE_LENGTH = 12
CODE_LIFE = 7 * DAY
LONGEST_NAME = 80
"""Signs of a branch's name, as a till takes it."""


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

    Raises `business_none`, `business_not_named`, `business_not_found`, `business_ambiguous`.
    """
    with place.catalogue() as db:
        known = catalogue.tenants(db)
    require(known, "business_none")
    if named is None:
        require(len(known) == 1, "business_not_named", count=len(known), known=_listed(known))
        return known[0][0]
    found = _meant(known, named)
    require(found, "business_not_found", business=named, known=_listed(known))
    require(len(found) == 1, "business_ambiguous", business=named, known=_listed(found))
    return found[0][0]


def choose_branch(known: Sequence[Branch], named: str) -> Branch:
    """Return the branch that was named by id or name.

    Raises `branch_without_name`, `branch_unknown_at_centre`, `branch_ambiguous_at_centre`.
    """
    require(named.strip(), "branch_without_name")
    rows = [(one.branch_id, one.name) for one in known]
    found = _meant(rows, named)
    require(found, "branch_unknown_at_centre", branch=named, known=_listed(rows))
    require(len(found) == 1, "branch_ambiguous_at_centre", branch=named, known=_listed(found))
    return next(one for one in known if one.branch_id == found[0][0])


def _meant(known: Sequence[tuple[str, str]], named: str) -> list[tuple[str, str]]:
    """Return what is meant by an id or a name of (id, name): the id first, then the name as it was typed."""
    typed = fold_name(named)
    ways = (
        [one for one in known if one[0] == unmarked(named).lower()],
        [one for one in known if one[1] == named],
        [one for one in known if fold_name(one[1]) == typed],
    )
    return next((way for way in ways if way), [])


def _listed(known: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{isolate(name)} ({isolate_ltr(one)})" for one, name in known) or "—"


@dataclass(frozen=True, slots=True)
class Opening:
    """For which branch a code is: a known one, a new one by name, or the one the shop brings (neither)."""

    branch: str | None = None
    new_branch: str | None = None
    zone: str = "Asia/Tehran"


def issue_code(
    place: Place, clock: Clock, ids: IdMaker, entropy: Entropy, business_id: str, opening: Opening
) -> tuple[str, Code]:
    """Make a one-time code for a till, valid for a week; return it as people read it, and as it is kept.

    The till's name is chosen when the code is first looked at, so that one nobody uses takes none away.
    Raises what `choose_branch` raises, `branch_known_at_centre`, `branch_name_unfit`, `zone_unknown`.
    """
    zone(opening.zone)
    with place.business(business_id, write=True) as db:
        branch = _branch_of(db, ids.next(clock.now()), opening)
    plain = _new_code(entropy)
    code = Code(
        hash_code(plain), business_id, branch.branch_id, branch.name, branch.zone, "", clock.now() + CODE_LIFE
    )
    with place.catalogue(write=True) as db:
        catalogue.add_code(db, code)
    return "-".join(plain[at : at + 4] for at in range(0, CODE_LENGTH, 4)), code


def _branch_of(db: Db, new_id: str, opening: Opening) -> Branch:
    known = businesses.branches(db)
    if opening.branch is not None:
        return choose_branch(known, opening.branch)
    if opening.new_branch is None:
        return Branch("", "", "")
    branch = Branch(new_id, _check_new(known, opening.new_branch), opening.zone)
    businesses.set_branch(db, branch)
    return branch


def _check_new(known: Sequence[Branch], named: str) -> str:
    name = " ".join(unmarked(named).split())
    require(name, "branch_without_name")
    require(fits_name(name) and len(name) <= LONGEST_NAME, "branch_name_unfit", most=LONGEST_NAME)
    same = [(one.branch_id, one.name) for one in known if fold_name(one.name) == fold_name(name)]
    require(not same, "branch_known_at_centre", branch=name, known=_listed(same))
    return name


def name_till(place: Place, clock: Clock, code: Code) -> str:
    """Return what receipts of the till that comes with a code begin with, chosen once and kept with the code.

    A name is taken by a till that came and by a code that was looked at and may still be used. One whose code ended unused is
    free again: nobody came in with it, and nobody can (`enrol_till` refuses the code, and a name that is another's by then).
    A shop that came meanwhile with a past of its own brings its name: the code is given another.
    """
    # The lock of the business: two codes looked at in one moment are not given one name.
    with place.business(code.business_id, write=True) as db:
        taken = {till.code for till in businesses.tills(db)}
        with place.catalogue(write=True) as listed:
            kept = catalogue.find_code(listed, code.code_hash)
            if kept is not None and kept.till_code and kept.till_code not in taken:
                return kept.till_code
            promised = catalogue.promised_codes(listed, code.business_id, clock.now())
            name = _free_till_code(taken | promised)
            catalogue.name_code(listed, code.code_hash, name)
    return name


def _free_till_code(taken: Collection[str]) -> str:
    """Return what a till's receipts begin with: no two tills' receipts may look alike."""
    named = (f"A{number}" if number < 1000 else str(number) for number in count(1))
    return next(code for code in named if code not in taken)


def _new_code(entropy: Entropy) -> str:
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in entropy(CODE_LENGTH))


def check_id(text: str, what: str) -> None:
    """Refuse a text that is no id. Raises `enrolment_unreadable`."""
    require(looks_like_id(text), "enrolment_unreadable", what=what)
