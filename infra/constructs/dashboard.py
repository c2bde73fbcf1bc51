"""One page for the team that runs the app: is work coming in, does it get through, where does it wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Duration, aws_cloudwatch
from constructs import Construct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_apigatewayv2

    from infra.constructs.app_function import AppFunction
    from infra.constructs.http_api import HttpApi
    from infra.constructs.queues import WorkQueue

HALF = 12
THIRD = 8


class Dashboard(Construct):
    """The page, from the outside in: API, queues, functions."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        api: HttpApi,
        queues: Mapping[str, WorkQueue],
        functions: Mapping[str, AppFunction],
    ) -> None:
        """Make the page called ``name``."""
        super().__init__(scope, construct_id)
        aws_cloudwatch.Dashboard(
            self,
            "Dashboard",
            dashboard_name=name,
            default_interval=Duration.hours(24),
            widgets=[_api_row(api.api), _queue_row(queues), _function_row(functions)],
        )


def _api_row(api: aws_apigatewayv2.HttpApi) -> list[aws_cloudwatch.IWidget]:
    return [
        _graph("Requests", HALF, [api.metric_count(), api.metric_client_error(), api.metric_server_error()]),
        _graph(
            "Time to an answer",
            HALF,
            [api.metric_latency(statistic=statistic, label=statistic) for statistic in ("p50", "p99")],
        ),
    ]


def _queue_row(queues: Mapping[str, WorkQueue]) -> list[aws_cloudwatch.IWidget]:
    return [
        _graph(
            "Waiting messages",
            THIRD,
            [one.queue.metric_approximate_number_of_messages_visible(label=label) for label, one in queues.items()],
        ),
        _graph(
            "Oldest waiting message",
            THIRD,
            [one.queue.metric_approximate_age_of_oldest_message(label=label) for label, one in queues.items()],
        ),
        _graph(
            "Dead letters",
            THIRD,
            [
                one.dead_letters.metric_approximate_number_of_messages_visible(label=label)
                for label, one in queues.items()
            ],
        ),
    ]


def _function_row(functions: Mapping[str, AppFunction]) -> list[aws_cloudwatch.IWidget]:
    return [
        _graph(
            "Invocations",
            THIRD,
            [one.function.metric_invocations(label=label) for label, one in functions.items()],
        ),
        _graph("Errors", THIRD, [one.function.metric_errors(label=label) for label, one in functions.items()]),
        _graph(
            "Duration, p95",
            THIRD,
            [one.function.metric_duration(statistic="p95", label=label) for label, one in functions.items()],
        ),
    ]


def _graph(title: str, width: int, metrics: Sequence[aws_cloudwatch.IMetric]) -> aws_cloudwatch.GraphWidget:
    return aws_cloudwatch.GraphWidget(title=title, width=width, left=metrics)
