"""The form of the sections that tell the engine about feeds, quotations, reasons and push commands. Every layer adds to their lists."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from pushwhy.model.lexicon import SignState
from pushwhy.pack.read.forms import STRICT

HOST = r"^[a-z0-9*_-]+(\.[a-z0-9*_-]+)*$"
PROGRAM_AND_VERB = r"^\S+ \S+$"
CONCEPT = r"^[a-z]+(-[a-z]+)*$"
PHRASE = r"^[a-z]+( [a-z]+)*$"


Regexes = list[Annotated[str, Field(min_length=1)]]
"""Regexes of the `regex` package, any of which may match."""


class _Model(BaseModel):
    model_config = STRICT


class FeedModel(_Model):
    """What the addresses of a family of feeds look like. Where both hosts and paths are given, one of each must fit."""

    feed: str
    """One of the values of the fact `feed`."""
    domains: list[Annotated[str, Field(pattern=HOST)]] = []
    """DNS names; their subdomains count as well."""
    hosts: list[Annotated[str, Field(pattern=HOST)]] = []
    """DNS names, exactly; `*` stands for a label, and at the beginning for several."""
    words: list[Annotated[str, Field(pattern=HOST)]] = []
    """Words of a DNS name, between dots or hyphens, by which people name servers of their own."""
    paths: Regexes = []
    """What is found in the path of an address."""


class QuotingModel(_Model):
    """How lines look that quote a message instead of saying it."""

    echo: Regexes = []
    """How a line begins that prints its arguments, is a comment, or is a field of a document."""
    echo_within: Regexes = []
    """Likewise within a listed script."""
    other_programs: Regexes = []
    """How programs that push no packages begin their messages."""
    test: Regexes = []
    """What is found in the output of a test runner."""
    prose: Regexes = []
    """Words of people who tell of a message, before it."""
    wrapper_end: Regexes = []
    """What may stand right before a message although the message is said and not quoted."""
    numbered_code: Regexes = []
    """What stands right before a message that is another operation's."""
    server_words: Regexes = []
    """Behind these a server's own words follow in brackets or quotes; what counts is what stands before them."""
    openings: Regexes = []
    """What tasks put around a message, up to its beginning."""
    output: Regexes = []
    """Words with which lines begin that are never the rest of a wrapped one."""


class ConceptModel(_Model):
    """Something that servers speak of in many words."""

    weight: Annotated[int, Field(ge=1, le=9)] | None = None
    """How much it tells of what a sentence is about: 1 unless a file says otherwise."""
    words: list[Annotated[str, Field(pattern=PHRASE)]] = []
    """Words, and phrases of several, in small letters; `not` before one stands for any negation of it, `no` for a word for none."""


class ReasonsModel(_Model):
    """How servers word a refusal. Endings of words do not count, and letter case does not either."""

    concepts: dict[Annotated[str, Field(pattern=CONCEPT)], ConceptModel] = {}
    """By name; what several files say of one counts together."""
    fillers: list[str] = []
    """Words that say nothing by themselves."""
    negations: list[str] = []
    """Words that deny what follows."""
    nones: list[str] = []
    """Words that say that there is none of what follows."""
    ends: list[str] = []
    """Words that end what a negation denies."""


class CommandsModel(_Model):
    """How push commands are written. Regexes match a whole argument, whatever its letter case."""

    push: list[Annotated[str, Field(pattern=PROGRAM_AND_VERB)]] = []
    """A program, which may end in `.exe`, and its verb."""
    programs: list[str] = []
    """Programs that push without a verb, which may end in `.exe`."""
    clients: dict[str, str] = {}
    """By a word that stands in the command, the client that it is: a value of the fact `client`. The first one counts."""
    key_options: list[str] = []
    """Options that give the key."""
    source_options: list[str] = []
    """Options that give the source."""
    value_options: list[str] = []
    """Further options that take a value."""
    switches: list[str] = []
    """How options begin that take none."""
    positional_key: list[str] = []
    """Clients that take the key as their second argument."""
    mask: Regexes = []
    """What CI systems print in the place of a key."""
    dummies: list[str] = []
    """Words that stand for a key where any will do."""
    placeholder: Regexes = []
    """What stands in examples in the place of a key, and what scripts make of an answer that had none."""
    variable: Regexes = []
    """A variable of a shell or CI system."""
    macro: Regexes = []
    """A variable that is shown only where no variable of that name replaced it."""
    key_kinds: dict[str, str] = {}
    """By the kind of a secret or the name of a variable, whose token it is: a value of the fact `key_kind`. The first one counts."""


class SignModel(_Model):
    """Something that speaks for or against a message being a push's: a state that the engine sees, or texts in the lines around."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """Shown by `--why`; a later layer's sign takes the place of one of the same name."""
    weight: Annotated[float, Field(ge=-20, le=20)]
    """Positive speaks for a push; three points make the odds ten times better."""
    state: Annotated[SignState, Field(strict=False)] | None = None
    """What the engine sees."""
    text: Regexes = []
    """What stands in the message, or in a line near it."""
    within: Annotated[int, Field(ge=0, le=40)] = 0
    """Lines before and after the message in which a text counts; 0 means the message alone."""
    families: list[str] = []
    """Instead of a state or texts: the families of rules whose messages speak for or against a push by themselves."""
    beside: bool = False
    """The text counts only in lines around that hold no message of a rule."""


class WeightsModel(_Model):
    """What speaks for and against a message being a push's."""

    failed: float | None = None
    """From this sum on, a push failed."""
    possible: float | None = None
    """From this sum on, a push possibly failed."""
    company: list[Annotated[str, Field(min_length=4)]] = []
    """Literals that show that a push may be near: a message that is weighed is looked at only where one of them stands around it, or where
    it speaks of a push itself."""
    own_words: Regexes = []
    """How a message speaks of a push itself, besides the texts of signs."""
    signs: list[SignModel] = []
    """Everything that counts."""
