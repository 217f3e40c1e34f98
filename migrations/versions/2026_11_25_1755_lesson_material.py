"""Keep lesson material per certified type, and what of it goes along with a mailing.

Revision ID: 0110_lesson_material
Revises: 0004_certificates
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0110_lesson_material"
down_revision = "0004_certificates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the application may add and withdraw files, never change or remove one."""
    op.create_table(
        "lesson_material",
        sa.Column("course_type_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_norm", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("withdrawn_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_lesson_material_size")),
        sa.CheckConstraint("edition > 0", name=op.f("ck_lesson_material_edition")),
        sa.ForeignKeyConstraint(
            ["course_type_id"],
            ["certified_course_type.id"],
            name=op.f("fk_lesson_material_course_type_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_material")),
    )
    op.create_index(
        "ix_lesson_material_current",
        "lesson_material",
        ["course_type_id", "name_norm"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.execute("grant select, insert, update (withdrawn_at) on lesson_material to cbot_app")
    op.add_column(
        "mailing",
        sa.Column("lesson_material", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )


def downgrade() -> None:
    """Forget which material went along, and the material."""
    op.drop_column("mailing", "lesson_material")
    op.drop_table("lesson_material")
