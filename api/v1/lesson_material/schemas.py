"""Bodies of lesson material."""

from uuid import UUID

from api.schemas import ApiModel, Instant


class MaterialFile(ApiModel):
    """A file that goes along."""

    id: UUID
    name: str
    size: int
    content_type: str
    edition: int


class CourseMaterialView(ApiModel):
    """What would go along with an invitation to a course."""

    items: list[MaterialFile]
    total_size: int
    by_link: bool
    """Whether the files are more than a mail may carry, so that it names a link to each."""


class KeptMaterialView(MaterialFile):
    """A file in one edition, as the operator keeps it."""

    created_at: Instant
    withdrawn_at: Instant | None
