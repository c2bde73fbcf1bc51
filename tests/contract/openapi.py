"""Holding HTTP exchanges against a contract file: what was sent and what came back must both fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx


class ContractChecker:
    """Checks exchanges against one OpenAPI file.

    A field that a request holds beyond the contract is an error, because DreamRobot refuses such a
    request as a whole; an answer may hold more than the contract says. Host and port do not matter, and
    a path counts with or without the base path of the file's servers (``/rest/v1.1``).
    """

    def __init__(self, path: Path) -> None:
        contract: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._base_paths = [urlsplit(server["url"]).path.rstrip("/") for server in contract.get("servers", [])]
        contract["servers"] = [{"url": "/"}]
        self._requests = OpenAPI.from_dict(contract, config=Config(additional_properties_default_policy="forbid"))
        self._responses = OpenAPI.from_dict(contract)

    def check(self, request: httpx.Request, response: httpx.Response) -> None:
        """Check one exchange whose bodies were read.

        Raises:
            AssertionError: Path, method, parameter, header, status or body does not fit the contract.
        """
        self.check_request(request)
        self.check_response(request, response)

    def check_request(self, request: httpx.Request) -> None:
        """Check what was sent alone, where the answer breaks the contract on purpose.

        Raises:
            AssertionError: Path, method, parameter, header or body does not fit the contract.
        """
        seen = _SeenRequest(request, self._path_in_contract(request))
        _require(f"request {request.method} {seen.path}", self._requests.iter_request_errors(seen))

    def check_response(self, request: httpx.Request, response: httpx.Response) -> None:
        """Check what came back alone, where the request breaks the contract on purpose.

        Raises:
            AssertionError: The contract has no such operation, or status or body does not fit it.
        """
        seen = _SeenRequest(request, self._path_in_contract(request))
        errors = self._responses.iter_response_errors(seen, _SeenResponse(response))
        _require(f"answer {response.status_code} to {request.method} {seen.path}", errors)

    def _path_in_contract(self, request: httpx.Request) -> str:
        path = request.url.raw_path.decode("ascii").partition("?")[0]
        for base_path in self._base_paths:
            if base_path and path.startswith(f"{base_path}/"):
                return path.removeprefix(base_path)
        return path


class _SeenRequest:
    """An ``httpx.Request`` in the shape that openapi-core reads."""

    def __init__(self, request: httpx.Request, path: str) -> None:
        self.host_url = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
        self.path = path
        self.method = request.method.lower()
        self.body: bytes | None = request.content or None
        self.content_type = request.headers.get("Content-Type", "").lower()
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(request.url.params.multi_items()),
            header=Headers(request.headers.multi_items()),
        )


class _SeenResponse:
    """An ``httpx.Response`` in the shape that openapi-core reads."""

    def __init__(self, response: httpx.Response) -> None:
        self.status_code = response.status_code
        self.headers = Headers(response.headers.multi_items())
        self.content_type = response.headers.get("Content-Type", "").lower()
        self.data: bytes | None = response.content


def _require(exchange: str, errors: Iterator[Exception]) -> None:
    try:
        found = [_describe(error) for error in errors]
    except OpenAPIError as error:
        found = [_describe(error)]
    if found:
        message = f"{exchange} does not fit the contract: {'; '.join(found)}"
        raise AssertionError(message)


def _describe(error: BaseException) -> str:
    # An outer error repeats the whole body; the innermost one tells which value breaks which rule.
    broken_rules = getattr(error, "schema_errors", None)
    if broken_rules:
        return ", ".join(f"{rule.json_path}: {rule.message}" for rule in broken_rules)
    if error.__cause__ is None:
        return str(error)
    place = [type(error).__name__, getattr(error, "name", "")]
    return f"{' '.join(filter(None, place))} <- {_describe(error.__cause__)}"
