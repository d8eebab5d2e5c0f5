"""What a sentence means, by the concepts that it speaks of."""

from __future__ import annotations

import pytest

from pushwhy.engine.match.reasons import ReasonReader, stem
from pushwhy.model.lexicon import Concept, ReasonWords

WORDS = ReasonWords(
    concepts=(
        Concept(name="gate", weight=1, words=("gate", "entry port")),
        Concept(name="key", weight=2, words=("key",)),
        Concept(name="shut", weight=2, words=("shut", "not open", "lock")),
        Concept(name="open", weight=2, words=("open",)),
        Concept(name="lost", weight=2, words=("lose", "lost", "no key")),
        Concept(name="signature", weight=4, words=("sign",)),
        Concept(name="login", weight=2, words=("sign in",)),
    ),
    fillers=frozenset(("the", "is", "was", "to", "for")),
    negations=frozenset(("not", "cannot")),
    nones=frozenset(("no",)),
    ends=frozenset(("for",)),
)
SHUT, OPEN, LOST, BOTH = (("gate", "shut"),), (("gate", "open"),), (("key", "lost"),), (("gate", "key", "shut"),)
SIGNED, LOGIN = (("signature",),), (("login",),)
READER = ReasonReader(WORDS, (SHUT, OPEN, LOST, BOTH, SIGNED, LOGIN, ()))


@pytest.mark.parametrize(
    ("reason", "meaning"),
    [
        ("The gate is shut", SHUT),
        ("Gates: locked!", SHUT),
        ("gateLocked", SHUT),
        ("The entry port is locked", SHUT),
        ("The gate is open", OPEN),
        ("The gate is not open", SHUT),
        ("The gate isn't open", SHUT),
        ("No gate is open", SHUT),
        ("No need for a gate that is open", OPEN),
        ("There is no key", LOST),
        ("The key is not lost", LOST),
        ("The key of the gate was locked away", BOTH),
        ("Please sign in", LOGIN),
        ("Please sign", SIGNED),
        ("We looked. The gate is shut. The key was lost.", SHUT),
        ("The gate. It is shut.", SHUT),
    ],
)
def test_a_sentence_means_what_weighs_most_of_what_it_tells(reason: str, meaning: tuple[tuple[str, ...], ...]) -> None:
    assert READER.meaning(reason) == meaning


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Forbidden",
        "The gate",
        "The gate is shut, and the gate is open",
        "Contoso.Gate.Locked 1.0.0",
        "https://gate.example/locked",
        "gate@shut.example",
        "x" * 100_000,
        "gate " * 200 + "shut",
    ],
)
def test_what_tells_nothing_or_two_things_alike_means_nothing(reason: str) -> None:
    assert READER.meaning(reason) == ()


def test_names_of_files_are_words() -> None:
    reader = ReasonReader(WORDS, (SHUT, LOST))
    assert reader.meaning("docs/GATE.md was locked") == SHUT


@pytest.mark.parametrize(
    "words",
    [
        ("upload", "uploads", "uploaded", "uploading"),
        ("exceed", "exceeds", "exceeded"),
        ("policy", "policies"),
        ("id", "ids"),
        ("Duplicate", "duplicated"),
    ],
)
def test_endings_do_not_count(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1
