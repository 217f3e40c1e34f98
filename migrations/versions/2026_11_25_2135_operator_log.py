"""Give the operator a log and kept answers of its own, for what belongs to no provider.

Revision ID: 0150_operator_log
Revises: 0150_customer_contacts
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0150_operator_log"
down_revision = "0150_customer_contacts"
branch_labels = None
depends_on = None

OPERATOR = "(select current_setting('app.operator', true) = 'on')"
MOMENT = postgresql.TIMESTAMP(timezone=True)
RIGHTS = {"operator_event": "select, insert", "operator_idempotency_record": "select, insert, delete"}
"""The log is append-only; kept answers are dropped after a day."""


def upgrade() -> None:
    """Make both tables, for the operator alone."""
    op.create_table(
        "operator_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_event")),
    )
    op.create_index(
        op.f("ix_operator_event_subject_type_subject_id_at"), "operator_event", ["subject_type", "subject_id", "at"]
    )
    op.create_table(
        "operator_idempotency_record",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_operator_idempotency_record")),
    )
    op.create_index(op.f("ix_operator_idempotency_record_created_at"), "operator_idempotency_record", ["created_at"])
    for table, rights in RIGHTS.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy operator on {table} using ({OPERATOR}) with check ({OPERATOR})")
        op.execute(f"grant {rights} on {table} to cbot_app")


def downgrade() -> None:
    """Drop both."""
    for table in RIGHTS:
        op.drop_table(table)
