"""A local cloud that speaks to other servers of the same contracts in place of its own simulators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.local_cloud.cloud import running_local_cloud
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.ports import find_free_port
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.settings import LocalCloudSettings
from tests.e2e.shop import Shop, find_merchant
from tests.local_stack import read_local_stack

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.local_stack import LocalStack


def test_foreign_systems_take_the_place_of_the_simulators(
    local_stack: LocalStack, http: httpx.Client, tmp_path: Path
) -> None:
    """To this second cloud, the first one's simulators are foreign systems."""
    settings = LocalCloudSettings.from_environment(
        {
            "LOCAL_DIR": str(tmp_path),
            "LOCAL_PORT": str(find_free_port()),
            "DREAMROBOT_URL": f"{local_stack.dreamrobot_url}/rest/v1.1",
            "BOSS_URL": f"{local_stack.boss_url}/v1",
        }
    )
    with running_local_cloud(settings, Progress(), Interruption()):
        stack = read_local_stack(settings.outputs_file)
        assert "DreamRobotSimulatorUrl" not in stack.outputs
        assert "BossSimulatorUrl" not in stack.outputs
        simulators = {name: local_stack.outputs[name] for name in ("DreamRobotSimulatorUrl", "BossSimulatorUrl")}
        shop = Shop(
            replace(stack, outputs={**stack.outputs, **simulators}), find_merchant("merchant-2002"), "10002", http
        )
        shop.activate()
        [order_id] = shop.take_orders(1)
        [item] = shop.wait_for_export(shop.export([order_id]))["items"]
        case = shop.wait_for_case(item["case_id"], transfer="accepted")
        [at_atriga] = shop.cases_at_atriga(order_id)
        assert at_atriga["case_number"] == case["case_number"]
        assert at_atriga["customer_number"] == "10002"
