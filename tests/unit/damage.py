"""Damaged JSON: an example in which some values are gone or replaced by any other JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

ANY_CHARACTERS = st.text(st.characters(exclude_categories=[]), max_size=12)

NASTY_TEXTS = st.sampled_from(
    ["", " ", "0", "-1", "1e5", "0000-00-00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "\ud800", "٣"]
)

JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**20, max_value=10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_CHARACTERS
    | NASTY_TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_CHARACTERS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def damaged(draw: st.DrawFn, example: dict[str, Any]) -> bytes:
    """Make the body of an answer that is ``example`` with up to three values damaged."""
    body = json.loads(json.dumps(example))
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        _damage_one(draw, body)
    return json.dumps(body).encode()


def _damage_one(draw: st.DrawFn, node: dict[str, Any]) -> None:
    while node:
        key = draw(st.sampled_from(sorted(node)))
        inner = node[key]
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            inner = inner[0]
        if isinstance(inner, dict) and draw(st.booleans()):
            node = inner
            continue
        if draw(st.booleans()):
            node[key] = draw(JSON_VALUES)
        else:
            del node[key]
        return
