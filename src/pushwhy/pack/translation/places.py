"""Every text of a pack that can be said in another language, by its place in a text file."""

from __future__ import annotations

from collections.abc import Mapping

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Kind, Rule, Step
from pushwhy.phrases import ENGLISH_TEXTS

Place = tuple[str, str, str]
"""Section, id, and field; the field is empty where an id has one text only: a sentence, whose id is the English text, or a phrase."""
Text = str | tuple[str, ...] | Mapping[str, str]
"""A list is compared and translated as a whole, and so is a phrase with a text for each plural category."""
Texts = Mapping[Place, Text]


def of_pack(pack: RulePack) -> dict[Place, Text]:
    """The texts that the pack has, in the order of its causes, rules and facts; an empty text is none."""
    found: dict[Place, Text | None] = {}
    inline = inline_causes(pack)
    for cause in pack.causes.values():
        found["causes", cause.id, "title"] = cause.title
        if cause.id not in inline:
            found |= _advice("causes", cause.id, cause.explanation, cause.fix, cause.not_helpful, cause.confirm)
    for rule in pack.rules:
        found["rules", rule.id, "title"] = rule.title
        found["rules", rule.id, "text"] = rule.text if has_text(rule) else None
        found |= _advice("rules", rule.id, rule.explanation, rule.fix, rule.not_helpful, rule.confirm)
    for rule in pack.rules:
        found |= {("sentences", row.because, ""): row.because for cause in rule.causes for row in cause.evidence if row.because}
    for fact in pack.facts.values():
        found["facts", fact.name, "question"] = fact.question
        found["facts", fact.name, "description"] = fact.description
    found |= {("words", id_, ""): text for id_, text in ENGLISH_TEXTS.items()}
    return {place: text for place, text in found.items() if text}


def inline_causes(pack: RulePack) -> dict[str, str]:
    """Causes that a rule states in its own words, and that rule: all but the title is a text of the rule."""
    return {name: rule.id for rule in pack.rules if (name := rule.id.replace("/", ".")) in pack.causes}


def has_text(rule: Rule) -> bool:
    """Whether a rule says more than its title."""
    return rule.kind is Kind.NOTICE and rule.text != rule.title


def _advice(
    section: str, id_: str, explanation: str | None, fix: tuple[Step, ...], not_helpful: tuple[str, ...], confirm: str | None
) -> dict[Place, Text | None]:
    return {
        (section, id_, "explanation"): explanation,
        (section, id_, "fix"): tuple(step.text for step in fix),
        (section, id_, "not_helpful"): not_helpful,
        (section, id_, "confirm"): confirm,
    }
