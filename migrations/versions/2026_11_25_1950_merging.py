"""Keep merges with what undoing them needs, and which lookalikes are not the same.

Revision: 0127_merging
Follows: 0145_retention
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0127_merging"
down_revision: str | Sequence[str] | None = "0131_customer_numbers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
FORGET = """
    create function forget_merges(p_now timestamptz) returns void
    language sql volatile security definer set search_path = public as $$
        update merge set steps = '[]' where undo_until < p_now and steps <> '[]'
    $$
"""


def upgrade() -> None:
    """Make both tables, and the door through which the clock forgets what nobody can undo any more."""
    _make_merge()
    _make_not_the_same()
    for table in ("merge", "not_the_same"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update on merge to cbot_app")
    op.execute("grant select, insert, update, delete on not_the_same to cbot_app")
    op.execute("create policy doors on merge to cbot_doors using (true) with check (true)")
    op.execute("grant select, update on merge to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    op.execute(FORGET)
    op.execute("alter function forget_merges(timestamptz) owner to cbot_doors")
    op.execute("revoke all on function forget_merges(timestamptz) from public")
    op.execute("grant execute on function forget_merges(timestamptz) to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Forget the merges; what they made stays."""
    op.execute("drop function forget_merges(timestamptz)")
    op.drop_table("not_the_same")
    op.drop_table("merge")


def _make_merge() -> None:
    op.create_table(
        "merge",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_name", sa.Text(), nullable=False),
        sa.Column("other_name", sa.Text(), nullable=False),
        sa.Column("steps", postgresql.JSONB(), nullable=False),
        sa.Column("merged_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=True),
        sa.Column("merged_by_name", sa.Text(), nullable=False),
        sa.Column("undo_until", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("undone_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('trainee', 'customer')", name=op.f("ck_merge_kind")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_merge_provider_id")),
        sa.ForeignKeyConstraint(["merged_by"], ["user_account.id"], name=op.f("fk_merge_merged_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_merge")),
    )
    op.create_index(op.f("ix_merge_provider_id_kind_merged_at_id"), "merge", ["provider_id", "kind", "merged_at", "id"])


def _make_not_the_same() -> None:
    op.create_table(
        "not_the_same",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("two_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('trainee', 'customer')", name=op.f("ck_not_the_same_kind")),
        sa.CheckConstraint("one_id < two_id", name=op.f("ck_not_the_same_order")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_not_the_same_provider_id")),
        sa.ForeignKeyConstraint(["said_by"], ["user_account.id"], name=op.f("fk_not_the_same_said_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_not_the_same")),
    )
    op.create_index(
        op.f("ix_not_the_same_provider_id_kind_one_id_two_id"),
        "not_the_same",
        ["provider_id", "kind", "one_id", "two_id"],
        unique=True,
    )
