"""What pushwhy says itself: every phrase is listed, so that every language can have it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pushwhy.inputs.reasons import reason
from pushwhy.model.words import ENGLISH, PHRASES, REASONS, Words

_SAYING = {"say": 1, "count": 2}
"""Methods of `Words`, and how many phrases they take; `count` takes a number first."""
GERMAN = Words(
    texts={
        "{n} log": "{n} Protokoll",
        "{n} logs": "{n} Protokolle",
        "line {line}": "Zeile {line}",
        "permission denied": "Zugriff verweigert",
        "the {format} data is damaged; fetch it again": "die {format}-Daten sind beschädigt",
    }
)


def said(source: Path) -> Iterator[str]:
    """The phrases that a module says; a phrase that is no literal fails, because no list could hold it."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAYING:
            if not ast.unparse(node.func.value).endswith("words"):
                continue
            phrases = node.args[:1] if node.func.attr == "say" else node.args[1:]
            assert len(phrases) == _SAYING[node.func.attr], f"{source}:{node.lineno}"
            for phrase in phrases:
                assert isinstance(phrase, ast.Constant), f"{source}:{node.lineno}: say a literal, so that it can be listed"
                yield str(phrase.value)


def reasons(source: Path) -> Iterator[str]:
    """The reasons that a module gives, as patterns with anything for each value in them."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"InputError", "Unreadable", "FeedError"}:
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "reason")]
            for value in given:
                if isinstance(value, ast.JoinedStr):
                    yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in value.values)
                elif isinstance(value, ast.Constant):
                    yield re.escape(str(value.value))


def test_every_phrase_that_is_said_is_listed_and_every_listed_one_is_said(root: Path) -> None:
    spoken = {phrase for source in (root / "src").rglob("*.py") for phrase in said(source)}
    assert spoken == set(PHRASES) - set(REASONS)


@pytest.mark.parametrize("package", ["inputs", "online"])
def test_every_reason_that_reading_or_a_feed_gives_is_listed(root: Path, package: str) -> None:
    given = {text for source in (root / "src" / "pushwhy" / package).rglob("*.py") for text in reasons(source)}
    assert len(given) > 5
    assert [pattern for pattern in sorted(given) if not any(re.fullmatch(pattern, phrase) for phrase in REASONS)] == []


def test_no_phrase_is_listed_twice() -> None:
    assert len(PHRASES) == len(set(PHRASES))


def test_english_says_itself() -> None:
    assert ENGLISH.say("line {line}", line=7) == "line 7"
    assert ENGLISH.count(1, "{n} log", "{n} logs") == "1 log"
    assert ENGLISH.count(0, "{n} log", "{n} logs") == "0 logs"
    assert ENGLISH.retell("permission denied") == "permission denied"


def test_another_language_falls_back_to_english() -> None:
    assert GERMAN.count(2, "{n} log", "{n} logs") == "2 Protokolle"
    assert GERMAN.say("line {line}", line=7) == "Zeile 7"
    assert GERMAN.say("rule {rule}", rule="a/b") == "rule a/b"


def test_braces_in_a_value_stay_text() -> None:
    assert GERMAN.say("line {line}", line="{line} {x}") == "Zeile {line} {x}"


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (reason(PermissionError(13, "Permission denied")), "Zugriff verweigert"),
        ("the gzip {x} data is damaged; fetch it again", "die gzip {x}-Daten sind beschädigt"),
        ("whatever the system says", "whatever the system says"),
    ],
)
def test_a_reason_is_found_again_by_its_phrase(english: str, told: str) -> None:
    assert GERMAN.retell(english) == told
