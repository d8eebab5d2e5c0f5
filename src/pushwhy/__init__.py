"""pushwhy tells why a NuGet push failed, and what to do next.

    >>> import pushwhy
    >>> pack = pushwhy.load_pack()
    >>> report = pushwhy.diagnose_text("error: File does not exist (out/*.nupkg).", pack)
    >>> report.diagnoses[0].causes[0].id
    'file-not-found'

The values that come back are those of the JSON report (`pushwhy.model.report`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pushwhy.model.facts import StatedFact
    from pushwhy.model.pack import RulePack
    from pushwhy.model.report import LogReport
    from pushwhy.run.pipeline import CompiledPack, Pipeline

__version__ = "0.1.0"
__all__ = ["__version__", "diagnose_bytes", "diagnose_path", "diagnose_text", "load_pack"]


def load_pack(*rules: Path | str, cache_folder: Path | None = None, language: str = "en") -> RulePack:
    """Load the shipped rules, and over them those of each folder or file in `rules`.

    Texts are in `language` (such as `zh-Hant`), in English where it lacks one.

    Raises:
        pushwhy.errors.PackError: a rule file has mistakes; all of them are told.
        pushwhy.errors.UsageError: nothing is there, or the folder holds no rule file; or there are no texts in the language.
    """
    from pushwhy.errors import PackError
    from pushwhy.pack import load
    from pushwhy.pack.merge import languages, layers

    chosen = [layers.shipped(), *(layers.given(str(path)) for path in rules)]
    pack, problems = load(chosen, __version__, cache_folder, languages.required(language, chosen, "language"))
    if problems:
        raise PackError(problems)
    return pack


def diagnose_text(text: str, pack: RulePack, *, name: str = "-", facts: Sequence[StatedFact] = (), use_evidence: bool = True) -> LogReport:
    """Diagnose a log given as text. `use_evidence=False` ranks causes by their priors alone."""
    return diagnose_bytes(text.encode(), pack, name=name, facts=facts, use_evidence=use_evidence)


def diagnose_bytes(
    data: bytes, pack: RulePack, *, name: str = "-", facts: Sequence[StatedFact] = (), use_evidence: bool = True
) -> LogReport:
    """Diagnose a log given as bytes, in whatever encoding."""
    return _pipeline(pack, facts, use_evidence=use_evidence).report_bytes(data, name)


def diagnose_path(path: Path | str, pack: RulePack, *, facts: Sequence[StatedFact] = (), use_evidence: bool = True) -> Iterator[LogReport]:
    """Diagnose a file, or every log of a folder; one that cannot be read yields a report with the verdict `unreadable`."""
    from pushwhy.inputs import collect
    from pushwhy.run.pool import pool_for

    yield from pool_for(_pipeline(pack, facts, use_evidence=use_evidence)).reports(collect([str(path)]))


def _pipeline(pack: RulePack, facts: Sequence[StatedFact], *, use_evidence: bool) -> Pipeline:
    from pushwhy.run.pipeline import Pipeline

    return Pipeline(pack, stated=facts, use_evidence=use_evidence, compiled=_compiled(pack))


@lru_cache(maxsize=2)
def _compiled(pack: RulePack) -> CompiledPack:
    """Compile a pack once for all calls with it."""
    from pushwhy.run.pipeline import CompiledPack

    return CompiledPack(pack)
