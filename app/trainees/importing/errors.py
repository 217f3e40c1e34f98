"""Why the chosen columns of a list are refused."""

from app.core.errors import Invalid


class ColumnsNotUsable(Invalid):
    """The chosen columns do not make up a person."""

    code = "columns_not_usable"
