"""Secrets: one for each merchant with all its codes, and the one with DreamRobot's keys.

One secret for each merchant, because a secret costs by the month. Codes leave this module only towards
the two clients; they are masked in every ``repr``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError
from pydantic import BaseModel, ConfigDict, Field, SecretStr

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


KEYS_READ_AGAIN_AFTER_SECONDS = 60
CODES_READ_AGAIN_AFTER_SECONDS = 300
KEPT_PUSH_KEYS = 2


class DreamRobotCredentials(BaseModel):
    """A merchant's user and password of DreamRobot's REST API."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    username: str
    password: SecretStr


class MerchantSecret(BaseModel):
    """What one merchant's secret holds.

    ``atriga`` maps customer numbers to authentication codes, ``push_keys`` to the keys under which the gateway signs
    its pushes: the newest first, which is the one that the gateway is told, and one from before.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    dreamrobot: DreamRobotCredentials | None = None
    atriga: dict[str, SecretStr] = Field(default_factory=dict)
    push_keys: dict[str, tuple[SecretStr, ...]] = Field(default_factory=dict)

    def push_keys_of(self, customer_number: str) -> tuple[str, ...]:
        """Return the keys of one customer number in the clear, the newest first."""
        return tuple(key.get_secret_value() for key in self.push_keys.get(customer_number, ()))

    def to_json(self) -> str:
        """Write the secret as it is stored, codes in the clear."""
        access = self.dreamrobot
        return json.dumps(
            {
                "dreamrobot": access and {"username": access.username, "password": access.password.get_secret_value()},
                "atriga": {number: code.get_secret_value() for number, code in self.atriga.items()},
                "push_keys": {number: self.push_keys_of(number) for number in self.push_keys},
            }
        )


class MerchantSecrets:
    """The secret of the one merchant that it was made for."""

    def __init__(self, client: SecretsManagerClient, provider: SecretsProvider, prefix: str, merchant_id: str) -> None:
        self._client = client
        self._provider = provider
        self._name = prefix + merchant_id

    def read_recent(self, *, anew: bool = False) -> MerchantSecret:
        """Read the secret as it was within the last five minutes, or ``anew`` and remember it for as long.

        Raises:
            ClientError, HTTPClientError: Secrets Manager does not answer; that is not a merchant without codes.
        """
        try:
            text = self._provider.get(self._name, max_age=CODES_READ_AGAIN_AFTER_SECONDS, force_fetch=anew)
        except GetParameterError:
            # The provider does not tell a missing secret from one that cannot be read now.
            return self.read()
        return MerchantSecret.model_validate_json(str(text))

    def read(self) -> MerchantSecret:
        """Read the secret as it is now; an empty one where none was ever written."""
        try:
            answer = self._client.get_secret_value(SecretId=self._name)
        except self._client.exceptions.ResourceNotFoundException:
            return MerchantSecret()
        return MerchantSecret.model_validate_json(answer["SecretString"])

    def set_dreamrobot_access(self, username: str, password: str) -> None:
        """Keep the access to DreamRobot's REST API, leaving the codes as they are."""
        access = DreamRobotCredentials(username=username, password=SecretStr(password))
        self._write(self.read().model_copy(update={"dreamrobot": access}))

    def set_authentication_code(self, customer_number: str, code: str, *, push_key: str | None = None) -> None:
        """Keep one authentication code, leaving everything else as it is.

        A ``push_key`` becomes the newest one; the one before it stays good until the gateway has changed over.
        """
        secret = self.read()
        keys = secret.push_keys.get(customer_number, ())
        if push_key is not None:
            keys = (SecretStr(push_key), *keys)[:KEPT_PUSH_KEYS]
        self._write(
            secret.model_copy(
                update={
                    "atriga": {**secret.atriga, customer_number: SecretStr(code)},
                    "push_keys": {**secret.push_keys, customer_number: keys},
                }
            )
        )

    def remove_authentication_code(self, customer_number: str) -> None:
        """Forget one authentication code and its push keys for good, leaving everything else as it is."""
        secret = self.read()
        if customer_number in secret.atriga:
            codes = {number: code for number, code in secret.atriga.items() if number != customer_number}
            keys = {number: kept for number, kept in secret.push_keys.items() if number != customer_number}
            self._write(secret.model_copy(update={"atriga": codes, "push_keys": keys}))

    def delete(self) -> None:
        """Delete the secret for good and at once; a missing one stays missing."""
        try:
            self._client.delete_secret(SecretId=self._name, ForceDeleteWithoutRecovery=True)
        except self._client.exceptions.ResourceNotFoundException:
            return

    def _write(self, secret: MerchantSecret) -> None:
        try:
            self._client.put_secret_value(SecretId=self._name, SecretString=secret.to_json())
        except self._client.exceptions.ResourceNotFoundException:
            self._client.create_secret(Name=self._name, SecretString=secret.to_json())


class SecretText:
    """A secret that is only ever read: the one with DreamRobot's keys. It is read anew once a minute."""

    def __init__(self, client: SecretsManagerClient, name: str) -> None:
        self._provider = SecretsProvider(boto3_client=client)
        self._name = name

    def read(self) -> str:
        """Read the secret's text, at most a minute old."""
        return str(self._provider.get(self._name, max_age=KEYS_READ_AGAIN_AFTER_SECONDS))
