"""The one logger and the one set of metrics.

Nothing personal may reach either: log ids, states, counts, error classes and codes; never an order, a
debtor, a request, an answer, a code or a token.
"""

from __future__ import annotations

from aws_lambda_powertools import Logger, Metrics

SERVICE = "atriga-for-dreamrobot"

logger = Logger(service=SERVICE)
metrics = Metrics(namespace="AtrigaForDreamRobot", service=SERVICE)
