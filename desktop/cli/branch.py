"""`branch list|add|set`: the branches of the business."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from desktop.usecases.branches import Branch

PHRASES: Phrases = {
    "added": ("شعبهٔ {name} افزوده شد.", "The branch {name} was added."),
    "changed": ("شعبهٔ {name} عوض شد.", "The branch {name} was changed."),
    "id": ("شناسه", "id"),
    "name": ("نام", "name"),
    "zone": ("منطقهٔ زمانی", "zone"),
    "address": ("نشانی", "address"),
    "here": ("اینجا", "here"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    branch = commands.group("branch", ("شعبه‌ها", "branches"))
    branch.add("list", _list, ("فهرست شعبه‌ها", "list them"), needs=ANYBODY)
    add = branch.add("add", _add, ("افزودن شعبه", "add a branch"), records=True, approved=True, needs=ITS_ACT)
    add.add_argument("name")
    add.add_argument("--address", default="")
    add.add_argument("--zone", default="")
    change = branch.add(
        "set",
        _set,
        ("تغییر نام و نشانی", "change name and address"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    change.add_argument("which", metavar="BRANCH")
    change.add_argument("--name")
    change.add_argument("--address")


def branch_row(branch: Branch) -> dict[str, Any]:
    """Return a branch as JSON."""
    return {
        "branch": branch.branch_id,
        "name": branch.name,
        "address": branch.address,
        "zone": branch.zone,
        "here": branch.here,
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.branches import list_branches

    branches = list_branches(ctx.till())
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "name", "zone", "address", "here")]
    rows = [(b.branch_id, b.name, b.zone, b.address, "✓" if b.here else "") for b in branches]
    return Answer([branch_row(branch) for branch in branches], table(header, rows))


def _add(ctx: Context) -> Answer:
    from desktop.usecases.branches import add_branch

    args, till, session = ctx.args, ctx.till(), ctx.session()
    made = add_branch(till, session, args.name, address=args.address, zone=args.zone, approval=ctx.approval())
    return Answer(branch_row(made), phrase(PHRASES, "added", ctx.lang, name=made.name))


def _set(ctx: Context) -> Answer:
    from desktop.usecases.branches import change_branch, find_branch

    args, till, session = ctx.args, ctx.till(), ctx.session()
    with till.read() as db:
        before = find_branch(till, db, args.which)
    name = before.name if args.name is None else args.name
    address = before.address if args.address is None else args.address
    made = change_branch(till, session, before.branch_id, name, address=address, approval=ctx.approval())
    return Answer(branch_row(made), phrase(PHRASES, "changed", ctx.lang, name=made.name))
