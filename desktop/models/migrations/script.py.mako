"""${message}"""

from __future__ import annotations

from alembic import op

VERSION = 0
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of the version before here."""


def downgrade() -> None:
    """Bring a file back to the version before."""
