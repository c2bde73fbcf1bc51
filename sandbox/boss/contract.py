"""The contract file, as the simulator's own measure of what a request may hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from sandbox.boss.problems import FieldProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTRACT_PATH = Path(__file__).resolve().parents[2] / "contracts" / "boss-gateway.openapi.yaml"

_CODES = {
    "required": "required",
    "type": "invalid_type",
    "maxLength": "too_long",
    "enum": "not_allowed",
    "pattern": "invalid_format",
    "format": "invalid_format",
    "minItems": "too_few",
    "maxItems": "too_many",
}

_MESSAGES = {
    "required": "Diese Angabe fehlt.",
    "invalid_type": "Diese Angabe hat die falsche Form.",
    "too_long": "Diese Angabe ist zu lang.",
    "not_allowed": "Dieser Wert ist nicht vorgesehen.",
    "invalid_format": "Diese Angabe hat die falsche Form.",
    "too_few": "Hier fehlt mindestens ein Eintrag.",
    "too_many": "Hier sind zu viele Einträge.",
    "invalid": "Diese Angabe passt nicht.",
}


class Contract:
    """Checks JSON bodies against the schema that the contract gives an operation."""

    def __init__(self, path: Path) -> None:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        self._validators = {
            operation["operationId"]: _make_validator(schema, document["components"])
            for operation, schema in _json_bodies(document)
        }

    def find_problems(self, operation_id: str, body: object) -> list[FieldProblem]:
        """Return every field of ``body`` that the schema of ``operation_id`` does not allow."""
        problems: dict[tuple[str, str], FieldProblem] = {}
        for error in self._validators[operation_id].iter_errors(body):
            code = _CODES.get(error.validator, "invalid")
            place = [str(step) for step in error.absolute_path]
            for name in _names_of(error):
                field = ".".join([*place, name] if name else place)
                problems[field, code] = FieldProblem(field, code, _MESSAGES[code])
        return sorted(problems.values(), key=lambda problem: problem.field)


@cache
def load_contract() -> Contract:
    """Return the contract that this project carries, read once."""
    return Contract(CONTRACT_PATH)


def _json_bodies(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for path_item in document["paths"].values():
        for operation in path_item.values():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield operation, content["application/json"]["schema"]


# The validator class is made at run time, so that no type checker knows it.
def _make_validator(schema: dict[str, Any], components: dict[str, Any]) -> Any:  # noqa: ANN401 -- see above
    return OAS31Validator({**schema, "components": components}, format_checker=oas31_format_checker)


# One error of "required" speaks of all missing names, wherever it occurs.
def _names_of(error: Any) -> list[str]:  # noqa: ANN401 -- jsonschema carries no types
    if error.validator != "required":
        return [""]
    return [name for name in cast("list[str]", error.validator_value) if name not in error.instance]
