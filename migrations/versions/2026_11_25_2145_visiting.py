"""Let contact persons and trainees open a page of their own by a code; a link belongs to an address from now on.

Revision: 0160_visiting
Follows: 0151_void_answers
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0160_visiting"
down_revision: str | Sequence[str] | None = "0151_void_answers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
BY_EMAIL = """
    create function visitors_by_email(p_email text) returns table (kind text, provider_id uuid, id uuid)
    language sql stable security definer set search_path = public as $$
        select 'contact', p.provider_id, p.id from customer_contact p where p.email = p_email
        union all
        select 'trainee', t.provider_id, t.id from trainee t where t.email_norm = p_email
        limit 20
    $$"""


def upgrade() -> None:
    """Make and guard the table, open the door by address, drop the generation that the address stands for now."""
    op.create_table(
        "visitor_code",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("used_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_visitor_code_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_visitor_code")),
    )
    op.create_index(
        op.f("ix_visitor_code_provider_id_reader_id_created_at"),
        "visitor_code",
        ["provider_id", "reader_id", "created_at"],
        unique=False,
    )
    op.execute("alter table visitor_code enable row level security")
    op.execute("alter table visitor_code force row level security")
    op.execute(f"create policy tenant on visitor_code using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on visitor_code to cbot_app")
    op.drop_index(op.f("ix_customer_contact_provider_id_email"), table_name="customer_contact")
    op.create_index("ix_customer_contact_address", "customer_contact", ["email"], unique=False)
    op.create_index("ix_trainee_address", "trainee", ["email_norm"], unique=False)
    op.drop_column("customer_contact", "page_generation")
    _open_door()


def downgrade() -> None:
    """Close the door and drop the table."""
    op.execute("drop function visitors_by_email(text)")
    op.execute("revoke select on customer_contact from cbot_doors")
    op.execute("drop policy doors on customer_contact")
    op.add_column(
        "customer_contact", sa.Column("page_generation", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )
    op.drop_index("ix_trainee_address", table_name="trainee")
    op.drop_index("ix_customer_contact_address", table_name="customer_contact")
    op.create_index(
        op.f("ix_customer_contact_provider_id_email"), "customer_contact", ["provider_id", "email"], unique=False
    )
    op.drop_index(op.f("ix_visitor_code_provider_id_reader_id_created_at"), table_name="visitor_code")
    op.drop_table("visitor_code")


def _open_door() -> None:
    op.execute("grant create on schema public to cbot_doors")
    op.execute("create policy doors on customer_contact to cbot_doors using (true) with check (true)")
    op.execute("grant select on customer_contact to cbot_doors")
    op.execute(BY_EMAIL)
    op.execute("alter function visitors_by_email(text) owner to cbot_doors")
    op.execute("revoke all on function visitors_by_email(text) from public")
    op.execute("grant execute on function visitors_by_email(text) to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
