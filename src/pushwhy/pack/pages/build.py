"""All pages by file name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pushwhy.model.rules import Cause, FactSpec, Kind
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.pages.markdown import anchor, bullets, code, paragraphs, prose, table
from pushwhy.pack.pages.match import group
from pushwhy.pack.pages.rule import reference, rule_blocks, steps, texts
from pushwhy.pack.pages.source import Source, Topic, read_source
from pushwhy.pack.pages.words import percent
from pushwhy.text import plural

_MADE = "<!-- Made from the rule pack by `python -m pushwhy.pack.pages --write docs/rules`. Change the pack, not this page. -->"

_COUNTS = (
    "{} in {}, {}, and {} of clients in all the languages that they speak. A *rule* recognises what a client, a server or a network says."
    " A *cause* is what can be wrong; many rules share one."
)
_WEIGHTS = (
    "A rule gives each of its causes a weight, from counted real cases where there are any. Weights become shares, with 5% left for"
    ' "none of these". Each known fact multiplies the share of a cause by the factor beside it: 2 for weak evidence, 5 for moderate,'
    " 20 for strong, 1000 for conclusive; against a cause it divides. Then the shares are brought to a sum of 1 again. Where a fact has"
    " base weights for its values, its factors are balanced, so that asking for it favours no cause before the answer is known."
)
_PRECEDENCE = (
    "Where several rules match the same line, the more specific one speaks: a rule that knows what a message means goes before one that"
    " knows a status alone, that before one whose message only wraps another, and that before a fallback, which knows nothing; one cause"
    " goes before several, the longer text before the shorter."
)
_VOCABULARY = (
    "[All families](index.md). What a log can tell, what can be derived from its pushes, and what `--fact NAME=VALUE` states."
    " A rule may have facts of its own beside these: the words in braces in its match."
)


def build(layer: Layer) -> dict[str, str]:
    """The text of every page of a pack, by file name.

    Raises:
        pushwhy.errors.PackError: a file of the pack has a mistake.
    """
    source = read_source(layer)
    pages = {
        "index.md": _index(source),
        "causes.md": _causes(source),
        "facts.md": _facts(source),
        "groups.md": _groups(source),
        **{f"{name}.md": _family(name, topics, source) for name, topics in source.families.items()},
    }
    return {name: paragraphs([[_MADE], *blocks]) for name, blocks in pages.items()}


def _index(source: Source) -> Iterator[Sequence[str]]:
    pack = source.pack
    yield ["# What pushwhy knows"]
    counts = (
        plural(len(pack.rules), "rule"),
        plural(len(source.families), "family"),
        plural(len(pack.causes), "cause"),
        plural(len(source.catalogue.messages), "message"),
    )
    yield [_COUNTS.format(*counts)]
    yield bullets(
        (
            "[All causes](causes.md)",
            "[All facts](facts.md), which rules read, weigh and ask for",
            "[All groups](groups.md) of messages, which several rules look for",
        )
    )
    yield ["## Families"]
    yield table(
        ["family", "failures", "notices", "context", "who speaks"],
        (
            [f"[{name}]({name}.md)", *(str(_count(topics, kind)) for kind in Kind), prose(_first_sentence(topics[0].introduction))]
            for name, topics in source.families.items()
        ),
    )
    yield ["## How likely a cause is"]
    yield [_WEIGHTS]
    yield [_PRECEDENCE]


def _family(name: str, topics: Sequence[Topic], source: Source) -> Iterator[Sequence[str]]:
    yield [f"# {name}"]
    yield ["[All families](index.md)"]
    for topic in topics:
        yield [f"## {topic.title if topic.title.lower() != name else 'All rules'}"]  # a page has each heading once
        if topic.introduction:
            yield [prose(topic.introduction)]
        yield bullets(f"[{code(rule.id)}](#{anchor(rule.id)}) {prose(rule.title or rule.text)}".rstrip() for rule in topic.rules)
    for topic in topics:
        for rule in topic.rules:
            yield from rule_blocks(rule, source)


def _causes(source: Source) -> Iterator[Sequence[str]]:
    causes = sorted(source.pack.causes.values(), key=lambda cause: cause.id)
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for rule in source.pack.rules:
        for one in rule.causes:
            rules[one.id].append(rule.id)
    yield ["# Causes"]
    yield ["[All families](index.md). Words in braces stand for what the log tells."]
    yield bullets(f"[{code(cause.id)}](#{anchor(cause.id)}) {prose(cause.title)}" for cause in causes)
    for cause in causes:
        yield from _cause(cause, rules[cause.id])


def _cause(cause: Cause, rules: Sequence[str]) -> Iterator[Sequence[str]]:
    yield [f"## {cause.id}"]
    yield [f"**{prose(cause.title)}**"]
    if cause.explanation:
        yield [prose(cause.explanation)]
    yield from steps("**Fix**", cause.fix)
    yield from texts(cause.confirm, cause.not_helpful, cause.docs)
    if rules:
        yield ["**Rules that can have it**"]
        yield bullets(map(reference, rules))


def _facts(source: Source) -> Iterator[Sequence[str]]:
    yield ["# Facts"]
    yield [_VOCABULARY]
    for spec in source.pack.facts.values():
        yield from _fact(spec)


def _groups(source: Source) -> Iterator[Sequence[str]]:
    yield ["# Groups of messages"]
    yield ["[All families](index.md). A rule that names a group looks for any of these."]
    for model in source.catalogue.groups.values():
        yield [f"## {model.id}"]
        yield group(model, source.catalogue)


def _fact(spec: FactSpec) -> Iterator[Sequence[str]]:
    yield [f"## {spec.name}"]
    if spec.description:
        yield [prose(spec.description)]
    rows = [f"Type: {code(spec.type)}"]
    if spec.weights:
        shown = (f"{code(value)} ({percent(weight)})" for value, weight in zip(spec.values, spec.weights, strict=True))
        rows.append(f"Values, with how common each is: {', '.join(shown)}")
    elif spec.values:
        rows.append(f"Values: {', '.join(map(code, spec.values))}")
    if spec.scope:
        rows.append(f"About: one {spec.scope}")
    rows += [f"{code(value)} above: {limit:,}" for value, limit in spec.above.items()]
    if spec.question:
        rows.append(f"Asks: {prose(spec.question)}")
    if spec.look_up:
        rows.append(f"Look up: {prose(spec.look_up)}")
    yield bullets(rows)


def _count(topics: Sequence[Topic], kind: Kind) -> int:
    return sum(rule.kind is kind for topic in topics for rule in topic.rules)


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.strip()
