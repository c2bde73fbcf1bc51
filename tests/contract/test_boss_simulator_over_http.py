"""The BOSS simulator over real HTTP: what no call in memory can show."""

from __future__ import annotations

import asyncio
import threading

import httpx
import pytest

from sandbox.boss.app import build_application
from sandbox.boss.courier import Courier
from sandbox.boss.gateway import Gateway
from sandbox.serving import make_server
from tests.unit.sandbox.boss_world import submission

SECRET = "whsec_YSBrZXkgb2Ygc29tZSBsZW5ndGg="


@pytest.mark.enable_socket
def test_over_real_http_pushes_arrive_and_cut_connections_break() -> None:
    gateway = Gateway(acceptance_delay=None)
    server = make_server(build_application(gateway), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.01)
        address = "http://{}:{}".format(*server.servers[0].sockets[0].getsockname())
        with httpx.Client(base_url=f"{address}/v1", auth=("10001", "sandbox-code-10001")) as client:
            # Any address that takes a POST will do as the receiver.
            receiver = {"url": f"{address}/_control/cursors/expire", "secret": SECRET}
            client.put("/subscription", json=receiver).raise_for_status()
            key = {"Idempotency-Key": "key-1"}
            client.post(f"{address}/_control/faults", json={"kind": "answer_lost", "times": 1})
            with pytest.raises(httpx.RemoteProtocolError):
                client.post("/cases", json=submission(), headers=key)
            assert client.post("/cases", json=submission(), headers=key).status_code == 200
            asyncio.run(Courier(gateway).deliver_waiting())
            state = client.get(f"{address}/_control/state").json()
    finally:
        server.should_exit = True
        thread.join()
    assert state["pushes"] == {"delivered": 1, "failed": 0}
    assert state["requests"] == {"submitCase": 2, "subscribe": 1}
