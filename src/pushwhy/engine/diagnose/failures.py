"""Groups the matches of failure rules into symptoms: what stands near a push and tells that something went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pushwhy.engine.diagnose.facts import facts_of_match
from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.facts import Facts, FactValue
from pushwhy.model.rules import Kind, Role


class Symptom(Struct, frozen=True, kw_only=True):
    """Matches that overlap: different readings of the same words. Lines are raw and inclusive."""

    line: int
    end_line: int
    matches: tuple[Match, ...]
    facts: Facts

    @property
    def is_fallback(self) -> bool:
        """Whether no rule knows any of its words."""
        return all(match.rule.role is Role.FALLBACK and not match.literal for match in self.matches)

    @property
    def text(self) -> str:
        """Its words; a repeat has the same."""
        return max((match.text for match in self.matches), key=len)

    @property
    def status(self) -> FactValue | None:
        """The HTTP status that it tells."""
        return self.facts["http_status"].value if "http_status" in self.facts else None


class Failure(Struct, frozen=True, kw_only=True):
    """A failed push, or (`push` None) a push command that failed before a push began."""

    push: Push | None
    symptoms: tuple[Symptom, ...]
    possible_pushes: tuple[int, ...] = ()
    """Indexes of other pushes that it can be of as well, because nothing tells whose lines these are."""

    @property
    def line(self) -> int:
        """The raw line on which it shows first."""
        return min(symptom.line for symptom in self.symptoms)


def symptoms_of(matches: Iterable[Match], timeline: Timeline) -> list[Symptom]:
    """Return the failure matches that stand near a push, grouped where they overlap, in order of lines."""
    failing = [match for match in matches if match.rule.kind is Kind.FAILURE]
    push_lines = _lines_near_pushes(failing, timeline)
    near = (match for match in failing if not match.rule.needs_push or match.line in push_lines)
    counting = [match for match in near if match.line in timeline.answered or not match.is_answer]
    groups: list[list[Match]] = []
    end = 0
    for match in sorted(counting, key=lambda match: (match.line, match.end_line)):
        if groups and match.line <= end:
            groups[-1].append(match)
        else:
            groups.append([match])
            end = 0
        end = max(end, match.end_line)
    return [_symptom(group) for group in groups]


def _lines_near_pushes(failing: Sequence[Match], timeline: Timeline) -> set[int]:
    """Return the lines that can be a push's. Where its standard error comes first, behind something else, the status tells it."""
    bare = {match.line for match in failing if match.begins_line and match.literal}
    near = {match.line for match in failing if timeline.is_near_push(match.line, match.level, begins_line=match.line in bare)}
    announced = {
        match.line
        for match in failing
        if match.line in bare and match.facts.get("http_status", 0) == timeline.status_soon_after(match.line)
    }
    return near | announced


def _symptom(group: Sequence[Match]) -> Symptom:
    facts: Facts = {}
    for match in sorted(group, key=lambda match: -match.literal):
        for name, fact in facts_of_match(match).items():
            facts.setdefault(name, fact)
    return Symptom(
        line=min(match.line for match in group), end_line=max(match.end_line for match in group), matches=tuple(group), facts=facts
    )
