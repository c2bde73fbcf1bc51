"""Documents that come with a form: what they are is told by their first bytes, wherever they are handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.cases.command_payloads import DocumentKind, UploadDocument, digest_of
from shared.domain.cases.documents_to_hand_in import clean_file_name, media_type_of
from shared.web.problem import FieldError, wrong_fields
from shared.web.session import CSRF_FIELD

if TYPE_CHECKING:
    from shared.web.uploads import UploadForm


class DocumentFields(BaseModel):
    """A document as a form hands it in, for the description of the API."""

    model_config = ConfigDict(extra="forbid")

    document_kind: DocumentKind
    file: Annotated[bytes, Field(description="A PDF, a PNG or a JPEG of at most 4 MiB.")]


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A document that was read without fault."""

    upload: UploadDocument
    content: bytes


def refuse_unknown_fields(form: UploadForm, known: type[BaseModel]) -> None:
    """Refuse a form of a program that says what nobody would read.

    Raises:
        ProblemError: ``invalid_request`` (422) with one error for each field that ``known`` does not have.
    """
    unknown = sorted(form.fields.keys() - known.model_fields.keys() - {CSRF_FIELD})
    if unknown:
        errors = [FieldError(name, "is not known") for name in unknown]
        raise wrong_fields(*errors)


def read_document(
    form: UploadForm, errors: dict[str, str], *, is_required: bool, usual_kind: DocumentKind | None = None
) -> Document | None:
    """Read the document of a form; ``None`` where none was chosen, or where ``errors`` now say why it cannot be taken.

    Args:
        form: The form with its fields ``document_kind`` and ``file``.
        errors: Gets the cause (``shared.web.field_errors``) at each field that cannot be taken.
        is_required: Whether a form without a document cannot be taken.
        usual_kind: What a document is of which the form does not say it; without it, it must.
    """
    file = form.file
    if file is None and not form.is_too_large and not is_required:
        return None
    media_type = media_type_of(file.content) if file else None
    if form.is_too_large:
        errors["file"] = "file_too_large"
    elif media_type is None:
        errors["file"] = "file_kind" if file and file.content else "no_file"
    kind = form.fields.get("document_kind", usual_kind or "")
    if kind not in set(DocumentKind):
        errors["document_kind"] = "no_choice"
    if file is None or media_type is None or errors:
        return None
    upload = UploadDocument(
        document_kind=DocumentKind(kind),
        file_name=clean_file_name(file.name, media_type),
        media_type=media_type,
        content_digest=digest_of(file.content),
    )
    return Document(upload, file.content)
