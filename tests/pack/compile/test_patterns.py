"""What `match` becomes: patterns that are tried, each once, and mistakes in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.model.rules import Matcher, MatchOp
from tests.pack.team import mistakes, pack_of, rule_of


def of_match(match: str, more: str = "") -> str:
    return f"- id: acme/gate\n  match: {match}\n  cause: The gate is shut.\n{more}"


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("'Refused by {gate'", "2:3: rules[0].match: a single '{'; write '{{' for the character itself, or {name} for a value"),
        ("'Refused } by'", "2:3: rules[0].match: a single '}'; write '}}' for the character itself, or {name} for a value"),
        ("'{gate} by'", "2:3: rules[0].match: has no literal of four bytes or more to search for; add text, or declare `near: N`"),
        ("' '", "2:3: rules[0].match: is blank"),
        ("{regex: 'Refused (by'}", "2:3: rules[0].match: the regex does not compile: missing ) at position 11"),
        ("{regex: '[a-z]+'}", "2:3: rules[0].match: has no literal of four bytes or more to search for; add text, or declare `near: N`"),
        (
            "{regex: '(?i)refused'}",
            "2:3: rules[0].match: has no literal of four bytes or more to search for; add text, or declare `near: N`",
        ),
        ("{message: gate-refusd}", "2:3: rules[0].match: there is no message 'gate-refusd'; did you mean 'gate-refused'?"),
        ("{message: zzz}", "2:3: rules[0].match: there is no message 'zzz'"),
        ("{message: gate-refused, where: {door: x}}", "2:3: rules[0].match: the message 'gate-refused' has no {door}; it has gate"),
        ("{message: gate-refused, where: {gate: '('}}", "2:3: rules[0].match: the regex does not compile: missing ) at position 1"),
        ("{any: [Refused, {message: gate}]}", "2:26: rules[0].match.any[1]: there is no message 'gate'"),
        (
            "{sequence: [Refused, 'Op{en'], within: 3}",
            "2:31: rules[0].match.sequence[1]: a single '{'; write '{{' for the character itself, or {name} for a value",
        ),
    ],
)
def test_a_match_that_cannot_be_searched_for(tmp_path: Path, match: str, message: str) -> None:
    assert mistakes(tmp_path, of_match(match)) == [f"acme/team.yaml:{message}"]


def test_a_message_that_cannot_be_searched_for(tmp_path: Path) -> None:
    text = "messages:\n  - {id: gate-says, text: {en: 'Hi {name}', de: ['Von {gate} abgewiesen', 'Von {gate']}}\n"
    assert mistakes(tmp_path, text) == [
        "acme/team.yaml:2:28: messages[0].text.en: has no literal of four bytes or more to search for; add text, or declare `near: N`",
        "acme/team.yaml:2:45: messages[0].text.de: a single '{'; write '{{' for the character itself, or {name} for a value",
    ]


def test_not_is_held_to_the_same(tmp_path: Path) -> None:
    assert mistakes(tmp_path, of_match("Refused", "  not: {message: gate-refusd}\n")) == [
        "acme/team.yaml:4:3: rules[0].not: there is no message 'gate-refusd'; did you mean 'gate-refused'?"
    ]


def test_text_that_is_too_short_may_be_searched_for_near_another_hit(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, of_match("'{gate} by'", "  near: 3\n"))
    (pattern,) = (pack.patterns[id_] for id_ in pack.rules[0].match.patterns)
    assert (pattern.near, pattern.anchors) == (3, ())


def test_a_message_is_looked_for_in_each_of_its_languages(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, of_match("{message: gate-refused}"))
    found = [pack.patterns[id_] for id_ in pack.rules[0].match.patterns]
    assert [(one.message, one.language) for one in found] == [("gate-refused", "en"), ("gate-refused", "de")]


def test_the_same_text_is_one_pattern_however_many_rules_look_for_it(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path,
        "- {id: acme/a, match: Refused at the gate, cause: The gate is shut.}\n"
        "- {id: acme/b, match: {any: [Opened at the gate, Refused at the gate]}, cause: The gate is shut.}\n",
    )
    first, second = (rule.match.patterns for rule in pack.rules)
    assert first == (second[1],)


def test_a_wording_that_languages_share_tells_no_language(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, "messages:\n  - {id: shared, text: {en: 'Refused by gate', fr: 'Refused by gate'}}\n")
    assert [(one.message, one.language) for one in pack.patterns if one.message == "shared"] == [("shared", None)]


def test_forms_nest(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, of_match("{sequence: [Opened, {any: [Refused, {all: [Shutters, Lockers], within: 2}]}], within: 5}"))
    assert rule.match.op is MatchOp.SEQUENCE
    assert rule.match.within == 5
    first, second = rule.match.parts
    assert (first.op, second.op) == (MatchOp.PATTERNS, MatchOp.ANY)
    assert [part.op for part in second.parts] == [MatchOp.PATTERNS, MatchOp.ALL]
    assert second.parts[1].within == 2


def test_any_of_plain_texts_is_one_choice(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, of_match("{any: [Refused, Opened, Refused]}"))
    assert rule.match == Matcher(op=MatchOp.PATTERNS, patterns=rule.match.patterns)
    assert len(rule.match.patterns) == 2


def test_longer_text_weighs_more(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path,
        "- {id: acme/a, match: 'Refused by {gate}', cause: The gate is shut.}\n"
        "- {id: acme/b, match: 'Refused by {gate} today', cause: The gate is shut.}\n",
    )
    short, long = (pack.patterns[rule.match.patterns[0]].literal for rule in pack.rules)
    assert (short, long) == (len("Refused by"), len("Refused bytoday"))
