"""Keep which certificates went with which mails.

Revision ID: 0006_certificate_mail
Revises: 0006_course_days_told
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006_certificate_mail"
down_revision = "0006_course_days_told"
branch_labels = None
depends_on = None

TABLES = ("certificate_sending", "certificate_delivery")
CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Make the tables and guard them."""
    op.create_table(
        "certificate_sending",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="held", nullable=False),
        sa.Column("release_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("mail_count", sa.Integer(), nullable=False),
        sa.Column("certificate_count", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("state in ('held', 'cancelled')", name=op.f("ck_certificate_sending_state")),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_certificate_sending_created_by")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certificate_sending_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certificate_sending")),
    )
    op.create_index(
        op.f("ix_certificate_sending_provider_id_created_at"),
        "certificate_sending",
        ["provider_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "certificate_delivery",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sending_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("via_contact", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "certificate_id"],
            ["certificate.provider_id", "certificate.id"],
            name=op.f("fk_certificate_delivery_provider_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "mail_id"],
            ["outbox_mail.provider_id", "outbox_mail.id"],
            name=op.f("fk_certificate_delivery_provider_id_mail_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "sending_id"],
            ["certificate_sending.provider_id", "certificate_sending.id"],
            name=op.f("fk_certificate_delivery_provider_id_sending_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certificate_delivery_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certificate_delivery")),
    )
    op.create_index(
        op.f("ix_certificate_delivery_provider_id_certificate_id_created_at"),
        "certificate_delivery",
        ["provider_id", "certificate_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_delivery_provider_id_mail_id"),
        "certificate_delivery",
        ["provider_id", "mail_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_delivery_provider_id_sending_id_certificate_id"),
        "certificate_delivery",
        ["provider_id", "sending_id", "certificate_id"],
        unique=True,
    )
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(
        op.f("ix_certificate_delivery_provider_id_sending_id_certificate_id"), table_name="certificate_delivery"
    )
    op.drop_index(op.f("ix_certificate_delivery_provider_id_mail_id"), table_name="certificate_delivery")
    op.drop_index(
        op.f("ix_certificate_delivery_provider_id_certificate_id_created_at"), table_name="certificate_delivery"
    )
    op.drop_table("certificate_delivery")
    op.drop_index(op.f("ix_certificate_sending_provider_id_created_at"), table_name="certificate_sending")
    op.drop_table("certificate_sending")
