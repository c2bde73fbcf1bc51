"""Who mails of news come from: a domain that proved itself to SES, and what SES does about addresses that bounce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import ArnFormat, CfnOutput, Stack, aws_ses
from constructs import Construct

from infra.config import Stage

if TYPE_CHECKING:
    from infra.config import DeploymentConfig
    from infra.constructs.app_function import AppFunction


class MailSender(Construct):
    """The sender. Without ``mail_from`` in the configuration there is none, and functions are told so.

    The domain is proved by DKIM: its records are outputs of the stack and have to be entered at the domain's name
    server. An address that bounces or complains goes onto SES's suppression list and is sent nothing any more.
    """

    def __init__(self, scope: Construct, construct_id: str, *, config: DeploymentConfig) -> None:
        """Make the sender."""
        super().__init__(scope, construct_id)
        self._mail_from = config.mail_from or ""
        self._set_name = config.stack_name if config.mail_from else ""
        self._domain = config.mail_domain
        if self._domain:
            identity = self._make_identity(self._domain)
            if config.stage is not Stage.LOCAL:
                self._tell_records(identity)

    @property
    def is_on(self) -> bool:
        """Whether this deployment sends mails."""
        return self._domain is not None

    def open_to(self, function: AppFunction) -> None:
        """Tell ``function`` who mails come from, and let it send as that sender and as nobody else."""
        function.tell(mail_from=self._mail_from, mail_configuration_set=self._set_name)
        if self._domain:
            resources = [self._arn("identity", self._domain), self._arn("configuration-set", self._set_name)]
            function.allow(service="ses", actions=["SendEmail"], resources=resources)

    def _make_identity(self, domain: str) -> aws_ses.EmailIdentity:
        suppressed = aws_ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS
        configuration_set = aws_ses.ConfigurationSet(
            self,
            "ConfigurationSet",
            configuration_set_name=self._set_name,
            suppression_reasons=suppressed,
            reputation_metrics=True,
            tls_policy=aws_ses.ConfigurationSetTlsPolicy.REQUIRE,
        )
        return aws_ses.EmailIdentity(
            self, "Identity", identity=aws_ses.Identity.domain(domain), configuration_set=configuration_set
        )

    def _tell_records(self, identity: aws_ses.EmailIdentity) -> None:
        for number, record in enumerate(identity.dkim_records, start=1):
            CfnOutput(Stack.of(self), f"MailDkim{number}", value=f"{record.name} CNAME {record.value}")

    def _arn(self, resource: str, name: str) -> str:
        return Stack.of(self).format_arn(
            service="ses", resource=resource, resource_name=name, arn_format=ArnFormat.SLASH_RESOURCE_NAME
        )
