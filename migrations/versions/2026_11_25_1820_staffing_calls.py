"""Ask for an answer by a day, call instructors in rings, and find when somebody last taught at a provider.

Revision ID: 0005_staffing_calls
Revises: 0006_certificate_mail
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_staffing_calls"
down_revision = "0006_certificate_mail"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
DOOR = "staffing_calls_due(timestamptz)"


def upgrade() -> None:
    """Add the column, the table with its guard, and the door by which the worker finds what is due."""
    op.add_column("staffing_request", sa.Column("reply_by", sa.Date(), nullable=True))
    op.create_index(
        "ix_course_instructor_provider_id_instructor_id", "course_instructor", ["provider_id", "instructor_id"]
    )
    moment = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "staffing_call",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="running", nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=False),
        sa.Column("every_hours", sa.Integer(), nullable=False),
        sa.Column("ring", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.CheckConstraint(
            "state in ('running', 'answered', 'exhausted', 'stopped')", name=op.f("ck_staffing_call_state")
        ),
        sa.CheckConstraint(
            "group_size between 1 and 50 and every_hours between 1 and 336", name=op.f("ck_staffing_call_pace")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_staffing_call_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_staffing_call_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_staffing_call")),
    )
    running = sa.text("state = 'running'")
    op.create_index("ix_staffing_call_due", "staffing_call", ["next_at"], postgresql_where=running)
    op.create_index("ix_staffing_call_provider_id_course_id", "staffing_call", ["provider_id", "course_id"])
    op.create_index(
        "uq_staffing_call_running", "staffing_call", ["provider_id", "course_id"], unique=True, postgresql_where=running
    )
    _guard()
    _open_door()


def downgrade() -> None:
    """Close the door, and take table and column away."""
    op.execute(f"drop function {DOOR}")
    op.drop_table("staffing_call")
    op.drop_index("ix_course_instructor_provider_id_instructor_id", table_name="course_instructor")
    op.drop_column("staffing_request", "reply_by")


def _guard() -> None:
    op.execute("alter table staffing_call enable row level security")
    op.execute("alter table staffing_call force row level security")
    op.execute(f"create policy tenant on staffing_call using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on staffing_call to cbot_app")


def _open_door() -> None:
    op.execute("create policy doors on staffing_call to cbot_doors using (true) with check (true)")
    op.execute("grant select on staffing_call to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    op.execute(f"""
        create function {DOOR.replace("(", "(p_now ")} returns table (provider_id uuid, id uuid)
        language sql stable security definer set search_path = public as $$
            select c.provider_id, c.id
            from staffing_call c
            join provider p on p.id = c.provider_id and p.state = 'active'
            where c.state = 'running' and c.next_at <= p_now and 'staffing' = any(modules_of(p.id, p_now))
            order by c.next_at
            limit 200
        $$""")
    op.execute(f"alter function {DOOR} owner to cbot_doors")
    op.execute(f"revoke all on function {DOOR} from public")
    op.execute(f"grant execute on function {DOOR} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")
