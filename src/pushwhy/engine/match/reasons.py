"""Reads what a server's sentence means: which concepts of the pack it speaks of, and which rule's concepts fit it best.

Servers word the same refusal in many ways. What a sentence means is told by a few of its words, whatever stands between them: an object
(the package, the key) and what is the matter with it (is there already, has expired). Endings of words do not count, and negations do:
`does not exist` is not `exists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from pushwhy.engine.match.patterns import PatternHit
from pushwhy.model.lexicon import ReasonWords
from pushwhy.model.log import Level

Meaning = tuple[tuple[str, ...], ...]
"""What a rule wants a sentence to say: all concepts of any of these."""

_REASON = "reason"
"""The fact that is a server's sentence."""
_LONGEST = 600
"""Characters of a reason that are read; what a server means stands at the beginning."""
_REMEMBERED = 4096
"""Different words and sentences that are remembered: a loop is refused for the same reason again and again."""
_DENIED_WORDS = 2
"""How many words behind a negation it denies."""
_NOT, _NO = "not", "no"
_SAID = ""
_DENIED = frozenset((_NOT, _NO))
_SENTENCE_END = re.compile(r"[.!?;]['\")]*\s|\n")
_ADDRESS = re.compile(r"\S*(?:://|@)\S*")
_TOKEN = re.compile(r"[\w.'’+-]+")
_SUFFIX = re.compile(r"[a-z]{2,6}")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ENDINGS = ("ing", "ed", "es", "s", "e", "y")
_SHORTEST_STEM = 3


class _Word(Struct, frozen=True):
    stem: str
    denied: str
    """What stands before it: a negation, a word for none, or nothing of the kind."""


class _Phrase(Struct, frozen=True):
    """A word or phrase of a concept."""

    concept: str
    stems: tuple[str, ...]
    denied: frozenset[str]
    """How its first word may be denied."""


class ReasonReader:
    """Reads reasons with the words of a pack. Made once for each pack."""

    def __init__(self, words: ReasonWords, meanings: Iterable[Meaning]) -> None:
        """`meanings` are what the rules of the pack want sentences to say."""
        self._weights = {concept.name: concept.weight for concept in words.concepts}
        self._fillers = words.fillers
        self._negations = words.negations
        self._nones = words.nones
        self._ends = words.ends
        self._silent = words.fillers | words.negations | words.nones
        self._meanings = {meaning: frozenset(name for line in meaning for name in line) for meaning in meanings if meaning}
        """With all concepts that their lines name."""
        self._phrases = self._by_first_stem(words)
        self._best = lru_cache(_REMEMBERED)(self._weigh)

    def _by_first_stem(self, words: ReasonWords) -> Mapping[str, Sequence[_Phrase]]:
        """A word counts whether it is denied or not, unless some concept of the pack lists the word with a `not` before it."""
        listed = [(concept.name, *_denial(phrase)) for concept in words.concepts for phrase in concept.words]
        differing = {stem(parts[0]) for _, denial, parts in listed if denial == _NOT}
        phrases: dict[str, list[_Phrase]] = {}
        for concept, denial, parts in listed:
            stems = tuple(stem(part) for part in parts if part not in self._fillers)
            if denial == _SAID:
                denied = frozenset((_SAID,)) if stem(parts[0]) in differing else _DENIED | {_SAID}
            else:
                denied = _DENIED if denial == _NOT else frozenset((_NO,))
            if stems:
                phrases.setdefault(stems[0], []).append(_Phrase(concept, stems, denied))
        return phrases

    def meaning(self, reason: str) -> Meaning:
        """Return which of the meanings a reason has; an empty one where none fits, or where two fit equally well."""
        text = _ADDRESS.sub(" ", reason[:_LONGEST])
        sentences = [self._concepts(sentence) for sentence in _SENTENCE_END.split(text)]
        return next(filter(None, map(self._best, sentences)), ()) or self._best(frozenset().union(*sentences))

    def _weigh(self, told: frozenset[str]) -> Meaning:
        """The meaning that weighs most by all that is told of it, of those of which a line is told; two of a weight are none."""
        weights = {meaning: self._weight(told & named) for meaning, named in self._meanings.items() if any(map(told.issuperset, meaning))}
        most = max(weights.values(), default=0)
        best = [meaning for meaning, weight in weights.items() if weight == most]
        return best[0] if len(best) == 1 else ()

    def _weight(self, concepts: frozenset[str]) -> int:
        return sum(self._weights[name] for name in concepts)

    def _concepts(self, sentence: str) -> frozenset[str]:
        """The concepts that a sentence speaks of."""
        words = tuple(self._words(sentence))
        stems = tuple(word.stem for word in words)
        told: set[str] = set()
        for place, word in enumerate(words):
            begun = (phrase for phrase in self._phrases.get(word.stem, ()) if word.denied in phrase.denied)
            found = [phrase for phrase in begun if phrase.stems == stems[place : place + len(phrase.stems)]]
            longest = max((len(phrase.stems) for phrase in found), default=0)
            # `sign in` is no signature.
            told.update(phrase.concept for phrase in found if len(phrase.stems) == longest)
        return frozenset(told)

    def _words(self, sentence: str) -> Iterator[_Word]:
        """The stems of the words that say something; each knows whether a negation stands shortly before it."""
        left, denial = 0, _SAID
        for token in _TOKEN.findall(sentence):
            for word in _parts(token):
                if word in self._nones:
                    left, denial = _DENIED_WORDS, _NO
                elif word in self._negations or word.endswith(("n't", "n’t")):
                    left, denial = _DENIED_WORDS, _NOT
                elif word in self._ends:
                    left = 0
                if word not in self._silent:
                    yield _Word(stem(word), denial if left > 0 else _SAID)
                    left -= 1


def reason_of(hits: Iterable[PatternHit]) -> str | None:
    """Return the sentence of a server that a place in a log tells.

    One that is all of its line, beside the line with the status, is a server's only where the line is told as an error or a warning.
    """
    hit = next((hit for hit in hits if _REASON in hit.facts), None)
    if hit is None or (len(hit.facts[_REASON]) == len(hit.text) and hit.first.level not in (Level.ERROR, Level.WARNING)):
        return None
    return hit.facts[_REASON]


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """Return a word in small letters without its endings: `uploads`, `uploaded` and `uploading` have the same stem."""
    word = word.lower()
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    while ending := next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _least(end)), None):
        word = word[: -len(ending)]
    return word


def _denial(phrase: str) -> tuple[str, list[str]]:
    """Return the word of denial with which a phrase begins, and the words behind it."""
    first, *rest = phrase.split()
    return (first, rest) if rest and first in _DENIED else (_SAID, [first, *rest])


def _least(ending: str) -> int:
    return _SHORTEST_STEM - 1 if ending == "s" else _SHORTEST_STEM


@lru_cache(_REMEMBERED)
def _parts(token: str) -> tuple[str, ...]:
    """The words of a token in small letters: of `README.md` both, of `alreadyExists` both, of a package's ID or version none."""
    token = token.strip(".'’-+")
    if "." in token or "_" in token or any(char.isdigit() for char in token):
        name, _, suffix = token.rpartition(".")
        if _SUFFIX.fullmatch(suffix) is None:
            return ()
        return (name.lower(), suffix) if name.isalpha() else (suffix,)
    words: list[str] = []
    for word in token.split("-"):
        parts = _PART.findall(word) if "'" not in word and "’" not in word else ()
        words += parts if len(parts) > 1 else [word]
    return tuple(map(str.lower, words))
