"""What pushwhy knows, compiled: the values that a rule pack becomes once its YAML has been read and found right.

They hold data only (no compiled regexes), so that a pack can be stored and read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from pushwhy.model.log import Level
from pushwhy.model.report import FactValue, Severity, Strength
from pushwhy.model.words import Words


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
    """A restore, build, test, pack, delete or another tool's upload reports."""
    OTHER_COMMAND = "other-command"
    """A command line that does something else."""
    STEP = "step"
    """A new step of the CI job begins."""
    PUSH_STEP = "push-step"
    """A new step begins whose name says that it pushes packages."""
    QUOTE = "quote"
    """What follows is a test's output, until another step, command or operation: pushes and messages in it are quoted."""
    FENCE = "fence"
    """A quotation begins or ends here: what stands between two of these lines is no output."""
    FOREIGN = "foreign"
    """A line of a document or of another program's log: where no push is seen, a message in such a log is believed nowhere."""


class Pattern(Struct, frozen=True, kw_only=True):
    """One regex that is tried on logical lines near its anchors."""

    id: int
    regex: str
    """In the syntax of the `regex` package; named groups are facts."""
    anchors: tuple[str, ...]
    """At least one of these literals occurs wherever the regex matches, cut or not. Empty where `near` is set."""
    hints: tuple[str, ...]
    """One of these stands in every text that the regex matches; a cheap look before the regex. None says nothing."""
    words: tuple[str, ...]
    """Pieces of its literal text, of which a wrapped line or a stamp cuts fewer than half. None where that is not known."""
    near: int | None
    """Tried only within so many lines of another pattern's anchor."""
    literal: int
    """Length of its literal text, which decides between rules that match the same line."""
    message: str | None = None
    language: str | None = None


class Matcher(Struct, frozen=True, kw_only=True):
    """What a rule looks for: `op` over patterns (`patterns` any of them) or over other matchers."""

    op: str
    """`patterns`, `any`, `all` or `sequence`."""
    patterns: tuple[int, ...] = ()
    parts: tuple[Matcher, ...] = ()
    within: int = 0


class Condition(Struct, frozen=True, kw_only=True):
    """A row of `when`: the fact must have one of the values; if `known`, it must also be known."""

    fact: str
    values: tuple[FactValue, ...]
    known: bool = False


class EvidenceRule(Struct, frozen=True, kw_only=True):
    """How a fact speaks for or against a cause."""

    fact: str
    op: str
    """`is`, `in`, `at_least` or `at_most`."""
    values: tuple[FactValue, ...]
    strength: Strength
    against: bool
    because: str | None = None


class CauseOfRule(Struct, frozen=True, kw_only=True):
    """A cause that a rule can have, with its weight and evidence."""

    id: str
    prior: float
    evidence: tuple[EvidenceRule, ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """One step of a fix, before facts are filled in."""

    text: str
    argv: tuple[str, ...] | None


class Cause(Struct, frozen=True, kw_only=True):
    """One thing that can be wrong."""

    id: str
    title: str
    explanation: str
    fix: tuple[Step, ...]
    not_helpful: tuple[str, ...] = ()
    confirm: str | None = None
    docs: tuple[str, ...] = ()


class FactSpec(Struct, frozen=True, kw_only=True):
    """A word of the fact vocabulary."""

    name: str
    type: str
    """`text`, `int`, `bool`, `enum`, or the grammar of a value: `url`, `version`, `package-id`, `host`, …"""
    description: str
    values: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    question: str | None = None
    look_up: str | None = None
    pages: Mapping[str, tuple[str, ...]] = {}
    """By value, how the addresses of pages begin that are about this value alone."""


class Rule(Struct, frozen=True, kw_only=True):
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
    """What a notice says."""
    explanation: str | None
    fix: tuple[Step, ...]
    not_helpful: tuple[str, ...]
    confirm: str | None
    docs: tuple[str, ...]
    """What a rule says itself stands in place of the shared text of its first cause: it knows the host and the message."""
    examples_match: tuple[str, ...]
    examples_no_match: tuple[str, ...]
    layer: int
    order: int
    file: str
    line: int


class RulePack(Struct, frozen=True, kw_only=True):
    """All layers, compiled. `digest` names the content; `layers` are shown in reports."""

    digest: str
    layers: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    causes: Mapping[str, Cause]
    facts: Mapping[str, FactSpec]
    language: str = "en"
    """Of the texts, as far as they are translated; what the rules recognise does not depend on it."""
    words: Words = Words()
    """What pushwhy says itself, in this language."""
