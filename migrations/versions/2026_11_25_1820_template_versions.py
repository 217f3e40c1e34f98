"""Keep what templates said before, and how mails address their readers.

Revision ID: 0120_template_versions
Revises: 0130_saved_views
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0120_template_versions"
down_revision = "0130_saved_views"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Add the columns; make and guard the table. Versions are added and read, never changed."""
    op.add_column("provider", sa.Column("form_of_address", sa.Text(), server_default="je", nullable=False))
    op.create_check_constraint("ck_provider_form_of_address", "provider", "form_of_address in ('je', 'u')")
    op.add_column("mail_template", sa.Column("form_of_address", sa.Text(), nullable=True))
    op.create_check_constraint("ck_mail_template_form_of_address", "mail_template", "form_of_address in ('je', 'u')")
    op.add_column("mailing", sa.Column("form_of_address", sa.Text(), nullable=True))
    op.create_table(
        "mail_template_version",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft", postgresql.JSONB(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "template_id"],
            ["mail_template.provider_id", "mail_template.id"],
            name=op.f("fk_mail_template_version_provider_id_template_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mail_template_version_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_mail_template_version")),
    )
    op.create_index(
        op.f("ix_mail_template_version_provider_id_template_id_number"),
        "mail_template_version",
        ["provider_id", "template_id", "number"],
        unique=True,
    )
    op.execute("alter table mail_template_version enable row level security")
    op.execute("alter table mail_template_version force row level security")
    op.execute(f"create policy tenant on mail_template_version using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert on mail_template_version to cbot_app")


def downgrade() -> None:
    """Forget the versions and the forms of address."""
    op.drop_table("mail_template_version")
    op.drop_column("mailing", "form_of_address")
    op.drop_column("mail_template", "form_of_address")
    op.drop_column("provider", "form_of_address")
