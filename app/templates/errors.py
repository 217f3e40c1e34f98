"""Why something about a template is refused."""

from app.core.errors import NotFound


class TemplateNotFound(NotFound):
    """There is no such template with this provider."""

    code = "template_not_found"


class VersionNotFound(NotFound):
    """The template never had this version."""

    code = "template_version_not_found"
