"""The world of the component tests, with the simulation over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from shared.store.stores import Stores
from tests.component.conftest import aws_in_memory, moto, world
from tests.simulation.memory_dynamodb import MemoryDynamoDB
from tests.simulation.side_effects import SideEffects
from tests.simulation.simulation import Simulation

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from tests.component.world import World

__all__ = ["aws_in_memory", "moto", "world"]


@pytest.fixture
def simulation(world: World, monkeypatch: pytest.MonkeyPatch) -> Simulation:
    return Simulation(world, monkeypatch)


@pytest.fixture
def memory_world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world with tables that are quick with thousands of items."""
    tables = MemoryDynamoDB(SideEffects())
    monkeypatch.setattr("shared.composition.dynamodb_client", lambda: tables)
    return replace(world, stores=Stores(cast("DynamoDBClient", tables), "accounts", "cases", "runtime"))
