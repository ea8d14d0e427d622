"""`schema [NAME]`: the JSON Schema of a kind of document, for editors and scripts; no shop is needed."""

from __future__ import annotations

from desktop.cli.answers import Answer, json_text
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import OUTSIDE


def register(commands: Commands) -> None:
    """Add the command."""
    schema = commands.add(
        "schema", _schema, ("طرح‌وارهٔ JSON یک سند", "the JSON schema of a kind of document"), needs=OUTSIDE
    )
    schema.add_argument("document", nargs="?")


def _schema(ctx: Context) -> Answer:
    from loyalty.schemas import SCHEMAS, schema_of

    if ctx.args.document is None:
        return Answer(list(SCHEMAS), "\n".join(SCHEMAS))
    found = schema_of(ctx.args.document)
    return Answer(found, json_text(found))
