"""Keep certification items: kinds of the provider's own, items, their due dates with history, and files.

Revision: 0130_certification_items
Follows: 0125_code95
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0130_certification_items"
down_revision: str | Sequence[str] | None = "0130_instructor_pages"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
TABLES = (
    "certification_item_kind",
    "certification_item",
    "certification_item_due_date",
    "certification_item_file",
)
SEARCH = """
    create function certification_item_search(p_patterns text[], p_limit integer) returns setof uuid
    language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
        select id from certification_item
        where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
          and search like p_patterns[1] and search like all (p_patterns)
        limit p_limit
    $$"""


def upgrade() -> None:
    """Make and guard the tables, then open the door of their search."""
    op.create_table(
        "certification_item_kind",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("due_dates", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certification_item_kind_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certification_item_kind")),
    )
    op.create_index(
        op.f("ix_certification_item_kind_provider_id_name_key"),
        "certification_item_kind",
        ["provider_id", "name_key"],
        unique=True,
    )
    op.create_table(
        "certification_item",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("own_kind_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("identification", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column("pieces", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("next_expires_on", sa.Date(), nullable=False),
        sa.Column("next_remind_on", sa.Date(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'own') = (own_kind_id is not null)", name=op.f("ck_certification_item_own_kind")),
        sa.CheckConstraint("pieces between 1 and 100000", name=op.f("ck_certification_item_pieces")),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_certification_item_provider_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "own_kind_id"],
            ["certification_item_kind.provider_id", "certification_item_kind.id"],
            name=op.f("fk_certification_item_provider_id_own_kind_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certification_item_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certification_item")),
    )
    op.create_index(
        "ix_certification_item_due",
        "certification_item",
        ["provider_id", "next_remind_on"],
        unique=False,
        postgresql_where=sa.text("archived_at is null"),
    )
    op.create_index(
        op.f("ix_certification_item_provider_id_customer_id"),
        "certification_item",
        ["provider_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certification_item_provider_id_next_expires_on_id"),
        "certification_item",
        ["provider_id", "next_expires_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certification_item_provider_id_own_kind_id"),
        "certification_item",
        ["provider_id", "own_kind_id"],
        unique=False,
    )
    op.create_index(
        "ix_certification_item_search",
        "certification_item",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "certification_item_due_date",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("renewed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("renewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(renewed_at is null) = (renewed_by_id is null)", name=op.f("ck_certification_item_due_date_renewed")
        ),
        sa.CheckConstraint(
            "remind_on <= expires_on", name=op.f("ck_certification_item_due_date_reminder_before_expiry")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "item_id"],
            ["certification_item.provider_id", "certification_item.id"],
            name=op.f("fk_certification_item_due_date_provider_id_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "renewed_by_id"],
            ["certification_item_due_date.provider_id", "certification_item_due_date.id"],
            name=op.f("fk_certification_item_due_date_provider_id_renewed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_certification_item_due_date_provider_id")
        ),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certification_item_due_date")),
    )
    op.create_index(
        "ix_certification_item_due_date_current",
        "certification_item_due_date",
        ["provider_id", "expires_on"],
        unique=False,
        postgresql_where=sa.text("renewed_at is null"),
    )
    op.create_index(
        op.f("ix_certification_item_due_date_provider_id_item_id_expires_on"),
        "certification_item_due_date",
        ["provider_id", "item_id", "expires_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certification_item_due_date_provider_id_renewed_by_id"),
        "certification_item_due_date",
        ["provider_id", "renewed_by_id"],
        unique=False,
    )
    op.create_table(
        "certification_item_file",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_certification_item_file_added_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "file_id"],
            ["stored_file.provider_id", "stored_file.id"],
            name=op.f("fk_certification_item_file_provider_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "item_id"],
            ["certification_item.provider_id", "certification_item.id"],
            name=op.f("fk_certification_item_file_provider_id_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certification_item_file_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certification_item_file")),
    )
    op.create_index(
        op.f("ix_certification_item_file_provider_id_file_id"),
        "certification_item_file",
        ["provider_id", "file_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certification_item_file_provider_id_item_id"),
        "certification_item_file",
        ["provider_id", "item_id"],
        unique=False,
    )
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")
    _open_door()


def downgrade() -> None:
    """Close the door and drop the tables."""
    op.execute("drop function certification_item_search(text[], integer)")
    op.drop_index(op.f("ix_certification_item_file_provider_id_item_id"), table_name="certification_item_file")
    op.drop_index(op.f("ix_certification_item_file_provider_id_file_id"), table_name="certification_item_file")
    op.drop_table("certification_item_file")
    op.drop_index(
        op.f("ix_certification_item_due_date_provider_id_renewed_by_id"), table_name="certification_item_due_date"
    )
    op.drop_index(
        op.f("ix_certification_item_due_date_provider_id_item_id_expires_on"), table_name="certification_item_due_date"
    )
    op.drop_index(
        "ix_certification_item_due_date_current",
        table_name="certification_item_due_date",
        postgresql_where=sa.text("renewed_at is null"),
    )
    op.drop_table("certification_item_due_date")
    op.drop_index(
        "ix_certification_item_search",
        table_name="certification_item",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_certification_item_provider_id_own_kind_id"), table_name="certification_item")
    op.drop_index(op.f("ix_certification_item_provider_id_next_expires_on_id"), table_name="certification_item")
    op.drop_index(op.f("ix_certification_item_provider_id_customer_id"), table_name="certification_item")
    op.drop_index(
        "ix_certification_item_due", table_name="certification_item", postgresql_where=sa.text("archived_at is null")
    )
    op.drop_table("certification_item")
    op.drop_index(op.f("ix_certification_item_kind_provider_id_name_key"), table_name="certification_item_kind")
    op.drop_table("certification_item_kind")


def _open_door() -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute("create policy doors on certification_item to cbot_doors using (true) with check (true)")
    op.execute("grant select on certification_item to cbot_doors")
    op.execute(SEARCH)
    op.execute("alter function certification_item_search(text[], integer) owner to cbot_doors")
    op.execute("revoke all on function certification_item_search(text[], integer) from public")
    op.execute("grant execute on function certification_item_search(text[], integer) to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
