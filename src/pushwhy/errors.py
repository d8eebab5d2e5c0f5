"""The exceptions that pushwhy raises on purpose; each says what is wrong, where, and what to do."""

from __future__ import annotations

from pushwhy.model.report import Problem
from pushwhy.phrases import ENGLISH, Phrase


class PushwhyError(Exception):
    """Base of all errors that are the user's to mend; its text is shown without a traceback."""


class UsageError(PushwhyError):
    """The command line or a call asks for something that cannot be."""


class PhraseError(PushwhyError):
    """An error that reports tell in their own language; as a string it is English."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase

    def __str__(self) -> str:
        return ENGLISH.render(self.phrase)


class InputError(PhraseError):
    """An input could not be read; the others still are."""


class FeedError(PhraseError):
    """A feed could not be asked; says which address and why."""


class PackError(PushwhyError):
    """A rule pack cannot be used. `problems` holds every mistake, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(problem_text, problems)))
        self.problems = problems


def problem_text(problem: Problem) -> str:
    """Return `file:line:column: message`, as far as each is known."""
    position = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part is not None)
    return f"{position}: {problem.message}" if position else problem.message
