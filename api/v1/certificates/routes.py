"""The list of certificates, the document, revoking and issuing anew."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.answers import write_page
from api.deps import Scope, allow
from api.downloads import download, file_response
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.certificates.schemas import CertificateState, CertificateView, RevocationInput
from api.v1.certificates.views import certificate_values, certificate_view
from api.v1.courses.desk import desk_of
from app.certificates import revoking
from app.dashboard.certificate_list import CertificateFilter, certificate_row, list_certificates
from app.documents.certificate import certificate_name, render_certificate
from app.documents.certificate_sheets import certificate_sheets, letterhead

router = APIRouter(route_class=Route, tags=["Certificates"])
ReadCertificates = Annotated[Scope, Depends(allow("certificates:read"), scope="function")]
WriteCertificates = Annotated[Scope, Depends(allow("certificates:write"), scope="function")]
PDF = "application/pdf"


async def _filter(
    state: CertificateState | None = None,
    type_id: Annotated[UUID | None, Query(alias="typeId")] = None,
    trainee_id: Annotated[UUID | None, Query(alias="traineeId")] = None,
    customer_id: Annotated[UUID | None, Query(alias="customerId")] = None,
    course_id: Annotated[UUID | None, Query(alias="courseId")] = None,
    expires_from: Annotated[date | None, Query(alias="expiresFrom", description="Expiring on or after it")] = None,
    expires_until: Annotated[date | None, Query(alias="expiresUntil", description="Expiring on or before it")] = None,
    q: Annotated[str, Query(max_length=200, description="Words of name or type, or a number")] = "",
) -> CertificateFilter:
    return CertificateFilter(state, type_id, trainee_id, customer_id, course_id, expires_from, expires_until, q)


@router.get(
    "/certificates",
    operation_id="certificates_list",
    summary="List and search certificates",
    response_model=Listing[CertificateView],
)
async def certificates_list(
    scope: ReadCertificates,
    request: Request,
    page: PageQuery,
    wanted: Annotated[CertificateFilter, Depends(_filter)],
    sort: Annotated[
        Literal["-createdAt", "expiresOn"], Query(description="By expiry, those that never expire are left out")
    ] = "-createdAt",
) -> Response:
    """A page of certificates, those issued here and those imported; the latest first, or by expiry."""
    rows, cursor = await list_certificates(scope.session, wanted, page, sort, scope.today)
    return write_page(request, [certificate_values(scope, row) for row in rows], cursor)


@router.get("/certificates/{certificate_id}", operation_id="certificates_get", summary="A certificate")
async def certificates_get(scope: ReadCertificates, certificate_id: UUID) -> CertificateView:
    """One certificate, revoked ones included."""
    return await _show(scope, certificate_id)


@router.get(
    "/certificates/{certificate_id}/document",
    operation_id="certificates_document",
    summary="Download a certificate",
    responses={**download(PDF), **problems(409)},
    response_class=Response,
)
async def certificates_document(
    scope: ReadCertificates,
    certificate_id: UUID,
    language: Annotated[Literal["nl", "en"] | None, Query(description="Left out: the trainee's language")] = None,
) -> Response:
    """The certificate as PDF, with a QR code to its verification page (R-PRC-02); not of one that was revoked."""
    head = await letterhead(scope.session, scope.services.storage, scope.services.settings.public_url)
    [sheet] = await certificate_sheets(scope.session, [certificate_id], head, language=language)
    return file_response(await render_certificate(sheet), certificate_name(sheet), PDF)


@router.post(
    "/certificates/{certificate_id}/revocation",
    operation_id="certificates_revoke",
    summary="Revoke a certificate",
    responses=problems(409),
)
async def certificates_revoke(scope: WriteCertificates, certificate_id: UUID, body: RevocationInput) -> CertificateView:
    """Revoke it with a reason; its verification page says so at once, and it stays on record (R-PRC-01)."""
    await revoking.revoke(scope.session, certificate_id, body.reason, desk_of(scope))
    return await _show(scope, certificate_id)


@router.post(
    "/certificates/{certificate_id}/replacement",
    operation_id="certificates_reissue",
    summary="Issue a certificate anew",
    status_code=201,
    responses=problems(409),
)
async def certificates_reissue(scope: WriteCertificates, response: Response, certificate_id: UUID) -> CertificateView:
    """A new number and the trainee's name as it is now; the former one is revoked and stays on record (R-PRC-01)."""
    made = await revoking.reissue(scope.session, certificate_id, desk_of(scope))
    response.headers["Location"] = f"/api/v1/certificates/{made.id}"
    return await _show(scope, made.id)


async def _show(scope: Scope, certificate_id: UUID) -> CertificateView:
    return certificate_view(scope, await certificate_row(scope.session, certificate_id))
