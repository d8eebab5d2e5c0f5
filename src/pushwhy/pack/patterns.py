"""The `match` of rules → patterns with anchors; the same regex is one pattern, however many rules use it."""

from __future__ import annotations

import regex

from pushwhy.model.report import Problem
from pushwhy.model.rules import FactSpec, Matcher, Pattern
from pushwhy.pack import anchors, template
from pushwhy.pack.document import Path
from pushwhy.pack.read import RuleFile
from pushwhy.pack.schema import AllMatch, AnyMatch, MessageMatch, MessageModel, RegexMatch, SequenceMatch
from pushwhy.pack.template import TemplateError
from pushwhy.pack.vocabulary import Vocabulary
from pushwhy.text import nearest

Form = str | RegexMatch | MessageMatch | AnyMatch | AllMatch | SequenceMatch


class PatternTable:
    """Patterns by regex, and the messages that stand for several of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._patterns: dict[tuple[str, int | None], Pattern] = {}
        self._messages: dict[str, tuple[int, ...]] = {}

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns; the id of each is its place."""
        return tuple(self._patterns.values())

    def names(self, matcher: Matcher) -> frozenset[str]:
        """The facts that a matcher can capture."""
        own = (name for id_ in matcher.patterns for name in regex.compile(self.patterns[id_].regex).groupindex)
        return frozenset(own).union(*(self.names(part) for part in matcher.parts))

    def add_message(self, file: RuleFile, path: Path, model: MessageModel, problems: list[Problem]) -> None:
        """Compile a message in all its languages; identical wordings of several languages become one pattern."""
        if model.id in self._messages:
            problems.append(file.document.problem("duplicate", f"the message {model.id!r} is defined already", (*path, "id")))
            return
        ids: list[int] = []
        for language, texts in model.text.items():
            for text in [texts] if isinstance(texts, str) else texts:
                place = (*path, "text", language)
                try:
                    ids.append(self._template(text, whole_line=model.whole_line, near=model.near, message=model.id, language=language))
                except (TemplateError, AnchorError) as error:
                    problems.append(file.document.problem("template", str(error), place))
        self._messages[model.id] = tuple(dict.fromkeys(ids))

    def matcher(self, file: RuleFile, path: Path, form: Form, problems: list[Problem], *, near: int | None, whole_line: bool) -> Matcher:
        """Compile one form of `match`."""
        try:
            match form:
                case str():
                    return _of(self._template(form, whole_line=whole_line, near=near))
                case RegexMatch():
                    return _of(self._regex(form.regex, whole_line=whole_line, near=near))
                case MessageMatch():
                    return Matcher(op="patterns", patterns=self._message(form.message))
                case AnyMatch():
                    op, forms, within = "any", form.any, 0
                case AllMatch():
                    op, forms, within = "all", form.all, form.within
                case SequenceMatch():
                    op, forms, within = "sequence", form.sequence, form.within
        except (TemplateError, AnchorError) as error:
            problems.append(file.document.problem("match", str(error), path))
            return Matcher(op="patterns")
        parts = tuple(
            self.matcher(file, (*path, op, index), part, problems, near=near, whole_line=whole_line) for index, part in enumerate(forms)
        )
        if op == "any" and all(part.op == "patterns" for part in parts):
            return Matcher(op="patterns", patterns=tuple(dict.fromkeys(id_ for part in parts for id_ in part.patterns)))
        return Matcher(op=op, parts=parts, within=within)

    def _message(self, id_: str) -> tuple[int, ...]:
        if id_ in self._messages:
            return self._messages[id_]
        guess = nearest(id_, self._messages)
        raise AnchorError(f"there is no message {id_!r}" + (f"; did you mean {guess!r}?" if guess else ""))

    def _template(self, text: str, *, whole_line: bool, near: int | None, message: str | None = None, language: str | None = None) -> int:
        runs = template.literals(text)
        return self._intern(
            template.to_regex(text, self._type_of, whole_line=whole_line),
            anchors.of_literals(runs),
            near,
            sum(map(len, runs)),
            message,
            language,
        )

    def _regex(self, pattern: str, *, whole_line: bool, near: int | None) -> int:
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise AnchorError(f"the regex does not compile: {error}") from None
        found = anchors.of_regex(pattern)
        return self._intern(f"^(?:{pattern})$" if whole_line else pattern, found, near, min(map(len, found), default=0))

    def _intern(
        self, pattern: str, found: tuple[str, ...], near: int | None, literal: int, message: str | None = None, language: str | None = None
    ) -> int:
        if not found and near is None:
            raise AnchorError("has no literal of four bytes or more to search for; add text, or declare `near: N`")
        key = (pattern, near)
        if key not in self._patterns:
            self._patterns[key] = Pattern(
                id=len(self._patterns),
                regex=pattern,
                anchors=() if near is not None else found,
                near=near,
                literal=literal,
                message=message,
                language=language,
            )
        return self._patterns[key].id

    def _type_of(self, name: str) -> tuple[str, tuple[str, ...]] | None:
        spec: FactSpec | None = self._vocabulary.get(name)
        return (spec.type, spec.values) if spec else None


class AnchorError(ValueError):
    """A match that cannot be searched for."""


def _of(pattern: int) -> Matcher:
    return Matcher(op="patterns", patterns=(pattern,))
