from __future__ import annotations

import gzip
import json
from pathlib import Path

from shared.web.assets import FOLDER, Assets

CHART_LIBRARY = "chart.umd.min.js"
PROJECT = Path(__file__).parents[3]


def test_the_chart_library_is_the_locked_package_with_its_licence() -> None:
    locked = json.loads((PROJECT / "package-lock.json").read_text())["packages"]["node_modules/chart.js"]["version"]
    library = (FOLDER / CHART_LIBRARY).read_text()
    assert library.startswith(f"/*!\n * Chart.js v{locked}\n")
    assert "Permission is hereby granted, free of charge" in (FOLDER / "chart.LICENSE.txt").read_text()
    installed = PROJECT / "node_modules" / "chart.js" / "dist" / CHART_LIBRARY
    assert not installed.exists() or installed.read_text() == library


def test_the_chart_library_needs_no_exception_from_the_policy_and_little_on_the_wire() -> None:
    library = (FOLDER / CHART_LIBRARY).read_bytes()
    for forbidden in (b"eval(", b"new Function", b'setAttribute("style"', b'createElement("style"', b"import("):
        assert forbidden not in library
    assert len(gzip.compress(library)) < 75_000


def test_an_address_changes_with_the_content(tmp_path: Path) -> None:
    (tmp_path / "app.css").write_text("a {}")
    before = Assets(tmp_path).url("app.css")
    (tmp_path / "app.css").write_text("b {}")
    after = Assets(tmp_path).url("app.css")
    assert before != after
    assert before.startswith("/assets/app.")
    assert before.endswith(".css")


def test_a_file_is_served_under_its_address_only(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("1")
    (tmp_path / "secret.txt").write_text("no asset")
    assets = Assets(tmp_path)
    found = assets.find(assets.url("app.js").removeprefix("/assets/"))
    assert found is not None
    assert (found.content, found.content_type) == (b"1", "text/javascript; charset=utf-8")
    for name in ("app.js", "secret.txt", "../secret.txt", "", "app.000000000000.js"):
        assert assets.find(name) is None


def test_no_asset_needs_another_host_or_more_than_twenty_kilobytes() -> None:
    for name, asset in Assets()._by_name.items():
        if name == CHART_LIBRARY:
            continue
        text = asset.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text
        assert len(asset.content) < 20_000
