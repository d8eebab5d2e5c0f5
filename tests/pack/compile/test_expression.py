"""The literal text in regexes of the `regex` package, in every form of its syntax that can stand around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from pushwhy.pack.compile.anchors import hints_of_regex, of_regex
from pushwhy.pack.compile.expression import UnknownSyntaxError, read
from tests.pack.team import mistakes, rule_of

GATE = ("egress gate",)


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        (r"(?<gate>egress gate)", GATE),
        (r"(?P<gate>egress gate) (?P=gate)", GATE),
        (r"\p{Lu}+ egress gate", GATE),
        (r"\P{L}\pN\N{DIGIT ONE}egress gate", GATE),
        (r"(?>egress gate)", GATE),
        (r"(?>north|south) gates", ("north", "south")),
        (r"(?|(?<gate>north gate)|(?<gate>south gate))", ("north gate", "south gate")),
        (r"\d++egress gate\s*+", GATE),
        (r"(?:egress gate)++", GATE),
        (r"(?:egress gate){2,3}+", GATE),
        (r"(?:egress gate){,3}", ()),
        (r"(?:egress gate)*+", ()),
        (r"(?V1)[[a-z]--[aeiou]]+egress gate", GATE),
        (r"(?V1)[\w&&[^\d]||[]]]egress gate", GATE),
        (r"[[:alpha:]]+egress gate", GATE),
        (r"[]a]egress gate[^]\]]", GATE),
        (r"gate \d+ \Kegress gate", GATE),
        (r"egress\X\Rgateway", ("gateway",)),
        (r"egress gate(*SKIP)(*FAIL)|ingress gate", ("egress gate", "ingress gate")),
        (r"(?m)^egress gate$", GATE),
        (r"egress gate(?# of the north)", GATE),
        (r"(<)?egress gate(?(1)>|<)", GATE),
        (r"\((?:[^()]|(?R))*\) egress gate", (") egress gate",)),
        (r"\x41\101\u0041egress gate", GATE),
        (r"(?<!no )egress gate(?=s)", GATE),
        (r"(?-i:egress gate)", GATE),
        (r"\(\?<gate>egress gate", ("(?<gate>egress gate",)),
    ],
)
def test_what_must_stand_there_is_found_between_all_other_forms(pattern: str, anchors: tuple[str, ...]) -> None:
    regex.compile(pattern)
    assert of_regex(pattern) == anchors


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)egress gate",
        r"egress (?i:gate) (?i)gate",
        r"(?x) egress \  gate # of the north",
        r"(?x: egress gate)",
        r"(?:egress gate){e<=1}",
        r"egress {gate",
        r"(?e)egress gate",
    ],
)
def test_of_what_is_not_understood_nothing_is_said(pattern: str) -> None:
    regex.compile(pattern)
    with pytest.raises(UnknownSyntaxError):
        read(pattern)
    assert (of_regex(pattern), hints_of_regex(pattern)) == ((), ())


@pytest.mark.parametrize("pattern", ["(egress", "egress)", "[egress", "egress\\", r"\q", "(?", "(?P<1>egress)", "[a\\"])
def test_what_does_not_compile_is_not_understood_either(pattern: str) -> None:
    with pytest.raises(UnknownSyntaxError):
        read(pattern)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        (r"Refused by (?<gate>\p{L}+) of (?P<owner>\w+)", {"gate", "owner"}),
        (r"Refused by \(\?<gate> of (?<owner>\w+)", {"owner"}),
        (r"Refused by (?|north(?<gate>\d)|south(?<gate>\d))", {"gate"}),
    ],
)
def test_named_groups_of_either_form_are_facts(tmp_path: Path, pattern: str, names: set[str]) -> None:
    placeholders = "".join(f"{{{name}}}" for name in sorted(names))
    rule = rule_of(tmp_path, f"- id: acme/gate\n  match: {{regex: '{pattern}'}}\n  cause: 'The gate is shut: {placeholders}'\n")
    assert rule.match.patterns
    wrong = f"- id: acme/gate\n  match: {{regex: '{pattern}'}}\n  cause: 'The gate is shut: {{door}}'\n"
    (problem,) = mistakes(tmp_path, wrong)
    assert "there is no fact 'door'" in problem


def test_named_groups_of_a_demanded_value_are_facts(tmp_path: Path) -> None:
    text = (
        "- {id: acme/gate, match: {message: gate-refused, where: {gate: '(?<side>north|south) gate'}}, cause: 'The {side} gate is shut.'}\n"
    )
    assert len(rule_of(tmp_path, text).match.patterns) == 2


def test_a_named_list_is_refused_because_a_rule_file_cannot_give_one(tmp_path: Path) -> None:
    (problem,) = mistakes(tmp_path, "- {id: acme/gate, match: {regex: 'Refused by \\L<gates>'}, cause: The gate is shut.}\n")
    assert problem.startswith("acme/team.yaml:1:19: rules[0].match: the regex does not compile")
