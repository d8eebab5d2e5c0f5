"""One log → its report: decoding, search, matching, judging. What the command line and the Python API both call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pushwhy import phrases
from pushwhy.decoding.encoding import BLOCK_SIZE, utf8_blocks
from pushwhy.engine.search.candidates import CandidateSearch
from pushwhy.engine.search.literals import Search, ThroughEscapes, build
from pushwhy.errors import InputError
from pushwhy.inputs import Unreadable, reason
from pushwhy.model.facts import StatedFact
from pushwhy.model.log import Line, RawLog
from pushwhy.model.pack import Anchors, PackContent, PackHead, RulePack
from pushwhy.model.report import LogError, LogReport, Verdict
from pushwhy.pack.cache import CacheStore
from pushwhy.phrases import Phrase
from pushwhy.run.large import ALONE_BYTES, search_blocks_with_helpers

if TYPE_CHECKING:
    from pushwhy.engine.diagnose.log_report import LogReporter
    from pushwhy.engine.match.reader import LogReader
    from pushwhy.online import Feeds


class CompiledPack:
    """What is compiled once for a pack: the candidate search, and, with the first log that has lines for it, the reader."""

    def __init__(
        self, pack: RulePack, *, use_search: bool = True, cache_folder: Path | None = None, jobs: int = 1, alone_bytes: int = ALONE_BYTES
    ) -> None:
        """`jobs` processes search a log of more than `alone_bytes`.

        Without the search every line is tried against every pattern, with the same result.
        """
        self.pack = pack
        self.use_search = use_search
        search = _search(pack.anchors, pack.digest, cache_folder) if use_search else None
        in_blocks = search_blocks_with_helpers(jobs - 1, partial(_helping_search, pack.anchors, pack.digest, cache_folder), alone_bytes)
        self.candidates = CandidateSearch(pack.anchors, _without_escapes, search, in_blocks)

    @cached_property
    def reader(self) -> LogReader:
        """What matches rules; most logs have no line for it, so it is imported late."""
        from pushwhy.engine.match.reader import LogReader

        return LogReader(self.pack, _clean_lines)

    @cached_property
    def reporter(self) -> LogReporter:
        """What judges what was read."""
        from pushwhy.engine.diagnose.log_report import LogReporter

        return LogReporter(self.pack)


class Pipeline:
    """Diagnoses logs with one pack."""

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
        compiled: CompiledPack | None = None,
    ) -> None:
        """`feeds` are asked about the packages of failed pushes; without them, nothing is. Without evidence, priors alone rank the causes.

        `compiled` is the pack if it was compiled before; `use_search` and `jobs` are then its own.
        """
        self.pack = pack
        self.feeds = feeds
        self.bytes_read = 0
        self._stated = tuple(stated)
        self._use_evidence = use_evidence
        self._cache_folder = cache_folder
        self._block_size = block_size
        self._compiled = compiled or CompiledPack(pack, use_search=use_search, cache_folder=cache_folder, jobs=jobs)

    def report(self, item: RawLog | Unreadable, *, presume_push: bool = False) -> LogReport:
        """Return the report of one input; one that cannot be read is `unreadable`, with the reason.

        With `presume_push` what is read is a message about a push, as in the example of a rule.
        """
        if isinstance(item, Unreadable):
            return self._unreadable(item.name, item.reason)
        try:
            with item.open() as stream:
                return self._report(item.name, stream, presume_push=presume_push)
        except (InputError, OSError, EOFError) as error:
            return self._unreadable(item.name, reason(error))

    def report_bytes(self, data: bytes, name: str = "-", *, presume_push: bool = False) -> LogReport:
        """Return the report of a log that is in memory."""
        return self.report(RawLog(name=name, open=lambda: BytesIO(data), size=len(data)), presume_push=presume_push)

    def rules_matching(self, data: bytes) -> frozenset[str]:
        """Return the ids of the rules whose `match` holds somewhere, whatever their other conditions say."""
        return self._compiled.reader.rules_matching(self._compiled.candidates.whole(b"".join(utf8_blocks(BytesIO(data)).blocks)))

    def setup(self) -> PipelineSetup:
        """Return what another process needs to make the same reports."""
        return PipelineSetup(
            head=msgspec.json.encode(self.pack.head),
            content=msgspec.json.encode(self.pack.content),
            stated=self._stated,
            use_evidence=self._use_evidence,
            cache_folder=self._cache_folder,
        )

    def _report(self, name: str, stream: BinaryIO, *, presume_push: bool) -> LogReport:
        decoded = utf8_blocks(stream, self._block_size)
        if decoded.binary:
            raise InputError(Phrase.of("no-text"))
        blocks = self._counted(decoded.blocks)
        if self._compiled.use_search:
            windows = self._compiled.candidates.windows(blocks)
            first = next(windows, None)
            if first is None:
                return LogReport(log=name, verdict=Verdict.NO_PUSH, encoding=decoded.encoding)
            read = self._compiled.reader.read(chain((first,), windows))
        else:
            data = b"".join(blocks)
            read = self._compiled.reader.read_whole(data, tuple(self._compiled.candidates.windows([data])))
        ci = _system_of(read.dialects)
        if not (read.matches or read.quoted or read.secrets):
            return LogReport(log=name, verdict=Verdict.NO_PUSH, dialect=ci, encoding=decoded.encoding, errors=read.errors)
        judged = partial(
            self._compiled.reporter.report, name, decoded.encoding, ci, read, use_evidence=self._use_evidence, presume_push=presume_push
        )
        report = judged(stated=self._stated)
        if self.feeds is None:
            return report
        from pushwhy.online.look_up import look_up

        facts, notices = look_up(report, self.feeds, phrases.of_pack(self.pack))
        report = judged(stated=(*facts, *self._stated)) if facts else report
        return replace(report, notices=(*report.notices, *notices))

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self.bytes_read += len(block)
            yield block

    def _unreadable(self, name: str, why: Phrase) -> LogReport:
        error = LogError(kind="unreadable", message=phrases.of_pack(self.pack).render(why))
        return LogReport(log=name, verdict=Verdict.UNREADABLE, errors=(error,))


class PipelineSetup(Struct, frozen=True, kw_only=True):
    """What a pipeline is made of, so that another process can make the same."""

    head: bytes
    content: bytes
    stated: tuple[StatedFact, ...]
    use_evidence: bool
    cache_folder: Path | None

    def pipeline(self) -> Pipeline:
        """Make it."""
        head = msgspec.json.decode(self.head, type=PackHead)
        pack = RulePack(head, partial(msgspec.json.decode, self.content, type=PackContent))
        return Pipeline(pack, stated=self.stated, use_evidence=self.use_evidence, cache_folder=self.cache_folder)


def _search(anchors: Anchors, digest: str, cache_folder: Path | None) -> Search:
    return build(anchors, digest, CacheStore(cache_folder))


def _helping_search(anchors: Anchors, digest: str, cache_folder: Path | None) -> Search:
    return ThroughEscapes(_search(anchors, digest, cache_folder), _without_escapes)


# What cleans lines knows every CI system, and takes a tenth of the time of starting; most logs have no line that needs it.


def _clean_lines(data: bytes, first_raw: int, extra: int) -> Sequence[Line]:
    from pushwhy.decoding.lines import clean_lines

    return clean_lines(data, first_raw, extra)


def _without_escapes(data: bytes) -> bytes:
    from pushwhy.decoding.terminal import without_escapes

    return without_escapes(data)


def _system_of(dialects: Sequence[str]) -> str | None:
    if not dialects:
        return None
    from pushwhy.decoding.dialects import system_of

    return system_of(dialects)
