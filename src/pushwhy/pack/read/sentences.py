"""What pydantic has against a value, said in the words of someone who writes rule files."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic_core import ErrorDetails

from pushwhy.pack.read.forms import MATCH_FORMS
from pushwhy.pack.read.schema import WRITTEN
from pushwhy.text import nearest, plural

_MUST_BE = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
}


def sentence(detail: ErrorDetails) -> str:
    """One mistake, with the offending value where it is short enough to show, and what to write instead."""
    kind, value = detail["type"], detail.get("input")
    context: dict[str, Any] = detail.get("ctx") or {}
    shown = f", not {value!r}" if isinstance(value, (str, int, float)) else ""
    if kind in _MUST_BE:
        text = f"must be {_MUST_BE[kind]}{shown}{_quoting(value) if kind == 'string_type' else ''}"
    elif kind in _LIMITS:
        words, key = _LIMITS[kind]
        text = f"must be {words} {context[key]:g}{shown}"
    elif kind in ("enum", "literal_error"):
        choices = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ",").split(",")]
        text = f"must be one of {context['expected']}{shown}{_guess(str(value), choices)}"
    elif kind == "string_pattern_mismatch":
        text = f"{value!r} is not of the form {WRITTEN.get(context['pattern'], context['pattern'])}"
    elif kind == "string_too_short":
        text = "must not be empty"
    elif kind == "too_short":
        text = f"needs at least {plural(context['min_length'], 'item')}"
    elif kind == "match_form":
        text = _match_form(value)
    else:
        text = detail["msg"][0].lower() + detail["msg"][1:] + shown + _quoting(value)
    return text


def _match_form(value: Any) -> str:
    forms = MATCH_FORMS[1:]
    advice = f"write a template (text), or a mapping with one of: {', '.join(forms)}"
    if not isinstance(value, dict) or not value:
        return advice + _quoting(value)
    given = next(iter(value))
    return f"there is no form {given!r}{_guess(given, forms) or f'; {advice}'}"


def _guess(word: str, words: list[str] | tuple[str, ...]) -> str:
    near = nearest(word, words)
    return f"; did you mean {near!r}?" if near else ""


def _quoting(value: Any) -> str:
    """Text that YAML takes for a number, a date, or true or false (`no`, `on`) needs quotes."""
    return "; put it in quotes" if isinstance(value, (int, float, date)) else ""
