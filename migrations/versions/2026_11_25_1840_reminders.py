"""Keep how reminders are set, what was reminded of, when they ran, and who is left out; the door that says who is due.

Revision ID: 0130_reminders
Revises: 0700_billing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0130_reminders"
down_revision = "0700_billing"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
TABLES = ("reminder_setting", "reminder", "reminder_run", "mail_opt_out")
READ = ("reminder_setting", "reminder_run")
IS_A_KIND = "kind in ('course', 'trainee_expiry', 'customer_expiry')"
DOOR = "reminders_wanted(timestamptz)"
WANTED = """
    create function reminders_wanted(p_now timestamptz) returns setof uuid
    language sql stable security definer set search_path = public as $$
        select p.id from provider p
        where p.state = 'active' and (p_now at time zone p.time_zone)::time >= '08:00'
          and exists (select from reminder_setting s where s.provider_id = p.id and s.enabled)
          and not exists (select from reminder_run r
                          where r.provider_id = p.id and r.ran_on = (p_now at time zone p.time_zone)::date)
        order by p.id
    $$"""


def upgrade() -> None:
    """Make and guard the tables, then open the door."""
    _settings()
    _ledger()
    _opt_outs()
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy tenant on {table} using (provider_id = {CURRENT_PROVIDER})")
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")
    for table in READ:
        op.execute(f"create policy doors on {table} to cbot_doors using (true)")
        op.execute(f"grant select on {table} to cbot_doors")
    op.execute("grant create on schema public to cbot_doors")
    op.execute(WANTED)
    op.execute(f"alter function {DOOR} owner to cbot_doors")
    op.execute(f"revoke all on function {DOOR} from public")
    op.execute(f"grant execute on function {DOOR} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the door and drop the tables."""
    op.execute(f"drop function {DOOR}")
    for table in reversed(TABLES):
        op.drop_table(table)


def _settings() -> None:
    op.create_table(
        "reminder_setting",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("enabled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=True),
        sa.Column("bulk_template_id", sa.Uuid(), nullable=True),
        sa.Column("subject", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("body", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("language", sa.Text(), server_default="nl", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(IS_A_KIND, name=op.f("ck_reminder_setting_kind")),
        sa.CheckConstraint("language in ('nl', 'en')", name=op.f("ck_reminder_setting_language")),
        sa.CheckConstraint("lead between 1 and 60", name=op.f("ck_reminder_setting_lead")),
        sa.CheckConstraint("not enabled or (enabled_at is not null)", name=op.f("ck_reminder_setting_since_when")),
        sa.CheckConstraint(
            "kind <> 'course' or not enabled or template_id is not null", name=op.f("ck_reminder_setting_template")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["provider_id", column],
                ["mail_template.provider_id", "mail_template.id"],
                name=op.f(f"fk_reminder_setting_provider_id_{column}"),
            )
            for column in ("template_id", "bulk_template_id")
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_reminder_setting_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "kind", name=op.f("pk_reminder_setting")),
    )
    for column in ("template_id", "bulk_template_id"):
        op.create_index(op.f(f"ix_reminder_setting_provider_id_{column}"), "reminder_setting", ["provider_id", column])


def _ledger() -> None:
    op.create_table(
        "reminder",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(IS_A_KIND, name=op.f("ck_reminder_kind")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_reminder_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "kind", "subject_id", "occasion", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_provider_id_mail_id"), "reminder", ["provider_id", "mail_id"])
    op.create_table(
        "reminder_run",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("ran_on", sa.Date(), nullable=False),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_reminder_run_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "ran_on", name=op.f("pk_reminder_run")),
    )


def _opt_outs() -> None:
    op.create_table(
        "mail_opt_out",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.CheckConstraint("num_nonnulls(trainee_id, customer_id) = 1", name=op.f("ck_mail_opt_out_one_subject")),
        sa.CheckConstraint(f"kind is null or {IS_A_KIND}", name=op.f("ck_mail_opt_out_kind")),
        sa.CheckConstraint("source in ('user', 'link')", name=op.f("ck_mail_opt_out_source")),
        *(
            sa.ForeignKeyConstraint(
                ["provider_id", f"{table}_id"],
                [f"{table}.provider_id", f"{table}.id"],
                name=op.f(f"fk_mail_opt_out_provider_id_{table}_id"),
                ondelete="CASCADE",
            )
            for table in ("trainee", "customer")
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mail_opt_out_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_mail_opt_out")),
    )
    op.create_index(
        "uq_mail_opt_out_open",
        "mail_opt_out",
        ["provider_id", "trainee_id", "customer_id", "kind"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(
        "ix_mail_opt_out_customer",
        "mail_opt_out",
        ["provider_id", "customer_id"],
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(
        op.f("ix_mail_opt_out_provider_id_created_at_id"), "mail_opt_out", ["provider_id", "created_at", "id"]
    )
