"""The forms of `match` and what refuses one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.own import own_pipeline

HEAD = """\
schema: pushwhy/rules/1
rules:
  - id: acme/tried
    cause: Something of ours went wrong.
    examples: {match: ['never judged here'], no_match: ['nor this']}
"""


def matches(folder: Path, body: str, log: str) -> bool:
    """Whether a rule with these further fields matches somewhere in the log."""
    rules = HEAD + "".join(f"    {line}\n" for line in body.splitlines())
    return "acme/tried" in own_pipeline(folder, rules).rules_matching(log.encode())


@pytest.mark.parametrize(
    ("match", "log", "expected"),
    [
        ("match: 'Gate {gate} refused'", "Gate 7 refused", True),
        ("match: 'Gate {gate} refused'", "Gate   7\trefused the package", True),
        ("match: 'Gate {gate} refused'", "gate 7 refused", False),
        ("match: 'Gate {gate} refused'", "Gate refused", False),
        ("match: 'Gate {{a}} refused'", "Gate {a} refused", True),
        ("match: {regex: 'Gate (?P<gate>[0-9]+) refused'}", "Gate 7 refused", True),
        ("match: {regex: 'Gate (?P<gate>[0-9]+) refused'}", "Gate seven refused", False),
        ("match: {any: ['Gate {gate} refused', 'Door {door} is shut']}", "Door 2 is shut", True),
        ("match: {any: ['Gate {gate} refused', 'Door {door} is shut']}", "Window 2 is shut", False),
    ],
)
def test_templates_regexes_and_any(tmp_path: Path, match: str, log: str, expected: bool) -> None:
    assert matches(tmp_path, match, log) is expected


class TestAllAndSequence:
    ALL = "match: {all: ['Gate {gate} refused', 'Door {door} is shut'], within: 3}"
    SEQUENCE = "match: {sequence: ['Gate {gate} refused', 'Door {door} is shut'], within: 3}"

    @pytest.mark.parametrize(
        ("lines", "in_all", "in_sequence"),
        [
            (["Gate 7 refused", "Door 2 is shut"], True, True),
            (["Door 2 is shut", "Gate 7 refused"], True, False),
            (["Gate 7 refused", "", "", "Door 2 is shut"], True, True),
            (["Gate 7 refused", "", "", "", "Door 2 is shut"], False, False),
            (["Gate 7 refused"], False, False),
            (["Gate 7 refused: Door 2 is shut"], True, False),
        ],
    )
    def test_all_parts_stand_near_each_other(self, tmp_path: Path, lines: list[str], *, in_all: bool, in_sequence: bool) -> None:
        log = "\n".join(lines)
        assert matches(tmp_path, self.ALL, log) is in_all
        assert matches(tmp_path, self.SEQUENCE, log) is in_sequence

    def test_the_diagnosis_covers_all_parts_and_has_the_facts_of_each(self, tmp_path: Path) -> None:
        rules = HEAD + f"    {self.SEQUENCE}\n"
        log = "noise\nGate 7 refused\nnoise\nDoor 2 is shut\n"
        (diagnosis,) = own_pipeline(tmp_path, rules).report_bytes(log.encode()).diagnoses
        assert (diagnosis.line, diagnosis.end_line) == (2, 4)
        assert dict(diagnosis.facts) == {"door": "2", "gate": "7"}
        assert diagnosis.excerpt == "Gate 7 refused\nDoor 2 is shut"


@pytest.mark.parametrize(
    ("body", "log", "expected"),
    [
        ("match: 'Gate {gate} refused'\nnot: 'this is only a drill'", "Gate 7 refused, this is only a drill", False),
        ("match: 'Gate {gate} refused'\nnot: 'this is only a drill'", "this is only a drill\nGate 7 refused", True),
        ("match: 'Gate {gate} refused'\nnot: {any: ['this is only a drill'], within: 2}", "this is only a drill\n\nGate 7 refused", False),
        ("match: 'Gate {gate} refused'\nnot: {any: ['this is only a drill'], within: 2}", "Gate 7 refused\n\nthis is only a drill", False),
        ("match: 'Gate {gate} refused'\nnot: {any: ['this is only a drill'], within: 2}", "this is only a drill\n\n\nGate 7 refused", True),
        ("match: 'Gate {gate} refused'\nlevel: error", "error: Gate 7 refused", True),
        ("match: 'Gate {gate} refused'\nlevel: error", "##[error]Gate 7 refused", True),
        ("match: 'Gate {gate} refused'\nlevel: error", "warn : Gate 7 refused", False),
        ("match: 'Gate {gate} refused'\nlevel: error", "Gate 7 refused", False),
        ("match: 'Gate 7 refused'\nwhole_line: true", "Gate 7 refused", True),
        ("match: 'Gate 7 refused'\nwhole_line: true", "##[error]error: Gate 7 refused", True),
        ("match: 'Gate 7 refused'\nwhole_line: true", "acme: Gate 7 refused", False),
        ("match: 'Gate 7 refused'\nwhole_line: true", "Gate 7 refused today", False),
    ],
)
def test_what_refuses_a_match(tmp_path: Path, body: str, log: str, expected: bool) -> None:
    assert matches(tmp_path, body, log) is expected


def test_an_agents_debug_echo_of_an_error_is_none(tmp_path: Path) -> None:
    assert not matches(tmp_path, "match: 'Gate {gate} refused'", "##[debug]error: Gate 7 refused")


def test_several_wordings_on_one_line_are_one_match_the_longest(tmp_path: Path) -> None:
    rules = HEAD + "    match: {any: ['Gate {gate} refused', 'Gate {gate} refused the package of {person}']}\n"
    (diagnosis,) = own_pipeline(tmp_path, rules).report_bytes(b"Gate 7 refused the package of Ann\n").diagnoses
    assert dict(diagnosis.facts) == {"gate": "7", "person": "Ann"}


def test_a_fact_of_the_vocabulary_has_its_type(tmp_path: Path) -> None:
    rules = (
        HEAD
        + "    match: 'Gate {gate} answered {http_status} on try {attempts}'\n"
        + "facts:\n  - {name: http_status, type: status, description: d}\n  - {name: attempts, type: int, description: d}\n"
    )
    (diagnosis,) = own_pipeline(tmp_path, rules).report_bytes(b"Gate 7 answered 503 on try 3\n").diagnoses
    assert dict(diagnosis.facts) == {"attempts": 3, "gate": "7", "http_status": 503}


class TestContext:
    """`with:` adds facts of lines nearby, and is not needed for the match."""

    RULE = HEAD + "    match: 'Gate {gate} refused'\n    with: {any: ['Ticket {ticket} is open', 'Guard {guard} is on duty'], within: 2}\n"

    @pytest.mark.parametrize(
        ("lines", "facts"),
        [
            (["Gate 7 refused"], {"gate": "7"}),
            (["Ticket T1 is open", "", "Gate 7 refused"], {"gate": "7", "ticket": "T1"}),
            (["Gate 7 refused", "Guard Ann is on duty", "Ticket T2 is open"], {"gate": "7", "guard": "Ann", "ticket": "T2"}),
            (["Ticket T1 is open", "", "", "Gate 7 refused"], {"gate": "7"}),
            (["Ticket T1 is open", "Ticket T2 is open", "Gate 7 refused"], {"gate": "7", "ticket": "T2"}),
        ],
    )
    def test_facts_nearby_are_added_and_the_nearest_counts(self, tmp_path: Path, lines: list[str], facts: dict[str, str]) -> None:
        (diagnosis,) = own_pipeline(tmp_path, self.RULE).report_bytes("\n".join(lines).encode()).diagnoses
        assert dict(diagnosis.facts) == facts

    def test_what_the_match_says_itself_stays(self, tmp_path: Path) -> None:
        rule = HEAD + "    match: 'Gate {gate} refused'\n    with: {any: ['Gate {gate} was open'], within: 2}\n"
        (diagnosis,) = own_pipeline(tmp_path, rule).report_bytes(b"Gate 1 was open\nGate 7 refused\n").diagnoses
        assert dict(diagnosis.facts) == {"gate": "7"}
