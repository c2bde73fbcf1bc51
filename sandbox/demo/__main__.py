"""``make demo``: brings the local cloud up, plays the main job, prints what came of it, and stays for clicking."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from typing import TYPE_CHECKING

import httpx

from sandbox.demo.main_job import MainJob
from sandbox.demo.merchant_browser import MerchantBrowser, UnexpectedAnswerError
from sandbox.demo.report import count_transfers, describe_transfers, format_blocked, format_cases
from sandbox.dreamrobot.app_calls import AppCalls, load_keys
from sandbox.dreamrobot.samples import load_merchants
from sandbox.local_cloud.cloud import describe_addresses, running_local_cloud
from sandbox.local_cloud.errors import LocalCloudError
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.settings import LocalCloudSettings

if TYPE_CHECKING:
    from sandbox.demo.main_job import Result

# The sample account of the BOSS simulator that works in every respect.
CUSTOMER_NUMBER = "10001"
AUTHENTICATION_CODE = "sandbox-code-10001"

_ENOUGH_ACCEPTED = 20
_TIMEOUT_SECONDS = 40.0
_INTERRUPTED = 130


def main() -> int:
    """Run the demo; 0 only where every step went well."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop everything after the table")
    is_once: bool = parser.parse_args().once
    progress = Progress()
    interruption = Interruption()
    interruption.install()
    try:
        settings = read_settings()
        with running_local_cloud(settings, progress, interruption) as outputs:
            result = play_main_job(settings, outputs, progress)
            problems = show_result(result, progress)
            progress.show(describe_addresses(settings, outputs))
            if not is_once:
                stay_for_clicking(progress)
    except (LocalCloudError, UnexpectedAnswerError, httpx.HTTPError) as error:
        progress.show(f"error: {error}")
        return 1
    except KeyboardInterrupt:
        progress.show("interrupted; nothing is left running")
        return _INTERRUPTED
    return 1 if problems else 0


def read_settings() -> LocalCloudSettings:
    """Read the settings.

    Raises:
        LocalCloudError: They name foreign systems; the demo's orders and its account are the simulators'.
    """
    settings = LocalCloudSettings.from_environment(os.environ)
    if settings.dreamrobot_url or settings.boss_url:
        message = "the demo plays with the simulators; start it without DREAMROBOT_URL and BOSS_URL"
        raise LocalCloudError(message)
    return settings


def play_main_job(settings: LocalCloudSettings, outputs: dict[str, str], progress: Progress) -> Result:
    """Play the main job for the sample merchant, with all of its orders."""
    merchant = load_merchants()[0]
    with httpx.Client(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
        samples = client.get(f"{outputs['DreamRobotSimulatorUrl']}/_control/orders").raise_for_status().json()
        order_ids = [sample["id"] for sample in samples if sample["merchant_id"] == merchant.merchant_id]
        calls = AppCalls(client, outputs["ApiUrl"], load_keys(settings.keys_file))
        job = MainJob(calls, MerchantBrowser(client, outputs["ApiUrl"]), merchant, progress)
        return job.play(CUSTOMER_NUMBER, AUTHENTICATION_CODE, order_ids)


def show_result(result: Result, progress: Progress) -> list[str]:
    """Print the tables and return what is missing from them."""
    transfers = count_transfers(result.cases)
    blocked = [item for item in result.items if item["state"] == "blocked"]
    progress.show(f"\n{format_cases(result.cases)}\n")
    progress.show(f"{format_blocked(result.items)}\n")
    progress.show(f"{len(result.cases)} cases: {describe_transfers(result.cases)}; {len(blocked)} orders kept out")
    problems = []
    if transfers["accepted"] < _ENOUGH_ACCEPTED:
        problems.append(f"atriga accepted {transfers['accepted']} cases, fewer than {_ENOUGH_ACCEPTED}")
    if not transfers["rejected"]:
        problems.append("atriga rejected no case")
    if not blocked:
        problems.append("no order was kept out")
    for problem in problems:
        progress.show(f"error: {problem}")
    return problems


def stay_for_clicking(progress: Progress) -> None:
    """Say how to go on by hand, and wait for Ctrl-C."""
    progress.show(
        "Open DreamRobot in a browser: its link opens the app signed in, its order overview exports.\n"
        f"To activate: customer number {CUSTOMER_NUMBER}, code {AUTHENTICATION_CODE}.\n"
        "Ctrl-C ends everything."
    )
    threading.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
