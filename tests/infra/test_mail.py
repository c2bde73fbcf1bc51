from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.config import ConfigError, DeploymentConfig
from tests.infra.synthesis import properties, text

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

SENDERS = ("Activate", "NewsMailer")


def test_the_domain_of_the_sender_has_to_prove_itself(prod: Template) -> None:
    (identity,) = properties(prod, "AWS::SES::EmailIdentity").values()

    assert identity["EmailIdentity"] == "app.example.com"
    assert text(identity["ConfigurationSetAttributes"]["ConfigurationSetName"]) == "<MailConfigurationSet>"


def test_addresses_that_bounce_or_complain_are_sent_nothing_more_and_mails_go_encrypted(prod: Template) -> None:
    (configuration_set,) = properties(prod, "AWS::SES::ConfigurationSet").values()

    assert set(configuration_set["SuppressionOptions"]["SuppressedReasons"]) == {"BOUNCE", "COMPLAINT"}
    assert configuration_set["DeliveryOptions"]["TlsPolicy"] == "REQUIRE"


@pytest.mark.parametrize("function", SENDERS)
def test_functions_that_send_know_the_sender(prod: Template, dev: Template, function: str) -> None:
    def told(template: Template) -> tuple[str, str]:
        found = properties(template, "AWS::Lambda::Function")[f"Functions{function}Function"]
        variables = found["Environment"]["Variables"]
        return variables["MAIL_FROM"], variables["MAIL_CONFIGURATION_SET"]

    assert told(prod) == ("news@app.example.com", "atriga-for-dreamrobot-prod")
    assert told(dev) == ("", "")


def test_without_a_sender_there_is_no_identity(dev: Template) -> None:
    assert not properties(dev, "AWS::SES::EmailIdentity")
    assert not properties(dev, "AWS::SES::ConfigurationSet")


def test_a_sender_that_is_no_address_stops_the_synthesis() -> None:
    with pytest.raises(ConfigError, match="mailFrom"):
        DeploymentConfig.from_context({"mailFrom": "app.example.com"})
