"""Undoes escapes: string literals of programming languages and JSON, entities of markup."""

from __future__ import annotations

import html
import re

_STRING_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "a": "", "v": "", "e": "\x1b", "0": ""}
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2})+|(?:\\[0-3][0-7]{2})+")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def of_string(text: str) -> str:
    r"""Return what the inside of a string literal stands for; an escape that no language knows stays as it is.

    Bytes by their numbers (`\xc3\xbc`, `\303\274`) are taken for UTF-8 where they are.
    """
    if _BYTES.search(text) is not None:
        text = _BYTES.sub(_utf8, text)
    text = _STRING_ESCAPE.sub(_character, text)
    if _SURROGATES.search(text) is not None:
        text = _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return text.encode("utf-8", "replace").decode() if any("\ud800" <= char <= "\udfff" for char in text) else text


def of_markup(text: str) -> str:
    """Return a text with entities (`&quot;`, `&#39;`, `&#x2F;`) replaced; an ampersand without a semicolon is none."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _character(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2] or escape[3]
    if number is not None:
        code = int(number, 16)
        return chr(code) if code < 0x110000 else escape[0]
    return _SIMPLE.get(escape[4], escape[4] if not escape[4].isalnum() else escape[0])


def _utf8(escape: re.Match[str]) -> str:
    base = 16 if escape[0].startswith("\\x") else 8
    numbers = bytes(int(part.removeprefix("x"), base) for part in escape[0].split("\\")[1:])
    try:
        return numbers.decode()
    except UnicodeDecodeError:
        return escape[0]
