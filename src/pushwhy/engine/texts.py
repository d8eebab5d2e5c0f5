"""Texts of the pack, filled from facts. Values come from hostile logs: one that does not look like what it is stays out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pushwhy.engine.facts import Facts
from pushwhy.model.report import FixStep
from pushwhy.model.rules import Step
from pushwhy.text import printable

_PLACEHOLDER = re.compile(r"(?<![$\{])\{(\w+)\}(?!\})")
_SAFE_IN_COMMANDS = {
    "package_id": re.compile(r"\w[\w.-]{0,127}"),
    "version": re.compile(r"\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.+-]+)?"),
    "source": re.compile(r"https?://[\w.:/@%~+?=&,-]+|[\w./\\: -]+"),
    "source_argument": re.compile(r"https?://[\w.:/@%~+?=&,-]+|[\w./\\:-][\w./\\: -]*"),
    "url": re.compile(r"https?://[\w.:/@%~+?=&,-]+"),
    "host": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*"),
    "path": re.compile(r"[\w.*?/\\:~+@ ()-]+"),
    "file": re.compile(r"[\w.*?/\\:~+@ ()-]+"),
}
_LONGEST = 300


def fill(text: str, facts: Facts) -> str:
    """A text with `{name}` replaced where the fact is known; doubled braces become single ones."""

    def value(match: re.Match[str]) -> str:
        fact = facts.get(match[1])
        return match[0] if fact is None else _shown(fact.value)

    return _PLACEHOLDER.sub(value, text).replace("{{", "{").replace("}}", "}") if "${{" not in text else _PLACEHOLDER.sub(value, text)


def fill_steps(steps: Sequence[Step], facts: Facts) -> tuple[FixStep, ...]:
    """The steps of a fix; a command is filled argument by argument, and is null while a placeholder is left in it."""
    return tuple(_fill_step(step, facts) for step in steps)


def _fill_step(step: Step, facts: Facts) -> FixStep:
    if step.argv is None:
        return FixStep(text=fill(step.text, facts), argv=None)
    safe = {name: fact for name, fact in facts.items() if _is_safe(name, str(fact.value))}
    argv = tuple(_PLACEHOLDER.sub(lambda m: str(safe[m[1]].value) if m[1] in safe else m[0], argument) for argument in step.argv)
    span = re.compile(r"`[^`]+`")
    text = span.sub(lambda m: _quoted_command(m[0], safe), step.text)
    text = fill(text, {name: fact for name, fact in facts.items() if name not in _SAFE_IN_COMMANDS} | safe)
    return FixStep(text=text, argv=None if any(_PLACEHOLDER.search(argument) for argument in argv) else argv)


def _quoted_command(span: str, safe: Facts) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in safe:
            return match[0]
        text = str(safe[match[1]].value)
        return f'"{text}"' if re.search(r"[ ()*?~]", text) and not re.search(rf'"[^"]*{re.escape(match[0])}', span) else text

    return _PLACEHOLDER.sub(value, span)


def _is_safe(name: str, value: str) -> bool:
    """Whether a value may stand in a command that people copy: only with the grammar of what it is, and never as an option."""
    grammar = _SAFE_IN_COMMANDS.get(name)
    return grammar is not None and grammar.fullmatch(value) is not None and not value.startswith("-") and len(value) <= _LONGEST


def _shown(value: object) -> str:
    text = printable(str(value)).replace("`", "'")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
