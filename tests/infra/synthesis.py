"""Templates as tests read them: references become names in angle brackets, so that a resource is one string."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aws_cdk import App
from aws_cdk.assertions import Template

from infra.config import DeploymentConfig
from infra.stack import AtrigaForDreamRobotStack

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]

_HASH = re.compile(r"[0-9A-F]{8}$")


def make_app(folder: Path) -> App:
    """Make a CDK app with the feature flags that a real synthesis has."""
    flags = json.loads((PROJECT / "cdk.json").read_text())["context"]
    return App(context=flags, outdir=str(folder))


def synthesize(folder: Path, package: Path, **context: str) -> Template:
    config = DeploymentConfig.from_context(context)
    return Template.from_stack(AtrigaForDreamRobotStack(make_app(folder), config=config, package=package))


def name(logical_id: str) -> str:
    """Return the readable part of a logical id."""
    return _HASH.sub("", logical_id)


def text(value: Any) -> str:
    """Write a value of a template as one string."""
    match value:
        case {"Ref": logical_id}:
            return f"<{name(logical_id)}>"
        case {"Fn::GetAtt": [logical_id, attribute]}:
            return f"<{name(logical_id)}.{attribute}>"
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(text(part) for part in parts)
        case _:
            return str(value)


def properties(template: Template, resource_type: str) -> dict[str, Any]:
    """Return the properties of all resources of a type, by readable name."""
    return {
        name(logical_id): resource.get("Properties", {})
        for logical_id, resource in template.find_resources(resource_type).items()
    }


def resource(template: Template, resource_type: str, readable_name: str) -> dict[str, Any]:
    """Return one whole resource."""
    found = template.find_resources(resource_type)
    (match,) = (found[logical_id] for logical_id in found if name(logical_id) == readable_name)
    return dict(match)


def permissions(template: Template, role: str) -> set[tuple[str, str]]:
    """Return what a role may do, as pairs of action and resource."""
    return {pair for owner, statement in statements(template) if owner == role for pair in _pairs(statement)}


def statements(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every statement of every role's policies, with the readable name of the role."""
    for policy in template.find_resources("AWS::IAM::Policy").values():
        for role in policy["Properties"]["Roles"]:
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
                yield text(role).strip("<>"), statement
    for logical_id, role in template.find_resources("AWS::IAM::Role").items():
        for policy in role["Properties"].get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name(logical_id), statement


def _pairs(statement: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for action in as_list(statement["Action"]):
        for target in as_list(statement["Resource"]):
            yield action, text(target)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
