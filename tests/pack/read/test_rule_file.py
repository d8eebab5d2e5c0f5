"""Mistakes of form in rule files: what, where, and what to write instead."""

# ruff: noqa: E501 (messages and rules are compared whole, each on a line)

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.errors import PackError
from pushwhy.pack.read.rule_file import read
from tests.pack.team import mistakes, pack_of, rule_of

RULE = "- id: acme/gate\n  match: Refused at the gate\n  cause: The gate is shut.\n"
RULE_FIELDS = (
    "id, title, kind, role, unexplained, severity, match, not, with, whole_line, says, near, level, needs, when, marks, set, cause, causes, exhaustive, explanation, text, "
    "fix, not_helpful, confirm, docs, over, aliases, examples"
)
FORMS = "regex, message, group, any, all, sequence"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Refused at the gate\n",
            "1:1: a rule file is a list of rules, or a mapping with some of: schema, defaults, rules, causes, messages, groups, feeds, captions, quoting, reasons, commands, weights, statuses, facts",
        ),
        (
            "schema: pushwhy/rules/2\n",
            "1:1: schema: must be one of 'pushwhy/rules/1', not 'pushwhy/rules/2'; did you mean 'pushwhy/rules/1'?",
        ),
        ("rule:\n  - id: acme/gate\n", "1:1: rule: there is no field 'rule'; did you mean 'rules'?"),
        (
            "settings: {}\n",
            "1:1: settings: there is no field 'settings'; known here: schema, defaults, rules, causes, messages, groups, feeds, captions, quoting, reasons, commands, weights, statuses, facts",
        ),
        ("rules:\n  id: acme/gate\n", "1:1: rules: must be a list"),
        ("- acme/gate\n", "1:3: rules[0]: must be a mapping, not 'acme/gate'"),
        ("- match: Refused at the gate\n  cause: It is shut.\n", "1:3: rules[0]: the field 'id' is missing"),
        ("- id: acme/gate\n  cause: It is shut.\n", "1:3: rules[0]: the field 'match' is missing"),
    ],
)
def test_a_file_or_rule_of_another_form(tmp_path: Path, text: str, message: str) -> None:
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}"]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("titel: x", "4:3: rules[0].titel: there is no field 'titel'; did you mean 'title'?"),
        ("colour: x", f"4:3: rules[0].colour: there is no field 'colour'; known here: {RULE_FIELDS}"),
        ("title: 403", "4:3: rules[0].title: must be text, not 403; put it in quotes"),
        ("title: 2024-11-05", "4:3: rules[0].title: must be text; put it in quotes"),
        ("title: [a]", "4:3: rules[0].title: must be text"),
        ("kind: failed", "4:3: rules[0].kind: must be one of 'failure', 'notice' or 'context', not 'failed'; did you mean 'failure'?"),
        ("severity: fatal", "4:3: rules[0].severity: must be one of 'error', 'warning' or 'info', not 'fatal'"),
        (
            "level: warn",
            (
                "4:3: rules[0].level: must be one of 'error', 'warning', 'info', 'debug', 'command' or 'group', not 'warn'; "
                "did you mean 'warning'?"
            ),
        ),
        ("needs: pushes", "4:3: rules[0].needs: must be one of 'push', not 'pushes'; did you mean 'push'?"),
        ("whole_line: yes please", "4:3: rules[0].whole_line: must be true or false, not 'yes please'"),
        ("whole_line: 1", "4:3: rules[0].whole_line: must be true or false, not 1"),
        ("near: 41", "4:3: rules[0].near: must be at most 40, not 41"),
        ("near: 0", "4:3: rules[0].near: must be at least 1, not 0"),
        ("near: few", "4:3: rules[0].near: must be a whole number, not 'few'"),
        ("fix: Open it.", "4:3: rules[0].fix: must be a list, not 'Open it.'"),
        ("fix: [Open it., 2]", "4:19: rules[0].fix[1]: must be text, not 2; put it in quotes"),
        ("examples: {matches: []}", "4:14: rules[0].examples.matches: there is no field 'matches'; did you mean 'match'?"),
        ("examples: [a]", "4:3: rules[0].examples: must be a mapping"),
        ("set: {host: [a]}", "4:9: rules[0].set.host: must be text, a whole number, true or false"),
        ("when: {attempts: 1.5}", "4:10: rules[0].when.attempts: must be text, a whole number, true or false, not 1.5; put it in quotes"),
        ("when: {feed: [github, ~]}", "4:25: rules[0].when.feed[1]: must be text, a whole number, true or false"),
        ("not: {regexp: Opened}", "4:9: rules[0].not.regexp: there is no form 'regexp'; did you mean 'regex'?"),
        ("not: {any: [Opened], within: 50}", "4:24: rules[0].not.within: must be at most 40, not 50"),
    ],
)
def test_a_field_with_a_mistake(tmp_path: Path, field: str, message: str) -> None:
    assert mistakes(tmp_path, f"{RULE}  {field}\n") == [f"acme/team.yaml:{message}"]


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("403", f"2:3: rules[0].match: write a template (text), or a mapping with one of: {FORMS}; put it in quotes"),
        ("", f"2:3: rules[0].match: write a template (text), or a mapping with one of: {FORMS}"),
        ("[Refused]", f"2:3: rules[0].match: write a template (text), or a mapping with one of: {FORMS}"),
        ("''", "2:3: rules[0].match: must not be empty"),
        ("{regexp: x}", "2:11: rules[0].match.regexp: there is no form 'regexp'; did you mean 'regex'?"),
        (
            "{pattern: x}",
            f"2:11: rules[0].match.pattern: there is no form 'pattern'; write a template (text), or a mapping with one of: {FORMS}",
        ),
        ("{regex: Refused, message: x}", "2:27: rules[0].match.message: there is no field 'message'; known here: regex"),
        ("{message: gate-refused, wher: {}}", "2:34: rules[0].match.wher: there is no field 'wher'; did you mean 'where'?"),
        ("{any: []}", "2:11: rules[0].match.any: needs at least 1 item"),
        ("{any: [Refused, {regx: x}]}", "2:27: rules[0].match.any[1].regx: there is no form 'regx'; did you mean 'regex'?"),
        ("{any: [Refused], within: 3}", "2:27: rules[0].match.within: there is no field 'within'; known here: any"),
        ("{all: [Refused, Opened]}", "2:3: rules[0].match: the field 'within' is missing"),
        ("{all: [Refused, Opened], within: 0}", "2:35: rules[0].match.within: must be at least 1, not 0"),
        ("{all: [Refused, Opened], within: '3'}", "2:35: rules[0].match.within: must be a whole number, not '3'"),
        ("{sequence: [Refused], within: 3}", "2:11: rules[0].match.sequence: needs at least 2 items"),
    ],
)
def test_a_match_with_a_mistake(tmp_path: Path, match: str, message: str) -> None:
    text = f"- id: acme/gate\n  match: {match}\n  cause: The gate is shut.\n"
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}"]


@pytest.mark.parametrize("id_", ["gate", "Acme/gate", "acme/Gate", "acme/gate shut", "acme/", "/gate", "a/b/c", "acme/gate\n"])
def test_an_id_of_another_form(tmp_path: Path, id_: str) -> None:
    text = f"- id: {id_!r}\n  match: Refused\n  cause: The gate is shut.\n".replace("'acme/gate\\n'", '"acme/gate\\n"')
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:1:3: rules[0].id: {id_!r} is not of the form family/kebab-name"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "causes:\n  - {id: Gate_shut, title: 'T'}\n",
            [
                "2:5: causes[0]: the field 'explanation' is missing",
                "2:5: causes[0]: the field 'fix' is missing",
                "2:6: causes[0].id: 'Gate_shut' is not of the form kebab-name, or kebab-name/refinement",
            ],
        ),
        (
            "messages:\n  - {id: gate/opened, text: 'Opened by {gate}'}\n",
            [
                "2:6: messages[0].id: 'gate/opened' is not of the form kebab-name",
                "2:23: messages[0].text: must be a mapping, not 'Opened by {gate}'",
            ],
        ),
        ("facts:\n  - {name: Gate}\n", ["2:6: facts[0].name: 'Gate' is not of the form lower_case_name"]),
        (
            "rules:\n  - id: acme/gate\n    match: Refused\n    causes: [{id: gate-shut, prior: 0}, {id: b, prior: many}, {id: c}]\n",
            [
                "4:30: rules[0].causes[0].prior: must be more than 0, not 0",
                "4:49: rules[0].causes[1].prior: must be a number, not 'many'",
                "4:63: rules[0].causes[2]: the field 'prior' is missing",
            ],
        ),
        (
            (
                "- id: acme/gate\n  match: Refused\n  causes:\n    - id: gate-shut\n      prior: 1\n      evidence:\n"
                "        - {fact: key, iz: valid, support: strong}\n        - {is: [a], support: huge}\n"
            ),
            [
                (
                    "7:23: rules[0].causes[0].evidence[0].iz: there is no field 'iz'; known here: "
                    "fact, is, in, at_least, at_most, support, against, because"
                ),
                "8:11: rules[0].causes[0].evidence[1]: the field 'fact' is missing",
                "8:12: rules[0].causes[0].evidence[1].is: must be text, a whole number, true or false",
                "8:21: rules[0].causes[0].evidence[1].support: must be one of 'weak', 'moderate', 'strong' or 'conclusive', not 'huge'",
            ],
        ),
        (
            "- id: acme/gate\n  match: Refused\n  cause: It is shut.\n  when: {feed: {know: github}, host: {}}\n",
            [
                "4:10: rules[0].when.feed: the field 'known' is missing",
                "4:17: rules[0].when.feed.know: there is no field 'know'; did you mean 'known'?",
                "4:32: rules[0].when.host: the field 'known' is missing",
            ],
        ),
    ],
)
def test_mistakes_in_causes_messages_facts_and_evidence(tmp_path: Path, text: str, messages: list[str]) -> None:
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}" for message in messages]


def test_six_mistakes_in_three_rules_are_told_in_one_run(tmp_path: Path) -> None:
    text = """\
- id: Gate
  match: {regexp: x}
  fixes: []
- match: Refused
  whole_line: maybe
- id: acme/third
  match: Opened
  near: 100
"""
    assert mistakes(tmp_path, text) == [
        "acme/team.yaml:1:3: rules[0].id: 'Gate' is not of the form family/kebab-name",
        "acme/team.yaml:2:11: rules[0].match.regexp: there is no form 'regexp'; did you mean 'regex'?",
        "acme/team.yaml:3:3: rules[0].fixes: there is no field 'fixes'; did you mean 'fix'?",
        "acme/team.yaml:4:3: rules[1]: the field 'id' is missing",
        "acme/team.yaml:5:3: rules[1].whole_line: must be true or false, not 'maybe'",
        "acme/team.yaml:8:3: rules[2].near: must be at most 40, not 100",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"- id: acme/gate\n  title: \xe9\n", "2:1: is not UTF-8; save it as UTF-8"),
        (RULE.encode("utf-16"), "1:1: is not UTF-8; save it as UTF-8"),
    ],
)
def test_another_encoding_is_told_with_its_line(tmp_path: Path, data: bytes, message: str) -> None:
    assert mistakes(tmp_path, data) == [f"acme/team.yaml:{message}"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = rule_of(tmp_path, RULE)
    (tmp_path / "team.yaml").unlink()
    windows = rule_of(tmp_path, "\ufeff" + RULE.replace("\n", "\r\n"))
    assert windows == plain


def test_a_list_and_a_mapping_of_rules_are_the_same(tmp_path: Path) -> None:
    indented = "".join(f"  {line}" for line in RULE.splitlines(keepends=True))
    bare, mapping = rule_of(tmp_path, RULE), rule_of(tmp_path, f"rules:\n{indented}")
    assert (bare.id, bare.match, bare.causes, bare.line) == (mapping.id, mapping.match, mapping.causes, mapping.line - 1)


@pytest.mark.parametrize("text", ["", "# later\n", "schema: pushwhy/rules/1\n", "rules: []\n"])
def test_a_file_without_rules_is_fine(tmp_path: Path, text: str) -> None:
    assert pack_of(tmp_path, text).rules == ()


def test_a_file_that_is_gone_is_told_without_a_place(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path / "gone.yaml", "acme/gone.yaml", 0)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.message) == ("acme/gone.yaml", None, "cannot be read: No such file or directory")
