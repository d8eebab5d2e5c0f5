"""The `match` of rules → patterns with anchors; the same regex is one pattern, however many rules use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex
from msgspec.structs import replace

from pushwhy.model.report import Problem
from pushwhy.model.rules import FactSpec, Matcher, MatchOp, Pattern
from pushwhy.pack.compile import anchors, template
from pushwhy.pack.compile.grammar import ADDRESS_HINTS
from pushwhy.pack.compile.template import TemplateError
from pushwhy.pack.compile.vocabulary import Vocabulary
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.forms import AllMatch, AnyMatch, GroupMatch, MessageMatch, RegexMatch, SequenceMatch
from pushwhy.pack.read.rule_file import RuleFile
from pushwhy.pack.read.schema import GroupModel, MessageModel
from pushwhy.text import nearest

_NOWHERE: Mapping[str, str] = {}
Form = str | RegexMatch | MessageMatch | GroupMatch | AnyMatch | AllMatch | SequenceMatch


class PatternTable:
    """Patterns by regex, and the messages that stand for several of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._patterns: dict[tuple[str, int | None], Pattern] = {}
        self._messages: dict[str, tuple[int, ...]] = {}
        self._models: dict[str, MessageModel] = {}
        self._groups: dict[str, Matcher] = {}
        self._names: list[frozenset[str]] = []
        """By pattern, the facts that it captures. Asking the compiled regexes would take most of the time that a pack takes to load."""

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns; the id of each is its place."""
        return tuple(self._patterns.values())

    def names(self, matcher: Matcher) -> frozenset[str]:
        """The facts that a matcher can capture."""
        return frozenset[str]().union(*(self._names[id_] for id_ in matcher.all_patterns))

    def add_message(self, file: RuleFile, path: Path, model: MessageModel, problems: list[Problem]) -> None:
        """Compile a message in all its languages; identical wordings of several languages become one pattern."""
        if model.id in self._messages:
            problems.append(file.document.problem("duplicate", f"the message {model.id!r} is defined already", (*path, "id")))
            return
        ids: list[int] = []
        for language, text in _texts(model):
            try:
                ids.append(self._of_message(model, language, text))
            except (TemplateError, AnchorError) as error:
                problems.append(file.document.problem("template", str(error), (*path, "text", language)))
        self._messages[model.id] = tuple(dict.fromkeys(ids))
        self._models[model.id] = model

    def add_group(self, file: RuleFile, path: Path, model: GroupModel, problems: list[Problem]) -> None:
        """Compile a group, whose messages and groups have been added before."""
        if model.id in self._groups:
            problems.append(file.document.problem("duplicate", f"the group {model.id!r} is defined already", (*path, "id")))
            return
        parts = [
            self.matcher(file, (*path, "of", index), form, problems, near=None, whole_line=False) for index, form in enumerate(model.of)
        ]
        self._groups[model.id] = _any_of(parts)

    def matcher(self, file: RuleFile, path: Path, form: Form, problems: list[Problem], *, near: int | None, whole_line: bool) -> Matcher:
        """Compile one form of `match`."""
        try:
            match form:
                case str():
                    ids = (self._template(text, whole_line=whole_line, near=near) for text in template.expand(form))
                    return Matcher(op=MatchOp.PATTERNS, patterns=tuple(ids))
                case RegexMatch():
                    return _of(self._regex(form.regex, whole_line=whole_line, near=near))
                case MessageMatch():
                    return Matcher(op=MatchOp.PATTERNS, patterns=self._message(form))
                case GroupMatch():
                    return self._group(form.group)
                case AnyMatch():
                    op, forms, within = MatchOp.ANY, form.any, 0
                case AllMatch():
                    op, forms, within = MatchOp.ALL, form.all, form.within
                case SequenceMatch():
                    op, forms, within = MatchOp.SEQUENCE, form.sequence, form.within
        except (TemplateError, AnchorError) as error:
            problems.append(file.document.problem("match", str(error), path))
            return Matcher(op=MatchOp.PATTERNS)
        parts = tuple(
            self.matcher(file, (*path, op.value, index), part, problems, near=near, whole_line=whole_line)
            for index, part in enumerate(forms)
        )
        return _any_of(parts) if op is MatchOp.ANY else Matcher(op=op, parts=parts, within=within)

    def _group(self, id_: str) -> Matcher:
        if id_ not in self._groups:
            guess = nearest(id_, self._groups)
            raise AnchorError(f"there is no group {id_!r}" + (f"; did you mean {guess!r}?" if guess else ""))
        return self._groups[id_]

    def _message(self, form: MessageMatch) -> tuple[int, ...]:
        if form.message not in self._messages:
            guess = nearest(form.message, self._messages)
            raise AnchorError(f"there is no message {form.message!r}" + (f"; did you mean {guess!r}?" if guess else ""))
        if not form.where:
            return self._messages[form.message]
        model = self._models[form.message]
        known = {name for _, text in _texts(model) for name in template.names(text)}
        for name, pattern in form.where.items():
            if name not in known:
                raise AnchorError(f"the message {model.id!r} has no {{{name}}}; it has " + ", ".join(sorted(known)))
            _names_in(pattern)
        able = [(language, text) for language, text in _texts(model) if form.where.keys() <= set(template.names(text))]
        return tuple(dict.fromkeys(self._of_message(model, language, text, form.where) for language, text in able))

    def _of_message(self, model: MessageModel, language: str, text: str, where: Mapping[str, str] = _NOWHERE) -> int:
        """One wording of a message. All languages weigh what the English text does, so that the same rule speaks in each."""
        weight = _length(template.literals(_texts(model)[0][1])) if language != _texts(model)[0][0] else None
        return self._template(
            text, whole_line=model.whole_line, near=model.near, message=model.id, language=language, where=where, weight=weight
        )

    def _template(
        self,
        text: str,
        *,
        whole_line: bool,
        near: int | None,
        message: str | None = None,
        language: str | None = None,
        where: Mapping[str, str] = _NOWHERE,
        weight: int | None = None,
    ) -> int:
        runs = template.literals(text)
        is_address = any((self._type_of(name) or ("", ()))[0] == "url" for name in template.names(text))
        return self._intern(
            template.to_regex(text, self._type_of, whole_line=whole_line, where=where),
            anchors.of_literals(runs),
            near,
            (_length(runs) if weight is None else weight) + len(where),
            message,
            language,
            hints=ADDRESS_HINTS if is_address else (),
            words=anchors.words_of(runs),
            phrases=anchors.phrases_of(runs),
            names=frozenset(template.names(text)).union(*map(_names_in, where.values())),
        )

    def _regex(self, pattern: str, *, whole_line: bool, near: int | None) -> int:
        names = _names_in(pattern)
        found = anchors.of_regex(pattern)
        return self._intern(
            f"^(?:{pattern})$" if whole_line else pattern,
            found,
            near,
            min(map(len, found), default=0),
            hints=anchors.hints_of_regex(pattern),
            phrases=anchors.phrases_of_regex(pattern),
            names=names,
        )

    def _intern(
        self,
        pattern: str,
        found: tuple[str, ...],
        near: int | None,
        literal: int,
        message: str | None = None,
        language: str | None = None,
        hints: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
        phrases: tuple[str, ...] = (),
        *,
        names: frozenset[str],
    ) -> int:
        if not found and near is None:
            raise AnchorError("has no literal of four bytes or more to search for; add text, or declare `near: N`")
        key = (pattern, near)
        if key not in self._patterns:
            self._names.append(names)
            self._patterns[key] = Pattern(
                id=len(self._patterns),
                regex=pattern,
                anchors=() if near is not None else found,
                hints=found or hints,
                words=words,
                phrases=phrases,
                near=near,
                literal=literal,
                message=message,
                language=language,
            )
        known = self._patterns[key]
        if known.language != language:
            # The same words in several languages tell nothing of the client's.
            self._patterns[key] = replace(known, language=None)
        return known.id

    def _type_of(self, name: str) -> tuple[str, tuple[str, ...]] | None:
        spec: FactSpec | None = self._vocabulary.get(name)
        return (spec.type, spec.values) if spec else None


class AnchorError(ValueError):
    """A match that cannot be searched for."""


def _any_of(parts: Sequence[Matcher]) -> Matcher:
    """One list of patterns, where all parts are such."""
    if all(part.op is MatchOp.PATTERNS for part in parts):
        return Matcher(op=MatchOp.PATTERNS, patterns=tuple(dict.fromkeys(id_ for part in parts for id_ in part.patterns)))
    return Matcher(op=MatchOp.ANY, parts=tuple(parts))


def _texts(model: MessageModel) -> list[tuple[str, str]]:
    """Language and wording of every text of a message, alternatives written out, English first as in the file."""
    return [
        (language, wording)
        for language, texts in model.text.items()
        for text in ([texts] if isinstance(texts, str) else texts)
        for wording in template.expand(text)
    ]


def _length(runs: Sequence[str]) -> int:
    return sum(map(len, runs))


def _names_in(pattern: str) -> frozenset[str]:
    """The named groups of a regex, which are facts."""
    try:
        return frozenset(regex.compile(pattern).groupindex)
    except regex.error as error:
        raise AnchorError(f"the regex does not compile: {error}") from None


def _of(pattern: int) -> Matcher:
    return Matcher(op=MatchOp.PATTERNS, patterns=(pattern,))
