"""The form of the sections that tell the engine about feeds, quotations and push commands. Every layer adds to their lists."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from pushwhy.pack.read.forms import STRICT

HOST = r"^[a-z0-9*_-]+(\.[a-z0-9*_-]+)*$"
PROGRAM_AND_VERB = r"^\S+ \S+$"


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
