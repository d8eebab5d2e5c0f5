"""The text report, whole, in 80 columns and without colour unless a test says otherwise."""

from __future__ import annotations

import io
from typing import TextIO

import pytest
from msgspec.structs import replace
from rich.console import Console

from pushwhy.model.report import Answer, Client, FixStep, LogError, LogReport, Outcome, Question, Severity, Verdict
from pushwhy.report import Options
from pushwhy.report.terminal import Terminal
from pushwhy.report.text import TextFormat
from tests.report.values import (
    CLEAN,
    INCOMPLETE,
    NOTICE,
    OWNED,
    PUSHED,
    SEED,
    UNEXPLAINED,
    UNREADABLE,
    cause,
    diagnosis,
    push,
    report,
    tell,
    written,
)


def text(*logs: LogReport, width: int = 80) -> str:
    output = io.StringIO()
    paint(output, *logs, console=Console(file=output, width=width, color_system=None))
    return output.getvalue()


def paint(output: TextIO, *logs: LogReport, console: Console) -> None:
    tell(report(*logs), TextFormat(Terminal(output, console=console), Options()))


def test_the_seed_case() -> None:
    assert (
        text(SEED)
        == """\
build.log:57  AppLogger 1.0.0 → nuget.org  403
  Response status code does not indicate success: 403 (The specified API key is
    invalid, has expired, or does not have permission to access the specified
    package.).

  Most likely (71%)  The package ID belongs to somebody else
                     package-id-owned-by-another
    because  you say that the key is valid
             the same key was accepted for Contoso.Core (line 41)
    fix   1. Choose an ID of your own, such as Contoso.AppLogger: <PackageId> in
             AppLogger.csproj
          2. dotnet build -c Release
          3. dotnet pack -c Release --no-build
          4. Push it:
             dotnet nuget push bin/Release/Contoso.AppLogger.1.0.0.nupkg --source nuget.org --api-key …
  Also possible
    (21%)  The key's pattern does not cover AppLogger              api-key-scope
  Does not help
    - Another key: the ID still belongs to somebody else, whatever your keys are
      allowed to do.
    - Waiting.
  To tell them apart: does https://www.nuget.org/packages/AppLogger list you as
    an owner?
    answer with --fact AppLogger@owner=me, =other, or =nobody
  More: https://learn.microsoft.com/nuget/nuget-org/id-prefix-reservation
"""
    )


def test_the_seed_case_in_100_columns() -> None:
    assert (
        text(SEED, width=100)
        == """\
build.log:57  AppLogger 1.0.0 → nuget.org  403
  Response status code does not indicate success: 403 (The specified API key is invalid, has
    expired, or does not have permission to access the specified package.).

  Most likely (71%)  The package ID belongs to somebody else             package-id-owned-by-another
    because  you say that the key is valid
             the same key was accepted for Contoso.Core (line 41)
    fix   1. Choose an ID of your own, such as Contoso.AppLogger: <PackageId> in AppLogger.csproj
          2. dotnet build -c Release
          3. dotnet pack -c Release --no-build
          4. Push it:
             dotnet nuget push bin/Release/Contoso.AppLogger.1.0.0.nupkg --source nuget.org --api-key …
  Also possible
    (21%)  The key's pattern does not cover AppLogger                    api-key-scope
  Does not help
    - Another key: the ID still belongs to somebody else, whatever your keys are allowed to do.
    - Waiting.
  To tell them apart: does https://www.nuget.org/packages/AppLogger list you as an owner?
    answer with --fact AppLogger@owner=me, =other, or =nobody
  More: https://learn.microsoft.com/nuget/nuget-org/id-prefix-reservation
"""
    )


def test_a_wide_terminal_changes_nothing_beyond_100_columns() -> None:
    assert text(SEED, width=250) == text(SEED, width=100)


def test_a_clean_log_is_one_line() -> None:
    assert (
        text(CLEAN)
        == """\
logs/clean.log: no push found
"""
    )


def test_pushes_that_arrived_are_one_line() -> None:
    assert (
        text(PUSHED)
        == """\
logs/good.log: pushed Contoso.Core 2.0.0, Contoso.Core 2.0.0 (symbols)
  → nuget.org; skipped Contoso.Old 1.0.0 → nuget.org (there already)
"""
    )


def test_many_pushes_that_arrived_are_counted() -> None:
    pushes = tuple(push(f"Contoso.P{number}", "1.0.0", Outcome.PUSHED) for number in range(12))
    assert (
        text(replace(PUSHED, pushes=pushes))
        == """\
logs/good.log: pushed 12 packages → nuget.org
"""
    )


def test_a_notice_with_its_fix_beside_a_push_that_arrived() -> None:
    info = replace(NOTICE, severity=Severity.INFO, line=0, text="Short.", fix=(), docs=())
    assert (
        text(replace(PUSHED, notices=(NOTICE, info)))
        == """\
logs/good.log: pushed Contoso.Core 2.0.0, Contoso.Core 2.0.0 (symbols)
  → nuget.org; skipped Contoso.Old 1.0.0 → nuget.org (there already)
  ⚠ line 12: The log shows an API key in clear text; whoever can read the log
    can push with it.
    fix   1. Revoke the key at https://www.nuget.org/account/apikeys and make a
             new one
    More: https://docs.github.com/actions/security-guides/encrypted-secrets
  ⚠ Short.
"""
    )


def test_an_unknown_outcome_tells_how_to_find_out() -> None:
    assert (
        text(INCOMPLETE)
        == """\
cut.log:91  Contoso.Core 2.0.0-rc.1 → nuget.org  outcome unknown
  A push begins here, and the log does not tell how it ended. To find out
  whether it arrived:
    - open https://www.nuget.org/packages/Contoso.Core/2.0.0-rc.1
    - or push again with --skip-duplicate, which skips a package that is there
      already
"""
    )


def test_unknown_outcomes_on_several_servers_with_nuget_exe() -> None:
    log = replace(
        INCOMPLETE,
        client=Client(name="nuget.exe", language="en"),
        pushes=(
            push("Contoso.A", "1.0.0", Outcome.UNKNOWN),
            push("Contoso.A", "1.0.0", Outcome.UNKNOWN, symbols=True),
            push("Contoso.B", None, Outcome.UNKNOWN, feed="proget", host="proget.contoso.com"),
        ),
    )
    assert (
        text(log)
        == """\
cut.log:55  3 packages → nuget.org, proget.contoso.com  outcome unknown
  Contoso.A 1.0.0, Contoso.A 1.0.0 (symbols), Contoso.B
  A push begins here, and the log does not tell how it ended. To find out
  whether it arrived:
    - open https://www.nuget.org/packages/Contoso.A/1.0.0
    - look for the version in proget.contoso.com
    - or push again with -SkipDuplicate, which skips a package that is there
      already
"""
    )


def test_an_unknown_outcome_without_a_known_push() -> None:
    assert (
        text(replace(INCOMPLETE, pushes=()))
        == """\
cut.log  push  outcome unknown
  A push begins here, and the log does not tell how it ended. To find out
  whether it arrived:
    - look for the version on the feed's page
    - or push again with --skip-duplicate, which skips a package that is there
      already
"""
    )


def test_a_name_that_does_not_belong_into_an_address_gets_none() -> None:
    assert "open https" not in text(replace(INCOMPLETE, pushes=(push("../x?y=", "1.0.0", Outcome.UNKNOWN),)))


def test_an_unknown_message_shows_the_lines_and_where_to_look() -> None:
    assert (
        text(UNEXPLAINED)
        == """\
odd.log:57  Contoso.Core 2.0.0 → nuget.org  418, 3 attempts
  Der Server ist eine Teekanne.
     bei Contoso.Teapot.Brew()

  No rule knows this message. Where to look:
    - lines 57 to 58 of the log, and what stands just before
    - the English text, which more people have asked about: push again with
      --force-english-output (dotnet)
    - once you know the cause, a rule of your own in .pushwhy/ tells it the next
      time
"""
    )


def test_an_unreadable_log_says_why() -> None:
    assert (
        text(UNREADABLE)
        == """\
logs/locked.log: cannot be read: permission denied
"""
    )


def test_several_packages_with_one_cause_are_told_once() -> None:
    log = LogReport(
        log="release.log",
        verdict=Verdict.FAILED,
        pushes=(
            push("Contoso.Core", "2.0.0"),
            push("Contoso.Core", "2.0.0", symbols=True),
            push("Contoso.Extensions.Logging", "2.0.0"),
            push("Contoso.Fine", "2.0.0", Outcome.PUSHED),
            push("Contoso.Old", "1.0.0", Outcome.SKIPPED_DUPLICATE),
            push("Contoso.Lost", "1.0.0", Outcome.UNKNOWN, line=70),
        ),
        diagnoses=(diagnosis(cause("api-key-scope", "The key may not push these packages", 0.95), pushes=(0, 1, 2)),),
    )
    assert (
        text(log)
        == """\
release.log:57  3 packages → nuget.org  403
  Contoso.Core 2.0.0, Contoso.Core 2.0.0 (symbols),
  Contoso.Extensions.Logging 2.0.0
  Response status code does not indicate success: 403 (Forbidden).

  Most likely (95%)  The key may not push these packages           api-key-scope

release.log:70  Contoso.Lost 1.0.0 → nuget.org  outcome unknown
  A push begins here, and the log does not tell how it ended. To find out
  whether it arrived:
    - open https://www.nuget.org/packages/Contoso.Lost/1.0.0
    - or push again with --skip-duplicate, which skips a package that is there
      already

  In the same log: pushed Contoso.Fine 2.0.0 → nuget.org; skipped
    Contoso.Old 1.0.0 → nuget.org (there already)
"""
    )


def test_a_push_that_failed_before_it_began_is_told_by_its_facts() -> None:
    log = LogReport(
        log="-",
        verdict=Verdict.FAILED,
        diagnoses=(
            diagnosis(
                cause(
                    "file-not-found",
                    "No file matches the path",
                    0.999,
                    fix=(
                        FixStep(
                            text="Look at what pack made with `ls artifacts` and correct the path in the push command",
                            argv=("ls", "artifacts"),
                        ),
                    ),
                ),
                rule="client/file-not-found",
                excerpt="File does not exist (artifacts\\*.nupkg).",
                line=3,
                pushes=(),
                facts={
                    "path": "artifacts\\*.nupkg",
                    "source": "https://nuget.pkg.github.com/contoso/index.json",
                    "host": "nuget.pkg.github.com",
                },
            ),
        ),
    )
    assert (
        text(log)
        == """\
stdin:3  artifacts\\*.nupkg → nuget.pkg.github.com
  File does not exist (artifacts\\*.nupkg).

  Most likely (>99%)  No file matches the path                    file-not-found
    fix   1. Look at what pack made with
             ls artifacts
             and correct the path in the push command
"""
    )


def test_every_other_part_of_a_diagnosis() -> None:
    against = replace(OWNED.evidence[0], effect="against", text="", fact="attempts", value=3, line=9)
    first = cause(
        "rate-limited",
        "Too many pushes",
        0.4,
        evidence=(against,),
        confirm="Count the pushes of the last hour",
        docs=("https://a.example/1", "https://a.example/2"),
    )
    rest = [cause(f"cause-{number}", f"Cause {number}", 0.09) for number in range(6)]
    log = replace(
        SEED,
        log="a/very/long/folder/of/a/build/server/that/nests/its/output/deeply/build.log",
        diagnoses=(
            diagnosis(
                first,
                *rest,
                other=0.15,
                excerpt="\n".join(f"line {number}" for number in range(12)),
                conflicts=("`key=valid` and `key=expired` were both stated",),
            ),
        ),
        notices=(NOTICE,),
        errors=(LogError(kind="limit", message="the rule ran out of time", rule="acme/slow", line=7),),
    )
    assert (
        text(log)
        == """\
a/very/long/folder/of/a/build/server/that/nests/its/output/deeply/build.log:57
  AppLogger 1.0.0 → nuget.org 403
  line 0
  line 1
  line 2
  line 3
  line 4
  line 5
  line 6
  line 7
  …

  Most likely (40%)  Too many pushes                                rate-limited
    although attempts is 3 (line 9)
    check    Count the pushes of the last hour
  Also possible
     (9%)  Cause 0                                                  cause-0
     (9%)  Cause 1                                                  cause-1
     (9%)  Cause 2                                                  cause-2
     (9%)  Cause 3                                                  cause-3
    (15%)  none of these
  Contradiction: key=valid and key=expired were both stated
  More: https://a.example/1
        https://a.example/2

  ⚠ line 12: The log shows an API key in clear text; whoever can read the log
    can push with it.
    fix   1. Revoke the key at https://www.nuget.org/account/apikeys and make a
             new one
    More: https://docs.github.com/actions/security-guides/encrypted-secrets
  ⚠ not judged in full: the rule ran out of time (rule acme/slow, line 7)
"""
    )


def test_a_question_whose_answers_share_nothing() -> None:
    question = Question(
        fact="key",
        text="Does the key still work?",
        look_up="https://www.nuget.org/account/apikeys",
        answers=(Answer(value="valid", option="--fact key=valid"), Answer(value="other", option="--fact AppLogger@owner=other")),
    )
    log = replace(SEED, diagnoses=(diagnosis(cause("a", "A", 0.5), cause("b", "B", 0.4), question=question),))
    assert text(log).splitlines()[-3:] == [
        "  To tell them apart: Does the key still work?",
        "    look at https://www.nuget.org/account/apikeys",
        "    answer with --fact key=valid or --fact AppLogger@owner=other",
    ]


def test_several_logs_show_the_failed_in_full() -> None:
    short = replace(SEED, diagnoses=(diagnosis(cause("api-key-scope", "The key may not push AppLogger", 0.95)),))
    with_notice = replace(PUSHED, log="logs/warned.log", pushes=PUSHED.pushes[:1], notices=(NOTICE,))
    assert (
        text(CLEAN, short, INCOMPLETE, PUSHED, with_notice, UNREADABLE)
        == """\
logs/clean.log: no push found

build.log:57  AppLogger 1.0.0 → nuget.org  403
  Response status code does not indicate success: 403 (Forbidden).

  Most likely (95%)  The key may not push AppLogger                api-key-scope

cut.log:91  Contoso.Core 2.0.0-rc.1 → nuget.org  outcome unknown
  A push begins here, and the log does not tell how it ended. To find out
  whether it arrived:
    - open https://www.nuget.org/packages/Contoso.Core/2.0.0-rc.1
    - or push again with --skip-duplicate, which skips a package that is there
      already

logs/good.log: pushed Contoso.Core 2.0.0, Contoso.Core 2.0.0 (symbols)
  → nuget.org; skipped Contoso.Old 1.0.0 → nuget.org (there already)
logs/warned.log: pushed Contoso.Core 2.0.0 → nuget.org ⚠ 1 notice
logs/locked.log: cannot be read: permission denied
"""
    )


def test_no_log_at_all() -> None:
    assert not text()


def test_hostile_text_is_neither_markup_nor_escape_nor_command() -> None:
    evil = "\x1b[31mred [red]bold[/red] \x07 ::set-env name=A::b ##vso[task.setvariable variable=a]b :smile: http://e.example/[link=x]"
    log = replace(
        SEED,
        log="::warning::x",
        pushes=(push("::error::x", "1.0.0\u202e"),),
        diagnoses=(diagnosis(cause("a", evil, 0.95), excerpt=f"::set-env name=A::b\n{evil}\n##[error]x\r::stop-commands::y"),),
    )
    shown = text(log)
    assert (
        shown
        == """\
: :warning::x:57  ::error::x 1.0.0\ufffd → nuget.org  403
  : :set-env name=A::b
  \ufffd[31mred [red]bold[/red] \ufffd ::set-env name=A::b # #vso[task.setvariable
    variable=a]b :smile: http://e.example/[link=x]
  # #[error]x
  : :stop-commands::y

  Most likely (95%)  \ufffd[31mred [red]bold[/red] \ufffd ::set-env name=A::b
                     # #vso[task.setvariable variable=a]b :smile:
                     http://e.example/[link=x]
                     a
"""
    )
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def test_ascii_output_has_ascii_signs() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    log = replace(PUSHED, pushes=PUSHED.pushes[:1], notices=(replace(NOTICE, text="Prüfen Sie … 包", fix=(), docs=()),))
    paint(stream, log, console=Console(file=stream, width=80))
    stream.flush()
    assert (
        raw.getvalue()
        == rb"""logs/good.log: pushed Contoso.Core 2.0.0 -> nuget.org
  ! line 12: Pr\xfcfen Sie ... \u5305
"""
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_any_encoding_can_be_written(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    log = replace(PUSHED, notices=(replace(NOTICE, text="half \udc80 „quoted“ 包"),))
    paint(stream, log, console=Console(file=stream, width=80))
    stream.flush()


def test_text_without_blanks_is_broken_but_not_before_what_closes_or_after_what_opens() -> None:
    sentence = "這個套件識別碼已屬於別人，請在「<PackageId>」改用自己的名稱（例如`Contoso.AppLogger`）；重新組建之後再推送一次即可。"
    log = replace(SEED, diagnoses=(replace(diagnosis(), causes=(cause("a-cause", sentence, 0.7),)),))
    assert text(log, width=56).splitlines()[4:8] == [
        "  Most likely (70%)  這個套件識別碼已屬於別人，請在",
        "                     「<PackageId>」改用自己的名稱（例如",
        "                     Contoso.AppLogger）；重新組建之後再",
        "                     推送一次即可。",
    ]


def test_wide_characters_count_as_two_columns() -> None:
    log = replace(
        SEED, diagnoses=(diagnosis(excerpt="指定的 API 密钥 无效 或 已过期 或 没有 访问 指定 包 的 权限 请 检查 密钥 的 范围 与 有效期"),)
    )
    assert text(log).splitlines()[1:3] == [
        "  指定的 API 密钥 无效 或 已过期 或 没有 访问 指定 包 的 权限 请 检查 密钥 的 范",
        "    围 与 有效期",
    ]


def test_a_terminal_gets_colours_and_the_same_words() -> None:
    output = io.StringIO()
    paint(output, SEED, console=Console(file=output, width=80, force_terminal=True, color_system="standard"))
    assert "\x1b[1;31m403\x1b[0m" in output.getvalue()
    assert written(report(SEED), "text") == text(SEED)


def test_a_command_is_one_unbroken_row_so_that_it_can_be_copied() -> None:
    command = "dotnet nuget push bin/Release/Contoso.AppLogger.1.0.0.nupkg --source nuget.org --api-key …"
    assert [line.strip() for line in text(SEED, width=40).splitlines() if "nuget push" in line] == [command]
