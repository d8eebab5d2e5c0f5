"""Texts in another language against the English ones: what does not fit is a mistake, told where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pushwhy.model.pack import RulePack
from pushwhy.model.report import Problem
from pushwhy.pack.compile import steps, template
from pushwhy.pack.compile.steps import StepError
from pushwhy.pack.compile.template import TemplateError
from pushwhy.pack.read.document import Path
from pushwhy.pack.translation.places import Place, Text, Texts
from pushwhy.pack.translation.read import TextFile
from pushwhy.phrases import plurals
from pushwhy.text import nearest, plural

_NUMBER = "n"
"""The placeholder whose number chooses among the texts of a phrase."""
_KINDS = {"causes": "cause", "rules": "rule", "facts": "fact", "sentences": "sentence", "words": "phrase"}


class Checker:
    """Checks text files against one English pack."""

    def __init__(self, pack: RulePack, english: Texts, language: str, *, complete: bool) -> None:
        self._english = english
        self._language = language
        self._complete = complete
        """Whether the pack holds all that its files define; else an unknown id may stand in one that is left out."""
        self._ids: Mapping[str, Collection[str]] = {
            "causes": pack.causes,
            "rules": [rule.id for rule in pack.rules],
            "facts": pack.facts,
            "sentences": [id_ for section, id_, _ in english if section == "sentences"],
            "words": [id_ for section, id_, _ in english if section == "words"],
        }

    def check(self, file: TextFile, elsewhere: Mapping[Place, str]) -> list[Problem]:
        """All mistakes in a file, in its order; `elsewhere` says which texts other files of the same layer have."""
        problems = list(file.problems)
        unknown: set[tuple[str, str]] = set()
        for place, text in file.texts.items():
            section, id_, field = place
            if id_ not in self._ids[section]:
                if self._complete and (section, id_) not in unknown:
                    problems.append(self._unknown(file, section, id_))
                unknown.add((section, id_))
            elif place not in self._english:
                problems.append(file.document.problem("text", f"the English {_KINDS[section]} has no {field} of its own", _path(place)))
            elif place in elsewhere:
                problems.append(file.document.problem("duplicate", f"is said already, in {elsewhere[place]}", _path(place)))
            else:
                problems += self._compared(file, place, text, self._english[place])
        return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))

    def _unknown(self, file: TextFile, section: str, id_: str) -> Problem:
        guess = nearest(id_, self._ids[section])
        line, column = file.document.position((section, id_))
        message = f"{section}: there is no {_KINDS[section]} {id_!r}" + (f"; did you mean {guess!r}?" if guess else "")
        return Problem(kind="id", message=message, file=file.document.file, line=line, column=column)

    def _compared(self, file: TextFile, place: Place, text: Text, english: Text) -> list[Problem]:
        path = _path(place)
        if place[0] == "words":
            return self._phrase(file, path, text, english)
        if isinstance(text, str) or isinstance(english, str):
            return _placeholders(file, path, str(text), str(english))
        if len(text) != len(english):
            noun = "step" if place[2] == "fix" else "point"
            return [file.document.problem("text", f"has {plural(len(text), noun)}, the English text {len(english)}", path)]
        problems: list[Problem] = []
        for index, (said, original) in enumerate(zip(text, english, strict=True)):
            problems += _placeholders(file, (*path, index), said, original)
            if place[2] == "fix":
                problems += _command(file, (*path, index), said, original)
        return problems

    def _phrase(self, file: TextFile, path: Path, text: Text, english: Text) -> list[Problem]:
        """Compare a phrase, which either side may have in one text for every number or in one for each plural category."""
        known = tuple(dict.fromkeys(name for form in _forms(english).values() for name in template.names_in_text(form)))
        problems = [
            problem
            for category, form in _forms(text).items()
            for problem in _names(file, (*path, category) if category else path, form, known)
        ]
        if not isinstance(text, Mapping):
            return problems
        if _NUMBER not in known:
            return [*problems, file.document.problem("text", f"the English text has no {{{_NUMBER}}} that could choose among texts", path)]
        needed = plurals.categories(self._language)
        allowed = plurals.possible_categories(self._language)
        missing = [category for category in needed if category not in text]
        if missing:
            problems.append(
                file.document.problem("text", f"has no text for {', '.join(missing)}; {self._language} has {', '.join(needed)}", path)
            )
        for category in text:
            if category not in allowed:
                message = f"{self._language} has no numbers that are {category!r}; it has {', '.join(needed)}"
                problems.append(file.document.problem("text", message, (*path, category)))
        return problems


def _forms(text: Text) -> Mapping[str, str]:
    return text if isinstance(text, Mapping) else {"": str(text)}


def _placeholders(file: TextFile, path: Path, text: str, english: str) -> list[Problem]:
    return _names(file, path, text, template.names_in_text(english))


def _names(file: TextFile, path: Path, text: str, known: Collection[str]) -> list[Problem]:
    """Tell the placeholders that the English text does not have."""
    try:
        names = template.names_in_text(text)
    except TemplateError as error:
        return [file.document.problem("text", str(error), path)]
    return [file.document.problem("text", _no_placeholder(name, known), path) for name in names if name not in known]


def _no_placeholder(name: str, known: Collection[str]) -> str:
    guess = nearest(name, known)
    if guess:
        return f"the English text has no {{{name}}}; did you mean {{{guess}}}?"
    has = "it has " + ", ".join(f"{{{placeholder}}}" for placeholder in known) if known else "it has no placeholder"
    return f"the English text has no {{{name}}}; {has}"


def _command(file: TextFile, path: Path, text: str, english: str) -> list[Problem]:
    wanted = steps.parse(english).argv
    try:
        if steps.parse(text).argv == wanted:
            return []
    except StepError as error:
        return [file.document.problem("fix", str(error), path)]
    if wanted is None:
        return [file.document.problem("fix", "the English step has no command", path)]
    return [file.document.problem("fix", f"needs the command of the English step, as it is: `{steps.commands_in(english)[0]}`", path)]


def _path(place: Place) -> Path:
    """As `document` counts: without the field where there is none."""
    return tuple(part for part in place if part)
