"""Sending mails over Amazon SES, and what a failure means for whoever wanted to send.

Bounces and complaints need no code of ours: SES keeps such addresses on the account's suppression list and sends
them nothing any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

    from shared.web.mails import Mail

_FAULT_OF_THE_SERVICE: Final = 500
_MALFORMED: Final = "BadRequestException"
_REJECTED: Final = "MessageRejected"
"""What SES answers also where it has no proof of the sender, or, for an account in its sandbox, of the receiver."""


class MailError(Exception):
    """The base of what may go wrong with a mail. No error repeats the address."""


class MailRefusedError(MailError):
    """Raised where the service does not take this very mail and never will."""


class MailRejectedError(MailError):
    """Raised where the service does not take this mail now, and perhaps others: sent was none, and it may be later."""


class MailServiceError(MailError):
    """Raised where the service takes no mails for now (too many, paused, a domain without proof): sent was none."""


class MailUnansweredError(MailError):
    """Raised where no answer came, or none that can be trusted: nobody knows whether the mail was sent."""


@dataclass(frozen=True, slots=True)
class MailService:
    """SES, for one sender."""

    client: SESV2Client
    sender: str
    configuration_set: str

    def send(self, mail: Mail) -> None:
        """Send a mail, once and without trying again: the service knows no key that makes a repeat safe.

        Raises:
            MailRefusedError, MailRejectedError, MailServiceError: It was not sent.
            MailUnansweredError: It may have been sent.
        """
        try:
            self.client.send_email(
                FromEmailAddress=self.sender,
                Destination={"ToAddresses": [mail.address]},
                Content={
                    "Simple": {
                        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                        "Body": {
                            "Html": {"Data": mail.html, "Charset": "UTF-8"},
                            "Text": {"Data": mail.text, "Charset": "UTF-8"},
                        },
                        "Headers": [{"Name": name, "Value": value} for name, value in mail.headers.items()],
                    }
                },
                ConfigurationSetName=self.configuration_set,
            )
        except ClientError as error:
            raise _translated(error) from None
        except BotoCoreError as error:
            raise MailUnansweredError(type(error).__name__) from None


def _translated(error: ClientError) -> MailError:
    """Return what the service's refusal means, without its own words."""
    code = error.response["Error"]["Code"]
    if error.response["ResponseMetadata"]["HTTPStatusCode"] >= _FAULT_OF_THE_SERVICE:
        return MailUnansweredError(code)
    if code == _REJECTED:
        return MailRejectedError(code)
    return MailRefusedError(code) if code == _MALFORMED else MailServiceError(code)
