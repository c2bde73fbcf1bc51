"""Sending over SES: what goes out, and what each failure means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.stub import Stubber
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sesv2.models import sesv2_backends

from shared.aws import mail_client
from shared.mail_service import (
    MailError,
    MailRefusedError,
    MailRejectedError,
    MailService,
    MailServiceError,
    MailUnansweredError,
)
from shared.web.mails import Mail
from tests.component.world import MAIL_FROM

if TYPE_CHECKING:
    from tests.component.world import World

MAIL = Mail("a@b.example", "Neues von atriga", "<p>Grüße</p>", "Grüße", {"List-Unsubscribe": "<https://app.example/x>"})


def test_a_mail_goes_out_in_both_parts_with_its_headers(world: World) -> None:  # noqa: ARG001 -- SES in memory
    with Stubber(mail_client()) as stub:
        stub.add_response(
            "send_email",
            {"MessageId": "1"},
            {
                "FromEmailAddress": MAIL_FROM,
                "Destination": {"ToAddresses": ["a@b.example"]},
                "Content": {
                    "Simple": {
                        "Subject": {"Data": "Neues von atriga", "Charset": "UTF-8"},
                        "Body": {
                            "Html": {"Data": "<p>Grüße</p>", "Charset": "UTF-8"},
                            "Text": {"Data": "Grüße", "Charset": "UTF-8"},
                        },
                        "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://app.example/x>"}],
                    }
                },
                "ConfigurationSetName": "mails",
            },
        )
        MailService(mail_client(), MAIL_FROM, "mails").send(MAIL)
        stub.assert_no_pending_responses()


def test_a_service_in_memory_takes_it(world: World) -> None:  # noqa: ARG001 -- SES in memory
    MailService(mail_client(), MAIL_FROM, "mails").send(MAIL)
    region = boto3.session.Session().region_name
    [sent] = sesv2_backends[DEFAULT_ACCOUNT_ID][region].core_backend.sent_messages
    assert sent.subject == "Neues von atriga"


@pytest.mark.parametrize(
    ("code", "status", "meant"),
    [
        ("MessageRejected", 400, MailRejectedError),
        ("BadRequestException", 400, MailRefusedError),
        ("TooManyRequestsException", 429, MailServiceError),
        ("LimitExceededException", 400, MailServiceError),
        ("SendingPausedException", 400, MailServiceError),
        ("AccountSuspendedException", 400, MailServiceError),
        ("MailFromDomainNotVerifiedException", 400, MailServiceError),
        ("AccessDeniedException", 403, MailServiceError),
        ("InternalFailure", 500, MailUnansweredError),
    ],
)
def test_each_refusal_says_whether_another_try_helps_and_repeats_no_address(
    world: World,  # noqa: ARG001 -- SES in memory
    code: str,
    status: int,
    meant: type[MailError],
) -> None:
    with Stubber(mail_client()) as stub:
        stub.add_client_error("send_email", code, "Address a@b.example is not allowed", http_status_code=status)
        with pytest.raises(meant) as raised:
            MailService(mail_client(), MAIL_FROM, "mails").send(MAIL)
    assert "a@b" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_no_mail_is_tried_again_by_the_client_itself(world: World) -> None:  # noqa: ARG001 -- SES in memory
    assert mail_client().meta.config.retries["total_max_attempts"] == 1  # type: ignore[attr-defined]  # a plain dictionary
