"""Runs MiniStack with one gap closed: an HTTP API's event carries the request's cookies in ``cookies``.

API Gateway puts them there, and takes them out of the headers (payload format 2.0); MiniStack 1.5.33 only leaves
them in the headers. Closing it here keeps the app's code to what AWS sends. Runs in ``.venv-emulator``, by path.
"""

from __future__ import annotations

from typing import Any

from ministack import app  # type: ignore[import-not-found]  # it lives in .venv-emulator, apart from the tools
from ministack.services import lambda_svc  # type: ignore[import-not-found]  # as above

_PAYLOAD_FORMAT = "2.0"

execute_event_as_given = lambda_svc._execute_function_with_config_scope  # noqa: SLF001 - there is no public way in


def execute_event_with_cookies(function: dict[str, Any], event: Any) -> Any:  # noqa: ANN401 - whatever MiniStack passes
    """Move the cookies to where API Gateway puts them, then execute the function."""
    if isinstance(event, dict) and event.get("version") == _PAYLOAD_FORMAT and "cookie" in event.get("headers", {}):
        headers = dict(event["headers"])
        cookies = [cookie.strip() for cookie in headers.pop("cookie").split(";") if cookie.strip()]
        event = {**event, "headers": headers, "cookies": cookies}
    return execute_event_as_given(function, event)


if __name__ == "__main__":
    lambda_svc._execute_function_with_config_scope = execute_event_with_cookies  # noqa: SLF001 - there is no public way in
    app.main()
