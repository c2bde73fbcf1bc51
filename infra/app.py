"""The entry of the CDK app: configuration, package, stack, checks.

Synthesizing ends with an error where a rule of cdk-nag (AwsSolutions) is broken and not acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks

from infra.bundling import build_package
from infra.config import ConfigError, DeploymentConfig, Stage
from infra.stack import AtrigaForDreamRobotStack

PROJECT = Path(__file__).resolve().parent.parent


def assemble(app: App, *, config: DeploymentConfig, package: Path) -> AtrigaForDreamRobotStack:
    """Put the stack into ``app``, with the checks that ``app.synth()`` has to pass."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return AtrigaForDreamRobotStack(app, config=config, package=package)


def main(app: App) -> None:
    """Write the cloud assembly of the stage that the context of ``app`` asks for."""
    try:
        config = DeploymentConfig.from_context(app.node.get_all_context())
    except ConfigError as error:
        sys.exit(f"error: {error}")
    package = build_package(project=PROJECT, for_this_machine=config.stage is Stage.LOCAL)
    assemble(app, config=config, package=package)
    app.synth()


if __name__ == "__main__":
    main(App())
