"""The package that all functions share: the app's code, its dependencies, and byte code for both.

It is built without Docker. The same sources make the same bytes, so that a deployment without a change
uploads nothing. boto3 is not in it: the Lambda runtime brings it.
"""

from __future__ import annotations

from infra.bundling.package import build_package

__all__ = ["build_package"]
