"""What the overview needs of the world around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.domain.account import PortalAccount
    from shared.store.figures import KeptFigures


class Figures(Protocol):
    """The figures of one merchant."""

    def read(self) -> KeptFigures:
        """Read the figures of all cases."""


class Accounts(Protocol):
    """The accounts of one merchant."""

    def list_portal_accounts(self) -> list[PortalAccount]:
        """Read all portal accounts."""
