from __future__ import annotations

import importlib
import platform
from typing import TYPE_CHECKING

import pytest

from tests.infra.synthesis import properties, synthesize, text

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk.assertions import Template

    from shared.settings import FunctionSettings

FUNCTION = "AWS::Lambda::Function"

HANDLERS = {
    "Activate": "functions.activate.handler.handle",
    "Export": "functions.export.handler.handle",
    "ExportWorker": "functions.export.worker_handler.handle",
    "Submit": "functions.submit.handler.handle",
    "SyncPlanner": "functions.sync.planner_handler.handle",
    "SyncWorker": "functions.sync.worker_handler.handle",
    "Notifications": "functions.sync.notifications_handler.handle",
    "CasesApi": "functions.cases_api.handler.handle",
    "News": "functions.news.handler.handle",
    "NewsMailer": "functions.news.mailer_handler.handle",
}

each_function = pytest.mark.parametrize("function", HANDLERS)


def _environment(template: Template, function: str) -> dict[str, str]:
    variables = properties(template, FUNCTION)[f"Functions{function}Function"]["Environment"]["Variables"]
    return {name: text(value) for name, value in variables.items()}


def test_each_function_has_its_handler(prod: Template) -> None:
    functions = properties(prod, FUNCTION)

    assert {name: function["Handler"] for name, function in functions.items()} == {
        f"Functions{name}Function": handler for name, handler in HANDLERS.items()
    }


@each_function
def test_a_function_runs_python_3_13_on_arm64(prod: Template, dev: Template, function: str) -> None:
    for template in (prod, dev):
        found = properties(template, FUNCTION)[f"Functions{function}Function"]
        assert (found["Runtime"], found["Architectures"]) == ("python3.13", ["arm64"])


@pytest.mark.parametrize(("machine", "architecture"), [("x86_64", "x86_64"), ("arm64", "arm64"), ("aarch64", "arm64")])
def test_locally_a_function_runs_on_what_the_machine_is(
    machine: str,
    architecture: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    stand_in_package: Path,
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)

    template = synthesize(tmp_path, stand_in_package, stage="local")

    assert {tuple(function["Architectures"]) for function in properties(template, FUNCTION).values()} == {
        (architecture,)
    }


@each_function
def test_a_function_is_told_everything_that_its_settings_ask_for(prod: Template, function: str) -> None:
    module = importlib.import_module(HANDLERS[function].rpartition(".")[0])
    settings: type[FunctionSettings] = getattr(module, module.compose.__annotations__["settings"])
    environment = _environment(prod, function)

    told = settings.load(environment)

    assert {name.lower() for name in environment} == set(type(told).model_fields)


@each_function
def test_a_function_knows_its_stage_and_its_tables(prod: Template, function: str) -> None:
    environment = _environment(prod, function)

    assert environment["STAGE"] == "prod"
    assert environment["ACCOUNTS_TABLE_NAME"] == "<StorageAccountsTable>"
    assert environment["CASES_TABLE_NAME"] == "<StorageCasesTable>"
    assert environment["RUNTIME_TABLE_NAME"] == "<StorageRuntimeTable>"


@pytest.mark.parametrize("function", ["Activate", "Export", "SyncWorker", "CasesApi", "News", "NewsMailer"])
def test_functions_that_tell_it_know_the_public_address(prod: Template, local: Template, function: str) -> None:
    assert _environment(prod, function)["PUBLIC_URL"] == "<HttpApi.ApiEndpoint>"
    assert _environment(local, function)["PUBLIC_URL"] == "http://127.0.0.1:8080"


def test_foreign_systems_are_reached_where_the_context_says(local: Template) -> None:
    assert _environment(local, "ExportWorker")["DREAMROBOT_URL"] == "http://127.0.0.1:9001/rest/v1.1"
    assert _environment(local, "Submit")["BOSS_URL"] == "http://127.0.0.1:9002/v1"


@pytest.mark.parametrize("function", HANDLERS)
def test_no_environment_holds_a_secret(prod: Template, function: str) -> None:
    assert not any("<Secrets" in value for value in _environment(prod, function).values())


@pytest.mark.parametrize(
    ("function", "seconds"),
    [
        ("Activate", 28),
        ("Export", 15),
        ("CasesApi", 15),
        ("ExportWorker", 300),
        ("Submit", 60),
        ("SyncPlanner", 60),
        ("SyncWorker", 300),
        ("Notifications", 10),
        ("News", 15),
        ("NewsMailer", 240),
    ],
)
def test_a_function_has_as_long_as_its_work_takes(prod: Template, function: str, seconds: int) -> None:
    assert properties(prod, FUNCTION)[f"Functions{function}Function"]["Timeout"] == seconds


@each_function
def test_a_function_is_traced(prod: Template, function: str) -> None:
    assert properties(prod, FUNCTION)[f"Functions{function}Function"]["TracingConfig"] == {"Mode": "Active"}


@each_function
def test_a_function_logs_json_into_a_group_of_its_own(prod: Template, function: str) -> None:
    logging = properties(prod, FUNCTION)[f"Functions{function}Function"]["LoggingConfig"]

    assert logging["LogFormat"] == "JSON"
    assert text(logging["LogGroup"]) == f"<Functions{function}Logs>"


@pytest.mark.parametrize(("stage", "days"), [("prod", 90), ("dev", 14), ("local", 14)])
def test_no_log_is_kept_for_ever(stage: str, days: int, request: pytest.FixtureRequest) -> None:
    groups = properties(request.getfixturevalue(stage), "AWS::Logs::LogGroup")

    assert len(groups) == len(HANDLERS) + 1
    assert {group["RetentionInDays"] for group in groups.values()} == {days}


@pytest.mark.parametrize("function", ["ExportWorker", "Submit", "SyncWorker"])
def test_a_function_that_queues_itself_again_is_not_taken_for_a_runaway_loop(prod: Template, function: str) -> None:
    assert properties(prod, FUNCTION)[f"Functions{function}Function"]["RecursiveLoop"] == "Allow"


def test_all_functions_run_out_of_one_package(prod: Template) -> None:
    packages = {text(function["Code"]["S3Key"]) for function in properties(prod, FUNCTION).values()}

    assert len(packages) == 1
