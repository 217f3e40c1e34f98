"""Keep invitations of colleagues, count the passwords of a user, and version the role at a provider.

Revision ID: 0710_user_invitations
Revises: 0125_code95
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0710_user_invitations"
down_revision = "0125_code95"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Make the table, guard it, and add the two counters."""
    instant = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "user_invitation",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_norm", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("accepted_at", instant, nullable=True),
        sa.Column("revoked_at", instant, nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("locale in ('nl', 'en')", name=op.f("ck_user_invitation_locale")),
        sa.CheckConstraint("role in ('admin', 'planner', 'viewer')", name=op.f("ck_user_invitation_role")),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["user_account.id"], name=op.f("fk_user_invitation_invited_by_user_account")
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_user_invitation_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_user_invitation")),
    )
    op.create_index(
        op.f("ix_user_invitation_provider_id_email_norm"),
        "user_invitation",
        ["provider_id", "email_norm"],
        unique=True,
        postgresql_where=sa.text("accepted_at is null and revoked_at is null"),
    )
    op.execute("alter table user_invitation enable row level security")
    op.execute("alter table user_invitation force row level security")
    op.execute(f"create policy tenant on user_invitation using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on user_invitation to cbot_app")
    op.add_column(
        "user_account", sa.Column("password_generation", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("membership", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.alter_column("membership", "version", server_default=None)


def downgrade() -> None:
    """Forget the invitations and the counters."""
    op.drop_column("membership", "version")
    op.drop_column("user_account", "password_generation")
    op.drop_table("user_invitation")
