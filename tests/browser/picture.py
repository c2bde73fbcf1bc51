"""Takes the README's picture of the table of cases: ``python -m tests.browser.picture``.

It brings a local cloud of its own up, exports every sample order of the first merchant through DreamRobot's pages,
lets the agency take some steps, and writes ``docs/images/cases.png``. No test; run it when the page looks different.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from playwright.sync_api import sync_playwright

from sandbox.local_cloud.cloud import running_local_cloud
from sandbox.local_cloud.interruption import Interruption
from sandbox.local_cloud.ports import find_free_port
from sandbox.local_cloud.progress import Progress
from sandbox.local_cloud.settings import PROJECT, LocalCloudSettings
from tests.browser.browsing import CHROMIUM_FLAGS, Browsing, find_chromium, open_app
from tests.e2e.shop import Shop, find_merchant, wait_until
from tests.local_stack import read_local_stack

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURE = PROJECT / "docs" / "images" / "cases.png"
UNDECIDED = {"ready", "submitting", "unknown", "submitted"}

# The newest change stands at the top of the table, so the last of these is the first row but for the rejected ones.
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("letter", {}),
    ("close", {"code": "insolvent"}),
    ("instalments", {}),
    ("payment", {"amount": "20.00"}),
    ("pause", {}),
    ("inquiry", {"question": "Wurde die Ware zurückgegeben?"}),
    ("court", {}),
    ("payment", {}),
)


def main() -> None:
    """Make the picture."""
    progress, interruption = Progress(), Interruption()
    interruption.install()
    with tempfile.TemporaryDirectory() as folder, httpx.Client(timeout=60) as http, sync_playwright() as playwright:
        settings = LocalCloudSettings(folder=Path(folder), port=find_free_port())
        with running_local_cloud(settings, progress, interruption):
            shop = Shop(read_local_stack(settings.outputs_file), find_merchant("merchant-1001"), "10001", http)
            shop.activate()
            chromium = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
            page = Browsing(chromium, shop.stack).open_page()
            progress.say("exporting every sample order")
            export_everything(page, shop)
            progress.say("waiting until atriga has decided")
            cases = wait_until(lambda: find_decided_cases(shop), "all decisions")
            progress.say("letting the agency take some steps")
            let_the_agency_work(shop, cases)
            open_app(page, shop)
            PICTURE.parent.mkdir(exist_ok=True)
            page.screenshot(path=PICTURE)
            chromium.close()
    progress.show(f"{PICTURE.relative_to(PROJECT)}: {PICTURE.stat().st_size // 1000} kB")


def export_everything(page: Page, shop: Shop) -> None:
    """Tick all orders in DreamRobot's overview and export them."""
    page.goto(f"{shop.stack.dreamrobot_url}/merchants/{shop.merchant_id}/orders?filter=all&select=all")
    page.get_by_role("button", name="An atriga übergeben").click()
    shop.wait_for_export(page.url.rpartition("/")[2])


def find_decided_cases(shop: Shop) -> list[dict[str, Any]] | None:
    """Return all cases once atriga has decided on each."""
    shop.synchronize()
    cases: list[dict[str, Any]] = shop.browser.read_json("/cases", {"limit": "200"})["items"]
    return None if any(case["transfer"] in UNDECIDED for case in cases) else cases


def let_the_agency_work(shop: Shop, cases: list[dict[str, Any]]) -> None:
    """Move some cases on, and export those again that atriga rejected; it does not decide on them this time."""
    accepted = [case for case in cases if case["transfer"] == "accepted"]
    for case, (action, parameters) in zip(accepted, STEPS, strict=False):
        shop.move_case(case["case_number"], action, **parameters)
        [order_id, *_] = case["orders"]
        [at_atriga] = shop.cases_at_atriga(order_id)
        shop.wait_for_case(case["case_id"], status_text=at_atriga["case"]["status"]["text"])
    assert shop.http.post(f"{shop.stack.boss_url}/acceptance", data={"mode": "by-hand"}).is_redirect
    again = [order_id for case in cases if case["transfer"] == "rejected" for order_id in case["orders"]]
    items = shop.wait_for_export(shop.export(again))["items"]
    case_ids = sorted({item["case_id"] for item in items})
    numbers = [shop.wait_for_case(case_id, transfer="submitted")["case_number"] for case_id in case_ids]
    shop.move_case(numbers[0], "reject")
    shop.wait_for_case(case_ids[0], transfer="rejected")


if __name__ == "__main__":
    main()
