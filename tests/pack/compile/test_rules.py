"""Rules, compiled: what they mean, and mistakes that only show beside the vocabulary, the causes and other rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.errors import PackError
from pushwhy.model.log import Level
from pushwhy.model.report import Severity, Strength
from pushwhy.model.rules import CauseOfRule, Comparison, Condition, EvidenceRule, Kind, Mark, Role
from pushwhy.pack import loading
from pushwhy.pack.merge.layers import Layer
from tests.pack.team import GROUND, KNOWN_FACTS, mistakes, pack_of, rule_of

GATE = "- id: acme/gate\n  match: 'Refused by {gate}'\n"
EVIDENCE = "evidence has one of is, in, at_least, at_most, and one of support, against"


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ("", ["1:3: rules[0]: a failure needs a `cause`, or `causes` with priors"]),
        ("  kind: notice\n", ["1:3: rules[0]: a notice needs a `text`"]),
        (
            "  cause: gate-shut\n  causes: [{id: gate-shut, prior: 1}]\n",
            ["4:3: rules[0].causes: write either `cause` or `causes`"],
        ),
        ("  cause: gate-shutt\n", ["3:3: rules[0].cause: there is no cause 'gate-shutt'; did you mean 'gate-shut'?"]),
        ("  cause: gate-shut/dusty\n", ["3:3: rules[0].cause: there is no cause 'gate-shut/dusty'; did you mean 'gate-shut/rusty'?"]),
        ("  cause: xyzzy\n", ["3:3: rules[0].cause: there is no cause 'xyzzy'"]),
        (
            "  causes: [{id: gate-shutt, prior: 1}, {id: xyzzy, prior: 1}]\n",
            [
                "3:13: rules[0].causes[0].id: there is no cause 'gate-shutt'; did you mean 'gate-shut'?",
                "3:41: rules[0].causes[1].id: there is no cause 'xyzzy'",
            ],
        ),
        (
            "  cause: gate-shut\n  marks: pushed\n",
            ["4:3: rules[0].marks: only a rule of `kind: context` marks the timeline"],
        ),
        (
            "  cause: gate-shut\n  over: [acme/gates, acme/gate]\n",
            ["4:10: rules[0].over[0]: there is no rule 'acme/gates'; did you mean 'acme/gate'?"],
        ),
        (
            "  cause: gate-shut\n  when: {fed: github, feed: [github, githup], http_status: {known: 4003}}\n",
            [
                "4:10: rules[0].when.fed: there is no fact 'fed'; did you mean 'feed'?",
                "4:23: rules[0].when.feed: feed cannot be 'githup'; valid: nuget.org, github; did you mean 'github'?",
                "4:47: rules[0].when.http_status: http_status cannot be 4003; it is of type status",
            ],
        ),
        (
            "  kind: context\n  set: {feed: githup, symbols: maybe}\n",
            [
                "4:9: rules[0].set.feed: feed cannot be 'githup'; valid: nuget.org, github; did you mean 'github'?",
                "4:23: rules[0].set.symbols: symbols cannot be 'maybe'; valid: true, false",
            ],
        ),
        (
            (
                "  title: 'By {gat}'\n  cause: 'Shut by {who}'\n  explanation: 'See {hots}'\n  fix: ['Ask {hst}']\n  confirm: 'A {'\n"
                "  not_helpful: ['{xyzzy}']\n  docs: ['https://{hosts}/']\n"
            ),
            [
                "3:3: rules[0].title: there is no fact 'gat'; did you mean 'gate'?",
                "4:3: rules[0].cause: there is no fact 'who'; known facts: " + KNOWN_FACTS.replace("feed, ", "feed, gate, "),
                "5:3: rules[0].explanation: there is no fact 'hots'; did you mean 'host'?",
                "6:9: rules[0].fix[0]: there is no fact 'hst'; did you mean 'host'?",
                "7:3: rules[0].confirm: a single '{'; write '{{' for the character itself, or {name} for a value",
                "8:17: rules[0].not_helpful[0]: there is no fact 'xyzzy'; known facts: " + KNOWN_FACTS.replace("feed, ", "feed, gate, "),
                "9:10: rules[0].docs[0]: there is no fact 'hosts'; did you mean 'host'?",
            ],
        ),
    ],
)
def test_mistakes_of_a_rule(tmp_path: Path, fields: str, messages: list[str]) -> None:
    assert mistakes(tmp_path, GATE + fields) == [f"acme/team.yaml:{message}" for message in messages]


def test_mistakes_in_evidence_are_told_together(tmp_path: Path) -> None:
    rows = """\
  causes:
    - id: gate-shut
      prior: 2
      evidence:
        - {fact: key, is: valid, in: [expired], support: strong}
        - {fact: key, is: valid}
        - {fact: key, is: valid, support: weak, against: weak}
        - {fact: key, support: weak}
        - {fact: kez, is: valid, support: weak}
        - {fact: key, is: vald, support: weak}
        - {fact: key, in: [valid, xyzzy], against: weak}
        - {fact: feed, at_least: 2, support: weak}
        - {fact: attempts, at_least: 2, support: weak, because: 'tried {attemps} times'}
"""
    row = "rules[0].causes[0].evidence"
    assert mistakes(tmp_path, GATE + rows) == [
        f"acme/team.yaml:7:11: {row}[0]: {EVIDENCE}",
        f"acme/team.yaml:8:11: {row}[1]: {EVIDENCE}",
        f"acme/team.yaml:9:11: {row}[2]: {EVIDENCE}",
        f"acme/team.yaml:10:11: {row}[3]: {EVIDENCE}",
        f"acme/team.yaml:11:11: {row}[4]: there is no fact 'kez'; did you mean 'key'?",
        f"acme/team.yaml:12:11: {row}[5]: key cannot be 'vald'; valid: valid, expired; did you mean 'valid'?",
        f"acme/team.yaml:13:11: {row}[6]: key cannot be 'xyzzy'; valid: valid, expired",
        f"acme/team.yaml:14:11: {row}[7]: feed cannot be 2; valid: nuget.org, github",
        f"acme/team.yaml:15:56: {row}[8].because: there is no fact 'attemps'; did you mean 'attempts'?",
    ]


def test_mistakes_of_several_rules_are_told_in_one_run(tmp_path: Path) -> None:
    text = """\
- {id: acme/a, match: Refused, cause: gate-shot}
- {id: acme/b, match: 'Refused by {gate', cause: gate-shut}
- {id: acme/c, match: Opened, cause: gate-shut, over: [acme/z]}
- {id: acme/a, match: Closed, cause: gate-shut}
"""
    assert mistakes(tmp_path, text) == [
        "acme/team.yaml:1:32: rules[0].cause: there is no cause 'gate-shot'; did you mean 'gate-shut'?",
        "acme/team.yaml:2:16: rules[1].match: a single '{'; write '{{' for the character itself, or {name} for a value",
        "acme/team.yaml:3:56: rules[2].over[0]: there is no rule 'acme/z'; did you mean 'acme/c'?",
        "acme/team.yaml:4:4: rules[3].id: the rule 'acme/a' is defined already, in acme/team.yaml",
    ]


def test_a_shipped_rule_needs_examples(tmp_path: Path) -> None:
    (tmp_path / "ground.yaml").write_text(GROUND, encoding="utf-8")
    (tmp_path / "team.yaml").write_text(GATE + "  cause: gate-shut\n  examples: {match: [Refused by gate 1]}\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        loading.load([Layer(name="shipped", path=tmp_path, shipped=True)], "digest")
    assert str(caught.value) == "rules/team.yaml:1:3: rules[0]: a shipped rule needs examples that match and examples that must not"


class TestCauses:
    def test_a_word_refers_to_a_shared_cause(self, tmp_path: Path) -> None:
        assert rule_of(tmp_path, GATE + "  cause: gate-shut/rusty\n").causes == (CauseOfRule(id="gate-shut/rusty", prior=1.0),)

    @pytest.mark.parametrize("title", ["The gate is shut.", "Gate_shut", "Shut", "gate-shut!"])
    def test_any_other_text_is_a_cause_of_its_own(self, tmp_path: Path, title: str) -> None:
        pack = pack_of(
            tmp_path, GATE + f"  cause: '{title}'\n  explanation: 'It is night.'\n  fix: ['Wait.']\n  docs: ['https://docs.example/']\n"
        )
        assert pack.rules[0].causes == (CauseOfRule(id="acme.gate", prior=1.0),)
        cause = pack.causes["acme.gate"]
        assert (cause.title, cause.explanation, cause.docs) == (title, "It is night.", ("https://docs.example/",))
        assert [step.text for step in cause.fix] == ["Wait."]

    def test_several_have_priors_and_evidence(self, tmp_path: Path) -> None:
        rows = """\
  causes:
    - id: gate-shut
      prior: 3
      evidence:
        - {fact: key, in: [valid, expired], against: conclusive, because: 'at {host}'}
        - {fact: attempts, at_least: 3, support: weak}
        - {fact: symbols, is: true, support: strong}
    - {id: gate-shut/rusty, prior: 0.5}
"""
        first, second = rule_of(tmp_path, GATE + rows).causes
        assert (first.id, first.prior, second) == ("gate-shut", 3.0, CauseOfRule(id="gate-shut/rusty", prior=0.5))
        assert first.evidence == (
            EvidenceRule(
                fact="key",
                op=Comparison.IN,
                values=("valid", "expired"),
                strength=Strength.CONCLUSIVE,
                against=True,
                ratio=1 / 1000,
                because="at {host}",
            ),
            EvidenceRule(fact="attempts", op=Comparison.AT_LEAST, values=(3,), strength=Strength.WEAK, against=False, ratio=2.0),
            EvidenceRule(fact="symbols", op=Comparison.IS, values=(True,), strength=Strength.STRONG, against=False, ratio=20.0),
        )


class TestFields:
    def test_what_is_not_said(self, tmp_path: Path) -> None:
        rule = rule_of(tmp_path, GATE + "  cause: gate-shut\n")
        assert (rule.kind, rule.severity, rule.needs_push, rule.whole_line, rule.level) == (
            Kind.FAILURE,
            Severity.ERROR,
            False,
            False,
            None,
        )
        assert (rule.file, rule.line, rule.layer) == ("acme/team.yaml", 1, 0)

    @pytest.mark.parametrize(("kind", "severity"), [("failure", Severity.ERROR), ("notice", Severity.WARNING), ("context", Severity.INFO)])
    def test_the_severity_fits_the_kind(self, tmp_path: Path, kind: str, severity: Severity) -> None:
        assert rule_of(tmp_path, GATE + f"  kind: {kind}\n  text: Look\n  cause: gate-shut\n").severity == severity

    def test_conditions(self, tmp_path: Path) -> None:
        rule = rule_of(tmp_path, GATE + "  cause: gate-shut\n  when: {feed: {known: github}, http_status: [401, 403], gate: G1}\n")
        assert rule.when == (
            Condition(fact="feed", values=("github",), known=True),
            Condition(fact="http_status", values=(401, 403)),
            Condition(fact="gate", values=("G1",)),
        )

    def test_everything_else(self, tmp_path: Path) -> None:
        fields = """\
  kind: context
  level: error
  needs: push
  whole_line: true
  marks: push-ended
  set: {feed: github, colour: red}
  not: {any: [Opened, Closed], within: 3}
  over: [acme/gate]
  aliases: [acme/old-gate]
  explanation: 'The {colour} gate.'
"""
        rule = rule_of(tmp_path, GATE + fields)
        assert (rule.level, rule.needs_push, rule.whole_line, rule.marks) == (Level.ERROR, True, True, Mark.PUSH_ENDED)
        assert (rule.set, rule.exclude_within, rule.over, rule.aliases) == (
            {"feed": "github", "colour": "red"},
            3,
            ("acme/gate",),
            ("acme/old-gate",),
        )
        assert rule.exclude is not None
        assert len(rule.exclude.patterns) == 2

    def test_over_may_name_a_rule_by_its_old_id(self, tmp_path: Path) -> None:
        text = (
            GATE
            + "  cause: gate-shut\n  aliases: [acme/old-gate]\n- {id: acme/b, match: Opened, cause: gate-shut, over: [acme/old-gate]}\n"
        )
        assert pack_of(tmp_path, text).rules[1].over == ("acme/old-gate",)


class TestRoles:
    def test_a_rule_knows_what_its_message_means_unless_it_says_otherwise(self, tmp_path: Path) -> None:
        rule = rule_of(tmp_path, GATE + "  cause: gate-shut\n")
        assert (rule.role, rule.unexplained) == (Role.SYMPTOM, False)

    def test_what_the_rules_of_a_file_have_in_common_stands_once_and_each_can_differ(self, tmp_path: Path) -> None:
        text = """\
defaults: {role: status, needs: push}
rules:
  - {id: acme/gate, match: 'Refused by {gate}', cause: gate-shut}
  - {id: acme/door, match: 'Refused by door {door}', cause: gate-shut, role: symptom}
"""
        gate, door = pack_of(tmp_path, text).rules
        assert (gate.role, gate.needs_push) == (Role.STATUS, True)
        assert (door.role, door.needs_push) == (Role.SYMPTOM, True)

    def test_only_a_fallback_leaves_a_push_unexplained(self, tmp_path: Path) -> None:
        assert rule_of(tmp_path, GATE + "  cause: gate-shut\n  role: fallback\n  unexplained: true\n").unexplained
        assert mistakes(tmp_path, GATE + "  cause: gate-shut\n  unexplained: true\n") == [
            "acme/team.yaml:4:3: rules[0].unexplained: only a rule of `role: fallback` leaves a push unexplained"
        ]
