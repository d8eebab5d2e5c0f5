"""Every shipped rule does what its examples say, and all rules and causes together keep the house rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
import regex

from pushwhy.engine.match.patterns import TIME_PER_PATTERN
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Severity, Verdict
from pushwhy.model.rules import ENDS_OF_RUNS, Cause, Kind, Pattern, Rule
from pushwhy.pack.compile.causes import unused_causes
from pushwhy.pack.compile.steps import PROGRAMS
from pushwhy.pack.compile.template import names_in_text
from pushwhy.run.examples import run_examples
from pushwhy.run.pipeline import Pipeline
from tests.shipped import shipped_pack

FAMILIES = frozenset(
    # who speaks: the client and what runs it, what lies on the way, then the feeds
    "client ci trusted-publishing other fallback http network proxy tls "
    "nuget.org symbols github azure-artifacts gitlab artifactory nexus proget myget baget nuget-server gitea codeartifact cloudsmith feedz "
    "teamcity octopus chocolatey powershell-gallery folder self-hosted".split()
)
SEVERITIES = {
    Kind.FAILURE: {Severity.ERROR},
    Kind.NOTICE: {Severity.WARNING, Severity.INFO},
    Kind.CONTEXT: {Severity.INFO},
}
MAX_TITLE = 60
"""Characters of a cause's title that fit on a line of a terminal beside its probability and its id."""
NO_PAGE = frozenset(
    (
        "fallback.unknown-message",
        "ip-blocked",
        "server-storage-conflict",
        "secret-visible-in-log",
        "secret-visible-in-log/account-token",
    )
)
"""Causes about which no public page says more than the cause itself."""
LINE = 1 << 16
RUNS = (" ", '"', "/", "1", "a.", "'", "error: ", "(")


@pytest.mark.parametrize("rule", shipped_pack().rules, ids=lambda rule: rule.id)
def test_examples(rule: Rule, pipeline: Pipeline) -> None:
    for one in run_examples([rule], pipeline):
        assert one.passed, f"example {one.number} of {one.wanted}: {one.text}"
        if one.wanted == "match" and rule.kind is Kind.FAILURE:
            assert one.winner == rule.id, f"{one.winner} speaks for example {one.number}: {one.text}"


class TestRules:
    def test_ids_are_a_known_family_and_a_kebab_name(self, pack: RulePack) -> None:
        wrong = [rule.id for rule in pack.rules if not re.fullmatch(r"[a-z0-9.-]+/[a-z0-9]+(-[a-z0-9]+)*", rule.id)]
        assert wrong == []
        assert {rule.id.split("/")[0] for rule in pack.rules} == FAMILIES

    def test_a_rule_lies_in_the_folder_of_its_family(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if not rule.file.startswith(f"rules/{rule.id.split('/')[0]}/")] == []

    def test_old_ids_are_nobody_elses(self, pack: RulePack) -> None:
        names = Counter(name for rule in pack.rules for name in (rule.id, *rule.aliases))
        assert [name for name, count in names.items() if count > 1] == []

    def test_a_failure_says_in_a_title_what_happened(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if rule.kind is Kind.FAILURE and not rule.title] == []

    def test_a_title_is_no_sentence(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if rule.title.endswith(".")] == []

    def test_only_a_failure_has_causes_and_each_has(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if bool(rule.causes) != (rule.kind is Kind.FAILURE)] == []

    def test_a_notice_has_a_text_and_marks_nothing(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if rule.kind is Kind.NOTICE and (not rule.text or rule.marks)] == []

    def test_a_failure_marks_no_more_than_how_a_run_ended(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if rule.kind is Kind.FAILURE and rule.marks not in {None, *ENDS_OF_RUNS}] == []

    def test_context_tells_something(self, pack: RulePack) -> None:
        told = {id_: "(?P<" in pattern.regex for id_, pattern in enumerate(pack.patterns)}
        silent = [
            rule.id
            for rule in pack.rules
            if rule.kind is Kind.CONTEXT and not rule.marks and not rule.set and not any(map(told.__getitem__, rule.match.patterns))
        ]
        # That a wrapper says so is all that is told of its line.
        assert [id_ for id_ in silent if not id_.startswith("ci/")] == []

    def test_the_severity_fits_the_kind(self, pack: RulePack) -> None:
        assert [(rule.id, rule.severity) for rule in pack.rules if rule.severity not in SEVERITIES[rule.kind]] == []

    def test_no_two_rules_look_for_the_same_under_the_same_conditions(self, pack: RulePack) -> None:
        same = defaultdict(list)
        for rule in pack.rules:
            conditions = (rule.exclude, rule.exclude_within, rule.level, rule.whole_line, rule.needs_push, rule.when, rule.says)
            same[rule.kind, rule.match, conditions].append(rule.id)
        assert [ids for ids in same.values() if len(ids) > 1] == []

    def test_over_names_other_rules_and_never_goes_in_circles(self, pack: RulePack) -> None:
        by_name = {name: rule for rule in pack.rules for name in (rule.id, *rule.aliases)}
        over = {rule.id: {by_name[name].id for name in rule.over} for rule in pack.rules}
        for rule in pack.rules:
            reached, new = set[str](), over[rule.id]
            while new:
                reached |= new
                new = {further for one in new for further in over[one]} - reached
            assert rule.id not in reached

    def test_a_cause_stands_once_in_a_rule(self, pack: RulePack) -> None:
        assert [rule.id for rule in pack.rules if len({cause.id for cause in rule.causes}) < len(rule.causes)] == []

    def test_links_are_https(self, pack: RulePack) -> None:
        assert [(rule.id, link) for rule in pack.rules for link in rule.docs if not link.startswith("https://")] == []


class TestCauses:
    def test_each_is_used(self, pack: RulePack) -> None:
        assert unused_causes(pack) == ()

    def test_each_is_complete(self, pack: RulePack) -> None:
        assert [cause.id for cause in pack.causes.values() if not (cause.title and cause.explanation and cause.fix)] == []

    def test_titles_fit_on_a_line_and_are_no_sentences(self, pack: RulePack) -> None:
        shared = [cause for cause in pack.causes.values() if "." not in cause.id]  # those of rules are their own words
        assert [cause.title for cause in shared if len(cause.title) > MAX_TITLE or cause.title.endswith(".")] == []

    def test_explanations_are_sentences(self, pack: RulePack) -> None:
        assert [cause.id for cause in pack.causes.values() if not cause.explanation.rstrip().endswith(".")] == []

    def test_links_are_https_and_seldom_missing(self, pack: RulePack) -> None:
        assert [(cause.id, link) for cause in pack.causes.values() for link in cause.docs if not link.startswith("https://")] == []
        assert {cause.id for cause in pack.causes.values() if not cause.docs} == NO_PAGE

    def test_a_refinement_refines_a_cause(self, pack: RulePack) -> None:
        assert [id_ for id_ in pack.causes if "/" in id_ and id_.split("/")[0] not in pack.causes] == []


class TestFixes:
    def test_a_command_begins_with_a_known_program(self, pack: RulePack) -> None:
        """A backticked span with a first word like a program's is meant to be run, and must get its arguments."""
        spans = [span.strip() for _, text in steps(pack) for span in re.findall(r"`([^`]+)`", text) if " " in span.strip()]
        likely = [span for span in spans if re.fullmatch(r"[a-z][a-z0-9_-]*(\.exe)?", span.split()[0])]
        assert len(likely) > 100
        assert [span for span in likely if span.split()[0] not in PROGRAMS] == []

    def test_no_step_is_empty_or_repeated(self, pack: RulePack) -> None:
        for owner in owners(pack):
            texts = [step.text for step in owner.fix]
            assert all(text.strip() for text in texts), owner.id
            assert len(set(texts)) == len(texts), owner.id


class TestFacts:
    def test_a_fact_with_weights_can_be_asked_for(self, pack: RulePack) -> None:
        assert [fact.name for fact in pack.facts.values() if fact.weights and not fact.question] == []

    def test_each_is_described(self, pack: RulePack) -> None:
        assert [fact.name for fact in pack.facts.values() if not fact.description.endswith(".")] == []

    def test_questions_speak_of_known_facts(self, pack: RulePack) -> None:
        texts = [text for fact in pack.facts.values() for text in (fact.question, fact.look_up) if text]
        assert {name for text in texts for name in names_in_text(text)} <= pack.facts.keys()


def test_no_line_however_hostile_takes_a_regex_longer_than_its_budget(pack: RulePack) -> None:
    slow = [pattern.regex for pattern in pack.patterns if not all(in_time(pattern, line) for line in hostile_lines(pattern))]
    assert slow == []


def test_a_number_of_thousands_of_digits_is_no_reason_to_stop(pipeline: Pipeline) -> None:
    log = f"""\
Pushing AppLogger.1.0.0.nupkg to 'https://nuget.contoso.example/api/v2/package'...
  PUT https://nuget.contoso.example/api/v2/package/
  Created https://nuget.contoso.example/api/v2/package/ {"1" * 5000}ms
Your package was pushed.
"""
    assert pipeline.report_bytes(log.encode()).verdict is Verdict.PUSHED


def in_time(pattern: Pattern, line: str) -> bool:
    compiled = regex.compile(pattern.regex)
    for _ in range(5):  # the budget is of time on a clock, and a busy machine may spend it elsewhere
        try:
            compiled.search(line, timeout=TIME_PER_PATTERN)
        except TimeoutError:
            continue
        return True
    return False


def hostile_lines(pattern: Pattern) -> Iterator[str]:
    """Lines as long as any that is looked at: long runs around what makes the engine try the regex, and nothing but that."""
    tempting = " ".join(pattern.hints) or "http"
    each = LINE // len(RUNS) - len(tempting)
    yield tempting.join(text * (each // len(text)) for text in (*RUNS, " "))
    yield f"{tempting} '" * (LINE // (len(tempting) + 2))


def steps(pack: RulePack) -> Iterator[tuple[Cause | Rule, str]]:
    """All steps of fixes, with whose they are."""
    for owner in owners(pack):
        yield from ((owner, step.text) for step in owner.fix)


def owners(pack: RulePack) -> list[Cause | Rule]:
    """All that has a fix."""
    return [*pack.causes.values(), *pack.rules]
