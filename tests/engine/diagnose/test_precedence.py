"""Which of several rules speaks for a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.pack import load
from pushwhy.pack.merge import layers
from pushwhy.run.pipeline import Pipeline
from tests.engine.own import own_pipeline

CAUSES = """\
causes:
  - {id: acme-down, title: The mirror is down, explanation: It is., fix: ['Wait.']}
  - {id: acme-full, title: The mirror is full, explanation: It is., fix: ['Tidy up.']}
"""
LINE = "Gate 7 refused the package of Ann"


def rule(name: str, match: str, *, several: bool = False, over: str = "", role: str = "symptom") -> str:
    causes = "causes: [{id: acme-down, prior: 1}, {id: acme-full, prior: 1}]" if several else "cause: acme-down"
    lines = [
        f"  - id: {name}",
        f"    match: '{match}'",
        f"    role: {role}",
        f"    {causes}",
        "    examples: {match: ['never judged here'], no_match: ['nor this']}",
    ]
    if over:
        lines.append(f"    over: [{over}]")
    return "\n".join(lines) + "\n"


def winner(folder: Path, *rules: str) -> tuple[str | None, list[str]]:
    """Which rule speaks for the line, and which are related."""
    pipeline = own_pipeline(folder, "schema: pushwhy/rules/1\n" + CAUSES + "rules:\n" + "".join(rules))
    (diagnosis,) = pipeline.report_bytes(LINE.encode()).diagnoses
    return diagnosis.rule, [one.rule for one in diagnosis.related]


@pytest.mark.parametrize(
    ("loser", "better"),
    [("fallback", "status"), ("wrapper", "status"), ("status", "symptom"), ("fallback", "symptom")],
)
def test_roles_come_first_whatever_else_differs(tmp_path: Path, loser: str, better: str) -> None:
    found = winner(
        tmp_path,
        rule("acme/loser", "Gate {gate} refused the package of {person}", role=loser),
        rule("acme/better", "Gate {gate} refused the", several=True, role=better),
    )
    assert found == ("acme/better", ["acme/loser"])


def test_the_line_of_a_wrapper_is_no_unknown_error(tmp_path: Path) -> None:
    fallback = rule("acme/any", "Gate {gate} refused the package of {person}", role="fallback")
    assert winner(tmp_path, fallback, rule("acme/wrapper", "Gate {gate} refused", role="wrapper")) == ("acme/wrapper", [])


def test_families_are_names_only(tmp_path: Path) -> None:
    found = winner(tmp_path, rule("fallback/any", "Gate {gate} refused the package"), rule("acme/gate", "Gate {gate} refused the"))
    assert found == ("fallback/any", ["acme/gate"])


def test_one_cause_beats_several(tmp_path: Path) -> None:
    vague = rule("acme/vague", "Gate {gate} refused the package of {person}", several=True)
    assert winner(tmp_path, vague, rule("acme/sure", "Gate {gate} refused")) == ("acme/sure", ["acme/vague"])


def test_the_longer_literal_text_beats_the_shorter(tmp_path: Path) -> None:
    found = winner(tmp_path, rule("acme/short", "Gate {gate} refused"), rule("acme/long", "Gate {gate} refused the package of {person}"))
    assert found == ("acme/long", ["acme/short"])


def test_then_the_order_in_the_file_decides(tmp_path: Path) -> None:
    found = winner(tmp_path, rule("acme/second-name", "Gate {gate} refused"), rule("acme/first-name", "Gate {door} refused"))
    assert found == ("acme/second-name", ["acme/first-name"])


def test_over_states_an_exception(tmp_path: Path) -> None:
    found = winner(
        tmp_path,
        rule("acme/short", "Gate {gate} refused", over="acme/long"),
        rule("acme/long", "Gate {gate} refused the package of {person}"),
    )
    assert found == ("acme/short", ["acme/long"])


def test_a_later_layer_beats_an_earlier(tmp_path: Path) -> None:
    head = "schema: pushwhy/rules/1\n"
    (tmp_path / "one.yaml").write_text(head + CAUSES + "rules:\n" + rule("acme/long", "Gate {gate} refused the package of {person}"))
    (tmp_path / "two.yaml").write_text(head + "rules:\n" + rule("team/short", "Gate {gate} refused", several=True))
    pack, problems = load([layers.given(str(tmp_path / "one.yaml")), layers.given(str(tmp_path / "two.yaml"))], "test")
    assert problems == ()
    (diagnosis,) = Pipeline(pack).report_bytes(LINE.encode()).diagnoses
    assert (diagnosis.rule, [one.rule for one in diagnosis.related]) == ("team/short", ["acme/long"])


def test_rules_that_match_other_lines_do_not_compete(tmp_path: Path) -> None:
    pipeline = own_pipeline(
        tmp_path,
        "schema: pushwhy/rules/1\n"
        + CAUSES
        + "rules:\n"
        + rule("acme/gate", "Gate {gate} refused")
        + rule("acme/door", "Door {door} is shut"),
    )
    report = pipeline.report_bytes(b"Gate 7 refused\n\n\n\n\n\n\n\nDoor 2 is shut\n")
    assert [(one.rule, one.line, one.related) for one in report.diagnoses] == [("acme/door", 9, ()), ("acme/gate", 1, ())]
