"""A rule pack, compiled: all layers in one value. It holds data only (no compiled regexes), so that it can be stored and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from pushwhy.model.lexicon import CommandWords, FeedAddress, PushWeights, Quoting, ReasonWords
from pushwhy.model.rules import Cause, FactSpec, Mark, Pattern, Rule


class Anchors(Struct, frozen=True, kw_only=True):
    """The literals of a pack, and the patterns that each may stand for: all that is needed to read a log that holds no message."""

    literals: tuple[bytes, ...]
    patterns: tuple[tuple[int, ...], ...]
    """By literal."""
    phrases: tuple[bytes, ...] = ()
    """By message, a phrase in each line, as in `Pattern.phrases`."""
    messages: tuple[tuple[int, ...], ...]
    """By literal, the messages that it may stand for; none where the phrases of one of them are not known."""
    context: Mapping[int, frozenset[Mark]]
    """Literals that only tell of other operations and steps, with what they mark, or that only count beside a match, with nothing: what
    stands around them is not looked at."""
    context_patterns: frozenset[int]
    """Patterns that only tell of other operations and steps, or only count beside a match."""
    common: frozenset[int] = frozenset()
    """Literals that any program may print: they count where something of a push stands around them."""
    company: frozenset[int] = frozenset()
    """Literals that show, in the lines around, that a push may be near."""
    own_words: str = ""
    """A regex that finds in a message itself that it may be a push's."""


class PackHead(Struct, frozen=True, kw_only=True):
    """What is always needed of a pack."""

    digest: str
    layers: tuple[str, ...]
    anchors: Anchors
    language: str = "en"
    words: Mapping[str, str | Mapping[str, str]] = {}
    """What pushwhy says itself, by the id of the phrase: a text, or one for each plural category of the language."""


class PackContent(Struct, frozen=True, kw_only=True):
    """What is only needed of a pack where a log has lines that may be messages."""

    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    rules_of: tuple[tuple[int, ...], ...]
    """By pattern, the positions in `rules` of those whose `match` looks for it."""
    causes: Mapping[str, Cause]
    facts: Mapping[str, FactSpec]
    feeds: tuple[FeedAddress, ...] = ()
    """In the order in which they are tried; those of later layers first."""
    statuses: Mapping[str, int] = {}
    """HTTP statuses by their names and reason phrases, in small letters and without anything but letters and digits."""
    quoting: Quoting = Quoting()
    reasons: ReasonWords = ReasonWords()
    commands: CommandWords = CommandWords()
    weights: PushWeights = PushWeights()


class RulePack:
    """All layers, compiled. Never changes."""

    def __init__(self, head: PackHead, content: Callable[[], PackContent]) -> None:
        """`content` is called once, when some of it is needed."""
        self.head = head
        self._read = content

    @cached_property
    def content(self) -> PackContent:
        """All but the head."""
        return self._read()

    @property
    def digest(self) -> str:
        """Names the content."""
        return self.head.digest

    @property
    def layers(self) -> tuple[str, ...]:
        """Their names, as reports show them."""
        return self.head.layers

    @property
    def anchors(self) -> Anchors:
        """What the candidate search looks for."""
        return self.head.anchors

    @property
    def language(self) -> str:
        """Of the texts, as far as they are translated; what the rules recognise does not depend on it."""
        return self.head.language

    @property
    def words(self) -> Mapping[str, str | Mapping[str, str]]:
        """What pushwhy says itself in this language, by the id of the phrase; `pushwhy.phrases` says it."""
        return self.head.words

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """By their id."""
        return self.content.patterns

    @property
    def rules(self) -> tuple[Rule, ...]:
        """In the order in which they are tried."""
        return self.content.rules

    @property
    def rules_of(self) -> tuple[tuple[int, ...], ...]:
        """By pattern, the positions in `rules` of those whose `match` looks for it."""
        return self.content.rules_of

    @property
    def causes(self) -> Mapping[str, Cause]:
        """By their id."""
        return self.content.causes

    @property
    def facts(self) -> Mapping[str, FactSpec]:
        """By their name."""
        return self.content.facts

    @property
    def feeds(self) -> tuple[FeedAddress, ...]:
        """In the order in which they are tried."""
        return self.content.feeds

    @property
    def statuses(self) -> Mapping[str, int]:
        """HTTP statuses by their names."""
        return self.content.statuses

    @property
    def quoting(self) -> Quoting:
        """How quotations, captions and output look."""
        return self.content.quoting

    @property
    def reasons(self) -> ReasonWords:
        """How servers word a refusal."""
        return self.content.reasons

    @property
    def commands(self) -> CommandWords:
        """How push commands are written."""
        return self.content.commands

    @property
    def weights(self) -> PushWeights:
        """What speaks for and against a push."""
        return self.content.weights

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        return isinstance(other, RulePack) and (self.head, self.content) == (other.head, other.content)

    def __hash__(self) -> int:
        return hash(self.digest)
