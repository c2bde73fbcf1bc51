"""The base of every domain model: frozen, strict about unknown fields, made of plain values."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class DomainModel(BaseModel):
    """A value of the domain. Changing one means making another with ``model_copy(update=...)``.

    What was read stays out of errors, because it may be personal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
