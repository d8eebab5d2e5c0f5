"""The report's values as JSON text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

# What a terminal, an editor or a CI system acts on although JSON allows it as it is: the control characters beyond ASCII, separators
# of lines, the turning of text, and the second `#` of `##vso[…]` or `##[…]`. To JSON the escape is the same character.
_ACTIVE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<=#)#")


def encode(value: object, *, schema: str, indent: int = 0) -> str:
    """Return a value of the model, or a mapping of such, as a JSON object that begins with its schema; keys in the order of the fields.

    Fractions have four significant digits: the further ones differ between versions of Python. With `indent` 0 the text is one line.
    """
    fields = msgspec.to_builtins(value, enc_hook=_plain)
    content = {"schema": schema, **{key: _rounded(item) for key, item in fields.items() if key != "schema"}}
    try:
        encoded = msgspec.json.encode(content)
    except UnicodeEncodeError:
        # Half a surrogate pair, which a hostile log can hold as an escape of another format, has no UTF-8.
        encoded = msgspec.json.encode(_encodable(content))
    text = msgspec.json.format(encoded, indent=indent or -1).decode("utf-8")
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> object:
    """Give msgspec what it can encode: any other mapping as a dict."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} cannot be written in a report")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, (list, tuple)) else value


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_encodable(item) for item in value]
    return value
