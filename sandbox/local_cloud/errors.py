"""Why the local cloud does not start. Each message says what a person can do about it."""

from __future__ import annotations


class LocalCloudError(Exception):
    """The local cloud cannot be started, stopped or reached as asked."""


class PortBusyError(LocalCloudError):
    """Another program listens on the port that the app is to have."""


class RealCredentialsError(LocalCloudError):
    """The environment holds what looks like access to a real AWS account."""


class AlreadyRunningError(LocalCloudError):
    """A local cloud of the same folder runs, with other settings or under another command."""


class StartFailedError(LocalCloudError):
    """A process ended, failed or did not answer in time."""
