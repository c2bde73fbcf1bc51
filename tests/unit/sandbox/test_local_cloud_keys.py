from __future__ import annotations

import base64
import json
import stat
from typing import TYPE_CHECKING

from sandbox.dreamrobot.app_calls import load_keys
from sandbox.local_cloud.keys import make_keys, write_keys

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_have_the_shape_of_the_secret() -> None:
    keys = make_keys(lambda size: b"k" * size)
    assert set(keys) == {"signing_keys", "launch_keys"}
    assert base64.b64decode(keys["signing_keys"][0].removeprefix("whsec_")) == b"k" * 32
    assert len(keys["launch_keys"][0]) >= 32


def test_every_start_has_other_keys() -> None:
    first, second = make_keys(), make_keys()
    assert first["signing_keys"] != second["signing_keys"]
    assert first["launch_keys"] != second["launch_keys"]


def test_only_this_user_can_read_the_keys_even_where_an_open_file_stood_before(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text("{}", encoding="utf-8")
    file.chmod(0o644)
    keys = make_keys()
    write_keys(keys, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text(encoding="utf-8")) == keys


def test_the_simulator_of_dreamrobot_reads_what_was_written(tmp_path: Path) -> None:
    keys = make_keys()
    write_keys(keys, tmp_path / "keys.json")
    assert load_keys(tmp_path / "keys.json").signing_keys == tuple(keys["signing_keys"])
