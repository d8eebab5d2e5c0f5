"""The `weights:` of files → what speaks for and against a push."""

from __future__ import annotations

from collections.abc import Sequence

from pushwhy.model.lexicon import PushSign, PushWeights
from pushwhy.model.report import Problem
from pushwhy.pack.compile import expressions
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.rule_file import RuleFile


def weights_of(files: Sequence[RuleFile], problems: list[Problem]) -> PushWeights:
    """The signs of all files; one of a later layer takes the place of one of the same name, and its thresholds count."""
    failed = possible = 0.0
    signs: dict[str, PushSign] = {}
    for file in files:
        weights = file.model.weights
        failed = failed if weights.failed is None else weights.failed
        possible = possible if weights.possible is None else weights.possible
        for index, sign in enumerate(weights.signs):
            path: Path = ("weights", "signs", index)
            if [sign.state is not None, bool(sign.text), bool(sign.families)].count(True) != 1:
                problems.append(file.document.problem("value", "a sign needs either a state, texts or families", path))
            text = "|".join(expressions.checked(file, (*path, "text"), sign.text, problems))
            signs[sign.name] = PushSign(
                name=sign.name,
                weight=sign.weight,
                state=sign.state,
                families=tuple(sign.families),
                text=text,
                within=sign.within,
                beside=sign.beside,
            )
    return PushWeights(
        failed=failed,
        possible=possible,
        company=tuple(dict.fromkeys(literal for file in files for literal in file.model.weights.company)),
        own_words=expressions.collected(files, "weights", "own_words", problems),
        signs=tuple(signs.values()),
    )
