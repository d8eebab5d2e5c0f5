"""The form of rule files (`pushwhy/rules/1`), as models: they check a file and yield the JSON Schema for editors."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, field_validator

from pushwhy.model.log import Level
from pushwhy.model.report import Severity, Strength
from pushwhy.model.rules import Kind, Mark, Role
from pushwhy.pack.read.forms import STRICT, Match, NearMatch, Scalar, Wanted
from pushwhy.pack.read.sections import HOST, PROGRAM_AND_VERB, CommandsModel, FeedModel, QuotingModel, Regexes

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
}
"""How errors describe a pattern."""


class _Model(BaseModel):
    model_config = STRICT


class EvidenceModel(_Model):
    """A fact that speaks for (`support`) or against a cause."""

    fact: str
    is_: Annotated[Scalar | None, Field(alias="is")] = None
    in_: Annotated[list[Scalar] | None, Field(alias="in")] = None
    at_least: int | None = None
    at_most: int | None = None
    support: Annotated[Strength | None, Field(strict=False)] = None
    against: Annotated[Strength | None, Field(strict=False)] = None
    because: str | None = None


class CauseOfRuleModel(_Model):
    """A cause that a rule can have."""

    id: str
    prior: Annotated[float, Field(gt=0, strict=False)]
    """Its weight among the causes of the rule."""
    cases: Annotated[int, Field(ge=1)] | None = None
    """Real cases with this message that had this cause, where they were counted; without them the prior is an estimate."""
    evidence: list[EvidenceModel] = []


class CauseModel(_Model):
    """One thing that can be wrong, shared by rules."""

    id: Annotated[str, Field(pattern=CAUSE_ID)]
    title: str
    explanation: str
    fix: list[str]
    not_helpful: list[str] = []
    confirm: str | None = None
    docs: list[str] = []


class MessageModel(_Model):
    """What a client prints, as a template per language (or several, for wordings of other versions)."""

    id: Annotated[str, Field(pattern=WORD)]
    text: dict[str, Texts]
    near: Annotated[int | None, Field(ge=1, le=40)] = None
    whole_line: bool = False


class GroupModel(_Model):
    """A name for several messages that rules look for together."""

    id: Annotated[str, Field(pattern=WORD)]
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
    type: str = "enum"
    values: list[str] | dict[str, float] = []
    description: str = ""
    question: str | None = None
    look_up: str | None = None
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
    no_match: list[str] = []


class RuleModel(_Model):
    """A symptom: what it looks like, when it applies, and which causes it can have."""

    id: Annotated[str, Field(pattern=RULE_ID)]
    title: str | None = None
    kind: Annotated[Kind, Field(strict=False)] = Kind.FAILURE
    role: Annotated[Role, Field(strict=False)] = Role.SYMPTOM
    unexplained: bool = False
    severity: Annotated[Severity | None, Field(strict=False)] = None
    match: Match
    not_: Annotated[NearMatch | None, Field(alias="not")] = None
    """What refuses the match."""
    with_: Annotated[NearMatch | None, Field(alias="with")] = None
    """What may stand around the match and then adds its facts; the match does not need it."""
    whole_line: bool = False
    near: Annotated[int | None, Field(ge=1, le=40)] = None
    level: Annotated[Level | None, Field(strict=False)] = None
    needs: Literal["push"] | None = None
    when: dict[str, Wanted] = {}
    marks: Annotated[Mark | None, Field(strict=False)] = None
    set: dict[str, Scalar] = {}
    cause: str | None = None
    causes: list[CauseOfRuleModel] = []
    exhaustive: bool = False
    explanation: str | None = None
    text: str | None = None
    fix: list[str] = []
    not_helpful: list[str] = []
    confirm: str | None = None
    docs: list[str] = []
    over: list[str] = []
    aliases: list[str] = []
    examples: Examples = Examples()

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
    role: Annotated[Role, Field(strict=False)] = Role.SYMPTOM
    needs: Literal["push"] | None = None


class FileModel(_Model):
    """A rule file."""

    schema_: Annotated[Literal["pushwhy/rules/1"] | None, Field(alias="schema")] = None
    defaults: Defaults = Defaults()
    rules: list[RuleModel] = []
    causes: list[CauseModel] = []
    messages: list[MessageModel] = []
    groups: list[GroupModel] = []
    feeds: list[FeedModel] = []
    """What the addresses of feeds look like; those of later layers are tried first."""
    captions: Regexes = []
    """What platforms and tasks put before a message, with a colon behind it, so that it still begins its line."""
    quoting: QuotingModel = QuotingModel()
    commands: CommandsModel = CommandsModel()
    statuses: dict[str, Annotated[int, Field(ge=100, le=599)]] = {}
    """HTTP statuses by names that are not their standard phrases; letter case, blanks and hyphens do not count."""
    facts: list[FactModel] = []
