"""DynamoDB's condition and update expressions, as far as this app uses them."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

type Item = dict[str, Any]

_TOKEN = re.compile(r"\s*(<=|>=|<>|[=<>(),+]|[:#]?[A-Za-z_][A-Za-z0-9_]*(?:\.[#]?[A-Za-z_][A-Za-z0-9_]*)*)")
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Condition:
    """One condition over one item; ``names`` and ``values`` stand for what the expression abbreviates."""

    def __init__(self, expression: str, names: Mapping[str, str], values: Mapping[str, Any]) -> None:
        self._tokens = _split(expression)
        self._names = names
        self._values = values

    def holds(self, item: Item) -> bool:
        """Whether it holds for ``item``, which is empty where there is none."""
        self._item = item
        self._place = 0
        result = self._any()
        assert self._place == len(self._tokens), self._tokens[self._place :]
        return result

    def equal_to(self, name: str) -> Any:
        """Return what the condition wants ``name`` to be."""
        for place, token in enumerate(self._tokens):
            if self._names.get(token, token) == name and self._tokens[place + 1] == "=":
                return self._values[self._tokens[place + 2]]
        message = f"the condition asks for no {name}"
        raise ValueError(message)

    def _any(self) -> bool:
        result = self._all()
        while self._take_if("OR"):
            result = self._all() or result
        return result

    def _all(self) -> bool:
        result = self._one()
        while self._take_if("AND"):
            result = self._one() and result
        return result

    def _one(self) -> bool:
        if self._take_if("("):
            result = self._any()
            assert self._take_if(")")
            return result
        name = self._take()
        if name in {"attribute_exists", "attribute_not_exists", "begins_with"}:
            return self._function(name)
        if self._take_if("BETWEEN"):
            return self._between(name)
        sign = self._take()
        left, right = read(self._item, name, self._names, self._values), self._operand()
        if sign == "<>":
            return left is MISSING or right is MISSING or left != right
        comparison = _COMPARISONS[sign]
        return left is not MISSING and right is not MISSING and comparison(left, right)

    def _between(self, name: str) -> bool:
        value, low = read(self._item, name, self._names, self._values), self._operand()
        assert self._take_if("AND")
        high = self._operand()
        return value is not MISSING and bool(low <= value <= high)

    def _function(self, name: str) -> bool:
        assert self._take_if("(")
        value = self._operand()
        if name == "begins_with":
            assert self._take_if(",")
            prefix = self._operand()
            result = value is not MISSING and value.startswith(prefix)
        else:
            result = (value is not MISSING) == (name == "attribute_exists")
        assert self._take_if(")")
        return result

    def _operand(self) -> Any:
        return read(self._item, self._take(), self._names, self._values)

    def _take(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1]

    def _take_if(self, token: str) -> bool:
        found = self._place < len(self._tokens) and self._tokens[self._place] == token
        self._place += found
        return found


MISSING: Final = object()


def read(item: Item, name: str, names: Mapping[str, str], values: Mapping[str, Any]) -> Any:
    """Return a value or an attribute, ``MISSING`` where the item has none."""
    if name.startswith(":"):
        return values[name]
    found: Any = item
    for step in name.split("."):
        key = names.get(step, step)
        if not isinstance(found, dict) or key not in found:
            return MISSING
        found = found[key]
    return found


def update(item: Item, expression: str, names: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Carry an update expression out on ``item``."""
    clauses = re.split(r"\b(SET|REMOVE|ADD)\b", expression)[1:]
    for verb, text in zip(clauses[::2], clauses[1::2], strict=True):
        for part in re.split(r",(?![^(]*\))", text):
            tokens = _split(part)
            if verb == "REMOVE":
                item.pop(names.get(tokens[0], tokens[0]), None)
            elif verb == "ADD":
                name = names.get(tokens[0], tokens[0])
                item[name] = item.get(name, 0) + values[tokens[1]]
            else:
                target, equals, *given = tokens
                assert equals == "="
                _write(item, target, names, _evaluate(item, given, names, values))


def _evaluate(item: Item, given: list[str], names: Mapping[str, str], values: Mapping[str, Any]) -> Any:
    """Return what is set: a value, a sum, or one thing where another is missing."""
    if given[0] == "if_not_exists":
        kept = read(item, given[2], names, values)
        return read(item, given[4], names, values) if kept is MISSING else kept
    addends = [read(item, one, names, values) for one in given if one != "+"]
    return addends[0] if len(addends) == 1 else sum(addends)


def _write(item: Item, target: str, names: Mapping[str, str], value: Any) -> None:
    *steps, last = [names.get(step, step) for step in target.split(".")]
    for step in steps:
        item = item[step]
    item[last] = value


def _split(expression: str) -> list[str]:
    tokens = _TOKEN.findall(expression)
    assert "".join(tokens) == re.sub(r"\s", "", expression), expression
    return tokens
