"""The `rules:` of files, compiled against the vocabulary, the patterns and the causes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from pushwhy.model.facts import FactValue
from pushwhy.model.report import Problem, Severity
from pushwhy.model.rules import ENDS_OF_RUNS, Cause, CauseOfRule, Comparison, Condition, EvidenceRule, FactSpec, Kind, Matcher, Role, Rule
from pushwhy.pack.compile import causes as cause_texts
from pushwhy.pack.compile.patterns import Form, PatternTable
from pushwhy.pack.compile.vocabulary import unknown_fact, unknown_value, value_of
from pushwhy.pack.compile.weights import REMAINDER, ratio_of
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.forms import Known, NearMatch, Scalar
from pushwhy.pack.read.rule_file import RuleFile
from pushwhy.pack.read.schema import CAUSE_ID, EvidenceModel, RuleModel
from pushwhy.text import nearest

_SEVERITY = {Kind.FAILURE: Severity.ERROR, Kind.NOTICE: Severity.WARNING, Kind.CONTEXT: Severity.INFO}


class RuleCompiler:
    """Compiles rules one by one and collects what is wrong with them."""

    def __init__(
        self,
        vocabulary: Mapping[str, FactSpec],
        patterns: PatternTable,
        causes: dict[str, Cause],
        concepts: Collection[str],
        shipped: Collection[int],
        problems: list[Problem],
    ) -> None:
        self._vocabulary = vocabulary
        self._patterns = patterns
        self._causes = causes
        self._concepts = concepts
        self._shipped = shipped
        self._problems = problems
        self._rules: dict[str, Rule] = {}
        self._over: list[tuple[RuleFile, Path, str]] = []
        self._evidence_of: dict[str, tuple[EvidenceRule, ...]] = {}
        """By the id of a cause, what speaks for it or against it anywhere."""

    def compile(self, files: Sequence[RuleFile]) -> tuple[Rule, ...]:
        """All rules in the order of their files."""
        for file in files:
            for index, cause in enumerate(file.model.causes):
                self._evidence_of[cause.id] = self._evidence_rows(file, ("causes", index, "evidence"), cause.evidence, self._vocabulary)
        for file in files:
            for index, model in enumerate(file.model.rules):
                self._rule(file, ("rules", index), model)
        known = {*self._rules, *(alias for rule in self._rules.values() for alias in rule.aliases)}
        for file, path, id_ in self._over:
            if id_ not in known:
                guess = nearest(id_, known)
                self._say(file, path, f"there is no rule {id_!r}" + (f"; did you mean {guess!r}?" if guess else ""))
        return tuple(self._rules.values())

    def _say(self, file: RuleFile, path: Path, message: str) -> None:
        self._problems.append(file.document.problem("rule", message, path))

    def _rule(self, file: RuleFile, path: Path, model: RuleModel) -> None:
        if model.id in self._rules:
            self._say(file, (*path, "id"), f"the rule {model.id!r} is defined already, in {self._rules[model.id].file}")
            return
        matcher = self._matcher(file, (*path, "match"), model, model.match)
        exclude = self._matcher(file, (*path, "not"), model, model.not_.match) if model.not_ else None
        context = self._context(file, (*path, "with"), model.with_) if model.with_ else None
        added = self._patterns.names(context) if context else frozenset[str]()
        names = {*self._vocabulary, *self._patterns.names(matcher), *added, *model.set}
        self._check(file, path, model, names)
        for index, id_ in enumerate(model.over):
            self._over.append((file, (*path, "over", index), id_))
        self._rules[model.id] = Rule(
            id=model.id,
            kind=model.kind,
            role=model.role,
            unexplained=model.unexplained,
            severity=model.severity or _SEVERITY[model.kind],
            title=cause_texts.checked(file, path, "title", model.title, names, self._problems) or "",
            match=matcher,
            exclude=exclude,
            exclude_within=model.not_.within if model.not_ else 0,
            context=context,
            context_within=model.with_.within if model.with_ else 0,
            whole_line=model.whole_line,
            says=self._says(file, path, model, self._patterns.names(matcher)),
            level=model.level,
            needs_push=model.needs == "push",
            when=tuple(self._condition(file, (*path, "when", fact), fact, value, names) for fact, value in model.when.items()),
            causes=self._causes_of(file, path, model, names),
            remainder=0.0 if model.exhaustive else REMAINDER,
            over=tuple(model.over),
            aliases=tuple(model.aliases),
            marks=model.marks,
            set={fact: self._value(file, (*path, "set", fact), fact, value, names) for fact, value in model.set.items()},
            text=cause_texts.checked(file, path, "text", model.text, names, self._problems) or model.title or "",
            explanation=cause_texts.checked(file, path, "explanation", model.explanation, names, self._problems),
            fix=cause_texts.fix_steps(file, (*path, "fix"), model.fix, names, self._problems),
            not_helpful=tuple(model.not_helpful),
            confirm=cause_texts.checked(file, path, "confirm", model.confirm, names, self._problems),
            docs=tuple(model.docs),
            examples_match=tuple(model.examples.match),
            examples_no_match=tuple(model.examples.no_match),
            layer=file.layer,
            order=len(self._rules),
            file=file.document.file,
            line=file.document.position(path)[0],
        )

    def _says(self, file: RuleFile, path: Path, model: RuleModel, captured: Collection[str]) -> tuple[tuple[str, ...], ...]:
        if model.says and "reason" not in captured:
            self._say(file, (*path, "says"), "says looks at the fact `reason`, which the match does not capture")
        if model.says and model.role is not Role.REASON:
            self._say(file, (*path, "says"), "a rule that reads what a sentence means has `role: reason`")
        for index, line in enumerate(model.says):
            for name in line.split():
                if name not in self._concepts:
                    guess = nearest(name, self._concepts)
                    self._say(
                        file, (*path, "says", index), f"there is no concept {name!r}" + (f"; did you mean {guess!r}?" if guess else "")
                    )
        return tuple(tuple(line.split()) for line in model.says)

    def _matcher(self, file: RuleFile, path: Path, model: RuleModel, form: Form) -> Matcher:
        return self._patterns.matcher(file, path, form, self._problems, near=model.near, whole_line=model.whole_line)

    def _context(self, file: RuleFile, path: Path, model: NearMatch) -> Matcher:
        """It is looked for only around the match, so its texts need no anchors of their own."""
        return self._patterns.matcher(file, path, model.match, self._problems, near=max(1, model.within), whole_line=False)

    def _check(self, file: RuleFile, path: Path, model: RuleModel, names: Collection[str]) -> None:
        if model.kind is Kind.FAILURE and not (model.cause or model.causes):
            self._say(file, path, "a failure needs a `cause`, or `causes` with priors")
        if model.cause and model.causes:
            self._say(file, (*path, "causes"), "write either `cause` or `causes`")
        if model.kind is Kind.NOTICE and not (model.text or model.title):
            self._say(file, path, "a notice needs a `text`")
        if model.marks and model.kind is not Kind.CONTEXT and not (model.kind is Kind.FAILURE and model.marks in ENDS_OF_RUNS):
            self._say(file, (*path, "marks"), "only a rule of `kind: context` marks the timeline")
        if model.unexplained and model.role is not Role.FALLBACK:
            self._say(file, (*path, "unexplained"), "only a rule of `role: fallback` leaves a push unexplained")
        for name, texts in (("not_helpful", model.not_helpful), ("docs", model.docs)):
            for index, text in enumerate(texts):
                cause_texts.check_placeholders(file, (*path, name, index), text, names, self._problems)
        if file.layer in self._shipped and not (model.examples.match and model.examples.no_match):
            self._say(file, path, "a shipped rule needs examples that match and examples that must not")

    def _causes_of(self, file: RuleFile, path: Path, model: RuleModel, names: Collection[str]) -> tuple[CauseOfRule, ...]:
        if model.cause is not None:
            only = self._single_cause(file, path, model, model.cause, names)
            return (CauseOfRule(id=only, prior=1.0, evidence=self._evidence_of.get(only, ())),)
        found = []
        for index, cause in enumerate(model.causes):
            place: Path = (*path, "causes", index)
            self._check_cause(file, (*place, "id"), cause.id)
            rows = self._evidence_rows(file, (*place, "evidence"), cause.evidence, names)
            told = {row.fact for row in rows}
            rows += tuple(row for row in self._evidence_of.get(cause.id, ()) if row.fact not in told)
            found.append(CauseOfRule(id=cause.id, prior=cause.prior, evidence=rows, cases=cause.cases or 0))
        return tuple(found)

    def _single_cause(self, file: RuleFile, path: Path, model: RuleModel, cause: str, names: Collection[str]) -> str:
        """A word of kebab-case, or two joined by a slash, refers to a cause; any other text is a cause of the rule's own."""
        if re.fullmatch(CAUSE_ID, cause):
            self._check_cause(file, (*path, "cause"), cause)
            return cause
        own = cause_texts.inline(file, path, model, names, self._problems)
        self._causes[own.id] = own
        return own.id

    def _check_cause(self, file: RuleFile, path: Path, id_: str) -> None:
        if id_ not in self._causes:
            guess = nearest(id_, self._causes)
            self._say(file, path, f"there is no cause {id_!r}" + (f"; did you mean {guess!r}?" if guess else ""))

    def _evidence_rows(
        self, file: RuleFile, path: Path, models: Sequence[EvidenceModel], names: Collection[str]
    ) -> tuple[EvidenceRule, ...]:
        found = (self._evidence(file, (*path, number), model, names) for number, model in enumerate(models))
        return tuple(row for row in found if row is not None)

    def _evidence(self, file: RuleFile, path: Path, model: EvidenceModel, names: Collection[str]) -> EvidenceRule | None:
        operators = [
            (op, value)
            for op, value in (
                (Comparison.IS, model.is_),
                (Comparison.IN, model.in_),
                (Comparison.AT_LEAST, model.at_least),
                (Comparison.AT_MOST, model.at_most),
            )
            if value is not None
        ]
        strengths = [s for s in (model.support, model.against) if s is not None]
        if len(operators) != 1 or len(strengths) != 1:
            self._say(file, path, "evidence has one of is, in, at_least, at_most, and one of support, against")
            return None
        op, value = operators[0]
        values = tuple(self._value(file, path, model.fact, one, names) for one in (value if isinstance(value, list) else [value]))
        because = cause_texts.checked(file, path, "because", model.because, names, self._problems)
        against = model.against is not None
        return EvidenceRule(
            fact=model.fact,
            op=op,
            values=values,
            strength=strengths[0],
            against=against,
            ratio=ratio_of(strengths[0], against=against),
            because=because,
        )

    def _condition(self, file: RuleFile, path: Path, fact: str, value: Scalar | list[Scalar] | Known, names: Collection[str]) -> Condition:
        wanted = value.known if isinstance(value, Known) else value
        values = tuple(self._value(file, path, fact, one, names) for one in (wanted if isinstance(wanted, list) else [wanted]))
        return Condition(fact=fact, values=values, known=isinstance(value, Known))

    def _value(self, file: RuleFile, path: Path, fact: str, given: Scalar, names: Collection[str]) -> FactValue:
        if fact not in names:
            self._say(file, path, unknown_fact(fact, names))
            return given
        spec = self._vocabulary.get(fact)
        value = value_of(spec, given)
        if value is None and spec is not None:
            self._say(file, path, unknown_value(spec, given))
        return given if value is None else value
