"""What pushwhy knows of logs. JSON writes these values field by field; what stands around them there is the report stage's."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from pushwhy.model.facts import FactValue, Origin


class Verdict(StrEnum):
    """What became of the pushes of one log, the worst first."""

    FAILED = "failed"
    UNEXPLAINED = "unexplained"
    INCOMPLETE = "incomplete"
    POSSIBLE = "possible"
    PUSHED = "pushed"
    NO_PUSH = "no-push"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """What became of one push."""

    PUSHED = "pushed"
    SKIPPED_DUPLICATE = "skipped-duplicate"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How a diagnosis or notice is shown; never what decides the verdict."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Strength(StrEnum):
    """How much a piece of evidence weighs."""

    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    CONCLUSIVE = "conclusive"


class Client(Struct, frozen=True, kw_only=True):
    """The program that pushed, as far as the log tells."""

    name: str | None = None
    version: str | None = None
    language: str | None = None


class Push(Struct, frozen=True, kw_only=True):
    """One package sent to one source."""

    package_id: str | None
    version: str | None
    path: str | None
    symbols: bool
    source: str | None
    feed: str | None
    host: str | None
    outcome: Outcome
    http_status: int | None
    """The status of the last attempt."""
    statuses: tuple[int, ...]
    """The status of every attempt that got an answer, in order."""
    attempts: int
    first_line: int
    last_line: int
    diagnosis: int | None
    """Index into `LogReport.diagnoses`."""


class FixStep(Struct, frozen=True, kw_only=True):
    """One step of a fix: text, and the command in it, split into arguments."""

    text: str
    argv: tuple[str, ...] | None


class Evidence(Struct, frozen=True, kw_only=True):
    """A fact that spoke for or against a cause."""

    fact: str
    value: FactValue
    origin: Origin
    effect: Literal["for", "against"]
    strength: Strength
    ratio: float
    """The factor by which it multiplied the cause's weight."""
    line: int | None
    text: str


class Factor(Struct, frozen=True, kw_only=True):
    """What a fact multiplied the weight of a cause by.

    Also where no evidence speaks of the value itself: if a cause makes one value of a fact likelier, it makes the others less likely.
    """

    fact: str
    value: FactValue
    origin: Origin
    line: int | None
    ratio: float
    text: str


class RankedCause(Struct, frozen=True, kw_only=True):
    """One thing that can be wrong, with how likely it is here and what to do."""

    id: str
    title: str
    explanation: str
    probability: float
    prior: float
    evidence: tuple[Evidence, ...]
    factors: tuple[Factor, ...]
    """The prior times all of these, divided by the same sum for all causes and the remainder, is the probability."""
    fix: tuple[FixStep, ...]
    not_helpful: tuple[str, ...]
    confirm: str | None
    docs: tuple[str, ...]


class Answer(Struct, frozen=True, kw_only=True):
    """One answer to a question, and the option that states it."""

    value: str
    option: str


class Question(Struct, frozen=True, kw_only=True):
    """The unknown fact that would lower the uncertainty most."""

    fact: str
    text: str
    look_up: str | None
    answers: tuple[Answer, ...]


class Related(Struct, frozen=True, kw_only=True):
    """A rule that matched the same failure and lost against a more specific one."""

    rule: str
    line: int


class PushSign(Struct, frozen=True, kw_only=True):
    """Something that spoke for or against a message being a push's."""

    name: str
    weight: float
    """Three points make the odds ten times better."""


class Diagnosis(Struct, frozen=True, kw_only=True):
    """One failure with its ranked causes. `line` and `end_line` are raw, 1-based, inclusive."""

    rule: str | None
    severity: Severity
    line: int
    end_line: int
    excerpt: str
    pushes: tuple[int, ...]
    facts: Mapping[str, FactValue]
    causes: tuple[RankedCause, ...]
    other_probability: float
    conflicts: tuple[str, ...]
    question: Question | None
    related: tuple[Related, ...]
    possible_pushes: tuple[int, ...] = ()
    """Other pushes that it can be of instead: they ran side by side, and nothing in the log tells whose lines these are."""
    unexplained: bool = False
    """No rule knows why: the lines themselves are all that there is to tell."""
    possible: bool = False
    """That it is a push's is possible, and not sure."""
    push_probability: float | None = None
    """That it is a push's; null where the rule does not ask."""
    push_signs: tuple[PushSign, ...] = ()
    """What spoke for and against that."""


class Notice(Struct, frozen=True, kw_only=True):
    """Something true and useful that is no failed push."""

    rule: str
    severity: Severity
    line: int
    text: str
    fix: tuple[FixStep, ...]
    docs: tuple[str, ...]


class Quote(Struct, frozen=True, kw_only=True):
    """A failure that the log only quotes: in a sentence, an echo, a test's name."""

    line: int
    rule: str
    title: str
    http_status: int | None
    text: str


class LogError(Struct, frozen=True, kw_only=True):
    """Something that kept pushwhy from reading or judging all of a log."""

    kind: str
    message: str
    rule: str | None = None
    line: int | None = None


class LogReport(Struct, frozen=True, kw_only=True):
    """Everything that one log yields."""

    log: str
    verdict: Verdict
    truncated: bool = False
    dialect: str | None = None
    encoding: str | None = None
    client: Client = Client()
    pushes: tuple[Push, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    notices: tuple[Notice, ...] = ()
    quoted: tuple[Quote, ...] = ()
    errors: tuple[LogError, ...] = ()


class Problem(Struct, frozen=True, kw_only=True):
    """A mistake in a pack or a layer. `line` and `column` are 1-based."""

    kind: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
