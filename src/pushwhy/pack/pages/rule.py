"""One rule in the frame that all rules have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pushwhy.model.rules import CauseOfRule, Condition, Kind, Role, Rule, Step
from pushwhy.pack.pages import words
from pushwhy.pack.pages.markdown import anchor, block, bullets, code, link, numbered, prose, table
from pushwhy.pack.pages.match import looked_for
from pushwhy.pack.pages.source import Source, family

_KINDS = {
    Kind.FAILURE: "failure: a push failed",
    Kind.NOTICE: "notice: told beside the verdict",
    Kind.CONTEXT: "context: only yields facts",
}
_ROLES = {
    Role.REASON: "reason: knows what a sentence is about, and gives way to rules that know its words",
    Role.STATUS: "status: gives way to rules that know what a message means",
    Role.WRAPPER: "wrapper: says only that something failed, and gives way to what it stands around",
    Role.FALLBACK: "fallback: gives way to all others",
}


def rule_blocks(rule: Rule, source: Source) -> Iterator[Sequence[str]]:
    """Heading, title, when it applies, what it matches, causes, what it says, examples."""
    yield [f"### {rule.id}"]
    if rule.title:
        yield [f"**{prose(rule.title)}**"]
    yield bullets(_frame(rule, source))
    yield from looked_for(source.models[rule.id], source.catalogue)
    if rule.causes:
        yield from _causes(rule, source)
    yield from _said(rule)
    yield from _examples("**Examples**", rule.examples_match)
    yield from _examples("**Left alone**", rule.examples_no_match)


def reference(rule_id: str) -> str:
    """A link to a rule from any page."""
    return f"[{code(rule_id)}]({family(rule_id)}.md#{anchor(rule_id)})"


def _frame(rule: Rule, source: Source) -> Iterator[str]:
    yield f"Kind: {_KINDS[rule.kind]}"
    if rule.kind is not Kind.CONTEXT:
        yield f"Severity: {rule.severity.value}"
    applies = [*(_condition(row, source) for row in rule.when), *_circumstances(rule, source)]
    yield f"Applies: {'; '.join(applies)}" if applies else "Applies: always"
    if rule.marks is not None:
        yield f"Tells of the push: {code(rule.marks.value)}"
    for name, value in rule.set.items():
        yield f"States: {_fact(name, source)} is {words.choice((value,))}"
    if rule.role is not Role.SYMPTOM:
        yield f"Role: {_ROLES[rule.role]}"
    if rule.over:
        yield f"Speaks before: {', '.join(map(reference, rule.over))}"
    if rule.aliases:
        yield f"Former names: {', '.join(map(code, rule.aliases))}"


def _circumstances(rule: Rule, source: Source) -> Iterator[str]:
    if rule.level is not None:
        yield f"the line is marked as {code(rule.level.value)}"
    if rule.needs_push:
        yield "beside a push, or where nothing else goes on"
    near = source.models[rule.id].near
    if near is not None:
        yield f"looked for only where another rule finds something within {near} lines"


def _condition(row: Condition, source: Source) -> str:
    return words.condition(row, known_fact=row.fact in source.pack.facts)


def _fact(name: str, source: Source) -> str:
    return words.fact(name) if name in source.pack.facts else code(name)


def _causes(rule: Rule, source: Source) -> Iterator[Sequence[str]]:
    shares = words.shares(rule.causes, remainder=rule.remainder)
    yield ["**Causes**"]
    rows = [
        [
            f"[{code(cause.id)}](causes.md#{anchor(cause.id)})",
            prose(source.pack.causes[cause.id].title),
            f"{cause.prior:g}",
            words.percent(share),
        ]
        for cause, share in zip(rule.causes, shares, strict=True)
    ]
    if rule.remainder:
        rows.append(["", "none of these", "", words.percent(rule.remainder)])
    yield table(["cause", "what is wrong", "weight", "before evidence"], rows)
    if any(cause.evidence for cause in rule.causes):
        yield ["**Evidence**"]
        yield [line for cause in rule.causes if cause.evidence for line in _evidence(cause, source)]


def _evidence(cause: CauseOfRule, source: Source) -> list[str]:
    rows = [words.evidence(row, known_fact=row.fact in source.pack.facts) for row in cause.evidence]
    return [f"- {code(cause.id)}", *(f"  - {row}" for row in rows)]


def _said(rule: Rule) -> Iterator[Sequence[str]]:
    """What the rule says itself; for a failure it stands in place of what its first cause says."""
    if rule.kind is Kind.NOTICE and rule.text:
        yield [f"**Says** {prose(rule.text)}"]
    if rule.explanation:
        yield [f"**Explains** {prose(rule.explanation)}"]
    yield from steps("**Fix**", rule.fix)
    yield from texts(rule.confirm, rule.not_helpful, rule.docs)


def steps(head: str, fix: Sequence[Step]) -> Iterator[Sequence[str]]:
    """The steps of a fix."""
    if fix:
        yield [head]
        yield numbered(prose(step.text) for step in fix)


def texts(confirm: str | None, not_helpful: Sequence[str], docs: Sequence[str]) -> Iterator[Sequence[str]]:
    """What rules and causes say beside the fix."""
    if confirm:
        yield [f"**To confirm** {prose(confirm)}"]
    if not_helpful:
        yield ["**Does not help**"]
        yield bullets(map(prose, not_helpful))
    if docs:
        yield ["**More**"]
        yield bullets(map(link, docs))


def _examples(head: str, examples: Sequence[str]) -> Iterator[Sequence[str]]:
    """Short ones in a list; a log of several lines as a block of its own in it."""
    if not examples:
        return
    yield [head]
    lines: list[str] = []
    for text in examples:
        if "\n" in text.strip("\n"):
            lines += ["- a log:", "", *block(text.strip("\n"), "  "), ""]
        else:
            lines.append(f"- {code(text.strip())}")
    yield lines[:-1] if lines[-1] == "" else lines
