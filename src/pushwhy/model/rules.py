"""What pushwhy knows, compiled: the values that a rule pack becomes once its YAML has been read and found right.

They hold data only (no compiled regexes), so that a pack can be stored and read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pushwhy.model.log import Level
from pushwhy.model.report import FactValue, Severity, Strength


class Kind(StrEnum):
    """What a match of a rule means for the verdict."""

    FAILURE = "failure"
    NOTICE = "notice"
    CONTEXT = "context"


class Mark(StrEnum):
    """What a line tells the push timeline. A rule says so with `marks:`."""

    PUSH_COMMAND = "push-command"
    """A command line that pushes: echoed by a shell, a CI system or a build tool."""
    PUSH_STARTED = "push-started"
    """One package begins to be sent: `Pushing X to Y...`."""
    REQUEST = "request"
    """One HTTP attempt begins: `  PUT URL`."""
    RESPONSE = "response"
    """One HTTP attempt was answered: `  Created URL 12ms`."""
    RETRY = "retry"
    """The client says that it tries again after a broken attempt."""
    PUSHED = "pushed"
    """The package arrived."""
    SKIPPED = "skipped"
    """The package was there already and that was accepted."""
    PUSH_ENDED = "push-ended"
    """A wrapper tells that a push command ended badly."""
    OTHER_OPERATION = "other-operation"
    """A restore, build, test, pack, delete or another tool's upload begins or reports."""
    STEP = "step"
    """A new step of the CI job begins."""
    QUOTE = "quote"
    """What follows quotes text: a test's output, a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One regex that is tried on logical lines near its anchors."""

    id: int
    regex: str
    """In the syntax of the `regex` package; named groups are facts."""
    anchors: tuple[str, ...]
    """At least one of these literals occurs wherever the regex matches, cut or not. Empty where `near` is set."""
    near: int | None
    """Tried only within so many lines of another pattern's anchor."""
    literal: int
    """Length of its literal text, which decides between rules that match the same line."""
    message: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """What a rule looks for: `op` over patterns (`patterns` any of them) or over other matchers."""

    op: str
    """`patterns`, `any`, `all` or `sequence`."""
    patterns: tuple[int, ...] = ()
    parts: tuple[Matcher, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A row of `when`: the fact must have one of the values; if `known`, it must also be known."""

    fact: str
    values: tuple[FactValue, ...]
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """How a fact speaks for or against a cause."""

    fact: str
    op: str
    """`is`, `in`, `at_least` or `at_most`."""
    values: tuple[FactValue, ...]
    strength: Strength
    against: bool
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseOfRule:
    """A cause that a rule can have, with its weight and evidence."""

    id: str
    prior: float
    evidence: tuple[EvidenceRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a fix, before facts are filled in."""

    text: str
    argv: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that can be wrong."""

    id: str
    title: str
    explanation: str
    fix: tuple[Step, ...]
    not_helpful: tuple[str, ...] = ()
    confirm: str | None = None
    docs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    """A word of the fact vocabulary."""

    name: str
    type: str
    """`text`, `int`, `bool`, `enum`, or the grammar of a value: `url`, `version`, `package-id`, `host`, …"""
    description: str
    values: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    question: str | None = None
    look_up: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A symptom: what it looks like, when it applies, and which causes it can have."""

    id: str
    kind: Kind
    severity: Severity
    title: str
    match: Matcher
    exclude: Matcher | None
    exclude_within: int
    whole_line: bool
    level: Level | None
    needs_push: bool
    when: tuple[Condition, ...]
    causes: tuple[CauseOfRule, ...]
    exhaustive: bool
    over: tuple[str, ...]
    aliases: tuple[str, ...]
    marks: Mark | None
    set: Mapping[str, FactValue]
    """Facts that a match states by itself."""
    text: str
    fix: tuple[Step, ...]
    docs: tuple[str, ...]
    examples_match: tuple[str, ...]
    examples_no_match: tuple[str, ...]
    layer: int
    order: int
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """All layers, compiled. `digest` names the content; `layers` are shown in reports."""

    digest: str
    layers: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    causes: Mapping[str, Cause]
    facts: Mapping[str, FactSpec]
