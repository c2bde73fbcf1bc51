from __future__ import annotations

import pytest

from sandbox.local_cloud.credentials import ensure_no_real_credentials, make_aws_environment, make_client
from sandbox.local_cloud.errors import LocalCloudError, RealCredentialsError
from sandbox.local_cloud.settings import PROJECT, LocalCloudSettings

ENDPOINT = "http://127.0.0.1:4566"


def test_without_any_variable_the_app_is_at_its_usual_port_with_both_simulators() -> None:
    settings = LocalCloudSettings.from_environment({})
    assert settings.app_url == "http://127.0.0.1:8080"
    assert settings.folder == PROJECT / ".local"
    assert (settings.dreamrobot_url, settings.boss_url) == (None, None)


def test_variables_move_the_app_and_replace_the_simulators() -> None:
    settings = LocalCloudSettings.from_environment(
        {
            "LOCAL_PORT": "9000",
            "LOCAL_DIR": "/elsewhere",
            "DREAMROBOT_URL": "http://robot.example/rest/v1.1",
            "BOSS_URL": "http://boss.example/v1",
        }
    )
    assert settings.app_url == "http://127.0.0.1:9000"
    assert str(settings.outputs_file) == "/elsewhere/outputs.json"
    assert settings.dreamrobot_url == "http://robot.example/rest/v1.1"
    assert settings.boss_url == "http://boss.example/v1"


def test_a_variable_that_is_set_but_empty_counts_as_not_set() -> None:
    names = ("LOCAL_PORT", "LOCAL_DIR", "DREAMROBOT_URL", "BOSS_URL")
    assert LocalCloudSettings.from_environment(dict.fromkeys(names, "")) == LocalCloudSettings()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80 80", "²"])
def test_what_is_not_a_port_is_refused_by_name(port: str) -> None:
    with pytest.raises(LocalCloudError, match="LOCAL_PORT"):
        LocalCloudSettings.from_environment({"LOCAL_PORT": port})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"),
        ("AWS_PROFILE", "production"),
        ("AWS_SESSION_TOKEN", "a-token"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/a/file"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/an/address"),
    ],
)
def test_a_shell_that_can_open_a_real_account_is_refused_without_telling_the_value(name: str, value: str) -> None:
    with pytest.raises(RealCredentialsError, match=f"env -u {name} make up") as refused:
        ensure_no_real_credentials({name: value})
    assert value not in str(refused.value)


def test_dummy_credentials_are_no_reason_to_refuse() -> None:
    dummies = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_PROFILE": ""}
    ensure_no_real_credentials(dummies)
    assert make_aws_environment(dummies, ENDPOINT)["AWS_ACCESS_KEY_ID"] == "test"


def test_a_started_program_knows_the_emulator_only() -> None:
    given = {"PATH": "/bin", "AWS_CA_BUNDLE": "/a/file", "AWS_ENDPOINT_URL_S3": "https://s3.example", "AWS_REGION": "x"}
    environment = make_aws_environment(given, ENDPOINT)
    assert environment["PATH"] == "/bin"
    assert environment["AWS_ENDPOINT_URL"] == ENDPOINT
    assert environment["AWS_REGION"] == environment["AWS_DEFAULT_REGION"] == "eu-central-1"
    assert environment["AWS_SHARED_CREDENTIALS_FILE"] == environment["AWS_CONFIG_FILE"] == "/dev/null"
    assert not {"AWS_CA_BUNDLE", "AWS_ENDPOINT_URL_S3"} & environment.keys()


@pytest.mark.parametrize("endpoint", ["https://lambda.eu-central-1.amazonaws.com", "http://10.0.0.1:4566", ""])
def test_an_endpoint_beyond_this_machine_is_refused(endpoint: str) -> None:
    with pytest.raises(LocalCloudError, match="must be on this machine"):
        make_aws_environment({}, endpoint)


def test_a_client_speaks_to_the_emulator_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://sqs.eu-central-1.amazonaws.com")
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    client = make_client("sqs", ENDPOINT)
    assert client.meta.endpoint_url == ENDPOINT
    assert client.meta.region_name == "eu-central-1"
