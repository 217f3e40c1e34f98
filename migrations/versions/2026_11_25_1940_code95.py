"""Keep hours of course days by kind, the terms of code 95, and what was reported.

Revision: 0125_code95
Follows: 0140_shared_courses
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0125_code95"
down_revision: str | Sequence[str] | None = "0140_shared_courses"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CURRENT_PROVIDER = "(select nullif(current_setting('app.provider_id', true), '')::uuid)"
HOURS = ("theory_minutes", "practice_minutes", "e_learning_minutes")
LONG_AGO = date(2000, 1, 1)


def upgrade() -> None:
    """Add the hours, none for days that exist; the terms, as they hold today; and the table of reports."""
    for name in HOURS:
        op.add_column("course_day", sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(
        op.f("ck_course_day_hours"),
        "course_day",
        "least(theory_minutes, practice_minutes, e_learning_minutes) >= 0"
        " and theory_minutes + practice_minutes + e_learning_minutes <= 1440",
    )
    _make_terms()
    _make_reports()


def downgrade() -> None:
    """Forget reports, terms and hours."""
    op.drop_table("code95_report")
    op.drop_table("code95_terms")
    op.drop_constraint(op.f("ck_course_day_hours"), "course_day")
    for name in reversed(HOURS):
        op.drop_column("course_day", name)


def _make_terms() -> None:
    table = op.create_table(
        "code95_terms",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("days_ahead", sa.Integer(), nullable=False),
        sa.Column("minutes_after_start", sa.Integer(), nullable=False),
        sa.Column("days_after", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "days_ahead between 0 and 365 and minutes_after_start between 0 and 1440 and days_after between 0 and 365",
            name=op.f("ck_code95_terms_terms"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code95_terms")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_code95_terms_valid_from")),
    )
    op.bulk_insert(
        table,
        [
            {
                "id": "01999999-0095-7000-8000-000000000001",
                "valid_from": LONG_AGO,
                "days_ahead": 2,
                "minutes_after_start": 30,
                "days_after": 4,
            }
        ],
    )
    op.execute("grant select on code95_terms to cbot_app")


def _make_reports() -> None:
    op.create_table(
        "code95_report",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("course_day_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("reported_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
        sa.Column("reporter_name", sa.Text(), nullable=False),
        sa.CheckConstraint("duty in ('day', 'trainees', 'result')", name=op.f("ck_code95_report_duty")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_code95_report_provider_id")),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_id"],
            ["course.provider_id", "course.id"],
            name=op.f("fk_code95_report_provider_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id", "course_day_id"],
            ["course_day.provider_id", "course_day.id"],
            name=op.f("fk_code95_report_provider_id_course_day_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reported_by"], ["user_account.id"], name=op.f("fk_code95_report_reported_by")),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_code95_report")),
    )
    op.create_index(
        op.f("ix_code95_report_provider_id_course_day_id_duty"),
        "code95_report",
        ["provider_id", "course_day_id", "duty"],
        unique=True,
    )
    op.create_index(op.f("ix_code95_report_provider_id_course_id"), "code95_report", ["provider_id", "course_id"])
    op.execute("alter table code95_report enable row level security")
    op.execute("alter table code95_report force row level security")
    op.execute(f"create policy tenant on code95_report using (provider_id = {CURRENT_PROVIDER})")
    op.execute("grant select, insert, update, delete on code95_report to cbot_app")
