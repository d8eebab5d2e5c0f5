"""Failure matches → symptoms: what stands beside a push and tells that something went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pushwhy.engine.diagnose import facts as fact_module
from pushwhy.engine.match.rules import Occurrence
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.facts import Facts
from pushwhy.model.rules import Kind, Role


class Symptom(Struct, frozen=True, kw_only=True):
    """Matches that overlap: different readings of the same words."""

    line: int
    end_line: int
    found: tuple[Occurrence, ...]
    facts: Facts

    @property
    def is_fallback(self) -> bool:
        """No rule knows any of its words."""
        return all(one.rule.role is Role.FALLBACK and not one.literal for one in self.found)

    @property
    def text(self) -> str:
        """The words, to recognise a repeat."""
        return max((one.text for one in self.found), key=len)


def symptoms_of(occurrences: Iterable[Occurrence], timeline: Timeline) -> list[Symptom]:
    """Failure matches that stand beside a push, grouped where they overlap."""
    failing = [one for one in occurrences if one.rule.kind is Kind.FAILURE]
    pushes = _lines_of_pushes(failing, timeline)
    beside = (one for one in failing if not one.rule.needs_push or one.line in pushes)
    found = [one for one in beside if one.line in timeline.answers or not one.is_answer]
    groups: list[list[Occurrence]] = []
    end = 0
    for one in sorted(found, key=lambda item: (item.line, item.end_line)):
        if groups and one.line <= end:
            groups[-1].append(one)
        else:
            groups.append([one])
            end = 0
        end = max(end, one.end_line)
    return [_symptom(group) for group in groups]


def _lines_of_pushes(failing: Sequence[Occurrence], timeline: Timeline) -> set[int]:
    """The lines that can be a push's. Where its standard error comes first, behind something else, it is known by the status."""
    bare = {one.line for one in failing if one.bare and one.literal}
    beside = {one.line for one in failing if timeline.is_beside_push(one.line, one.level, bare=one.line in bare)}
    return beside | {
        one.line for one in failing if one.line in bare and one.facts.get("http_status", 0) == timeline.status_soon_after(one.line)
    }


def _symptom(group: Sequence[Occurrence]) -> Symptom:
    facts: Facts = {}
    for one in sorted(group, key=lambda item: -item.literal):
        for name, fact in fact_module.of_occurrence(one).items():
            facts.setdefault(name, fact)
    return Symptom(line=min(one.line for one in group), end_line=max(one.end_line for one in group), found=tuple(group), facts=facts)
