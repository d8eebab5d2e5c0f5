"""The words of feeds and clients that a pack knows, compiled: how addresses, quotations and push commands look."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FeedAddress(Struct, frozen=True, kw_only=True):
    """What the addresses of a family of feeds look like; regexes, searched without regard to case, of which those given must match."""

    feed: str
    host: str = ""
    path: str = ""


class Concept(Struct, frozen=True, kw_only=True):
    """Something that servers speak of in many words: an object such as a key, or what is the matter with it."""

    name: str
    weight: int
    """How much it tells of what a sentence is about."""
    words: tuple[str, ...]
    """Words, and phrases of several; `not` before one stands for any negation of it, `no` for a word that says that there is none."""


class ReasonWords(Struct, frozen=True, kw_only=True):
    """How servers word a refusal. Words are compared by their stems."""

    concepts: tuple[Concept, ...] = ()
    fillers: frozenset[str] = frozenset()
    """Words that say nothing by themselves."""
    negations: frozenset[str] = frozenset()
    """Words that deny what follows."""
    nones: frozenset[str] = frozenset()
    """Words that say that there is none of what follows."""
    ends: frozenset[str] = frozenset()
    """Words that end what a negation denies."""


class Quoting(Struct, frozen=True, kw_only=True):
    """How lines look that quote a message instead of saying it; regexes of the `regex` package, empty where nothing is known."""

    echo: str = ""
    """Matched at the start of a line: a program that prints its arguments, a comment, a field of a document."""
    echo_within: str = ""
    """Searched before a message: likewise within a listed script."""
    other_programs: str = ""
    """Matched at the start of a line: how programs begin their messages that push no packages."""
    test: str = ""
    """Searched in a line: the output of a test runner."""
    prose: str = ""
    """Searched before a message: words of people who tell of it."""
    wrapper_end: str = ""
    """Searched before a message, at its very end: what may stand there although the message is said and not quoted."""
    numbered_code: str = ""
    """Likewise: what shows that the message is another operation's."""
    server_words: str = ""
    """Behind these a server's own words follow in brackets or quotes: what counts is what stands before them."""
    captions: str = ""
    """Matched as a whole before a message: what platforms and tasks put before it, so that it still begins its line."""
    output: str = ""
    """Matched at the start of a line: how lines begin that are never the rest of a wrapped one."""


class CommandWords(Struct, frozen=True, kw_only=True):
    """How push commands are written; regexes are searched without regard to case unless they say otherwise."""

    push: str = ""
    """Finds the words that make a command line a push; its arguments follow."""
    clients: tuple[tuple[str, str], ...] = ()
    """(word, client): the first word that stands in the command tells the client."""
    key_options: frozenset[str] = frozenset()
    source_options: frozenset[str] = frozenset()
    value_options: frozenset[str] = frozenset()
    """Further options that take a value; all in small letters."""
    switches: tuple[str, ...] = ()
    """Beginnings of options that take none."""
    positional_key: frozenset[str] = frozenset()
    """Clients that take the key as their second argument."""
    mask: str = ""
    """Matches what CI systems print in the place of a key."""
    dummies: frozenset[str] = frozenset()
    """Words that stand for a key where any will do."""
    placeholder: str = ""
    """Matches what examples have in the place of a key, and what scripts make of an answer that had none."""
    variable: str = ""
    """Matches the variable of a shell or CI system."""
    macro: str = ""
    """Matches a variable that is shown only where no variable of that name replaced it."""
    key_kinds: tuple[tuple[str, str], ...] = ()
    """(kind of secret, or name of a variable; whose token it is)."""


class SignState(StrEnum):
    """What the engine itself sees of a message that may be a push's."""

    PUSH = "push"
    """A client or a command that pushes speaks before it in the same step."""
    PUSH_FOLLOWS = "push-follows"
    """A push begins right behind it: a client's standard error can come first."""
    PUSH_ENDED = "push-ended"
    """A wrapper says right behind it that a push failed."""
    PUSHING_SCRIPT = "pushing-script"
    """A script builds and pushes, and a push command was shown before it."""
    OTHER = "other"
    """A restore, a build, an upload of another kind is going on."""
    COMMAND = "command"
    """It stands in the output of a command that does not push."""
    TEST = "test"
    """It stands in the output of tests."""
    FOREIGN = "foreign"
    """Other programs speak in the log, and nothing pushes in it."""
    LATER_STEP = "later-step"
    """It stands in a step after the one that pushed."""
    PRESUMED = "presumed"
    """Somebody asks about this message alone."""
    CAPTIONED = "captioned"
    """The client's own caption stands before it."""
    ALONE = "alone"
    """Next to nothing else stands in the log."""
    WITHIN_LINE = "within-line"
    """More than captions stands before it in its line."""
    UNKNOWN = "unknown"
    """No rule knows its words."""
    PREFIXED = "prefixed"
    """An unknown program has put something before its line."""


class PushSign(Struct, frozen=True, kw_only=True):
    """Something that speaks for or against a message being a push's."""

    name: str
    weight: float
    """Positive speaks for a push."""
    state: SignState | None = None
    text: str = ""
    """A regex of the `regex` package that is searched in the lines of the message and so many lines around; empty for a state."""
    within: int = 0
    families: tuple[str, ...] = ()
    """Instead of a state or text: the families of rules that it is about."""
    beside: bool = False
    """Whether the text counts only in lines around that hold no message of a rule."""


class PushWeights(Struct, frozen=True, kw_only=True):
    """What speaks for and against a push, and from which sum on a message is told as one."""

    failed: float = 0
    possible: float = 0
    company: tuple[str, ...] = ()
    """Literals without one of which in the lines around a message that is weighed is not looked at."""
    own_words: tuple[str, ...] = ()
    """Regexes, besides the texts of signs, that find in a message itself that it may be a push's."""
    signs: tuple[PushSign, ...] = ()
