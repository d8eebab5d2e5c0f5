"""The `quoting:` and `captions:` of files → the regexes that tell a message that is said from one that is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pushwhy.model.lexicon import Quoting
from pushwhy.model.report import Problem
from pushwhy.pack.compile import expressions
from pushwhy.pack.compile.expressions import any_of
from pushwhy.pack.read.rule_file import RuleFile


def quoting_of(files: Sequence[RuleFile], problems: list[Problem]) -> Quoting:
    """The lists of all files, joined."""
    listed = partial(_listed, files, problems)
    return Quoting(
        echo=any_of(listed("echo"), before="(?i)"),
        echo_within=any_of(listed("echo_within")),
        other_programs=any_of(listed("other_programs")),
        test=any_of(listed("test")),
        prose=any_of(listed("prose")),
        wrapper_end=any_of(listed("wrapper_end"), after="$"),
        numbered_code=any_of(listed("numbered_code"), after=r"\s*$"),
        server_words=any_of(listed("server_words")),
        captions=_captions(_captions_listed(files, problems), listed("openings")),
        output=any_of(listed("output"), after=r"\b|$"),
    )


def _listed(files: Sequence[RuleFile], problems: list[Problem], field: str) -> tuple[str, ...]:
    return expressions.collected(files, "quoting", field, problems)


def _captions_listed(files: Sequence[RuleFile], problems: list[Problem]) -> list[str]:
    return [caption for file in files for caption in expressions.checked(file, ("captions",), file.model.captions, problems)]


def _captions(captions: Sequence[str], openings: Sequence[str]) -> str:
    """An arrow as .NET prints it before inner errors, captions with their colons, and a status in brackets, all of which may be absent.

    People who quote a refusal begin at its status.
    """
    before = [any_of(captions, after=r"\s?[:：]\s?"), *openings]
    return rf"\s*(?:-+> )?{any_of(filter(None, before), after='*')}(?:(?:[45]\d\d\s)?\()?"
