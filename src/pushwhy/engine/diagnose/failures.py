"""Groups the matches of failure rules into symptoms: what stands near a push and tells that something went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pushwhy.engine.diagnose.facts import facts_of_match
from pushwhy.engine.diagnose.push_evidence import PushEvidence, PushWeigher
from pushwhy.engine.match.rules import Match
from pushwhy.engine.pushes.push import Push
from pushwhy.engine.pushes.timeline import Timeline
from pushwhy.model.facts import Facts, FactValue
from pushwhy.model.lexicon import PushWeights
from pushwhy.model.rules import Kind, Role


class Symptom(Struct, frozen=True, kw_only=True):
    """Matches that overlap: different readings of the same words. Lines are raw and inclusive."""

    line: int
    end_line: int
    matches: tuple[Match, ...]
    facts: Facts
    evidence: PushEvidence | None = None
    """What speaks for and against its being a push's; None where no rule asks."""
    is_certain: bool = True
    """Whether that suffices."""

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
    def is_certain(self) -> bool:
        """Whether it surely is a push's."""
        return self.push is not None or any(symptom.is_certain for symptom in self.symptoms)

    @property
    def evidence(self) -> PushEvidence | None:
        """The strongest that speaks for its being a push's."""
        weighed = [symptom.evidence for symptom in self.symptoms if symptom.evidence is not None]
        return max(weighed, key=lambda evidence: evidence.total, default=None)

    @property
    def line(self) -> int:
        """The raw line on which it shows first."""
        return min(symptom.line for symptom in self.symptoms)


def symptoms_of(
    matches: Iterable[Match], timeline: Timeline, weights: PushWeights, *, presume_push: bool = False
) -> tuple[list[Symptom], list[Match]]:
    """Return the failure matches that are, or possibly are, a push's, grouped where they overlap, in order of lines.

    The second list holds those that a test's output or a document shows.
    """
    failures = [match for match in matches if match.rule.kind is Kind.FAILURE]
    weigher = PushWeigher(failures, timeline, weights, presume_push=presume_push)
    failing = [(match, weigher.evidence(match) if match.rule.needs_push else None) for match in failures]
    near = [(match, evidence) for match, evidence in failing if evidence is None or evidence.total >= weights.possible]
    shown = [match for match, evidence in failing if evidence is not None and evidence.total < weights.possible and evidence.is_shown]
    counting = [(match, evidence) for match, evidence in near if match.line in timeline.answered or not match.is_answer]
    groups: list[list[tuple[Match, PushEvidence | None]]] = []
    end = 0
    for match, evidence in sorted(counting, key=lambda pair: (pair[0].line, pair[0].end_line)):
        if groups and match.line <= end:
            groups[-1].append((match, evidence))
        else:
            groups.append([(match, evidence)])
            end = 0
        end = max(end, match.end_line)
    return [_symptom(group, weights) for group in groups], shown


def _symptom(group: Sequence[tuple[Match, PushEvidence | None]], weights: PushWeights) -> Symptom:
    facts: Facts = {}
    for match, _ in sorted(group, key=lambda pair: -pair[0].literal):
        for name, fact in facts_of_match(match).items():
            facts.setdefault(name, fact)
    weighed = [evidence for _, evidence in group if evidence is not None]
    is_certain = len(weighed) < len(group) or any(evidence.total >= weights.failed for evidence in weighed)
    return Symptom(
        line=min(match.line for match, _ in group),
        end_line=max(match.end_line for match, _ in group),
        matches=tuple(match for match, _ in group),
        facts=facts,
        evidence=max(weighed, key=lambda evidence: evidence.total, default=None),
        is_certain=is_certain,
    )
