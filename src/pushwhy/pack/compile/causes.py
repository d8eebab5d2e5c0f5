"""The `causes:` of files, and the texts that causes and rules share: fix steps and placeholders."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pushwhy.model.pack import RulePack
from pushwhy.model.report import Problem
from pushwhy.model.rules import Cause, Step
from pushwhy.pack.compile import steps, template
from pushwhy.pack.compile.steps import StepError
from pushwhy.pack.compile.template import TemplateError
from pushwhy.pack.compile.vocabulary import unknown_fact
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.rule_file import RuleFile
from pushwhy.pack.read.schema import CauseModel, RuleModel


def of_files(files: Sequence[RuleFile], facts: Collection[str], problems: list[Problem]) -> dict[str, Cause]:
    """All shared causes by id."""
    found: dict[str, Cause] = {}
    for file in files:
        for index, model in enumerate(file.model.causes):
            path: Path = ("causes", index)
            if model.id in found:
                problems.append(file.document.problem("duplicate", f"the cause {model.id!r} is defined already", (*path, "id")))
            else:
                found[model.id] = _cause(file, path, model, facts, problems)
    return found


def inline(file: RuleFile, path: Path, model: RuleModel, facts: Collection[str], problems: list[Problem]) -> Cause:
    """The cause that a rule states in its own words; its id is the rule's with a dot for the slash."""
    title = model.cause or ""
    check_placeholders(file, (*path, "cause"), title, facts, problems)
    return Cause(
        id=model.id.replace("/", "."),
        title=title,
        explanation=checked(file, path, "explanation", model.explanation, facts, problems) or "",
        fix=fix_steps(file, (*path, "fix"), model.fix, facts, problems),
        not_helpful=tuple(model.not_helpful),
        confirm=checked(file, path, "confirm", model.confirm, facts, problems),
        docs=tuple(model.docs),
    )


def fix_steps(file: RuleFile, path: Path, texts: Sequence[str], facts: Collection[str], problems: list[Problem]) -> tuple[Step, ...]:
    """The steps of a fix, each with its command split into arguments."""
    found = []
    for index, text in enumerate(texts):
        check_placeholders(file, (*path, index), text, facts, problems)
        try:
            found.append(steps.parse(text))
        except StepError as error:
            problems.append(file.document.problem("fix", str(error), (*path, index)))
    return tuple(found)


def checked(file: RuleFile, path: Path, name: str, text: str | None, facts: Collection[str], problems: list[Problem]) -> str | None:
    """A text field whose placeholders have been looked at."""
    if text is not None:
        check_placeholders(file, (*path, name), text, facts, problems)
    return text


def check_placeholders(file: RuleFile, path: Path, text: str, facts: Collection[str], problems: list[Problem]) -> None:
    """Every `{name}` of a text must be a fact."""
    try:
        names = template.names_in_text(text)
    except TemplateError as error:
        problems.append(file.document.problem("text", str(error), path))
        return
    problems += (file.document.problem("fact", unknown_fact(name, facts), path) for name in names if name not in facts)


def unused_causes(pack: RulePack) -> tuple[str, ...]:
    """Causes that neither a rule nor a notice of secrets tells of."""
    used = {cause.id for rule in pack.rules for cause in rule.causes}
    return tuple(id_ for id_, cause in pack.causes.items() if id_ not in used and cause.secrets_notice is None)


def _cause(file: RuleFile, path: Path, model: CauseModel, facts: Collection[str], problems: list[Problem]) -> Cause:
    for name, texts in (("not_helpful", model.not_helpful), ("docs", model.docs)):
        for index, text in enumerate(texts):
            check_placeholders(file, (*path, name, index), text, facts, problems)
    check_placeholders(file, (*path, "title"), model.title, facts, problems)
    return Cause(
        id=model.id,
        title=model.title,
        explanation=checked(file, path, "explanation", model.explanation, facts, problems) or "",
        fix=fix_steps(file, (*path, "fix"), model.fix, facts, problems),
        not_helpful=tuple(model.not_helpful),
        confirm=checked(file, path, "confirm", model.confirm, facts, problems),
        docs=tuple(model.docs),
        secrets_notice=model.secrets_notice,
        secret_kinds=tuple(model.secret_kinds),
    )
