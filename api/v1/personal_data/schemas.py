"""Bodies of erasing a person."""

from typing import Annotated

from pydantic import Field, StringConstraints

from api.schemas import ApiModel


class ErasureInput(ApiModel):
    """Why a trainee is erased; the words stay in the audit log, unless they name him."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)] = Field(
        examples=["Verzoek per brief van 24 november"]
    )


class RetentionPlan(ApiModel):
    """What a retention term comes to."""

    trainees: int = Field(description="How many would be erased now; nobody with a valid certificate is")


class ErasurePlan(ApiModel):
    """What erasing a trainee comes to."""

    mails: int = Field(description="Mails to him, which go altogether")
    mails_to_others: int = Field(description="Mails to others that tell of him, which lose their content")
    enrolments: int = Field(description="Enrolments, which stay without his name")
    certificates: int = Field(description="Certificates, of which number, type and dates stay")
    valid_certificates: int = Field(description="Those in force, which can no longer be traced to him")
    courses_ahead: list[int] = Field(description="Numbers of the courses that are to come or to be processed first")
