"""Tell why a certificate was revoked, and find the certificates that an enrolment has had.

Revision ID: 0005_certificate_causes
Revises: 0110_lesson_material
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_certificate_causes"
down_revision = "0110_lesson_material"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the cause; what was revoked before this was revoked by hand."""
    op.add_column("certificate", sa.Column("revoked_because", sa.Text(), nullable=True))
    op.execute("alter table certificate no force row level security")
    op.execute("update certificate set revoked_because = 'by_hand' where revoked_at is not null")
    op.execute("alter table certificate force row level security")
    op.create_check_constraint(
        op.f("ck_certificate_cause_when_revoked"), "certificate", "(revoked_at is null) = (revoked_because is null)"
    )
    op.create_check_constraint(
        op.f("ck_certificate_revoked_because"),
        "certificate",
        "revoked_because in ('by_hand', 'corrected', 'reopened', 'reissued')",
    )
    op.create_index(
        op.f("ix_certificate_provider_id_enrolment_id_created_at"),
        "certificate",
        ["provider_id", "enrolment_id", "created_at"],
    )


def downgrade() -> None:
    """Take the cause away again."""
    op.drop_index(op.f("ix_certificate_provider_id_enrolment_id_created_at"), table_name="certificate")
    op.drop_constraint(op.f("ck_certificate_revoked_because"), "certificate")
    op.drop_constraint(op.f("ck_certificate_cause_when_revoked"), "certificate")
    op.drop_column("certificate", "revoked_because")
