"""The form of rule files (`pushwhy/rules/1`), as models: they check a file and yield the JSON Schema for editors."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, field_validator

from pushwhy.model.log import Level, SecretKind
from pushwhy.model.report import Severity, Strength
from pushwhy.model.rules import Kind, Mark, Role
from pushwhy.pack.read.forms import STRICT, Match, NearMatch, Scalar, Wanted
from pushwhy.pack.read.sections import (
    CONCEPT,
    HOST,
    PHRASE,
    PROGRAM_AND_VERB,
    CommandsModel,
    FeedModel,
    QuotingModel,
    ReasonsModel,
    Regexes,
    WeightsModel,
)

Texts = list[str] | str

RULE_ID = r"^[a-z0-9.-]+/[a-z0-9]+(-[a-z0-9.]+)*$"
CAUSE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
WORD = r"^[a-z0-9]+(-[a-z0-9.]+)*$"
NAME = r"^[a-z][a-z0-9_]*$"
WRITTEN = {
    RULE_ID: "family/kebab-name",
    CAUSE_ID: "kebab-name, or kebab-name/refinement",
    WORD: "kebab-name",
    NAME: "lower_case_name",
    HOST: "a DNS name, such as feed.example or *.feed.example",
    PROGRAM_AND_VERB: "program verb",
    CONCEPT: "kebab-name",
    PHRASE: "words in small letters, with blanks between them",
}
"""How errors describe a pattern."""


class _Model(BaseModel):
    model_config = STRICT


class EvidenceModel(_Model):
    """A fact that speaks for (`support`) or against a cause."""

    fact: str
    """Name of a fact."""
    is_: Annotated[Scalar | None, Field(alias="is")] = None
    """The value."""
    in_: Annotated[list[Scalar] | None, Field(alias="in")] = None
    """Any of these values."""
    at_least: int | None = None
    """The smallest number."""
    at_most: int | None = None
    """The largest number."""
    support: Annotated[Strength | None, Field(strict=False)] = None
    """How strongly it speaks for the cause."""
    against: Annotated[Strength | None, Field(strict=False)] = None
    """How strongly it speaks against the cause."""
    because: str | None = None
    """What a report says of it; facts in braces are filled in."""


class CauseOfRuleModel(_Model):
    """A cause that a rule can have."""

    id: str
    """Id of a cause."""
    prior: Annotated[float, Field(gt=0, strict=False)]
    """Its weight among the causes of the rule."""
    cases: Annotated[int, Field(ge=1)] | None = None
    """Real cases with this message that had this cause, where they were counted; without them the prior is an estimate."""
    evidence: list[EvidenceModel] = []
    """What speaks for it or against it under this rule."""


class CauseModel(_Model):
    """One thing that can be wrong, shared by rules."""

    id: Annotated[str, Field(pattern=CAUSE_ID)]
    """kebab-name, or kebab-name/refinement."""
    title: str
    """What is wrong, in a few words."""
    explanation: str
    """What is wrong, in a few sentences."""
    fix: list[str]
    """Steps, each with at most one command in backticks."""
    not_helpful: list[str] = []
    """What people try in vain."""
    confirm: str | None = None
    """How to make sure that it is this."""
    docs: list[str] = []
    """Addresses of pages that say more."""
    evidence: list[EvidenceModel] = []
    """What speaks for it or against it under every rule that does not say otherwise about the same fact."""
    secrets_notice: Annotated[str, Field(pattern=RULE_ID)] | None = None
    """The id of a notice that tells of this cause where a log shows a key, token or password near a push."""
    secret_kinds: list[Annotated[SecretKind, Field(strict=False)]] = []
    """The kinds of secrets that the notice tells of; without them, those that no other cause names."""


class MessageModel(_Model):
    """What a client prints, as a template per language (or several, for wordings of other versions)."""

    id: Annotated[str, Field(pattern=WORD)]
    """kebab-name."""
    text: dict[str, Texts]
    """By language, a template or several."""
    near: Annotated[int | None, Field(ge=1, le=40)] = None
    """Looked for only within so many lines of another hit."""
    whole_line: bool = False
    """Nothing but decoration may stand around it in its line."""


class GroupModel(_Model):
    """A name for several messages that rules look for together."""

    id: Annotated[str, Field(pattern=WORD)]
    """kebab-name."""
    of: Annotated[list[Match], Field(min_length=1)]
    """Ids of messages (plain kebab-names), and any other forms of a match."""

    @field_validator("of", mode="before")
    @classmethod
    def _messages_by_id(cls, value: Any) -> Any:
        """A kebab-name is the id of a message; any other text is a template."""
        if not isinstance(value, list):
            return value
        return [{"message": form} if isinstance(form, str) and re.fullmatch(WORD, form) else form for form in value]


class FactModel(_Model):
    """A word of the vocabulary; values with weights that sum to 1 can be asked for."""

    name: Annotated[str, Field(pattern=NAME)]
    """lower_case_name."""
    type: str = "enum"
    """`enum`, or what its values look like: `text`, `int`, `url`, `version`, …"""
    values: list[str] | dict[str, float] = []
    """Of an enum; with weights that sum to 1 where it can be asked for."""
    description: str = ""
    """What it says."""
    question: str | None = None
    """What the reader is asked where it is not known."""
    look_up: str | None = None
    """Address of the page that tells."""
    scope: Literal["package"] | None = None
    """What it is about: the facts of one package are stated and asked for it alone."""
    units: dict[str, Annotated[int, Field(gt=0)]] = {}
    """What a unit behind its numbers stands for."""
    above: dict[str, int] = {}
    """By value, the number above which it holds."""
    pages: dict[str, list[str]] = {}
    """By value, how the addresses of pages begin that are about this value alone: a report about another value leaves them out."""


class Examples(_Model):
    """Logs that the rule must recognise, and logs that it must leave alone."""

    match: list[str] = []
    """Logs, or single lines."""
    no_match: list[str] = []
    """Logs, or single lines."""


class RuleModel(_Model):
    """A symptom: what it looks like, when it applies, and which causes it can have."""

    id: Annotated[str, Field(pattern=RULE_ID)]
    """family/kebab-name; names what is wrong, never the fix, and works for ever."""
    title: str | None = None
    """What happened, in a few words."""
    kind: Annotated[Kind, Field(strict=False)] = Kind.FAILURE
    """What a match means for the verdict: a failed push, a notice beside it, or nothing but facts."""
    role: Annotated[Role, Field(strict=False)] = Role.SYMPTOM
    """Which of several rules that match the same lines speaks for them: `symptom` before `reason`, `status`, `wrapper` and `fallback`."""
    unexplained: bool = False
    """A fallback that knows nothing: a log in which no other rule speaks is not explained."""
    severity: Annotated[Severity | None, Field(strict=False)] = None
    """How it is shown; it never decides the verdict."""
    match: Match
    """What it looks for."""
    not_: Annotated[NearMatch | None, Field(alias="not")] = None
    """What refuses the match."""
    with_: Annotated[NearMatch | None, Field(alias="with")] = None
    """What may stand around the match and then adds its facts; the match does not need it."""
    whole_line: bool = False
    """Nothing but decoration may stand around the match in its line."""
    says: list[Annotated[str, Field(min_length=1)]] = []
    """What the `reason` of the match must mean: names of concepts with blanks between them, all of which it tells; any line will do."""
    near: Annotated[int | None, Field(ge=1, le=40)] = None
    """Looked for only within so many lines of another hit."""
    level: Annotated[Level | None, Field(strict=False)] = None
    """The line must be marked as this, by its own word or by the CI system."""
    needs: Literal["push"] | None = None
    """`push`: believed only beside a push."""
    when: dict[str, Wanted] = {}
    """Facts that must not differ; with `known:`, that must be known."""
    marks: Annotated[Mark | None, Field(strict=False)] = None
    """What a line tells of the course of pushes."""
    set: dict[str, Scalar] = {}
    """Facts that a match states by itself."""
    cause: str | None = None
    """Id of the only cause, or the title of a cause of its own."""
    causes: list[CauseOfRuleModel] = []
    """Causes with their priors."""
    exhaustive: bool = False
    """There can be no other cause."""
    explanation: str | None = None
    """Stands in place of that of its first cause."""
    text: str | None = None
    """What a notice says."""
    fix: list[str] = []
    """Stands in place of that of its first cause."""
    not_helpful: list[str] = []
    """Stands in place of that of its first cause."""
    confirm: str | None = None
    """Stands in place of that of its first cause."""
    docs: list[str] = []
    """Stands in place of those of its first cause."""
    over: list[str] = []
    """Ids of rules that it beats whatever else decides."""
    aliases: list[str] = []
    """Its former ids."""
    examples: Examples = Examples()
    """Logs that tests run it on."""

    @field_validator("not_", "with_", mode="before")
    @classmethod
    def _with_distance(cls, value: Any) -> Any:
        """`not` and `with` take the forms of `match`, and `within: N` beside them says how far around is searched."""
        if isinstance(value, dict) and "within" in value and not {"all", "sequence"} & value.keys():
            return {"match": {key: part for key, part in value.items() if key != "within"}, "within": value["within"]}
        return value if value is None else {"match": value}


class Defaults(_Model):
    """What all rules of a file have in common; a rule that says otherwise itself has its own."""

    kind: Annotated[Kind, Field(strict=False)] = Kind.FAILURE
    """As in a rule."""
    role: Annotated[Role, Field(strict=False)] = Role.SYMPTOM
    """As in a rule."""
    needs: Literal["push"] | None = None
    """As in a rule."""
    marks: Annotated[Mark | None, Field(strict=False)] = None
    """As in a rule."""


class FileModel(_Model):
    """A rule file."""

    schema_: Annotated[Literal["pushwhy/rules/1"] | None, Field(alias="schema")] = None
    """The version of this form."""
    defaults: Defaults = Defaults()
    """What all rules of the file have in common."""
    rules: list[RuleModel] = []
    """Symptoms."""
    causes: list[CauseModel] = []
    """What can be wrong."""
    messages: list[MessageModel] = []
    """What clients print."""
    groups: list[GroupModel] = []
    """Names for several messages."""
    feeds: list[FeedModel] = []
    """What the addresses of feeds look like; those of later layers are tried first."""
    captions: Regexes = []
    """What platforms and tasks put before a message, with a colon behind it, so that it still begins its line."""
    quoting: QuotingModel = QuotingModel()
    """How lines look that quote a message."""
    reasons: ReasonsModel = ReasonsModel()
    """How servers word a refusal."""
    commands: CommandsModel = CommandsModel()
    """How push commands are written."""
    weights: WeightsModel = WeightsModel()
    """Signs that a message is a push's or not, with their weights."""
    statuses: dict[str, Annotated[int, Field(ge=100, le=599)]] = {}
    """HTTP statuses by names that are not their standard phrases; letter case, blanks and hyphens do not count."""
    facts: list[FactModel] = []
    """The vocabulary."""
