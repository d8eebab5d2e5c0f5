"""Anchors: a log without them cannot match, so each must stand in every text that its pattern matches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Pattern
from pushwhy.pack.compile import template
from pushwhy.pack.compile.anchors import MAX_BYTES, MIN_BYTES, hints_of_regex, of_literals, of_regex, words_of
from pushwhy.pack.compile.rarity import rarity
from pushwhy.pack.compile.template import Literal
from tests.pack.shipped import Written, regexes, templates

VALUES = {
    "url": ["https://feed.example/v3/index.json", "***"],
    "source": ["https://feed.example/v3/index.json", "C:\\my feed"],
    "version": ["1.0.0", "10.2.3-rc.1+5"],
    "package-id": ["AppLogger", "Contoso.App-Logger"],
    "host": ["feed.example", "[::1]"],
    "number": ["7", "1,234"],
    "int": ["7", "12345"],
    "status": ["403", "500"],
    "status-name": ["Forbidden", "500"],
    "method": ["PUT", "DELETE"],
    "bool": ["true", "False"],
    "path": ["out/AppLogger.1.0.0.nupkg", "C:\\a b\\c.nupkg"],
}
_CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
FREE_TEXT = st.text(_CHARACTERS, min_size=1, max_size=30).filter(lambda text: not text.isspace())
CODE_PAGES = {"…": ("…", "...", "?"), **dict.fromkeys("´„“”«»‹›‘’‚「」『』", ("", "'", '"', "?"))}
"""What a console makes of characters that its code page lacks; an empty text stands for the character itself."""


TypeOf = Callable[[str], tuple[str, tuple[str, ...]] | None]
Compiled = list[tuple[Written, Pattern, regex.Pattern[str]]]


def line_of(text: str, type_of: TypeOf, free: str, which: int) -> str:
    """A template as a line of a log, with values, colons and typographic characters of many kinds."""
    out = ""
    for part in template.parse(text.strip()):
        if isinstance(part, Literal):
            out += literal_of(part.text, which)
        else:
            kind, values = type_of(part.name) or ("text", ())
            choice = list(values) or VALUES.get(kind, [free])
            out += choice[which % len(choice)]
    return out


def literal_of(text: str, which: int) -> str:
    text = text.replace(": ", " : ") if which % 2 else text
    return "".join(CODE_PAGES[char][which % len(CODE_PAGES[char])] or char if char in CODE_PAGES else char for char in text)


@pytest.fixture(scope="module")
def type_of(pack: RulePack) -> TypeOf:
    return lambda name: (pack.facts[name].type, pack.facts[name].values) if name in pack.facts else None


@pytest.fixture(scope="module")
def compiled(pack: RulePack, type_of: TypeOf) -> Compiled:
    """Every shipped template with the pattern that the pack has of it."""
    by_regex = {pattern.regex: pattern for pattern in pack.patterns}
    found = [(one, by_regex[template.to_regex(one.text, type_of, whole_line=one.whole_line)]) for one in templates()]
    return [(one, pattern, regex.compile(pattern.regex)) for one, pattern in found]


@given(free=FREE_TEXT, which=st.integers(0, 11))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_anchor_stands_in_every_text_that_a_shipped_template_matches(
    compiled: Compiled, type_of: TypeOf, free: str, which: int
) -> None:
    for written, pattern, search in compiled:
        line = line_of(written.text, type_of, free, which)
        assert search.search(line), (written.text, line)
        assert all(anchor in line for anchor in pattern.anchors), (written.text, line, pattern.anchors)
        assert not pattern.hints or any(hint in line for hint in pattern.hints), (written.text, line, pattern.hints)
        assert all(word in line for word in pattern.words), (written.text, line, pattern.words)


@pytest.mark.parametrize("written", [one for one in regexes() if hints_of_regex(one.text)], ids=lambda one: one.text[:50])
def test_an_anchor_and_a_hint_stand_in_every_text_that_a_shipped_regex_matches(written: Written) -> None:
    anchors, hints = of_regex(written.text), hints_of_regex(written.text)
    # The standard library's dialect has no group that stands twice.
    pattern = re.compile(re.sub(r"\(\?P<\w+>", "(", written.text))

    @given(st.from_regex(pattern))
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(text: str) -> None:
        assert not anchors or any(anchor in text for anchor in anchors), (text, anchors)
        assert any(hint in text for hint in hints), (text, hints)

    holds()


def test_two_anchors_are_apart_and_near_and_the_rarer_comes_first() -> None:
    pairs = 0
    for one in templates():
        runs = template.literals(one.text)
        found = of_literals(runs)
        assert all(MIN_BYTES <= len(anchor.encode()) <= MAX_BYTES for anchor in found), found
        if len(found) == 2:
            pairs += 1
            assert rarity(found[0]) >= rarity(found[1]), found
            assert min(_columns_of_both("\0".join(runs), *found), default=999) <= 60, (one.text, found)
    assert pairs >= 0.9 * len(templates())  # the others are short, or hold but one word that is rare enough


def _columns_of_both(text: str, one: str, other: str) -> list[int]:
    """How many columns both take up, wherever they stand in the text without overlapping."""
    spans = [[(found.start(), found.end()) for found in re.finditer(re.escape(anchor), text)] for anchor in (one, other)]
    return [
        sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[min(a, c) : max(b, d)])
        for a, b in spans[0]
        for c, d in spans[1]
        if b <= c or d <= a
    ]


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        (["Blocked by ACME egress policy"], ("Blocked by ACME", "egress policy")),
        (["abc"], ()),
        (["abcd"], ("abcd",)),
        (["a", "b", "cd"], ()),
        (["資格情報プラグインは応答しませんでした"], ("資格情報プラグ", "インは応答しま")),
    ],
)
def test_anchors_of_a_template(runs: list[str], found: tuple[str, ...]) -> None:
    assert of_literals(runs) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"Refused by gate (?P<gate>\d+)", ("Refused by gate",)),
        (
            r"(?:Refused|Held) by (?:north|south)gate",
            ("Held by northgate", "Held by southgate", "Refused by northgate", "Refused by southgate"),
        ),
        (r"(?:acme|acme\.exe) (?:push|send)(?:\s|$)", ("acme push", "acme send", "acme.exe push", "acme.exe send")),
        (r"(?:acme|\w+) (?:push|send)(?:\s|$)", ("push", "send")),
        (r"a(?:b|cdefgh) ", ()),
        (r"(?:Refused|\d+) by", ()),
        (r"(?:Refused)? by the egress gate", ("by the egress gate",)),
        (r"(?:egress gate ){2,}", ("egress gate",)),
        (r"egress  gate", ("egress",)),
        (r"egress\s+(?P<a>gateway)\b", ("gateway",)),
        (r"^.{0,80}Microsoft\.Build", ("Microsoft.Build",)),
        (r"egress(?!\sgateways)", ("egress",)),
        (r"(?i)refused by gate", ()),
        (r"(?i:refused) by gate seventeen", ("by gate seventeen",)),
        (r"[a-z]+ \d+", ()),
    ],
)
def test_anchors_of_a_regex(pattern: str, found: tuple[str, ...]) -> None:
    assert of_regex(pattern) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"^Run \S", ("Run ",)),
        (r"^(?:> ?)?```[\w-]{0,20}$", ("```",)),
        (r"^={20}=*$", ("=",)),
        (r"^(?:#{2,6} \S|(?:Hi|Dear) \w+,$)", ("#", "Dear ", "Hi ")),
        (r"^(?P<said>[^\n]+)$", ()),
        (r"(?i:hello) there", (" there",)),
    ],
)
def test_hints_of_a_regex(pattern: str, found: tuple[str, ...]) -> None:
    assert hints_of_regex(pattern) == found


@pytest.mark.parametrize(
    ("rare", "common"),
    [("egress", "error"), ("nupkg file", "the file"), ("not a valid nupkg file", "nupkg"), ("Konflikt", "PackageReference")],
)
def test_what_stands_seldom_in_build_logs_is_rare(rare: str, common: str) -> None:
    assert rarity(rare) > rarity(common)


def test_of_equally_rare_literals_the_longer_is_the_rarer() -> None:
    assert rarity("zzqqzz") > rarity("zzqq")


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (["Response status code does not indicate success:"], ("Response", "status", "code", "does", "not", "indicate", "success")),
        (["is no 'package' at", "at"], ("package",)),
        (["ERR_PACKAGE_ALREADY_EXISTS"], ("ERR_PACKAGE_", "ALREADY_EXIS")),
        (["套件 已存在於摘要中"], ("套件", "已存在於", "摘要中")),
    ],
)
def test_words_of_a_template(runs: list[str], words: tuple[str, ...]) -> None:
    assert words_of(runs) == words
