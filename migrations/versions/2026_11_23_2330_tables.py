"""Make the tables.

Revision ID: 0001_tables
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001_tables"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = ("pg_trgm", "btree_gin")


def upgrade() -> None:
    """Create every table, then its indexes; the extensions are trusted, so the database's owner may add them."""
    for extension in EXTENSIONS:
        op.execute(f"create extension if not exists {extension}")
    op.create_table(
        "certified_course_type",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("validity_months", sa.Integer(), nullable=False),
        sa.Column("starts", postgresql.TIME(), server_default="09:00", nullable=False),
        sa.Column("ends", postgresql.TIME(), server_default="17:00", nullable=False),
        sa.Column("max_trainees", sa.Integer(), server_default=sa.text("12"), nullable=False),
        sa.Column("is_code95", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("required_documents", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("validity_months between 1 and 240", name=op.f("ck_certified_course_type_validity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certified_course_type")),
        sa.UniqueConstraint("code", name=op.f("uq_certified_course_type_code")),
    )
    op.create_table(
        "instructor",
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("infix", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), server_default="{nl}", nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("email_visible", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("suspended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instructor")),
    )
    op.create_index(op.f("ix_instructor_name_sort_id"), "instructor", ["name_sort", "id"], unique=False)
    op.create_index(
        "ix_instructor_search",
        "instructor",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "login_attempt",
        sa.Column("email_norm", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_address_at"), "login_attempt", ["address", "at"], unique=False)
    op.create_index(op.f("ix_login_attempt_email_norm_at"), "login_attempt", ["email_norm", "at"], unique=False)
    op.create_table(
        "provider",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("is_cibot_institute", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("time_zone", sa.Text(), server_default="Europe/Amsterdam", nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("brand_color", sa.Text(), server_default="#1D4E89", nullable=False),
        sa.Column("logo_file_id", sa.Uuid(), nullable=True),
        sa.Column("busy_rule", sa.Text(), server_default="day", nullable=False),
        sa.Column("travel_margin_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("notify_available", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("notify_unavailable", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("busy_rule in ('day', 'overlap')", name=op.f("ck_provider_busy_rule")),
        sa.CheckConstraint("locale in ('nl', 'en')", name=op.f("ck_provider_locale")),
        sa.CheckConstraint("state in ('active', 'blocked')", name=op.f("ck_provider_state")),
        sa.CheckConstraint("travel_margin_minutes between 0 and 480", name=op.f("ck_provider_travel_margin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
    )
    op.create_table(
        "user_account",
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_norm", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("is_operator", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("disabled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("locale in ('nl', 'en')", name=op.f("ck_user_account_locale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email_norm", name=op.f("uq_user_account_email_norm")),
    )
    op.create_table(
        "api_key",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_used_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_api_key_created_by")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_api_key_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    op.create_table(
        "audit_event",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_audit_event_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_provider_id_at"), "audit_event", ["provider_id", "at"], unique=False)
    op.create_index(
        op.f("ix_audit_event_provider_id_subject_type_subject_id_at"),
        "audit_event",
        ["provider_id", "subject_type", "subject_id", "at"],
        unique=False,
    )
    op.create_table(
        "background_job",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("progress", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("cancel_requested_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_background_job_state")
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_background_job_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_background_job")),
    )
    op.create_index(
        "ix_background_job_open",
        "background_job",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("state in ('queued', 'running')"),
    )
    op.create_index(
        op.f("ix_background_job_provider_id_created_at"), "background_job", ["provider_id", "created_at"], unique=False
    )
    op.create_table(
        "counter",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_counter_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "kind", name=op.f("pk_counter")),
    )
    op.create_table(
        "customer",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("correspondence_via_contact", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_customer_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_customer")),
    )
    op.create_index(
        op.f("ix_customer_provider_id_name_sort_id"), "customer", ["provider_id", "name_sort", "id"], unique=False
    )
    op.create_index(
        "ix_customer_search",
        "customer",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "external_course_type",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_norm", sa.Text(), nullable=False),
        sa.Column("validity_months", sa.Integer(), nullable=True),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("validity_months between 1 and 240", name=op.f("ck_external_course_type_validity")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_external_course_type_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_external_course_type")),
    )
    op.create_index(
        op.f("ix_external_course_type_provider_id_name_norm"),
        "external_course_type",
        ["provider_id", "name_norm"],
        unique=True,
    )
    op.create_table(
        "external_instructor",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_norm", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_external_instructor_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_external_instructor")),
    )
    op.create_index(
        op.f("ix_external_instructor_provider_id_email_norm"),
        "external_instructor",
        ["provider_id", "email_norm"],
        unique=True,
        postgresql_where=sa.text("archived_at is null"),
    )
    op.create_index(
        op.f("ix_external_instructor_provider_id_name_sort"),
        "external_instructor",
        ["provider_id", "name_sort"],
        unique=False,
    )
    op.create_table(
        "idempotency_record",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_idempotency_record_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "caller", "key", name=op.f("pk_idempotency_record")),
    )
    op.create_index(
        op.f("ix_idempotency_record_provider_id_created_at"),
        "idempotency_record",
        ["provider_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "location",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("directions", sa.Text(), server_default="", nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_location_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_location")),
    )
    op.create_index(op.f("ix_location_provider_id_name"), "location", ["provider_id", "name"], unique=False)
    op.create_table(
        "mail_lane",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("per_second", sa.Double(), server_default=sa.text("50"), nullable=False),
        sa.Column("paused_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mail_lane_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_mail_lane")),
    )
    op.create_table(
        "membership",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("role in ('admin', 'planner', 'viewer')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_membership_provider_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_provider_id_user_id"), "membership", ["provider_id", "user_id"], unique=True)
    op.create_index(op.f("ix_membership_user_id"), "membership", ["user_id"], unique=False)
    op.create_table(
        "outbox_mail",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("cause_type", sa.Text(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=True),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("resend_of", sa.Uuid(), nullable=True),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("recipient_email", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("dated_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("priority", sa.Integer(), server_default=sa.text("5"), nullable=False),
        sa.Column("slot", sa.Double(), nullable=False),
        sa.Column("not_before", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("handing_since", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("was_uncertain", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("smtp_code", sa.Integer(), nullable=True),
        sa.Column("smtp_text", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('held', 'queued', 'claimed', 'handing', 'sent', 'failed', 'expired', 'cancelled', 'uncertain', 'bounced')",
            name=op.f("ck_outbox_mail_state"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_outbox_mail_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_outbox_mail")),
    )
    op.create_index(
        "ix_outbox_mail_due",
        "outbox_mail",
        ["priority", "slot", "not_before"],
        unique=False,
        postgresql_where=sa.text("state in ('held', 'queued', 'uncertain')"),
    )
    op.create_index(
        "ix_outbox_mail_lane",
        "outbox_mail",
        ["provider_id", "priority", "slot"],
        unique=False,
        postgresql_where=sa.text("state in ('held', 'queued', 'uncertain')"),
    )
    op.create_index(
        "ix_outbox_mail_leases",
        "outbox_mail",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("state in ('claimed', 'handing')"),
    )
    op.create_index(op.f("ix_outbox_mail_message_id"), "outbox_mail", ["message_id"], unique=True)
    op.create_index(
        op.f("ix_outbox_mail_provider_id_cause_type_cause_id"),
        "outbox_mail",
        ["provider_id", "cause_type", "cause_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outbox_mail_provider_id_course_id"), "outbox_mail", ["provider_id", "course_id"], unique=False
    )
    op.create_index(
        op.f("ix_outbox_mail_provider_id_created_at_id"),
        "outbox_mail",
        ["provider_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outbox_mail_provider_id_dedupe_key"), "outbox_mail", ["provider_id", "dedupe_key"], unique=True
    )
    op.create_index(
        "ix_outbox_mail_search",
        "outbox_mail",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "provider_module",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_provider_module_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_provider_module")),
    )
    op.create_index(
        op.f("ix_provider_module_provider_id_module_active_from"),
        "provider_module",
        ["provider_id", "module", "active_from"],
        unique=True,
    )
    op.create_table(
        "stored_file",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size")),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_stored_file_created_by")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_stored_file_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "teaching_qualification",
        sa.Column("instructor_id", sa.Uuid(), nullable=False),
        sa.Column("course_type_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("valid_to is null or valid_to >= valid_from", name=op.f("ck_teaching_qualification_period")),
        sa.ForeignKeyConstraint(
            ["course_type_id"], ["certified_course_type.id"], name=op.f("fk_teaching_qualification_course_type_id")
        ),
        sa.ForeignKeyConstraint(
            ["instructor_id"],
            ["instructor.id"],
            name=op.f("fk_teaching_qualification_instructor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teaching_qualification")),
    )
    op.create_index(
        op.f("ix_teaching_qualification_course_type_id"), "teaching_qualification", ["course_type_id"], unique=False
    )
    op.create_index(
        op.f("ix_teaching_qualification_instructor_id_course_type_id_valid_from"),
        "teaching_qualification",
        ["instructor_id", "course_type_id", "valid_from"],
        unique=True,
    )
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("last_seen_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("user_agent", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_user_session_provider_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(op.f("ix_user_session_expires_at"), "user_session", ["expires_at"], unique=False)
    op.create_index(op.f("ix_user_session_user_id"), "user_session", ["user_id"], unique=False)
    op.create_table(
        "course",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("certified_type_id", sa.Uuid(), nullable=True),
        sa.Column("external_type_id", sa.Uuid(), nullable=True),
        sa.Column("type_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("max_trainees", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("location_text", sa.Text(), server_default="", nullable=False),
        sa.Column("visible_to_others", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_code95", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_white_label", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reseller", sa.Text(), server_default="", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cancelled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("processed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'certified') = (certified_type_id is not null) and (kind = 'external') = (external_type_id is not null)",
            name=op.f("ck_course_type_of_kind"),
        ),
        sa.CheckConstraint("kind in ('certified', 'external')", name=op.f("ck_course_kind")),
        sa.CheckConstraint("not is_white_label or kind = 'external'", name=op.f("ck_course_white_label_external")),
        sa.CheckConstraint("state in ('planned', 'processed', 'cancelled')", name=op.f("ck_course_state")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_course_days")),
        sa.CheckConstraint("max_trainees between 1 and 1000", name=op.f("ck_course_max_trainees")),
        sa.ForeignKeyConstraint(
            ["certified_type_id"], ["certified_course_type.id"], name=op.f("fk_course_certified_type_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_course_created_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_type_id"],
            ["external_course_type.provider_id", "external_course_type.id"],
            name=op.f("fk_course_provider_id_external_type_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "location_id"],
            ["location.provider_id", "location.id"],
            name=op.f("fk_course_provider_id_location_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_course_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_course")),
    )
    op.create_index(
        op.f("ix_course_provider_id_certified_type_id"), "course", ["provider_id", "certified_type_id"], unique=False
    )
    op.create_index(
        op.f("ix_course_provider_id_external_type_id"), "course", ["provider_id", "external_type_id"], unique=False
    )
    op.create_index(
        op.f("ix_course_provider_id_first_day_id"), "course", ["provider_id", "first_day", "id"], unique=False
    )
    op.create_index(op.f("ix_course_provider_id_number"), "course", ["provider_id", "number"], unique=True)
    op.create_index(
        op.f("ix_course_provider_id_state_last_day"), "course", ["provider_id", "state", "last_day"], unique=False
    )
    op.create_index(
        "ix_course_search",
        "course",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "mail_template",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("language", sa.Text(), server_default="nl", nullable=False),
        sa.Column("bulk", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("archived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("language in ('nl', 'en')", name=op.f("ck_mail_template_language")),
        sa.ForeignKeyConstraint(
            ["provider_id", "attachment_id"],
            ["stored_file.provider_id", "stored_file.id"],
            name=op.f("fk_mail_template_provider_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mail_template_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_mail_template")),
    )
    op.create_index(op.f("ix_mail_template_provider_id_name"), "mail_template", ["provider_id", "name"], unique=False)
    op.create_table(
        "outbox_attempt",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("finished_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("worker", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "mail_id"],
            ["outbox_mail.provider_id", "outbox_mail.id"],
            name=op.f("fk_outbox_attempt_provider_id_mail_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_outbox_attempt_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_outbox_attempt")),
    )
    op.create_index(
        op.f("ix_outbox_attempt_provider_id_mail_id_started_at"),
        "outbox_attempt",
        ["provider_id", "mail_id", "started_at"],
        unique=False,
    )
    op.create_table(
        "outbox_body",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.Column("cc", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("calendar", sa.LargeBinary(), nullable=True),
        sa.Column("calendar_method", sa.Text(), nullable=True),
        sa.Column("attachments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "mail_id"],
            ["outbox_mail.provider_id", "outbox_mail.id"],
            name=op.f("fk_outbox_body_provider_id_mail_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_outbox_body_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "mail_id", name=op.f("pk_outbox_body")),
    )
    op.create_table(
        "trainee",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("infix", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_norm", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_trainee_provider_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_trainee_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_trainee")),
    )
    op.create_index(op.f("ix_trainee_provider_id_customer_id"), "trainee", ["provider_id", "customer_id"], unique=False)
    op.create_index(op.f("ix_trainee_provider_id_email_norm"), "trainee", ["provider_id", "email_norm"], unique=False)
    op.create_index(
        op.f("ix_trainee_provider_id_name_key_birth_date"),
        "trainee",
        ["provider_id", "name_key", "birth_date"],
        unique=False,
    )
    op.create_index(
        op.f("ix_trainee_provider_id_name_sort_id"), "trainee", ["provider_id", "name_sort", "id"], unique=False
    )
    op.create_index(
        "ix_trainee_search",
        "trainee",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_table(
        "course_day",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("starts", postgresql.TIME(), nullable=False),
        sa.Column("ends", postgresql.TIME(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_course_day_times")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_course_day_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_course_day_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_course_day")),
    )
    op.create_index(
        op.f("ix_course_day_provider_id_course_id_date"),
        "course_day",
        ["provider_id", "course_id", "date"],
        unique=True,
    )
    op.create_table(
        "course_document",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('attendance_list', 'exams', 'own', 'file')", name=op.f("ck_course_document_kind")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_course_document_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "file_id"],
            ["stored_file.provider_id", "stored_file.id"],
            name=op.f("fk_course_document_provider_id_file_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_course_document_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_course_document")),
    )
    op.create_index(
        op.f("ix_course_document_provider_id_course_id"), "course_document", ["provider_id", "course_id"], unique=False
    )
    op.create_table(
        "course_instructor",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("instructor_id", sa.Uuid(), nullable=True),
        sa.Column("external_instructor_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("double_booked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("booked_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("position in ('main', 'second')", name=op.f("ck_course_instructor_position")),
        sa.CheckConstraint(
            "num_nonnulls(instructor_id, external_instructor_id) = 1", name=op.f("ck_course_instructor_one_person")
        ),
        sa.ForeignKeyConstraint(["instructor_id"], ["instructor.id"], name=op.f("fk_course_instructor_instructor_id")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_course_instructor_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_instructor_id"],
            ["external_instructor.provider_id", "external_instructor.id"],
            name=op.f("fk_course_instructor_provider_id_external_instructor_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_course_instructor_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_course_instructor")),
    )
    op.create_index(op.f("ix_course_instructor_instructor_id"), "course_instructor", ["instructor_id"], unique=False)
    op.create_index(
        op.f("ix_course_instructor_provider_id_course_id_position"),
        "course_instructor",
        ["provider_id", "course_id", "position"],
        unique=True,
    )
    op.create_index(
        op.f("ix_course_instructor_provider_id_external_instructor_id"),
        "course_instructor",
        ["provider_id", "external_instructor_id"],
        unique=False,
    )
    op.create_table(
        "enrolment",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="enrolled", nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('enrolled', 'waiting')", name=op.f("ck_enrolment_state")),
        sa.CheckConstraint(
            "passed is null or attended is true or passed is false", name=op.f("ck_enrolment_passed_when_present")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_enrolment_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_enrolment_provider_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "trainee_id"],
            ["trainee.provider_id", "trainee.id"],
            name=op.f("fk_enrolment_provider_id_trainee_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_enrolment_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_enrolment")),
    )
    op.create_index(
        op.f("ix_enrolment_provider_id_course_id_trainee_id"),
        "enrolment",
        ["provider_id", "course_id", "trainee_id"],
        unique=True,
    )
    op.create_index(
        op.f("ix_enrolment_provider_id_customer_id"), "enrolment", ["provider_id", "customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_enrolment_provider_id_trainee_id"), "enrolment", ["provider_id", "trainee_id"], unique=False
    )
    op.create_table(
        "mailing",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("bulk", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=True),
        sa.Column("subject", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("language", sa.Text(), server_default="nl", nullable=False),
        sa.Column("loose", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("cc", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attachments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), server_default="held", nullable=False),
        sa.Column("release_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("mail_count", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("audience in ('trainees', 'instructor')", name=op.f("ck_mailing_audience")),
        sa.CheckConstraint("state in ('held', 'released', 'cancelled')", name=op.f("ck_mailing_state")),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_mailing_created_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_mailing_provider_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "template_id"],
            ["mail_template.provider_id", "mail_template.id"],
            name=op.f("fk_mailing_provider_id_template_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_mailing_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_mailing")),
    )
    op.create_index(
        op.f("ix_mailing_provider_id_course_id_created_at"),
        "mailing",
        ["provider_id", "course_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "staffing_request",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("instructor_id", sa.Uuid(), nullable=True),
        sa.Column("external_instructor_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="invited", nullable=False),
        sa.Column("generation", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("answer_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("for_days", sa.Text(), server_default="", nullable=False),
        sa.Column("invited_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("decided_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('invited', 'available', 'unavailable', 'confirmed', 'declined', 'withdrawn')",
            name=op.f("ck_staffing_request_state"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(instructor_id, external_instructor_id) = 1", name=op.f("ck_staffing_request_one_person")
        ),
        sa.ForeignKeyConstraint(["instructor_id"], ["instructor.id"], name=op.f("fk_staffing_request_instructor_id")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_staffing_request_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_instructor_id"],
            ["external_instructor.provider_id", "external_instructor.id"],
            name=op.f("fk_staffing_request_provider_id_external_instructor_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_staffing_request_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_staffing_request")),
    )
    op.create_index(op.f("ix_staffing_request_instructor_id"), "staffing_request", ["instructor_id"], unique=False)
    op.create_index(
        "uq_staffing_request_external",
        "staffing_request",
        ["provider_id", "course_id", "external_instructor_id"],
        unique=True,
        postgresql_where=sa.text("external_instructor_id is not null"),
    )
    op.create_index(
        "uq_staffing_request_registered",
        "staffing_request",
        ["provider_id", "course_id", "instructor_id"],
        unique=True,
        postgresql_where=sa.text("instructor_id is not null"),
    )
    op.create_table(
        "trainee_import",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="reviewing", nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('reviewing', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_trainee_import_state")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_trainee_import_created_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_trainee_import_provider_id_course_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_trainee_import_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_trainee_import")),
    )
    op.create_index(
        op.f("ix_trainee_import_provider_id_created_at"), "trainee_import", ["provider_id", "created_at"], unique=False
    )
    op.create_table(
        "invitation",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mailing_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("via_contact", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id", "enrolment_id"],
            ["enrolment.provider_id", "enrolment.id"],
            name=op.f("fk_invitation_provider_id_enrolment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "mail_id"],
            ["outbox_mail.provider_id", "outbox_mail.id"],
            name=op.f("fk_invitation_provider_id_mail_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "mailing_id"],
            ["mailing.provider_id", "mailing.id"],
            name=op.f("fk_invitation_provider_id_mailing_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_invitation_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_invitation")),
    )
    op.create_index(
        op.f("ix_invitation_provider_id_enrolment_id_created_at"),
        "invitation",
        ["provider_id", "enrolment_id", "created_at"],
        unique=False,
    )
    op.create_index(op.f("ix_invitation_provider_id_mail_id"), "invitation", ["provider_id", "mail_id"], unique=False)
    op.create_index(
        op.f("ix_invitation_provider_id_mailing_id_enrolment_id"),
        "invitation",
        ["provider_id", "mailing_id", "enrolment_id"],
        unique=True,
    )
    op.create_table(
        "staffing_answer",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("given_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("given_by", sa.Text(), server_default="instructor", nullable=False),
        sa.Column("agent", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("answer in ('available', 'unavailable')", name=op.f("ck_staffing_answer_answer")),
        sa.ForeignKeyConstraint(
            ["provider_id", "request_id"],
            ["staffing_request.provider_id", "staffing_request.id"],
            name=op.f("fk_staffing_answer_provider_id_request_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_staffing_answer_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_staffing_answer")),
    )
    op.create_index(
        op.f("ix_staffing_answer_provider_id_request_id_generation_sequence"),
        "staffing_answer",
        ["provider_id", "request_id", "generation", "sequence"],
        unique=True,
    )
    op.create_table(
        "trainee_import_row",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_other_person", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "verdict in ('new', 'matched', 'duplicate', 'refused')", name=op.f("ck_trainee_import_row_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "import_id"],
            ["trainee_import.provider_id", "trainee_import.id"],
            name=op.f("fk_trainee_import_row_provider_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_trainee_import_row_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "import_id", "row_number", name=op.f("pk_trainee_import_row")),
    )
    op.create_index(
        op.f("ix_trainee_import_row_provider_id_import_id_verdict_row_number"),
        "trainee_import_row",
        ["provider_id", "import_id", "verdict", "row_number"],
        unique=False,
    )


def downgrade() -> None:
    """Drop everything again."""
    op.drop_index(
        op.f("ix_trainee_import_row_provider_id_import_id_verdict_row_number"), table_name="trainee_import_row"
    )
    op.drop_table("trainee_import_row")
    op.drop_index(op.f("ix_staffing_answer_provider_id_request_id_generation_sequence"), table_name="staffing_answer")
    op.drop_table("staffing_answer")
    op.drop_index(op.f("ix_invitation_provider_id_mailing_id_enrolment_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_provider_id_mail_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_provider_id_enrolment_id_created_at"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_trainee_import_provider_id_created_at"), table_name="trainee_import")
    op.drop_table("trainee_import")
    op.drop_index(
        "uq_staffing_request_registered",
        table_name="staffing_request",
        postgresql_where=sa.text("instructor_id is not null"),
    )
    op.drop_index(
        "uq_staffing_request_external",
        table_name="staffing_request",
        postgresql_where=sa.text("external_instructor_id is not null"),
    )
    op.drop_index(op.f("ix_staffing_request_instructor_id"), table_name="staffing_request")
    op.drop_table("staffing_request")
    op.drop_index(op.f("ix_mailing_provider_id_course_id_created_at"), table_name="mailing")
    op.drop_table("mailing")
    op.drop_index(op.f("ix_enrolment_provider_id_trainee_id"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_provider_id_customer_id"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_provider_id_course_id_trainee_id"), table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_course_instructor_provider_id_external_instructor_id"), table_name="course_instructor")
    op.drop_index(op.f("ix_course_instructor_provider_id_course_id_position"), table_name="course_instructor")
    op.drop_index(op.f("ix_course_instructor_instructor_id"), table_name="course_instructor")
    op.drop_table("course_instructor")
    op.drop_index(op.f("ix_course_document_provider_id_course_id"), table_name="course_document")
    op.drop_table("course_document")
    op.drop_index(op.f("ix_course_day_provider_id_course_id_date"), table_name="course_day")
    op.drop_table("course_day")
    op.drop_index(
        "ix_trainee_search", table_name="trainee", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}
    )
    op.drop_index(op.f("ix_trainee_provider_id_name_sort_id"), table_name="trainee")
    op.drop_index(op.f("ix_trainee_provider_id_name_key_birth_date"), table_name="trainee")
    op.drop_index(op.f("ix_trainee_provider_id_email_norm"), table_name="trainee")
    op.drop_index(op.f("ix_trainee_provider_id_customer_id"), table_name="trainee")
    op.drop_table("trainee")
    op.drop_table("outbox_body")
    op.drop_index(op.f("ix_outbox_attempt_provider_id_mail_id_started_at"), table_name="outbox_attempt")
    op.drop_table("outbox_attempt")
    op.drop_index(op.f("ix_mail_template_provider_id_name"), table_name="mail_template")
    op.drop_table("mail_template")
    op.drop_index(
        "ix_course_search", table_name="course", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}
    )
    op.drop_index(op.f("ix_course_provider_id_state_last_day"), table_name="course")
    op.drop_index(op.f("ix_course_provider_id_number"), table_name="course")
    op.drop_index(op.f("ix_course_provider_id_first_day_id"), table_name="course")
    op.drop_index(op.f("ix_course_provider_id_external_type_id"), table_name="course")
    op.drop_index(op.f("ix_course_provider_id_certified_type_id"), table_name="course")
    op.drop_table("course")
    op.drop_index(op.f("ix_user_session_user_id"), table_name="user_session")
    op.drop_index(op.f("ix_user_session_expires_at"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_index(
        op.f("ix_teaching_qualification_instructor_id_course_type_id_valid_from"), table_name="teaching_qualification"
    )
    op.drop_index(op.f("ix_teaching_qualification_course_type_id"), table_name="teaching_qualification")
    op.drop_table("teaching_qualification")
    op.drop_table("stored_file")
    op.drop_index(op.f("ix_provider_module_provider_id_module_active_from"), table_name="provider_module")
    op.drop_table("provider_module")
    op.drop_index(
        "ix_outbox_mail_search",
        table_name="outbox_mail",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_outbox_mail_provider_id_dedupe_key"), table_name="outbox_mail")
    op.drop_index(op.f("ix_outbox_mail_provider_id_created_at_id"), table_name="outbox_mail")
    op.drop_index(op.f("ix_outbox_mail_provider_id_course_id"), table_name="outbox_mail")
    op.drop_index(op.f("ix_outbox_mail_provider_id_cause_type_cause_id"), table_name="outbox_mail")
    op.drop_index(op.f("ix_outbox_mail_message_id"), table_name="outbox_mail")
    op.drop_index(
        "ix_outbox_mail_lane",
        table_name="outbox_mail",
        postgresql_where=sa.text("state in ('held', 'queued', 'uncertain')"),
    )
    op.drop_index(
        "ix_outbox_mail_leases", table_name="outbox_mail", postgresql_where=sa.text("state in ('claimed', 'handing')")
    )
    op.drop_index(
        "ix_outbox_mail_due",
        table_name="outbox_mail",
        postgresql_where=sa.text("state in ('held', 'queued', 'uncertain')"),
    )
    op.drop_table("outbox_mail")
    op.drop_index(op.f("ix_membership_user_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_provider_id_user_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("mail_lane")
    op.drop_index(op.f("ix_location_provider_id_name"), table_name="location")
    op.drop_table("location")
    op.drop_index(op.f("ix_idempotency_record_provider_id_created_at"), table_name="idempotency_record")
    op.drop_table("idempotency_record")
    op.drop_index(op.f("ix_external_instructor_provider_id_name_sort"), table_name="external_instructor")
    op.drop_index(
        op.f("ix_external_instructor_provider_id_email_norm"),
        table_name="external_instructor",
        postgresql_where=sa.text("archived_at is null"),
    )
    op.drop_table("external_instructor")
    op.drop_index(op.f("ix_external_course_type_provider_id_name_norm"), table_name="external_course_type")
    op.drop_table("external_course_type")
    op.drop_index(
        "ix_customer_search", table_name="customer", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}
    )
    op.drop_index(op.f("ix_customer_provider_id_name_sort_id"), table_name="customer")
    op.drop_table("customer")
    op.drop_table("counter")
    op.drop_index(op.f("ix_background_job_provider_id_created_at"), table_name="background_job")
    op.drop_index(
        "ix_background_job_open",
        table_name="background_job",
        postgresql_where=sa.text("state in ('queued', 'running')"),
    )
    op.drop_table("background_job")
    op.drop_index(op.f("ix_audit_event_provider_id_subject_type_subject_id_at"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_provider_id_at"), table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_table("api_key")
    op.drop_table("user_account")
    op.drop_table("provider")
    op.drop_index(op.f("ix_login_attempt_email_norm_at"), table_name="login_attempt")
    op.drop_index(op.f("ix_login_attempt_address_at"), table_name="login_attempt")
    op.drop_table("login_attempt")
    op.drop_index(
        "ix_instructor_search",
        table_name="instructor",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_instructor_name_sort_id"), table_name="instructor")
    op.drop_table("instructor")
    op.drop_table("certified_course_type")
