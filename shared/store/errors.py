"""What can go wrong while keeping things, named by what the caller can do about it."""

from __future__ import annotations


class StoreError(Exception):
    """The base of every error of the store."""


class ConditionFailedError(StoreError):
    """A write found something other than it expected: read again and decide anew."""


class UnknownPlaceError(StoreError):
    """A list was to go on from a place that is none of its own."""


class BusyError(StoreError):
    """Others were in the way at every try, and nothing was written: the same again may hold in a moment."""


class TransactionLostError(ConditionFailedError, BusyError):
    """A transaction was not carried out at all; ``failed`` holds the places of the writes that stood in the way.

    ``failed`` is empty where only a concurrent transaction was in the way.
    """

    def __init__(self, failed: tuple[int, ...]) -> None:
        super().__init__(f"writes {failed} of the transaction did not hold")
        self.failed = failed
