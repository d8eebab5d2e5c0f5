"""What pushwhy knows, compiled: the values that a rule pack becomes once its YAML has been read and found right.

They hold data only (no compiled regexes), so that a pack can be stored and read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from pushwhy.model.facts import FactValue
from pushwhy.model.log import Level, SecretKind
from pushwhy.model.report import Severity, Strength


class Kind(StrEnum):
    """What a match of a rule means for the verdict."""

    FAILURE = "failure"
    NOTICE = "notice"
    CONTEXT = "context"


class Role(StrEnum):
    """Which of several rules that match the same lines speaks for them: the first of these."""

    SYMPTOM = "symptom"
    """It knows what a message means."""
    REASON = "reason"
    """It knows what the sentence of a server is about, whatever its exact words and its status are."""
    STATUS = "status"
    """It knows an HTTP status alone."""
    WRAPPER = "wrapper"
    """It knows a message that only says that something failed, and often stands around another that says why."""
    FALLBACK = "fallback"
    """It knows nothing but that something failed."""


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
    """A wrapper, or the client at the very end, tells that a push ended badly."""
    RUN_FAILED = "run-failed"
    """What ran last ended badly, whatever it was: a non-zero exit status, a usage text."""
    UNANSWERED = "unanswered"
    """An error that a client prints where no server answered: before a push, or after an attempt that broke."""
    COMMAND = "command"
    """A command line of any kind is echoed."""
    OTHER_OPERATION = "other-operation"
    """A restore, build, test, pack, delete or another tool's upload reports."""
    OTHER_ENDED = "other-ended"
    """A restore, build, test or pack tells that it is over."""
    OTHER_COMMAND = "other-command"
    """A command line that does something else."""
    STEP = "step"
    """A new step of the CI job begins."""
    PUSH_STEP = "push-step"
    """A new step begins whose name says that it pushes packages."""
    QUOTE = "quote"
    """What follows is a test's output, until another step, command or operation: pushes and messages in it are quoted."""
    FOREIGN = "foreign"
    """A line of a document or of another program's log: where no push is seen, a message in such a log is believed nowhere."""


ENDS_OF_RUNS = frozenset((Mark.PUSH_ENDED, Mark.UNANSWERED))
"""What a failure can tell the timeline; everything else is for rules of `kind: context`."""


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
    """All of these stand in every text that the regex matches; a wrapped line or a stamp cuts fewer than half. None says nothing."""
    phrases: tuple[str, ...]
    """Words of three bytes or more that stand beside one another in every text that the regex matches, with a blank between two; where one
    of several phrases stands there, with `|` between those. A line's end can stand in a phrase and in a word."""
    near: int | None
    """Tried only within so many lines of another pattern's anchor."""
    literal: int
    """Length of its literal text, which decides between rules that match the same line."""
    message: str | None = None
    language: str | None = None


class MatchOp(StrEnum):
    """How the patterns or parts of a matcher work together."""

    PATTERNS = "patterns"
    """One of its patterns matches."""
    ANY = "any"
    """One of its parts matches."""
    ALL = "all"
    """All of its parts match, near one another."""
    SEQUENCE = "sequence"
    """All of its parts match, near one another and in their order."""


class Matcher(Struct, frozen=True, kw_only=True):
    """What a rule looks for: `op` over patterns or over other matchers."""

    op: MatchOp
    patterns: tuple[int, ...] = ()
    parts: tuple[Matcher, ...] = ()
    within: int = 0

    @property
    def all_patterns(self) -> frozenset[int]:
        """Every pattern that it looks for, also those of its parts."""
        return frozenset(self.patterns).union(*(part.all_patterns for part in self.parts))


class Condition(Struct, frozen=True, kw_only=True):
    """A row of `when`: the fact must have one of the values; if `known`, it must also be known."""

    fact: str
    values: tuple[FactValue, ...]
    known: bool = False


class Comparison(StrEnum):
    """How the value of a fact is compared with those of a row of evidence."""

    IS = "is"
    IN = "in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class EvidenceRule(Struct, frozen=True, kw_only=True):
    """How a fact speaks for or against a cause."""

    fact: str
    op: Comparison
    values: tuple[FactValue, ...]
    strength: Strength
    """As people read it; `ratio` is what counts."""
    against: bool
    ratio: float
    """What the weight of the cause is multiplied by: below 1 where the fact speaks against it."""
    because: str | None = None


class CauseOfRule(Struct, frozen=True, kw_only=True):
    """A cause that a rule can have, with its weight and evidence."""

    id: str
    prior: float
    evidence: tuple[EvidenceRule, ...] = ()
    cases: int = 0
    """How many real cases with the rule's message had this cause; the prior is an estimate where there are none."""


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
    secrets_notice: str | None = None
    """The id of the notice that tells of this cause where a log shows a secret near a push."""
    secret_kinds: tuple[SecretKind, ...] = ()
    """The kinds of secrets that the notice tells of; where it names none, those that no other cause names."""


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
    scope: str | None = None
    """`package`, where it is about one package; what is about none holds for all."""
    units: Mapping[str, int] = {}
    """What a unit behind its numbers stands for, such as K for 1024."""
    above: Mapping[str, int] = {}
    """By value, the number above which it holds."""
    pages: Mapping[str, tuple[str, ...]] = {}
    """By value, how the addresses of pages begin that are about this value alone."""


class Rule(Struct, frozen=True, kw_only=True):
    """A symptom: what it looks like, when it applies, and which causes it can have."""

    id: str
    kind: Kind
    role: Role
    unexplained: bool
    """It knows nothing but that a push failed: a log in which no other rule speaks is not explained."""
    severity: Severity
    title: str
    match: Matcher
    exclude: Matcher | None
    exclude_within: int
    context: Matcher | None
    """What may stand around a match: its facts are added to those of the match, which does not need it."""
    context_within: int
    whole_line: bool
    says: tuple[tuple[str, ...], ...]
    """What the fact `reason` of a match must mean: all concepts of one of these. None says nothing."""
    level: Level | None
    needs_push: bool
    when: tuple[Condition, ...]
    causes: tuple[CauseOfRule, ...]
    remainder: float
    """Prior of "none of these causes"."""
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
