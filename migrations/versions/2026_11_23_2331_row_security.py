"""Guard every tenant table with row-level security, and grant the application's role what it needs.

Revision ID: 0002_row_security
Revises: 0001_tables
"""

from alembic import op

revision = "0002_row_security"
down_revision = "0001_tables"
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_event", "outbox_attempt", "staffing_answer")
TENANT_TABLES = (
    "api_key",
    "audit_event",
    "background_job",
    "counter",
    "course",
    "course_day",
    "course_document",
    "course_instructor",
    "customer",
    "enrolment",
    "external_course_type",
    "external_instructor",
    "idempotency_record",
    "invitation",
    "location",
    "mail_lane",
    "mail_template",
    "mailing",
    "membership",
    "outbox_attempt",
    "outbox_body",
    "outbox_mail",
    "provider_module",
    "staffing_answer",
    "staffing_request",
    "stored_file",
    "trainee",
    "trainee_import",
    "trainee_import_row",
)
OPERATOR_KEPT = ("certified_course_type", "instructor", "teaching_qualification")
LOGIN_TABLES = ("user_account", "user_session", "login_attempt")
CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"


def upgrade() -> None:
    """Enable and force row security: not even the tables' owner sees another provider's rows by accident."""
    op.execute("grant usage on schema public to cbot_app, cbot_doors")
    for table in TENANT_TABLES:
        _guard(table, "provider_id")
        rights = "select, insert" if table in APPEND_ONLY else "select, insert, update, delete"
        op.execute(f"grant {rights} on {table} to cbot_app")
    _guard("provider", "id")
    op.execute("grant select, insert, update on provider to cbot_app")
    for table in OPERATOR_KEPT:
        op.execute(f"grant select on {table} to cbot_app")
    for table in LOGIN_TABLES:
        op.execute(f"grant select, insert, update, delete on {table} to cbot_app")


def downgrade() -> None:
    """Take the guards and the grants away again."""
    for table in (*TENANT_TABLES, "provider"):
        op.execute(f"drop policy tenant on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
    for table in (*TENANT_TABLES, "provider", *OPERATOR_KEPT, *LOGIN_TABLES):
        op.execute(f"revoke all on {table} from cbot_app")
    op.execute("revoke usage on schema public from cbot_app, cbot_doors")


def _guard(table: str, key: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy tenant on {table} using ({key} = {CURRENT_PROVIDER})")
