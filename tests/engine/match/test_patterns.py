"""Messages that consoles and documents broke into lines, and regexes that take too long."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline
from tests.engine.own import own_pipeline
from tests.property.logs import wrapped

REASON = "The specified API key is invalid, has expired, or does not have permission to access the specified package."
REFUSED = f"Response status code does not indicate success: 403 ({REASON})."
FORBIDDEN = f"""\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Forbidden https://www.nuget.org/api/v2/package/ 9ms
error: {REFUSED}"""


def on_a_console(log: str, width: int, *, trim: bool = False) -> bytes:
    lines = [part for line in log.split("\n") for part in wrapped(line, width, trim=trim)]
    return "\n".join(lines).encode()


def read_as_one(report: LogReport) -> None:
    (push,) = report.pushes
    assert (push.package_id, push.source, push.statuses) == ("AppLogger", "https://www.nuget.org/api/v2/package", (403,))
    (diagnosis,) = report.diagnoses
    assert (diagnosis.rule, diagnosis.pushes) == ("nuget.org/key-refused", (0,))


class TestConsoles:
    @pytest.mark.parametrize(("width", "first", "last"), [(60, 5, 7), (80, 4, 6), (119, 4, 5), (120, 4, 5)])
    @pytest.mark.parametrize("trim", [False, True])
    def test_a_message_cut_at_the_width_of_the_console_is_read_whole(
        self, pipeline: Pipeline, width: int, first: int, last: int, *, trim: bool
    ) -> None:
        report = pipeline.report_bytes(on_a_console(FORBIDDEN, width, trim=trim))
        read_as_one(report)
        assert (report.diagnoses[0].line, report.diagnoses[0].end_line) == (first, last)

    @pytest.mark.parametrize("width", [80, 119, 120])
    def test_the_excerpt_is_the_message_without_the_breaks(self, pipeline: Pipeline, width: int) -> None:
        assert pipeline.report_bytes(on_a_console(FORBIDDEN, width)).diagnoses[0].excerpt == REFUSED

    @pytest.mark.parametrize("width", range(60, 161))
    def test_a_blank_that_was_lost_at_the_edge_is_put_back(self, pipeline: Pipeline, width: int) -> None:
        report = pipeline.report_bytes(on_a_console(FORBIDDEN, width, trim=True))
        read_as_one(report)
        assert REASON in report.diagnoses[0].excerpt

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_a_message_that_fills_its_last_line_does_not_go_on_in_the_next(self, pipeline: Pipeline, width: int) -> None:
        text = "File does not exist ({}.1.0.0.nupkg)."
        message = text.format(("Long.Name." * 40)[: 2 * width - len("error: ") - len(text) + 2])
        report = pipeline.report_bytes(on_a_console(f"error: {message}", width) + b"\nDone.\n")
        assert [(one.excerpt, one.line, one.end_line) for one in report.diagnoses] == [(message, 1, 2)]

    @pytest.mark.parametrize("following", ["Pushing Other.1.0.0.nupkg to 'https://nuget.contoso.example/v3/package'...", ""])
    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_one_that_ends_in_a_value_does_not_take_in_what_the_client_prints_next(
        self, tmp_path: Path, width: int, following: str
    ) -> None:
        own = own_pipeline(tmp_path, "[{id: acme/refused, match: 'Refused by the gate of ACME: {why}', cause: '{why}'}]")
        message = f"Refused by the gate of ACME: {'because ' * 40}"[: 2 * width - 1] + "!"
        report = own.report_bytes(on_a_console(f"{message}\n{following}\nDone.", width))
        assert [(one.excerpt, one.line, one.end_line) for one in report.diagnoses] == [(message, 1, 2)]

    def test_wide_characters_take_two_columns(self, pipeline: Pipeline) -> None:
        log = (
            "warn : 'https://www.nuget.org/api/v2/package' の API キーが指定されず、API キーが見つかりませんでした。"
            "ソースの API キーを保存するには、'setApiKey' コマンドを使用します。\n"
            "AppLogger.1.0.0.nupkg を 'https://www.nuget.org/api/v2/package' にプッシュしています...\n"
            "パッケージがプッシュされました。"
        )
        report = pipeline.report_bytes(on_a_console(log, 80))
        assert [(push.package_id, push.outcome) for push in report.pushes] == [("AppLogger", "pushed")]
        assert report.client.language == "ja"

    def test_stamps_that_a_system_puts_before_every_piece_do_not_matter(self, pipeline: Pipeline) -> None:
        raw = on_a_console(FORBIDDEN, 80).split(b"\n")
        stamped = b"\n".join(b"2026-05-06T07:08:09.1234567Z " + line for line in raw)
        read_as_one(pipeline.report_bytes(stamped))


class TestDocuments:
    @pytest.mark.parametrize("width", [76, 78, 100])
    def test_a_message_broken_at_blanks_is_read_whole(self, pipeline: Pipeline, width: int) -> None:
        lines = [part for line in FORBIDDEN.split("\n") for part in textwrap.wrap(line, width, break_long_words=False)]
        report = pipeline.report_bytes("\n".join(lines).encode())
        read_as_one(report)
        assert report.diagnoses[0].excerpt.endswith("permission to access the specified package.).")


class TestLeadingPlaceholders:
    """`{file} отправляется в …` begins with what could be anything, also the line before."""

    BEFORE = "  Successfully created package '/home/runner/work/app/out/AppLogger.1.0.0.nupkg'."
    TEMPLATES = (
        ("ko", "{file}을(를) '{source}'에 푸시하는 중..."),
        ("ru", "{file} отправляется в '{source}'…"),
        ("ja", "{file} を '{source}' にプッシュしています..."),
        ("tr", "{file}, '{source}' hedefine gönderiliyor..."),
        ("de", '"{file}" wird per Push nach "\'{source}\'" übertragen...'),
    )

    @pytest.mark.parametrize(("language", "template"), TEMPLATES)
    @pytest.mark.parametrize("width", [60, 80, 1000])
    def test_the_line_before_is_not_swallowed(self, pipeline: Pipeline, language: str, template: str, width: int) -> None:
        line = template.format(file="AppLogger.1.0.0.nupkg", source="https://www.nuget.org/api/v2/package")
        report = pipeline.report_bytes(f"{self.BEFORE}\n".encode() + on_a_console(line, width) + b"\n")
        (push,) = report.pushes
        assert (push.path, push.package_id, push.version, push.first_line) == ("AppLogger.1.0.0.nupkg", "AppLogger", "1.0.0", 2)
        assert push.source == "https://www.nuget.org/api/v2/package"
        assert report.client.language == language


class TestOutOfTime:
    RULES = """\
schema: pushwhy/rules/1
rules:
  - id: acme/slow
    match: {regex: '^(?:(?:a|aa)+)+: acme-lock$'}
    cause: The lock is held.
    examples: {match: ['a: acme-lock'], no_match: ['a: acme-locks']}
  - id: acme/quick
    match: 'acme-lock is held by {person}'
    cause: The lock is held.
    examples: {match: ['acme-lock is held by Ann'], no_match: ['acme-lock is held']}
"""

    def test_a_rule_that_takes_too_long_is_told_and_the_others_still_work(self, tmp_path: Path) -> None:
        log = "acme-lock is held by Ann\n" + "a" * 400 + ": acme-lock!\n"
        report = own_pipeline(tmp_path, self.RULES).report_bytes(log.encode())
        assert [(one.kind, one.rule, one.line, one.message) for one in report.errors] == [
            ("limit", "acme/slow", 2, "a rule took too long on this line and was not tried to the end")
        ]
        assert [(one.rule, one.line, one.facts["person"]) for one in report.diagnoses] == [("acme/quick", 1, "Ann")]


class TestFacts:
    def test_quotes_of_any_language_are_taken_off_values(self, pipeline: Pipeline) -> None:
        for quoted in ("'{}'", '"{}"', "„{}“", "«\u00a0{}\u00a0»", "“{}”"):
            log = f"Pushing AppLogger.1.0.0.nupkg to {quoted.format('https://www.nuget.org/api/v2/package')}...\n"
            (push,) = pipeline.report_bytes(log.encode()).pushes
            assert push.source == "https://www.nuget.org/api/v2/package"

    def test_a_secret_that_a_wrap_cut_in_two_is_masked(self, pipeline: Pipeline) -> None:
        key = "oy2" + "abcdefghijklmnopqrstuvwxyz0123456789abcdefg"
        log = f"error: Unable to load the service index for source https://build:{key}@nuget.contoso.example/v3/index.json."
        report = pipeline.report_bytes(on_a_console(log, 90))
        assert report.diagnoses[0].end_line == 2
        assert key not in report.diagnoses[0].excerpt
        assert key[-9:] not in report.diagnoses[0].excerpt
