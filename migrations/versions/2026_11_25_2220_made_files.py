"""Find the files that jobs made long ago, so that they can be forgotten.

Revision ID: 0153_made_files
Revises: 0740_trainee_retention
"""

import sqlalchemy as sa
from alembic import op

revision = "0153_made_files"
down_revision = "0740_trainee_retention"
branch_labels = None
depends_on = None

SIGNATURE = "providers_with_made_files(timestamptz)"


def upgrade() -> None:
    """Index the jobs that made a file, and open the door that names their providers."""
    op.create_index(
        "ix_background_job_made_file",
        "background_job",
        ["finished_at"],
        postgresql_where=sa.text("result ->> 'fileId' is not null"),
    )
    op.execute("grant create on schema public to cbot_doors")
    op.execute(
        """
        create function providers_with_made_files(p_before timestamptz) returns setof uuid
        language sql stable security definer set search_path = public as $$
            select distinct provider_id from background_job
            where finished_at <= p_before and result ->> 'fileId' is not null
        $$
        """
    )
    op.execute(f"alter function {SIGNATURE} owner to cbot_doors")
    op.execute(f"revoke all on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to cbot_app")
    op.execute("revoke create on schema public from cbot_doors")


def downgrade() -> None:
    """Close the door and drop the index."""
    op.execute(f"drop function {SIGNATURE}")
    op.drop_index("ix_background_job_made_file", table_name="background_job")
