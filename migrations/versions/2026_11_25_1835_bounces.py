"""Take in mail that came back: the addresses that are spared, and the door that finds whose mail it was.

Revision ID: 0130_bounces
Revises: 0710_user_invitations
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0130_bounces"
down_revision = "0710_user_invitations"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
DOOR = """
    create function outbox_owner(p_mail uuid) returns uuid
    language sql stable security definer set search_path = public as $$
        select provider_id from outbox_mail where id = p_mail
    $$"""


def upgrade() -> None:
    """Make and guard the table, then open the door; an index by id alone serves it."""
    op.create_table(
        "mail_suppression",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("lifted_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider_id", "mail_id"],
            ["outbox_mail.provider_id", "outbox_mail.id"],
            name=op.f("fk_mail_suppression_provider_id_mail_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mail_suppression_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_mail_suppression")),
    )
    op.create_index(
        "ix_mail_suppression_address",
        "mail_suppression",
        ["provider_id", "address"],
        unique=True,
        postgresql_where=sa.text("lifted_at is null"),
    )
    op.execute("alter table mail_suppression enable row level security")
    op.execute("alter table mail_suppression force row level security")
    op.execute(f"create policy tenant on mail_suppression using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update on mail_suppression to cbot_app")
    op.create_index("ix_outbox_mail_id", "outbox_mail", ["id"])
    op.execute("grant create on schema public to cbot_doors")
    op.execute(DOOR)
    op.execute("alter function outbox_owner(uuid) owner to cbot_doors")
    op.execute("revoke all on function outbox_owner(uuid) from public")
    op.execute("grant execute on function outbox_owner(uuid) to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the door and forget the addresses."""
    op.execute("drop function outbox_owner(uuid)")
    op.drop_index("ix_outbox_mail_id", "outbox_mail")
    op.drop_table("mail_suppression")
