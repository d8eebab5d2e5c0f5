"""A language laid over a pack, field by field."""

from __future__ import annotations

from msgspec.structs import replace

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Cause, CauseOfRule, FactSpec, Rule, Step
from pushwhy.pack.translation.places import Texts, has_text, inline_causes


def lay(pack: RulePack, texts: Texts, language: str) -> RulePack:
    """The pack with these texts in place of the English ones; the others stay."""
    layer = _Layer(texts)
    inline = inline_causes(pack)
    words = {id_: text for (section, id_, _), text in texts.items() if section == "words" and not isinstance(text, tuple)}
    content = replace(
        pack.content,
        causes={id_: layer.cause(cause, inline.get(id_)) for id_, cause in pack.causes.items()},
        rules=tuple(layer.rule(rule) for rule in pack.rules),
        facts={name: layer.fact(fact) for name, fact in pack.facts.items()},
    )
    return RulePack(replace(pack.head, language=language, words=words), lambda: content)


class _Layer:
    """The texts of one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def cause(self, cause: Cause, rule: str | None) -> Cause:
        """All but the title of a cause that a rule states itself is found under the rule."""
        at = ("rules", rule) if rule is not None else ("causes", cause.id)
        return replace(
            cause,
            title=self._said(("causes", cause.id), "title", cause.title),
            explanation=self._said(at, "explanation", cause.explanation),
            fix=self._steps(at, cause.fix),
            not_helpful=self._points(at, "not_helpful", cause.not_helpful),
            confirm=self._maybe(at, "confirm", cause.confirm),
        )

    def rule(self, rule: Rule) -> Rule:
        """A rule; a notice without a text of its own says its title."""
        at = ("rules", rule.id)
        title = self._said(at, "title", rule.title)
        return replace(
            rule,
            title=title,
            text=self._said(at, "text", rule.text) if has_text(rule) else title,
            explanation=self._maybe(at, "explanation", rule.explanation),
            fix=self._steps(at, rule.fix),
            not_helpful=self._points(at, "not_helpful", rule.not_helpful),
            confirm=self._maybe(at, "confirm", rule.confirm),
            causes=tuple(self._evidence(cause) for cause in rule.causes),
        )

    def fact(self, fact: FactSpec) -> FactSpec:
        """A fact's question and description."""
        at = ("facts", fact.name)
        return replace(
            fact,
            question=self._maybe(at, "question", fact.question),
            description=self._said(at, "description", fact.description),
        )

    def _evidence(self, cause: CauseOfRule) -> CauseOfRule:
        rows = tuple(replace(row, because=self._maybe(("sentences", row.because or ""), "", row.because)) for row in cause.evidence)
        return replace(cause, evidence=rows)

    def _said(self, at: tuple[str, str], field: str, english: str) -> str:
        return str(self._texts.get((*at, field), english))

    def _maybe(self, at: tuple[str, str], field: str, english: str | None) -> str | None:
        return None if english is None else self._said(at, field, english)

    def _points(self, at: tuple[str, str], field: str, english: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._texts.get((*at, field), english))

    def _steps(self, at: tuple[str, str], english: tuple[Step, ...]) -> tuple[Step, ...]:
        """Commands are the same in every language, so only the text of a step changes."""
        said = self._points(at, "fix", tuple(step.text for step in english))
        return tuple(Step(text=text, argv=step.argv) for text, step in zip(said, english, strict=True))
