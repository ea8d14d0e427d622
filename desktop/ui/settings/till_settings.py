"""Settings over the open till: every change goes through its use case, in the name of who sits at the till. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.printing.content import ShopHead
from desktop.sync.client import HttpWire
from desktop.sync.lines import open_line, open_line_at
from desktop.ui.approval.seat import Seat
from desktop.ui.parts.paper import print_test, save_sheet, sheet_shown, shop_stamp
from desktop.ui.parts.values import PrinterDraft, SheetShown, Trial
from desktop.ui.settings.centre_words import centre_shown, with_authority, with_overview
from desktop.ui.settings.policy_forms import document_of, rules_shown
from desktop.ui.settings.values import (
    COSTS,
    EARNING,
    OF_BRANCHES,
    POINTS,
    REFUNDS,
    TIERS,
    TRUST,
    About,
    AccessShown,
    BackedUp,
    CentreShown,
    ClockShown,
    Kept,
    Person,
    Place,
    PlacesShown,
    Proved,
    RulesShown,
    StaffShown,
    Version,
)
from desktop.ui.tasks import Report
from desktop.usecases.acts import ACT_WORDS
from desktop.usecases.authority import acts_of, authorise, may_do
from desktop.usecases.backups import back_up
from desktop.usecases.believing import ClockHere, believe_clock, clock_here
from desktop.usecases.branches import add_branch, change_branch, list_branches
from desktop.usecases.exchange.authorities import (
    CentreAuthority,
    authority_here,
    read_authority,
    trust_authority,
)
from desktop.usecases.exchange.following import follow_centre
from desktop.usecases.exchange.joining import join
from desktop.usecases.exchange.overseeing import oversee
from desktop.usecases.exchange.standing import sync_state
from desktop.usecases.people import all_staff
from desktop.usecases.places import here
from desktop.usecases.policies import (
    AT,
    list_policies,
    own_name,
    publish_policy,
    rules_now,
    rules_of,
    show_policy,
)
from desktop.usecases.recovery import recovery_sheet
from desktop.usecases.settings import read_settings, set_settings
from desktop.usecases.sign_in import Session
from desktop.usecases.staff import NewStaff, add_staff, list_staff, remove_staff, set_level, set_pin
from desktop.usecases.trusting import trust_ground
from desktop.usecases.verify_till import verify_till
from loyalty.access import ACTS, OWNER
from loyalty.documents import Text
from loyalty.problems import say
from loyalty.words import Lang

_FORMS = (EARNING, POINTS, TIERS, REFUNDS, COSTS, TRUST)
_PAPERS = ("NOTICE", "THIRD_PARTY.md", "LICENSE")


@dataclass(frozen=True, slots=True)
class TillSettings:
    """`SettingsPort` of a till; `root` is where the licences lie, `version` the program's."""

    seat: Seat
    root: Path
    version: str

    def rights(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        return acts_of(self.seat.till, self.seat.session)

    def kept(self) -> Kept:
        """Return every setting of this machine."""
        with self.seat.till.read() as db:
            return read_settings(db)

    def keep(self, values: Mapping[str, str], approval: Session | None) -> Kept:
        """Keep settings; raises what does not fit."""
        self.seat.refuse_training()
        set_settings(self.seat.till, self.seat.session, values, approval)
        return self.kept()

    def print_test(self, printer: PrinterDraft, lang: Lang) -> Trial:
        """Print a test slip at once, outside the queue."""
        place = here(self.seat.till)
        head = ShopHead(place.shop, place.branch, place.address)
        stamp = shop_stamp(
            head, self.seat.till.now(), place.zone, place.currency, self.seat.session.name, place.till
        )
        return print_test(printer, stamp, lang)

    def staff(self) -> StaffShown:
        """Return who works here, and what they may become."""
        till = self.seat.till
        names = {branch.branch_id: branch.name for branch in list_branches(till)}
        with till.read() as db:
            levels = tuple((level.level, level.name) for level in rules_now(db).access.levels)
        people = tuple(
            Person(
                one.staff_id,
                one.name,
                one.level,
                names.get(one.branch_id or "", ""),
                one.has_key,
                one.locked,
            )
            for one in list_staff(till)
        )
        return StaffShown(people, levels, tuple(names.items()))

    def add_staff(self, name: str, level: str, branch: str, pin: str, approval: Session | None) -> StaffShown:
        """Add a person; without a PIN they choose one at their first, approved sign-in."""
        self.seat.refuse_training()
        new = NewStaff(name, level, pin=pin or None, branch_id=branch or None)
        add_staff(self.seat.till, self.seat.session, new, approval)
        return self.staff()

    def set_level(self, staff_id: str, level: str, approval: Session | None) -> StaffShown:
        """Give a person another level."""
        self.seat.refuse_training()
        set_level(self.seat.till, self.seat.session, staff_id, level, approval)
        return self.staff()

    def set_pin(self, staff_id: str, pin: str, approval: Session | None) -> StaffShown:
        """Give a person a new PIN on this till."""
        self.seat.refuse_training()
        set_pin(self.seat.till, self.seat.session, staff_id, pin, approval)
        return self.staff()

    def remove_staff(self, staff_id: str, approval: Session | None) -> StaffShown:
        """End a person's work here."""
        self.seat.refuse_training()
        remove_staff(self.seat.till, self.seat.session, staff_id, approval)
        return self.staff()

    def access(self) -> AccessShown:
        """Return who may what."""
        with self.seat.till.read() as db:
            levels = rules_now(db).access.levels
        may = frozenset((level.level, act) for level in levels for act in level.acts)
        acts = tuple((act, Text(*ACT_WORDS[act])) for act in ACTS)
        return AccessShown(
            tuple((level.level, level.name) for level in levels), acts, may, "set_policy" in self.rights()
        )

    def publish_access(self, may: frozenset[tuple[str, str]], approval: Session | None) -> AccessShown:
        """Publish who may what; names of levels stay."""
        with self.seat.till.read() as db:
            rows = show_policy(db, "access").document["levels"]
        kept = [{**row, "acts": [act for act in ACTS if _may(may, row["id"], act)]} for row in rows]
        self._publish("access", {"levels": kept}, approval)
        return self.access()

    def places(self) -> PlacesShown:
        """Return the branches."""
        found = tuple(
            Place(one.branch_id, one.name, one.address, one.zone, one.here)
            for one in list_branches(self.seat.till)
        )
        return PlacesShown(found, self.seat.till.shop.code)

    def keep_place(self, branch_id: str, name: str, address: str, approval: Session | None) -> PlacesShown:
        """Add a branch, or change one."""
        self.seat.refuse_training()
        till, session = self.seat.till, self.seat.session
        if branch_id:
            change_branch(till, session, branch_id, name, address=address, approval=approval)
        else:
            add_branch(till, session, name, address=address, approval=approval)
        return self.places()

    def centre(self, lang: Lang) -> CentreShown:
        """Return how this till stands with its centre, in words."""
        till, session = self.seat.till, self.seat.session
        shown = centre_shown(sync_state(till), lang, till.shop.currency)
        with till.read() as db:
            shown = with_authority(shown, authority_here(db), till.now(), lang)
        if shown.alone or not may_do(till, session, "see_all_branches"):
            return shown
        return with_overview(shown, oversee(till, session), lang)

    def join(self, url: str, code: str, certificate: str, lang: Lang, report: Report) -> CentreShown:
        """Join a centre with all this shop has recorded; `certificate`: the file of its own authority, '' for none."""
        self.seat.refuse_training()
        till, given = self.seat.till, self._authority(certificate)
        pem = given.pem if given else ""
        wire = HttpWire(url, authority=pem)
        join(till, self.seat.session, wire, open_line, url, code, report, authority=pem)
        return self.centre(lang)

    def follow(self, url: str, certificate: str, lang: Lang, report: Report) -> CentreShown:
        """Go on with the centre at another address; `certificate`: the file of its authority there, '' for the one kept."""
        self.seat.refuse_training()
        till, given = self.seat.till, self._authority(certificate)
        follow_centre(till, self.seat.session, open_line_at, url, given.pem if given else "", report)
        return self.centre(lang)

    def trust(self, certificate: str, lang: Lang, approval: Session | None) -> CentreShown:
        """Put the authority of a file in place of the one kept; '' for public authorities."""
        self.seat.refuse_training()
        trust_authority(self.seat.till, self.seat.session, self._authority(certificate), approval)
        return self.centre(lang)

    def _authority(self, certificate: str) -> CentreAuthority | None:
        return read_authority(certificate, self.seat.till.now()) if certificate else None

    def rules(self, branch: str = "") -> RulesShown:
        """Return the policies as forms, each with its version: the business's, or those in force in a branch."""
        with self.seat.till.read() as db:
            documents = {name: show_policy(db, _name_in(name, branch)) for name in _FORMS}
            rules = rules_of(db, branch)
            names = {one.staff_id: one.name for one in all_staff(db)}
            own = {one.name.partition(AT)[2] for one in list_policies(db)}
            ground = trust_ground(db, branch, self.seat.till.today())
        shown = rules_shown({name: version.document for name, version in documents.items()}, rules)
        versions = {
            name: Version(one.number, one.at, names.get(one.staff_id, "")) for name, one in documents.items()
        }
        places = tuple(
            (one.branch_id, one.name, one.branch_id in own) for one in list_branches(self.seat.till)
        )
        return replace(
            shown, versions=versions, branch=branch, branches=places, tills=ground.tills, spent=ground.spent,
            apart=ground.apart,
        )  # fmt: skip

    def publish(self, name: str, form: RulesShown, approval: Session | None) -> RulesShown:
        """Publish one document made of a form, of the branch it is for; what the form does not show stays as it is."""
        document = _name_in(name, form.branch)
        with self.seat.till.read() as db:
            before = show_policy(db, document).document
        self._publish(document, document_of(name, form, before), approval)
        return self.rules(form.branch)

    def back_up(self, path: str, approval: Session | None) -> BackedUp:
        """Write a backup: into a named file, or into the folder of the settings under a name of the moment."""
        self.seat.refuse_training()
        till = self.seat.till
        folder = str(self.kept()["backup_folder"])
        stamp = f"{till.today().isoformat()}-{till.now() % 86_400_000 // 1_000:05d}"
        target = Path(path or str(Path(folder or Path.home()) / f"bashgah-{till.shop.code}-{stamp}.backup"))
        made = back_up(till, self.seat.session, target.expanduser(), approval)
        return BackedUp(str(made.path), made.facts)

    def clock(self) -> ClockShown:
        """Return how the computer's clock stands."""
        return _clock_shown(clock_here(self.seat.till))

    def believe_clock(self, approval: Session | None) -> ClockShown:
        """Go on from what it says; raises `not_allowed`, `clock_not_ahead`."""
        self.seat.refuse_training()
        return _clock_shown(believe_clock(self.seat.till, self.seat.session, approval))

    def prove(self, report: Report, lang: Lang) -> Proved:
        """Prove the till from its facts; raises `not_allowed`."""
        authorise(self.seat.till, self.seat.session, "verify")
        found = verify_till(self.seat.till, report)
        return Proved(found.facts, tuple(dict.fromkeys(say(one.refusal, lang) for one in found.problems)))

    def sheet(self, approval: Session | None) -> SheetShown:
        """Return the recovery sheet."""
        self.seat.refuse_training()
        till = self.seat.till
        sheet, place = recovery_sheet(till, self.seat.session, approval), here(till)
        return sheet_shown(
            sheet.groups, sheet.qr_text, shop=place.shop, branch=place.branch, made_at=till.now()
        )

    def save_sheet(self, sheet: SheetShown, path: str, lang: Lang) -> str:
        """Write the sheet into a file."""
        return save_sheet(sheet, path, lang, self.seat.till.shop.zone)

    def about(self) -> About:
        """Return version and licences."""
        files = ((name, self.root / name) for name in _PAPERS)
        papers = tuple((name, file.read_text(encoding="utf-8")) for name, file in files if file.exists())
        return About(self.version, papers)

    def _publish(self, name: str, document: Mapping[str, Any], approval: Session | None) -> None:
        self.seat.refuse_training()
        publish_policy(self.seat.till, self.seat.session, name, document, approval)


def _name_in(name: str, branch: str) -> str:
    return own_name(name, branch) if branch and name in OF_BRANCHES else name


def _clock_shown(here: ClockHere) -> ClockShown:
    return ClockShown(here.wall, here.at, here.ahead)


def _may(may: frozenset[tuple[str, str]], level: str, act: str) -> bool:
    return level == OWNER or (level, act) in may
