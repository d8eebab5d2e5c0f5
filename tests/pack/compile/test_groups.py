"""What saves copying YAML: groups of messages, alternatives within a template, and context that a match does not need."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.pack.compile.template import TemplateError, expand
from tests.pack.team import mistakes, pack_of, rule_of

GROUPS = """\
groups:
  - {id: shut, of: [gate-refused, 'The gate is {state}']}
  - {id: closed, of: [{group: shut}, {regex: 'Nobody opens (?<door>\\w+)'}]}
"""


def test_a_group_stands_for_any_of_its_messages(tmp_path: Path) -> None:
    rules = """\
rules:
  - {id: acme/group, match: {group: shut}, cause: gate-shut}
  - {id: acme/any, match: {any: [{message: gate-refused}, 'The gate is {state}']}, cause: gate-shut}
  - {id: acme/more, match: {any: [{group: closed}, 'Locked out by {gate}']}, cause: 'No way through {door}'}
"""
    group, written, more = pack_of(tmp_path, GROUPS + rules).rules
    assert group.match == written.match
    assert len(group.match.patterns) == 3
    assert len(more.match.patterns) == 5
    assert set(group.match.patterns) < set(more.match.patterns)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: acme/gate, match: {group: shutt}, cause: x y}\n", "1:19: rules[0].match: there is no group 'shutt'"),
        (
            "groups:\n  - {id: shut, of: [gate-refusd]}\n",
            "2:21: groups[0].of[0]: there is no message 'gate-refusd'; did you mean 'gate-refused'?",
        ),
        (
            "groups:\n  - {id: shut, of: ['{gate']}\n",
            "2:21: groups[0].of[0]: a single '{'; write '{{' for the character itself, or {name} for a value",
        ),
        (
            "groups:\n  - {id: shut, of: [gate-refused]}\n  - {id: shut, of: [gate-refused]}\n",
            "3:6: groups[1].id: the group 'shut' is defined already",
        ),
        ("groups:\n  - {id: shut, of: []}\n", "2:16: groups[0].of: needs at least 1 item"),
        (
            "groups:\n  - {id: shut, of: [{group: later}]}\n  - {id: later, of: [gate-refused]}\n",
            "2:21: groups[0].of[0]: there is no group 'later'",
        ),
    ],
)
def test_mistakes_in_groups_are_told_at_their_place(tmp_path: Path, text: str, message: str) -> None:
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}"]


@pytest.mark.parametrize(
    ("template", "templates"),
    [
        ("{push|publish} of {file} failed", ("push of {file} failed", "publish of {file} failed")),
        ("Gate {north|south} {is|was} shut", ("Gate north is shut", "Gate north was shut", "Gate south is shut", "Gate south was shut")),
        ("{|Sorry, }refused by {gate}", ("refused by {gate}", "Sorry, refused by {gate}")),
        ("{{a|b}} and {{{a|b}}}", ("{{a|b}} and {{a}}", "{{a|b}} and {{b}}")),
        ("no | alternatives by {gate}", ("no | alternatives by {gate}",)),
        ("{a|a} gate", ("a gate",)),
    ],
)
def test_alternatives_are_written_out(template: str, templates: tuple[str, ...]) -> None:
    assert expand(template) == templates


def test_too_many_alternatives_are_refused() -> None:
    with pytest.raises(TemplateError, match="its alternatives make more than 64 templates"):
        expand("{a|b}" * 7)


def test_alternatives_compile_to_what_their_templates_do(tmp_path: Path) -> None:
    text = """\
messages:
  - {id: gate-says, text: {en: 'The {north|south} gate refused {who}'}}
rules:
  - {id: acme/message, match: {message: gate-says}, cause: gate-shut}
  - {id: acme/template, match: 'The {north|south} gate refused {who}', cause: gate-shut}
  - {id: acme/any, match: {any: ['The north gate refused {who}', 'The south gate refused {who}']}, cause: gate-shut}
"""
    message, template, written = pack_of(tmp_path, text).rules
    assert message.match == template.match == written.match


def test_context_adds_facts_and_needs_no_anchor(tmp_path: Path) -> None:
    text = "- {id: acme/gate, match: 'Refused by {gate}', with: {any: ['by {who}'], within: 3}, cause: 'Shut for {who}'}\n"
    pack = pack_of(tmp_path, text)
    (rule,) = pack.rules
    assert rule.context is not None
    assert rule.context_within == 3
    (pattern,) = (pack.patterns[id_] for id_ in rule.context.patterns)
    assert (pattern.near, pattern.anchors) == (3, ())


def test_a_rule_without_context_has_none(tmp_path: Path) -> None:
    assert rule_of(tmp_path, "- {id: acme/gate, match: 'Refused by {gate}', cause: gate-shut}\n").context is None


def test_mistakes_in_context_are_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "- {id: acme/gate, match: 'Refused by {gate}', with: 'by {who', cause: gate-shut}\n") == [
        "acme/team.yaml:1:47: rules[0].with: a single '{'; write '{{' for the character itself, or {name} for a value"
    ]
