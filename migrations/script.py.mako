"""${message}

Expand first, contract in a later release: the former release keeps working while this runs.
- A new tenant table: key and foreign keys lead with provider_id, ENABLE and FORCE row level security, a policy.
- A new column: nullable, or with a constant default. NOT NULL and CHECK on a full table: NOT VALID, then VALIDATE.
- An index on a full table: CREATE INDEX CONCURRENTLY inside `op.get_context().autocommit_block()`.
- Data in batches, in a migration of its own. `downgrade` undoes everything that `upgrade` did.

Revision: ${up_revision}
Follows: ${down_revision | comma,n}
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision: str = ${repr(up_revision)}
down_revision: str | Sequence[str] | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
depends_on: str | Sequence[str] | None = ${repr(depends_on)}


def upgrade() -> None:
    """Apply the change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Undo it."""
    ${downgrades if downgrades else "pass"}
