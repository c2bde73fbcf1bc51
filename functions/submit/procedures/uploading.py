"""Handing a document in: the command's id is its reference, so a repeat is the same document."""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from shared.boss.document_calls import DocumentTooLargeError
from shared.domain.cases.command_payloads import UploadDocument

CONTENT_MISSING = "content_missing"
TOO_LARGE = "too_large"


def _upload(task: Task) -> Outcome:
    command = task.command
    upload = task.payload(UploadDocument)
    content = task.files.read(command.case_id, command.command_id, upload.content_digest)
    if content is None:
        return NotTaken(CONTENT_MISSING)
    try:
        task.gateway.upload_document(task.case_number, upload, content, reference=command.command_id)
    except DocumentTooLargeError:
        return NotTaken(TOO_LARGE)
    return Done()


UPLOADING = Procedure(carry_out=_upload)
