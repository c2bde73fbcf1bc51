"""The description of the API is that of the routes, holds the contract, and is what is served."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts.generate_openapi import DOCUMENT, FUNCTIONS, make_document, write_document
from shared.domain.api_token import Scope
from tests.component.applications import Applications
from tests.component.calls import http_event
from tests.component.cases_bench import Bench, add_accepted

if TYPE_CHECKING:
    from tests.component.world import World

CONTRACT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "contracts" / "app.openapi.yaml").read_text(encoding="utf-8")
)
OURS = make_document()
OPERATIONS = [(path, method) for path, methods in CONTRACT["paths"].items() for method in methods]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_route_is_described_or_named_as_a_page(world: World, name: str) -> None:
    registered = Applications(world).routes_of(name)
    function = FUNCTIONS[name]
    described = {operation.route for operation in function.OPERATIONS} | function.PAGES
    forgotten, gone = sorted(registered - described), sorted(described - registered)
    where = function.__file__
    assert not forgotten, (
        f"{forgotten}: add an Operation to OPERATIONS in the description.py beside the route where programs may call "
        f"it, else its method and path to PAGES there; {where} gathers them. Then `make openapi`."
    )
    assert not gone, f"{gone}: described in {where} or what it gathers, but no route"


def test_the_file_is_what_the_routes_descriptions_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == write_document(), "run `make openapi` and look at what changed"


def test_no_two_operations_have_one_name() -> None:
    names = [operation["operationId"] for methods in OURS["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_every_scope_opens_something() -> None:
    opened = {operation.scope for function in FUNCTIONS.values() for operation in function.OPERATIONS}
    assert opened - {None} == set(Scope)


def resolve(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        schema = {**document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], **beside}
    return schema


def kinds(schema: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """Return the JSON types that a schema takes."""
    schema = resolve(schema, document)
    if "anyOf" in schema:
        return set().union(*(kinds(one, document) for one in schema["anyOf"]))
    told = schema.get("type", [])
    return set(told if isinstance(told, list) else [told])


def values(schema: dict[str, Any], document: dict[str, Any]) -> set[Any]:
    """Return the values that a schema is limited to, if it is."""
    schema = resolve(schema, document)
    if "anyOf" in schema:
        return set().union(*(values(one, document) for one in schema["anyOf"]))
    return {None} if schema.get("type") == "null" else set(schema.get("enum", ()))


def assert_holds(theirs: dict[str, Any], ours: dict[str, Any], where: str) -> None:
    """Make sure that our schema says all that the contract's says."""
    theirs, ours = resolve(theirs, CONTRACT), resolve(ours, OURS)
    assert kinds(theirs, CONTRACT) <= kinds(ours, OURS), where
    if "enum" in theirs:
        assert values(theirs, CONTRACT) == values(ours, OURS), where
    assert set(theirs.get("required", ())) <= set(ours.get("required", ())), where
    for name in ("maxItems", "minItems", "maximum", "minimum", "pattern", "default"):
        if name in theirs and "anyOf" not in ours and "null" not in kinds(ours, OURS):
            assert ours.get(name) == theirs[name], f"{where}: {name}"
    for name, schema in theirs.get("properties", {}).items():
        assert_holds(schema, ours["properties"][name], f"{where}.{name}")
    if "items" in theirs:
        assert_holds(theirs["items"], ours["items"], f"{where}[]")


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_contract_is_contained(path: str, method: str) -> None:
    theirs, ours = CONTRACT["paths"][path][method], OURS["paths"][path][method]
    assert ours["operationId"] == theirs["operationId"]
    parameters = {(one["name"], one["in"]): one for one in ours.get("parameters", ())}
    for parameter in theirs.get("parameters", ()):
        mine = parameters[parameter["name"], parameter["in"]]
        assert mine["required"] == parameter.get("required", False), parameter["name"]
        assert_holds(parameter["schema"], mine["schema"], parameter["name"])
    if "requestBody" in theirs:
        assert ours["requestBody"]["required"] == theirs["requestBody"]["required"]
    for status, answer in theirs["responses"].items():
        mine = ours["responses"][status]
        for kind, content in answer.get("content", {}).items():
            assert_holds(content["schema"], mine["content"][kind]["schema"], f"{status} {kind}")
    if "requestBody" in theirs:
        bodies = [one["requestBody"]["content"]["application/json"]["schema"] for one in (theirs, ours)]
        assert_holds(bodies[0], bodies[1], "body")


def test_a_row_has_exactly_the_fields_that_are_described(world: World) -> None:
    world.activate()
    bench = Bench(world)
    add_accepted(bench, 1)
    [row] = bench.get("/cases").json["items"]
    assert set(row) == set(OURS["components"]["schemas"]["CaseRow"]["properties"])


def test_the_description_is_served_to_anybody(world: World) -> None:
    answer = Applications(world).answer(http_event("GET", "/openapi.json"))
    assert (answer.status, answer.json) == (200, OURS)
    assert answer.headers["Content-Type"] == "application/json"


def test_the_page_tells_of_every_operation_and_needs_nothing_from_elsewhere(world: World) -> None:
    body = Applications(world).answer(http_event("GET", "/api", headers={"Accept": "text/html"})).body
    for path, methods in OURS["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}</h2>" in body
    assert "https://" not in body
    assert "<style" not in body
    assert "style=" not in body


def test_the_document_is_valid() -> None:
    from openapi_core import OpenAPI  # noqa: PLC0415 -- slow to import, and only this test wants it

    assert OpenAPI.from_dict(json.loads(write_document())).spec
