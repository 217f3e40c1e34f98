"""Keep certificates: the table with its guard, the door for searching, and the door through which anyone verifies one.

Revision ID: 0004_certificates
Revises: 0003_doors
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_certificates"
down_revision = "0003_doors"
branch_labels = None
depends_on = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
DOORS = {
    "certificate_search(text[], integer)": """
        create function certificate_search(p_patterns text[], p_limit integer) returns setof uuid
        language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
            select id from certificate
            where provider_id = nullif(current_setting('app.provider_id', true), '')::uuid
              and search like p_patterns[1] and search like all (p_patterns)
            limit p_limit
        $$""",
    "certificate_by_code(text, timestamptz)": """
        create function certificate_by_code(p_code text, p_now timestamptz) returns table (
            state text, holder_name text, type_name text, issued_on date, expires_on date)
        language sql stable security definer set search_path = public as $$
            select case when k.revoked_at is not null then 'revoked'
                        when k.expires_on < (p_now at time zone p.time_zone)::date then 'expired'
                        else 'valid' end,
                   k.holder_name, k.type_name, k.issued_on, k.expires_on
            from certificate k join provider p on p.id = k.provider_id
            where k.verification_code = p_code and k.source = 'issued'
        $$""",
}


def upgrade() -> None:
    """Make and guard the table, then open its doors."""
    op.create_table(
        "certificate",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("foreign_number", sa.Text(), server_default="", nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=True),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("certified_type_id", sa.Uuid(), nullable=True),
        sa.Column("external_type_id", sa.Uuid(), nullable=True),
        sa.Column("type_name", sa.Text(), nullable=False),
        sa.Column("type_key", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verification_code", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'certified') = (certified_type_id is not null) and (kind = 'external') = (external_type_id is not null)",
            name=op.f("ck_certificate_type_of_kind"),
        ),
        sa.CheckConstraint("kind in ('certified', 'external', 'imported')", name=op.f("ck_certificate_kind")),
        sa.CheckConstraint(
            "revoked_at is not null or revoked_reason = ''", name=op.f("ck_certificate_reason_when_revoked")
        ),
        sa.CheckConstraint(
            "source = 'imported' or (number is not null and course_id is not null and issued_on is not null)",
            name=op.f("ck_certificate_issued"),
        ),
        sa.CheckConstraint("source in ('issued', 'imported')", name=op.f("ck_certificate_source")),
        sa.ForeignKeyConstraint(
            ["certified_type_id"], ["certified_course_type.id"], name=op.f("fk_certificate_certified_type_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_certificate_created_by")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_certificate_provider_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "customer_id"],
            ["customer.provider_id", "customer.id"],
            name=op.f("fk_certificate_provider_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "enrolment_id"],
            ["enrolment.provider_id", "enrolment.id"],
            name=op.f("fk_certificate_provider_id_enrolment_id"),
            ondelete="SET NULL (enrolment_id)",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "external_type_id"],
            ["external_course_type.provider_id", "external_course_type.id"],
            name=op.f("fk_certificate_provider_id_external_type_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "replaces_id"],
            ["certificate.provider_id", "certificate.id"],
            name=op.f("fk_certificate_provider_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "trainee_id"],
            ["trainee.provider_id", "trainee.id"],
            name=op.f("fk_certificate_provider_id_trainee_id"),
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_certificate_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_certificate")),
    )
    op.create_index(
        "ix_certificate_due",
        "certificate",
        ["provider_id", "expires_on"],
        unique=False,
        postgresql_where=sa.text("revoked_at is null"),
    )
    op.create_index(
        op.f("ix_certificate_provider_id_course_id"), "certificate", ["provider_id", "course_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_provider_id_created_at_id"),
        "certificate",
        ["provider_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_provider_id_customer_id_created_at_id"),
        "certificate",
        ["provider_id", "customer_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_certificate_provider_id_external_type_id"),
        "certificate",
        ["provider_id", "external_type_id"],
        unique=False,
    )
    op.create_index(op.f("ix_certificate_provider_id_number"), "certificate", ["provider_id", "number"], unique=True)
    op.create_index(
        op.f("ix_certificate_provider_id_replaces_id"), "certificate", ["provider_id", "replaces_id"], unique=False
    )
    op.create_index(
        "ix_certificate_renewal", "certificate", ["provider_id", "trainee_id", "type_key", "expires_on"], unique=False
    )
    op.create_index(
        "ix_certificate_search",
        "certificate",
        ["provider_id", "search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.create_index(
        "uq_certificate_of_enrolment",
        "certificate",
        ["provider_id", "enrolment_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at is null"),
    )
    op.create_index("uq_certificate_verification_code", "certificate", ["verification_code"], unique=True)
    _guard()
    op.execute("grant create on schema public to cbot_doors")
    op.execute("create policy doors on certificate to cbot_doors using (true) with check (true)")
    op.execute("grant select on certificate to cbot_doors")
    for signature, statement in DOORS.items():
        op.execute(statement)
        op.execute(f"alter function {signature} owner to cbot_doors")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the doors and drop the table."""
    for signature in reversed(DOORS):
        op.execute(f"drop function {signature}")
    op.drop_index("uq_certificate_verification_code", table_name="certificate")
    op.drop_index(
        "uq_certificate_of_enrolment", table_name="certificate", postgresql_where=sa.text("revoked_at is null")
    )
    op.drop_index(
        "ix_certificate_search",
        table_name="certificate",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )
    op.drop_index("ix_certificate_renewal", table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_replaces_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_number"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_external_type_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_customer_id_created_at_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_created_at_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_provider_id_course_id"), table_name="certificate")
    op.drop_index("ix_certificate_due", table_name="certificate", postgresql_where=sa.text("revoked_at is null"))
    op.drop_table("certificate")


def _guard() -> None:
    op.execute("alter table certificate enable row level security")
    op.execute("alter table certificate force row level security")
    op.execute(f"create policy tenant on certificate using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on certificate to cbot_app")
