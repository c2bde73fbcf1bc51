"""The HTTP API: one address at the root, throttled, with an access log that tells nothing about a person.

The API passes every method of a known path on, because the functions' own answers carry the security
headers and say in the app's words what is wrong. They also decide who may come in: signatures cover the raw
body, and sessions stand in a table.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsii
from aws_cdk import (
    Acknowledgment,
    RemovalPolicy,
    Validations,
    aws_apigateway,
    aws_apigatewayv2,
    aws_apigatewayv2_integrations,
    aws_logs,
)
from constructs import Construct

from infra import limits
from infra.config import PRODUCT, DeploymentConfig

if TYPE_CHECKING:
    from infra.constructs.app_function import AppFunction

ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "route": "$context.routeKey",
    "status": "$context.status",
    "error": "$context.error.responseType",
    "responseBytes": "$context.responseLength",
    "responseMilliseconds": "$context.responseLatency",
    "functionStatus": "$context.integration.status",
    "functionMilliseconds": "$context.integration.latency",
    "functionRequestId": "$context.integration.requestId",
}
"""Never the path (it names cases), the query (it holds launch tokens), the address or the browser (a person's)."""


@jsii.implements(aws_apigatewayv2.IAccessLogSettings)
class AccessLog:
    """An access log of the fields above, as JSON."""

    def __init__(self, log_group: aws_logs.ILogGroup) -> None:
        self._destination = aws_apigatewayv2.LogGroupLogDestination(log_group)

    @property
    def destination(self) -> aws_apigatewayv2.IAccessLogDestination:
        """Where the lines go."""
        return self._destination

    @property
    def format(self) -> aws_apigateway.AccessLogFormat:
        """What a line holds."""
        return aws_apigateway.AccessLogFormat.custom(json.dumps(ACCESS_LOG_FIELDS))


class HttpApi(Construct):
    """API Gateway's HTTP API on the ``$default`` stage, so that paths begin at the root of the address."""

    def __init__(self, scope: Construct, construct_id: str, *, config: DeploymentConfig) -> None:
        """Make the API without a route."""
        super().__init__(scope, construct_id)
        self.api = aws_apigatewayv2.HttpApi(self, "Api", api_name=config.stack_name, create_default_stage=False)
        self.url = config.public_url or self.api.api_endpoint
        access_log = aws_logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/aws/vendedlogs/{PRODUCT}/{config.stage}/api",
            retention=limits.log_retention(config.stage),
            removal_policy=RemovalPolicy.DESTROY,
        )
        aws_apigatewayv2.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=aws_apigatewayv2.ThrottleSettings(
                rate_limit=limits.REQUESTS_PER_SECOND, burst_limit=limits.REQUESTS_AT_ONCE
            ),
            access_log_settings=AccessLog(access_log),
        )

    def route(self, function: AppFunction, *paths: str) -> None:
        """Let ``function`` answer every method of ``paths``."""
        integration = aws_apigatewayv2_integrations.HttpLambdaIntegration(
            "Integration",
            function.function,
            payload_format_version=aws_apigatewayv2.PayloadFormatVersion.VERSION_2_0,
        )
        for path in paths:
            for route in self.api.add_routes(path=path, integration=integration):
                _say_who_authorizes(route)

    def route_the_rest(self, function: AppFunction) -> None:
        """Let ``function`` answer whatever has no route: with its page that nothing is there, and the way back."""
        integration = aws_apigatewayv2_integrations.HttpLambdaIntegration(
            "RestIntegration",
            function.function,
            payload_format_version=aws_apigatewayv2.PayloadFormatVersion.VERSION_2_0,
        )
        route = aws_apigatewayv2.HttpRoute(
            self,
            "Rest",
            http_api=self.api,
            integration=integration,
            route_key=aws_apigatewayv2.HttpRouteKey.DEFAULT,
        )
        _say_who_authorizes(route)


def _say_who_authorizes(route: aws_apigatewayv2.HttpRoute) -> None:
    Validations.of(route).acknowledge(
        Acknowledgment(
            id="AwsSolutions-APIG4",
            reason="The function itself asks for a signature over the raw body or for a session; an authorizer never "
            "sees the body, and has no page for people who are signed out.",
        )
    )
