"""The examples of rules, run as logs of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from pushwhy.model.rules import Kind, Rule
from pushwhy.run.pipeline import Pipeline


class ExampleResult(Struct, frozen=True, kw_only=True):
    """What became of one example. `number` counts from 1 within its list."""

    rule: Rule
    wanted: Literal["match", "no_match"]
    number: int
    text: str
    matched: bool
    winner: str | None
    """The rule that speaks for the example, where one does."""

    @property
    def passed(self) -> bool:
        """Whether the example came out as it says."""
        return self.matched == (self.wanted == "match")


def run_examples(rules: Iterable[Rule], pipeline: Pipeline) -> Iterator[ExampleResult]:
    """Judge every example of the rules, in order."""
    for rule in rules:
        for number, text in enumerate(rule.examples_match, 1):
            yield _result(rule, "match", number, text, pipeline)
        for number, text in enumerate(rule.examples_no_match, 1):
            yield _result(rule, "no_match", number, text, pipeline)


def _result(rule: Rule, wanted: Literal["match", "no_match"], number: int, text: str, pipeline: Pipeline) -> ExampleResult:
    report = pipeline.report_bytes(text.encode(), name=f"{rule.id} {wanted} {number}", presume_push=True)
    winner = report.diagnoses[0].rule if report.diagnoses else None
    if rule.kind is Kind.CONTEXT:
        matched = rule.id in pipeline.rules_matching(text.encode())
    elif rule.kind is Kind.NOTICE:
        matched = any(notice.rule == rule.id for notice in report.notices)
    else:
        matched = any(rule.id in (diagnosis.rule, *(related.rule for related in diagnosis.related)) for diagnosis in report.diagnoses)
    return ExampleResult(rule=rule, wanted=wanted, number=number, text=text, matched=matched, winner=winner)
