"""The `reasons:` of files → the words by which the meaning of a server's sentence is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pushwhy.model.lexicon import Concept, ReasonWords
from pushwhy.pack.read.rule_file import RuleFile


def reasons_of(files: Sequence[RuleFile]) -> ReasonWords:
    """The lists of all files, joined; of several weights of a concept, that of the last layer counts."""
    weights: dict[str, int] = {}
    words: dict[str, dict[str, None]] = {}
    for file in sorted(files, key=lambda file: file.layer):
        for name, model in file.model.reasons.concepts.items():
            words.setdefault(name, {}).update(dict.fromkeys(model.words))
            if model.weight is not None:
                weights[name] = model.weight
    return ReasonWords(
        concepts=tuple(Concept(name=name, weight=weights.get(name, 1), words=tuple(listed)) for name, listed in words.items()),
        fillers=_listed(file.model.reasons.fillers for file in files),
        negations=_listed(file.model.reasons.negations for file in files),
        nones=_listed(file.model.reasons.nones for file in files),
        ends=_listed(file.model.reasons.ends for file in files),
    )


def _listed(lists: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words)
