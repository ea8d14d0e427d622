"""Settings of this machine alone (language, printer, theme …): JSON values by name; nothing here is a fact."""

from __future__ import annotations

import json
from typing import Any

from desktop.models.sources import Source, Writer


def setting(db: Source, name: str, default: Any = None) -> Any:
    """Return a setting's value, or the default."""
    told = db.value("SELECT value FROM setting WHERE name = ?", (name,))
    return default if told is None else json.loads(told)


def settings(db: Source) -> dict[str, Any]:
    """Return all settings by name."""
    return {
        name: json.loads(value) for name, value in db.rows("SELECT name, value FROM setting ORDER BY name")
    }


def set_setting(tx: Writer, name: str, value: Any) -> None:
    """Keep a setting."""
    tx.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False)),
    )
