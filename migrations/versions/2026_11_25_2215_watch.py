"""Note when each entry of the clock last ran, and let the operator watch the platform.

Revision ID: 0722_watch
Revises: 0151_renew_without_waiting
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0722_watch"
down_revision = "0151_renew_without_waiting"
branch_labels = None
depends_on = None

DOORS = {
    "operator_watch()": """
        create function operator_watch() returns table (
            jobs_waiting bigint, jobs_running bigint, database_bytes bigint, file_bytes numeric, schema_version text,
            postgresql text)
        language sql stable security definer set search_path = public as $$
            select (select count(*) from background_job where state = 'queued'),
                   (select count(*) from background_job where state = 'running'),
                   pg_database_size(current_database()),
                   (select coalesce(sum(size), 0) from stored_file),
                   (select max(version_num) from alembic_version),
                   current_setting('server_version')
        $$""",
    "operator_failed_jobs(timestamptz)": """
        create function operator_failed_jobs(p_since timestamptz) returns table (
            id uuid, provider_id uuid, provider_name text, kind text, problem text, finished_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select j.id, j.provider_id, p.name, j.kind, j.problem, j.finished_at
            from background_job j join provider p on p.id = j.provider_id
            where j.state = 'failed' and j.finished_at >= p_since
            order by j.finished_at desc limit 50
        $$""",
    "operator_mail_watch(timestamptz)": """
        create function operator_mail_watch(p_since timestamptz) returns table (
            provider_id uuid, provider_name text, waiting bigint, sent bigint, failed bigint, uncertain bigint,
            came_back bigint, paused_at timestamptz)
        language sql stable security definer set search_path = public as $$
            select p.id, p.name, m.waiting, m.sent, m.failed, m.uncertain, m.came_back, l.paused_at
            from provider p
            left join mail_lane l on l.provider_id = p.id
            cross join lateral (
                select count(*) filter (where o.state in ('held', 'queued', 'claimed', 'handing')) as waiting,
                       count(*) filter (where o.state = 'sent') as sent,
                       count(*) filter (where o.state in ('failed', 'expired')) as failed,
                       count(*) filter (where o.state = 'uncertain') as uncertain,
                       count(*) filter (where o.state = 'bounced') as came_back
                from outbox_mail o where o.provider_id = p.id and o.created_at >= p_since) m
            where l.paused_at is not null or m.waiting + m.sent + m.failed + m.uncertain + m.came_back > 0
            order by m.failed + m.uncertain + m.came_back desc, p.name
        $$""",
}


def upgrade() -> None:
    """Make the table, and open the doors: figures and names of providers, nothing of what they keep."""
    instant = postgresql.TIMESTAMP(timezone=True)
    op.create_table(
        "scheduled_run",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("succeeded_at", instant, nullable=True),
        sa.Column("failed_at", instant, nullable=True),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_scheduled_run")),
    )
    op.execute("grant select, insert, update on scheduled_run to cbot_app")
    op.execute("grant select on alembic_version to cbot_doors")
    op.execute("create policy doors on stored_file for select to cbot_doors using (true)")
    op.execute("grant select on stored_file to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors and forget the runs."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    op.execute("revoke select on stored_file from cbot_doors")
    op.execute("drop policy doors on stored_file")
    op.execute("revoke select on alembic_version from cbot_doors")
    op.drop_table("scheduled_run")
