"""Texts of the pack, filled from facts. Values come from hostile logs: one that does not look like what it is stays out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pushwhy.model.facts import Facts
from pushwhy.model.report import FixStep
from pushwhy.model.rules import FactSpec, Step
from pushwhy.text import printable

_PLACEHOLDER = re.compile(r"(?<![$\{])\{(\w+)\}(?!\})")
_OPEN = re.compile(r"(?<![$\{])\{\w+\}(?!\})|(?<![\w$])(?:[A-Z]+_[A-Z_]+|NAME|KEY|TOKEN|URL|USER|FOLDER|HOST)(?!\w)")
"""What the reader has to fill in: a placeholder whose fact is unknown, or a word in capitals."""
_SPAN = re.compile(r"(`[^`]+`)")
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
_WORD = re.compile(r"\w[\w.:@/+-]*")
"""Any other fact, such as one that only a team's rule knows."""
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


def fill_prose(text: str, facts: Facts) -> str:
    """A text that may hold a command in backticks: only values that look like what they are come into the command."""
    if "{" not in text and "}" not in text:
        return text
    safe = _safe(facts)
    shown = {name: fact for name, fact in facts.items() if name not in _SAFE_IN_COMMANDS} | safe
    parts = _SPAN.split(text)
    return "".join(fill(_quoted_command(part, safe), {}) if place % 2 else fill(part, shown) for place, part in enumerate(parts))


def relevant(docs: Sequence[str], facts: Facts, specs: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """Links without those to pages about another feed or system than the facts tell of."""
    beside = tuple(
        beginning
        for name, fact in facts.items()
        if name in specs
        for value, beginnings in specs[name].pages.items()
        if value != fact.value
        for beginning in beginnings
        if beginning not in specs[name].pages.get(str(fact.value), ())
    )
    return tuple(link for link in docs if not link.startswith(beside))


def _fill_step(step: Step, facts: Facts) -> FixStep:
    if step.argv is None:
        return FixStep(text=fill_prose(step.text, facts), argv=None)
    argv = step.argv
    if any("{" in argument for argument in argv):
        safe = {name: str(fact.value) for name, fact in _safe(facts).items()}
        argv = tuple(_PLACEHOLDER.sub(lambda m: safe.get(m[1], m[0]), argument) for argument in argv)
    return FixStep(text=fill_prose(step.text, facts), argv=None if any(map(_OPEN.search, argv)) else argv)


def _safe(facts: Facts) -> Facts:
    """The facts that may stand in a command. What the user typed is better than what it led to, and stands for it where it is not known."""
    safe = {name: fact for name, fact in facts.items() if _is_safe(name, str(fact.value))}
    better = [("source", "source_argument"), ("file", "path")]
    if "source_argument" not in facts:
        better.append(("source_argument", "source"))
    return safe | {name: safe[other] for name, other in better if other in safe}


def _quoted_command(span: str, safe: Facts) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in safe:
            return match[0]
        text = str(safe[match[1]].value)
        return f'"{text}"' if re.search(r"[ ()*?~&,]", text) and not re.search(rf'"[^"]*{re.escape(match[0])}', span) else text

    return _PLACEHOLDER.sub(value, span)


def _is_safe(name: str, value: str) -> bool:
    """Whether a value may stand in a command that people copy: with the grammar of what it is, and never as an option or `@file`."""
    grammar = _SAFE_IN_COMMANDS.get(name, _WORD)
    return grammar.fullmatch(value) is not None and not value.startswith(("-", "@")) and len(value) <= _LONGEST


def _shown(value: object) -> str:
    text = printable(str(value)).replace("`", "'")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
