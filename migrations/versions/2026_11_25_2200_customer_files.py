"""Keep files with a customer, and find mails by whom they went to.

Revision: 0165_customer_files
Follows: 0150_outbox_note
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0165_customer_files"
down_revision: str | Sequence[str] | None = "0152_second_step"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Make and guard the table, and index the recipients."""
    op.create_table(
        "customer_file",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_customer_file_added_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "file_id"],
            ["stored_file.provider_id", "stored_file.id"],
            name=op.f("fk_customer_file_provider_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_customer_file_provider_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_customer_file_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_customer_file")),
    )
    for column in ("file_id", "customer_id"):
        op.create_index(
            op.f(f"ix_customer_file_provider_id_{column}"), "customer_file", ["provider_id", column], unique=False
        )
    op.execute("alter table customer_file enable row level security")
    op.execute("alter table customer_file force row level security")
    op.execute(f"create policy tenant on customer_file using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on customer_file to cbot_app")
    op.create_index(
        "ix_outbox_mail_recipient", "outbox_mail", ["provider_id", "recipient_email", "created_at"], unique=False
    )


def downgrade() -> None:
    """Drop the index and the table."""
    op.drop_index("ix_outbox_mail_recipient", table_name="outbox_mail")
    for column in ("customer_id", "file_id"):
        op.drop_index(op.f(f"ix_customer_file_provider_id_{column}"), table_name="customer_file")
    op.drop_table("customer_file")
