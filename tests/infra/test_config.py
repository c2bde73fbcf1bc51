from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aws_cdk import App
from pydantic import ValidationError

from infra import app
from infra.config import ConfigError, DeploymentConfig, Stage

if TYPE_CHECKING:
    from pathlib import Path


def test_without_context_it_is_the_dev_stage_at_the_published_addresses() -> None:
    config = DeploymentConfig.from_context({})

    assert config == DeploymentConfig(
        stage=Stage.DEV,
        dreamrobotUrl="https://api.dreamrobot.de/rest/v1.1",
        bossUrl="https://boss.example/v1",
        publicUrl=None,
        alarmEmail=None,
    )


def test_context_of_the_cdk_itself_is_passed_over() -> None:
    config = DeploymentConfig.from_context({"@aws-cdk/core:enablePartitionLiterals": True, "stage": "prod"})

    assert config.stage is Stage.PROD


def test_a_trailing_slash_does_not_matter() -> None:
    config = DeploymentConfig.from_context(
        {"bossUrl": "https://gateway.example/v2/", "publicUrl": "https://app.example/"}
    )

    assert config.boss_url == "https://gateway.example/v2"
    assert config.public_url == "https://app.example"


def test_the_local_stage_may_speak_plain_http() -> None:
    config = DeploymentConfig.from_context({"stage": "local", "bossUrl": "http://127.0.0.1:9002/v1"})

    assert config.boss_url == "http://127.0.0.1:9002/v1"


@pytest.mark.parametrize(
    ("context", "complaint"),
    [
        ({"stage": "production"}, "stage: Input should be 'local', 'dev' or 'prod'"),
        ({"stage": ""}, "stage: "),
        ({"dreamrobotUrl": "api.dreamrobot.de"}, "dreamrobotUrl: must be an address that begins with"),
        ({"dreamrobotUrl": "ftp://api.dreamrobot.de"}, "dreamrobotUrl: must be an address that begins with"),
        ({"bossUrl": "https://"}, "bossUrl: must be an address that begins with"),
        ({"bossUrl": "https://user:code@boss.example/v1"}, "bossUrl: must not hold a user"),
        ({"bossUrl": "https://boss.example/v1?key=1"}, "bossUrl: must not hold a user, a query"),
        ({"publicUrl": "https://app.example/collection"}, "publicUrl: must be at the root of its host"),
        ({"alarmEmail": "the team"}, "alarmEmail: String should match pattern"),
        ({"stage": "prod", "bossUrl": "http://boss.example/v1"}, "all together: stage prod speaks https:// only"),
        ({"stage": "dev", "publicUrl": "http://app.example"}, "all together: stage dev speaks https:// only"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_by_name(context: dict[str, str], complaint: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        DeploymentConfig.from_context(context)

    assert complaint in str(refusal.value)


@pytest.mark.parametrize("key", ["dreamrobotURL", "dreamRobotUrl", "dreamrobot_url", "dreamrobot-url"])
def test_a_misspelt_key_is_refused_with_the_right_one(key: str) -> None:
    with pytest.raises(ConfigError, match=f"'{key}' is not known; 'dreamrobotUrl' is"):
        DeploymentConfig.from_context({key: "https://other.example"})


def test_a_refusal_does_not_repeat_a_code_out_of_an_address() -> None:
    with pytest.raises(ConfigError) as refusal:
        DeploymentConfig.from_context({"bossUrl": "https://user:a-code@boss.example/v1"})

    assert "a-code" not in str(refusal.value)


def test_the_configuration_cannot_be_changed() -> None:
    config = DeploymentConfig()

    with pytest.raises(ValidationError, match="frozen"):
        config.stage = Stage.PROD  # type: ignore[misc]  # this is what is shown


def test_the_app_ends_with_the_refusal_before_it_builds_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr(app, "build_package")

    with pytest.raises(SystemExit) as end:
        app.main(App(context={"stage": "staging"}, outdir=str(tmp_path)))

    assert "stage: Input should be" in str(end.value.code)
