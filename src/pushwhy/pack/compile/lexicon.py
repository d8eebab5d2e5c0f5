"""The lexicon of a pack: how addresses, commands, quotations and statuses look. Lists of all layers, joined to regexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http import HTTPStatus

import regex

from pushwhy.model.report import Problem
from pushwhy.model.rules import CommandWords, FeedAddress, Quoting
from pushwhy.pack.compile.vocabulary import Vocabulary, unknown_value
from pushwhy.pack.read.document import Path
from pushwhy.pack.read.rule_file import RuleFile


def feeds_of(files: Sequence[RuleFile], facts: Vocabulary, problems: list[Problem]) -> tuple[FeedAddress, ...]:
    """Return what addresses look like, hosts before words before paths, and those of later layers first."""
    by_rank: dict[tuple[int, int], list[FeedAddress]] = {}
    for file in files:
        for index, model in enumerate(file.model.feeds):
            path: Path = ("feeds", index)
            known = facts.get("feed")
            if known is not None and model.family not in known.values:
                problems.append(file.document.problem("feed", unknown_value(known, model.family), (*path, "family")))
            _check(file, (*path, "paths"), model.paths, problems)
            rows = {
                0: [FeedAddress(feed=model.family, host=_domain(host)) for host in model.hosts],
                1: [FeedAddress(feed=model.family, host=rf"(^|[.-]){regex.escape(word)}[.-]") for word in model.words],
                2: [FeedAddress(feed=model.family, path=pattern) for pattern in model.paths],
            }
            for rank, addresses in rows.items():
                by_rank.setdefault((-file.layer, rank), []).extend(addresses)
    return tuple(address for key in sorted(by_rank) for address in by_rank[key])


def quoting_of(files: Sequence[RuleFile], problems: list[Problem]) -> Quoting:
    """Return how quotations, captions and output look."""
    quoting = {
        name: _joined(files, ("quoting", name), problems)
        for name in ("echo", "echo_within", "other_programs", "test", "numbered_code", "wrapper_end", "server_words")
    }
    words, frames = (_joined(files, ("captions", name), problems) for name in ("words", "frames"))
    output = "|".join(regex.escape(text) for file in files for text in file.model.captions.output)
    # People who quote a refusal begin at its status or at the bracket.
    captions = rf"\s*(?:-+> )?(?:(?:{words})\s?[:：]\s?|{frames})*(?:(?:[45]\d\d\s)?\()?"
    return Quoting(
        echo=_at_start(f"(?i:{quoting['echo']})" if quoting["echo"] else ""),
        echo_within=quoting["echo_within"],
        other_programs=_at_start(quoting["other_programs"]),
        test=quoting["test"],
        numbered_code=_at_end(quoting["numbered_code"]),
        wrapper_end=_at_end(quoting["wrapper_end"]),
        server_words=quoting["server_words"],
        captions=captions,
        output=rf"(?:{output})\b|$" if output else "$",
    )


def commands_of(files: Sequence[RuleFile], problems: list[Problem]) -> CommandWords:
    """Return how push commands are written."""
    models = [file.model.commands for file in files]
    programs = _joined(files, ("commands", "programs"), problems)
    patterns = {name: _joined(files, ("commands", name), problems) for name in ("masks", "placeholders", "variables", "macros")}

    def words(name: str) -> Iterator[str]:
        return (word.lower() for model in models for word in getattr(model, name))

    return CommandWords(
        push=rf"(?:^|[\s\"'/\\>])(?:{programs})\s+push(?=\s|$)" if programs else "",
        clients=tuple(pair for model in models for pair in model.clients.items()),
        key_options=frozenset(words("key_options")),
        source_options=frozenset(words("source_options")),
        value_options=frozenset(words("value_options")),
        switches=tuple(words("switches")),
        positional_key=frozenset(words("positional_key")),
        mask=patterns["masks"],
        dummies=frozenset(words("dummies")),
        placeholder=patterns["placeholders"],
        variable=patterns["variables"],
        macro=patterns["macros"],
        key_kinds=tuple(pair for model in models for pair in model.key_kinds.items()),
    )


def statuses_of(files: Sequence[RuleFile], problems: list[Problem]) -> dict[str, int]:
    """Return HTTP statuses by names and reason phrases, of which only letters and digits count."""
    statuses = {compact(status.phrase): status.value for status in HTTPStatus}
    for file in files:
        for name, status in file.model.statuses.items():
            if not 100 <= status <= 999:
                problems.append(file.document.problem("value", f"must be an HTTP status, not {status}", ("statuses", name)))
            statuses[compact(name)] = status
    return statuses


def compact(phrase: str) -> str:
    """Return the letters and digits of a phrase, in small letters."""
    return "".join(char for char in phrase if char.isalnum()).lower()


def _domain(host: str) -> str:
    """Return the regex of a domain and its subdomains; `*` stands for any part of a name."""
    parts = r"[^.]+(\.[^.]+)*".join(regex.escape(part) for part in host.removeprefix("*.").split("*"))
    return rf"\.{parts}$" if host.startswith("*.") else rf"(^|\.){parts}$"


def _joined(files: Sequence[RuleFile], path: tuple[str, str], problems: list[Problem]) -> str:
    """Return one regex out of the lists of all files."""
    section, name = path
    patterns: list[str] = []
    for file in files:
        own = getattr(getattr(file.model, section), name)
        _check(file, path, own, problems)
        patterns += own
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _check(file: RuleFile, path: Path, patterns: Sequence[str], problems: list[Problem]) -> None:
    for index, pattern in enumerate(patterns):
        try:
            regex.compile(pattern)
        except regex.error as error:
            problems.append(file.document.problem("regex", f"the regex does not compile: {error}", (*path, index)))


def _at_start(pattern: str) -> str:
    return f"^(?:{pattern})" if pattern else ""


def _at_end(pattern: str) -> str:
    return f"(?:{pattern})$" if pattern else ""
