"""The pipeline in one place: decoding, search, matching, judging. What the command line and the Python API both call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.decoding.encoding import BLOCK_SIZE, utf8_blocks
from pushwhy.engine.match.read import Reader
from pushwhy.engine.search.database import Search, build
from pushwhy.engine.search.escapes import ThroughEscapes
from pushwhy.errors import InputError
from pushwhy.inputs import Unreadable, collect, reason
from pushwhy.model.log import Line, RawLog
from pushwhy.model.report import LogError, LogReport, Verdict
from pushwhy.model.rules import Anchors, PackContent, PackHead, RulePack
from pushwhy.pack.cache import CacheStore
from pushwhy.phrases import Phrase
from pushwhy.run.large import search_blocks

if TYPE_CHECKING:
    from pushwhy.model.facts import StatedFact
    from pushwhy.online import Feeds


class Analyzer:
    """Diagnoses logs with one pack; compiles what it needs once."""

    def __init__(
        self,
        pack: RulePack,
        *,
        stated: Sequence[StatedFact] = (),
        use_evidence: bool = True,
        use_search: bool = True,
        cache_folder: Path | None = None,
        block_size: int = BLOCK_SIZE,
        feeds: Feeds | None = None,
        jobs: int = 1,
    ) -> None:
        """`feeds` are asked about the packages of failed pushes; without them, nothing is.

        `jobs` processes read many logs, or a large one.
        """
        self.pack = pack
        self._cache_folder = cache_folder
        self._block_size = block_size
        self._feeds = feeds
        self._stated = tuple(stated)
        self._use_evidence = use_evidence
        self._jobs = jobs
        search = _search(pack.anchors, pack.digest, cache_folder) if use_search else None
        shared = search_blocks(jobs - 1, partial(_helping_search, pack.anchors, pack.digest, cache_folder))
        self._reader = Reader(pack, _without_escapes, _clean_lines, search, shared)
        self.bytes_read = 0

    def diagnose_arguments(
        self, arguments: Sequence[str], *, patterns: Sequence[str] = (), stdin: BinaryIO | None = None
    ) -> Iterator[LogReport]:
        """The reports of everything that arguments name, in their order."""
        items = collect(arguments, patterns=patterns, stdin=stdin)
        if self._jobs == 1 or self._feeds is not None:  # several processes would ask the same feeds
            return map(self.report, items)
        from pushwhy.run import pool as parallel

        return parallel.reports(items, self, self._jobs)

    def report(self, item: RawLog | Unreadable) -> LogReport:
        """The report of one input, also of one that is known to be unreadable."""
        return self._unreadable(item.name, item.reason) if isinstance(item, Unreadable) else self.diagnose(item)

    def setup(self) -> Setup:
        """What another process needs to make the same reports."""
        return Setup(
            head=msgspec.json.encode(self.pack.head),
            content=msgspec.json.encode(self.pack.content),
            stated=self._stated,
            use_evidence=self._use_evidence,
            cache_folder=self._cache_folder,
        )

    def diagnose(self, raw: RawLog) -> LogReport:
        """The report of one input; one that cannot be read is `unreadable`, with the reason."""
        try:
            with raw.open() as stream:
                return self._diagnose(raw.name, stream)
        except (InputError, OSError, EOFError) as error:
            return self._unreadable(raw.name, reason(error))

    def diagnose_bytes(self, data: bytes, name: str = "-") -> LogReport:
        """The report of a log that is in memory."""
        return self.diagnose(RawLog(name=name, open=lambda: BytesIO(data), size=len(data)))

    def rules_matching(self, data: bytes) -> frozenset[str]:
        """Ids of the rules whose `match` holds somewhere, whatever their other conditions say."""
        return self._reader.rules_matching(b"".join(utf8_blocks(BytesIO(data)).blocks))

    def _diagnose(self, name: str, stream: BinaryIO) -> LogReport:
        decoded = utf8_blocks(stream, self._block_size)
        if decoded.binary:
            raise InputError(Phrase.of("no-text"))
        blocks = self._counted(decoded.blocks)
        reading = self._reader.read(blocks)
        ci = _system_of(reading.dialects)
        if reading.tells_nothing:
            return LogReport(log=name, verdict=Verdict.NO_PUSH, dialect=ci, encoding=decoded.encoding, errors=reading.errors)
        from pushwhy.engine.diagnose.assemble import assemble
        from pushwhy.engine.diagnose.judge import Settings

        settings = Settings(stated=self._stated, use_evidence=self._use_evidence, ci=ci)
        report = assemble(name, decoded.encoding, reading, self.pack, settings)
        if self._feeds is None:
            return report
        from pushwhy.online.look_up import look_up

        told, notices = look_up(report, self._feeds, phrases.of_pack(self.pack))
        if told:
            report = assemble(name, decoded.encoding, reading, self.pack, replace(settings, stated=(*told, *self._stated)))
        return replace(report, notices=(*report.notices, *notices))

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self.bytes_read += len(block)
            yield block

    def _unreadable(self, name: str, why: Phrase) -> LogReport:
        error = LogError(kind="unreadable", message=phrases.of_pack(self.pack).render(why))
        return LogReport(log=name, verdict=Verdict.UNREADABLE, errors=(error,))


class Setup(Struct, frozen=True, kw_only=True):
    """What an analyzer is made of, so that another process can make the same."""

    head: bytes
    content: bytes
    stated: tuple[StatedFact, ...]
    use_evidence: bool
    cache_folder: Path | None

    def analyzer(self) -> Analyzer:
        """Make it."""
        head = msgspec.json.decode(self.head, type=PackHead)
        pack = RulePack(head, partial(msgspec.json.decode, self.content, type=PackContent))
        return Analyzer(pack, stated=self.stated, use_evidence=self.use_evidence, cache_folder=self.cache_folder)


def _search(anchors: Anchors, digest: str, cache_folder: Path | None) -> Search:
    return build(anchors, digest, CacheStore(cache_folder))


def _helping_search(anchors: Anchors, digest: str, cache_folder: Path | None) -> Search:
    return ThroughEscapes(_search(anchors, digest, cache_folder), _without_escapes)


# What cleans lines knows every CI system, and takes a tenth of the time of starting; most logs have no line that needs it.


def _clean_lines(data: bytes, first_line: int) -> Sequence[Line]:
    from pushwhy.decoding.lines import clean_lines

    return clean_lines(data, first_line)


def _without_escapes(data: bytes) -> bytes:
    from pushwhy.decoding.ansi import without_escapes

    return without_escapes(data)


def _system_of(dialects: Sequence[str]) -> str | None:
    if not dialects:
        return None
    from pushwhy.decoding.dialects import system_of

    return system_of(dialects)
