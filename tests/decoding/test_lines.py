"""Cleaning of single lines: nesting, levels, escapes, links, columns, bounds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pushwhy.decoding.lines import LINE_LIMIT, clean_lines
from pushwhy.decoding.prefixes import NEIGHBOURS
from pushwhy.model.log import Level, Line

FORBIDDEN = "Response status code does not indicate success: 403 (Forbidden)."
CONFLICT = "Response status code does not indicate success: 409 (Conflict)."


def cleaned(raw: str) -> Line:
    """The only line that a raw line yields."""
    (line,) = clean_lines(raw.encode(), 1)
    return line


@pytest.mark.parametrize(
    ("raw", "dialects"),
    [
        (f"2024-05-06T07:08:09.3456789Z #12 1.731 error: {CONFLICT}", ("timestamp", "docker", "nuget")),
        (f"##[error]error: {CONFLICT}", ("pipelines-agent", "nuget")),
        (f"2024-05-06T07:08:09.3456789Z 07:08:10 [ERR] error: {CONFLICT}", ("timestamp", "nuke", "nuget")),
        (f"[07:08:10][MSBuild output]   EXEC : error : {CONFLICT} [C:\\w\\4711\\Build.proj.teamcity]", ("teamcity", "msbuild")),
        (f"[07:08:10]E:\t [Step 1/2] {CONFLICT}", ("teamcity",)),
        (f"  STDOUT: dotnet: error: {CONFLICT}", ("release-tools", "nuget")),
        (f"  dotnet: error: {CONFLICT}", ("release-tools", "nuget")),
        (f"[build-linux] error: {CONFLICT}", ("console", "nuget")),
        (f"     1>EXEC : error : {CONFLICT} [/home/runner/work/app/push.proj]", ("msbuild",)),
        (f"16:07:03.074     1>EXEC : error : {CONFLICT} [/src/a.csproj::TargetFramework=net8.0]", ("msbuild",)),
        (f"\x1b[31merror: {CONFLICT}\x1b[0m", ("nuget",)),
        (f"[31merror: {CONFLICT}[0m", ("nuget",)),
        (f"publish\tUNKNOWN STEP\t\ufeff2024-05-06T07:08:09.3456789Z error: {CONFLICT}", ("github-cli", "timestamp", "nuget")),
        (f"##vso[task.logissue type=error;code=1]{CONFLICT}", ("azure-devops",)),
        (f"::error file=a.cs,line=1::{CONFLICT}", ("github-actions",)),
        (f"web_1  | error: {CONFLICT}", ("docker", "nuget")),
        (f"error: ERROR: {CONFLICT}", ("nuget", "wrapper")),
        (f"##teamcity[message text='{CONFLICT}' status='ERROR' flowId='1']", ("teamcity",)),
    ],
)
def test_nested_decoration_comes_off_and_leaves_an_error(raw: str, dialects: tuple[str, ...]) -> None:
    line = cleaned(raw)
    assert (line.text, line.level, line.dialects) == (CONFLICT, Level.ERROR, dialects)


@pytest.mark.parametrize(
    ("raw", "text", "level"),
    [
        (f"nuget.exe : {FORBIDDEN}", FORBIDDEN, None),
        ("nuget : WARNING: Resource not accessible", "Resource not accessible", Level.WARNING),
        ("Publish-Module : Failed to publish module 'Hosts'", "Failed to publish module 'Hosts'", Level.ERROR),
        ("warn : No API Key was provided", "No API Key was provided", Level.WARNING),
        ("info :   PUT https://www.nuget.org/api/v2/package/", "PUT https://www.nuget.org/api/v2/package/", Level.INFO),
        ("log  : Restored a.csproj", "Restored a.csproj", Level.INFO),
        ("AVERTISSEMENT : No API Key was provided", "No API Key was provided", Level.WARNING),
        ("警告: 未提供 API 密钥", "未提供 API 密钥", Level.WARNING),
        ("error:   The response ended prematurely.", "The response ended prematurely.", Level.ERROR),
        ("EXEC : warning : text [/src/a.proj]", "text", Level.WARNING),
        (
            "EXEC : The remote server returned an error : (403) Forbidden. [/src/a.proj]",
            "The remote server returned an error: (403) Forbidden.",
            Level.ERROR,
        ),
        ("EXEC : error NU1101: Unable to find package a. [/src/a.proj]", "error NU1101: Unable to find package a.", Level.ERROR),
        ("##[debug]Processed: ##vso[task.issue type=error;]Error: no issuer", "no issuer", Level.DEBUG),
        ("##[error]##[debug]error: x", "x", Level.DEBUG),
        ("##[warning]error: x", "x", Level.WARNING),
        ("07:08:09   Info     |     error: x", "x", Level.ERROR),
        ("07:08:09 [DBG] error: x", "x", Level.ERROR),
        ("[07:08:10]W: [Step 3/3] error: x", "x", Level.ERROR),
        ("##[group]Run dotnet nuget push a.nupkg", "Run dotnet nuget push a.nupkg", Level.GROUP),
        ("##[section]Starting: push", "Starting: push", Level.GROUP),
        ("[command]/usr/bin/dotnet nuget push a.nupkg", "/usr/bin/dotnet nuget push a.nupkg", Level.COMMAND),
        ('2024-05-06T07:08:09.1234567Z \x1b[36;1m  echo "error: x"\x1b[0m', 'echo "error: x"', Level.COMMAND),
        ("2024-05-06T07:08:09.1234567Z \x1b[36;1merror: x\x1b[0m", "error: x", Level.COMMAND),
        ("+ dotnet nuget push a.nupkg", "dotnet nuget push a.nupkg", Level.COMMAND),
        ("++ cat key", "cat key", Level.COMMAND),
        ("$ nuget push a.nupkg", "nuget push a.nupkg", Level.COMMAND),
        ("PS C:\\pk> nuget.exe push .\\a.nupkg", "nuget.exe push .\\a.nupkg", Level.COMMAND),
        ("PS> choco push a.nupkg", "choco push a.nupkg", Level.COMMAND),
        ("C:\\psmodules>nuget push a.nupkg", "nuget push a.nupkg", Level.COMMAND),
        ('C:\\Windows\\system32>"C:\\NuGet\\nuget.exe" push a.nupkg', '"C:\\NuGet\\nuget.exe" push a.nupkg', Level.COMMAND),
        ("root@c2e1d9b304aa:~/.dotnet# dotnet nuget push a.nupkg", "dotnet nuget push a.nupkg", Level.COMMAND),
        ("14:52:47 ❯ dotnet nuget push a.nupkg", "dotnet nuget push a.nupkg", Level.COMMAND),
        ("> choco push a.nupkg", "choco push a.nupkg", Level.COMMAND),
        ("#12 [build 7/7] RUN dotnet nuget push a.nupkg", "dotnet nuget push a.nupkg", Level.COMMAND),
        ("Step 7/7 : RUN dotnet nuget push a.nupkg", "dotnet nuget push a.nupkg", Level.COMMAND),
    ],
)
def test_levels(raw: str, text: str, level: Level | None) -> None:
    line = cleaned(raw)
    assert (line.text, line.level) == (text, level)


@pytest.mark.parametrize(
    "raw",
    [
        "> a quoted sentence about dotnet nuget push",
        "App -> C:\\src\\bin\\App.dll",
        "C:\\src\\App -> C:\\src\\bin\\App.dll",
        "2>&1 was redirected",
        "| Package | Version |",
        "Task <error> : none",
        "info: Microsoft.Hosting.Lifetime[14]",
        "fail: BaGet.Web[0]",
        "An error: this is",
        "errors: 3",
        "1.204 MB sent",
        "12.345 seconds",
        "--- End of stack trace from previous location ---",
        "##[unknown]x",
        "values[m] and other[2] are equal",
        "1:2:3 go",
        'The command "x" exited with code 1.',
        "ERROR: This version of nuget.exe does not support updating packages to package source x.",
        "a [4](https://example.com) link",
        "it took [2m 3s]",
    ],
)
def test_other_text_stays_whole(raw: str) -> None:
    assert cleaned(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\x1b_bk;t=1714979289123\x07\x1b_bk;t=1714979289124\x07text", "text"),
        ("\x1b[8mha:Y29udG9zbw==\x1b[0m\x1b[8mha:Zm9v\x1b[0mtext", "text"),
        ("\x1b]8;;https://x.example\x1b\\text\x1b]8;;\x1b\\", "text"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]0;never ended text", "0;never ended text"),
        ("\x1b[?1h\x1b=\x1b[?1h\x1b=text\x1b(B\x1b[m", "text"),
        ("one\x1b[3Ctwo", "one   two"),
        ("\x9b31mtext\x9b0m", "text"),
        ("te\x00x\x08t\x7f\x07", "text"),
        ("^[[31mtext^[[0m", "text"),
        ("\u2190[31;1mtext\u2190[0m", "text"),
        ("[36;1mtext[0m", "text"),
        ("\ufefftext", "text"),
        ("pub\x1b[91mli\x1b[0m\x1b[91msh\x1b[0m", "publish"),
    ],
)
def test_escapes_vanish(raw: str, text: str) -> None:
    assert cleaned(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("v[2](https://github.com/a/b/actions/runs/1/job/2#step:9:2)/package", "v2/package"),
        ("4[0](https://github.com/a/b/runs/1?check_suite_focus=true#step:9:2)[3](https://github.com/a/b/runs/1#step:9:3) (x)", "403 (x)"),
        ("[4](https://github.com/a/b/actions/runs/1/job/2#step:9:2)09 (Conflict)", "409 (Conflict)"),
    ],
)
def test_links_in_numbers_become_their_digits(raw: str, text: str) -> None:
    assert cleaned(raw).text == text


def test_carriage_returns_begin_segments_of_the_same_line() -> None:
    lines = clean_lines(b"10%\r\r50%\rerror: x\r\nnext\n", 7)
    assert [(line.number, line.text, line.level) for line in lines] == [
        (7, "10%", None),
        (7, "50%", None),
        (7, "x", Level.ERROR),
        (8, "next", None),
    ]


def test_marks_of_sections_vanish_and_name_their_system() -> None:
    (line,) = clean_lines(b"\x1b[0Ksection_start:1714979289:step_script[collapsed=true]\r\x1b[0KRunning\n", 1)
    assert (line.text, line.dialects) == ("Running", ("gitlab",))
    (line,) = clean_lines(b"travis_fold:start:after_success.1\r\x1b[0K$ dotnet nuget push a.nupkg\r\n", 1)
    assert (line.text, line.dialects) == ("dotnet nuget push a.nupkg", ("travis", "console"))
    (line,) = clean_lines(b"travis_fold:end:x\r\x1b[0K\n", 3)
    assert (line.number, line.text, line.dialects) == (3, "", ("travis",))


def test_blank_lines_keep_their_place() -> None:
    assert [(line.number, line.text) for line in clean_lines(b"\n  \nx", 5)] == [(5, ""), (6, ""), (7, "x")]
    assert clean_lines(b"", 1) == []


def test_continued_lines_are_glued_and_tell_their_end() -> None:
    stamp = "2024-05-06T07:08:10.004301Z 01"
    raw = f"{stamp}O err\n{stamp}O+or: \n{stamp}O+{CONFLICT}\n{stamp}E+other\n"
    lines = clean_lines(raw.encode(), 10)
    assert [(line.number, line.end, line.text) for line in lines] == [(10, 12, CONFLICT), (13, 13, "other")]


def test_a_section_mark_is_not_glued_to_its_header() -> None:
    stamp = "2024-05-06T07:08:10.004301Z 00O"
    lines = clean_lines(f"{stamp} section_start:1714979289:prepare\r\n{stamp}+Preparing\n".encode(), 1)
    assert [(line.number, line.end, line.text) for line in lines] == [(1, 2, "Preparing")]


def test_columns_are_those_of_the_physical_line() -> None:
    assert cleaned("error: \x1b[31mx\x1b[0m").columns == 8
    assert cleaned("2024-05-06T07:08:09.1234567Z error: x").columns == 37
    assert cleaned("警告: x").columns == 7
    assert cleaned("a\tb").columns == 9
    assert cleaned("e\u0301").columns == 1


def test_secrets_are_masked_and_named() -> None:
    line = cleaned("[command]/usr/bin/dotnet nuget push a.nupkg --api-key oy2" + "a1" * 21 + "b")
    assert line.text == "/usr/bin/dotnet nuget push a.nupkg --api-key ***"
    assert line.secrets == ("nuget-org-key",)


def test_lines_of_json_give_the_lines_in_them() -> None:
    raw = '{"log":"info : Pushing\\nerror: \\u0022x\\u0022\\r\\n","stream":"stdout","time":"2024-05-06T07:08:09.5Z"}\nplain'
    assert [(line.number, line.raw, line.text, line.dialects) for line in clean_lines(raw.encode(), 1)] == [
        (1, 1, "Pushing", ("docker", "nuget")),
        (2, 1, '"x"', ("docker", "nuget")),
        (3, 2, "plain", ()),
    ]
    raw = '[{"message":"$ push\\r\\n","time":"t","type":"out"},{"message":"error: x\\r\\n","time":"t","type":"err"}]'
    assert [(line.text, line.level) for line in clean_lines(raw.encode(), 1)] == [("push", Level.COMMAND), ("x", Level.ERROR)]


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "\x1b[",
        "\x1b]",
        "[0m",
        "[1](http",
        "eyJ",
        "--api-key=",
        "-k=",
        "://",
        "@",
        "error: ",
        "EXEC : error ",
        "##vso[",
        "::error ",
        "C:\\",
        "日",
        "\r",
    ],
)
def test_a_line_of_a_megabyte_is_cut_and_quick(part: str) -> None:
    raw = ("x " + part * ((1 << 20) // len(part))).encode()
    began = time.perf_counter()
    lines = clean_lines(raw, 1)
    assert time.perf_counter() - began < 5
    assert max(len(line.text) for line in lines) <= LINE_LIMIT
    assert len(lines) <= 2000


pieces = st.sampled_from(
    [
        b"\x1b[36;1m", b"\x1b[0m", b"\x1b]", b"\x07", b"##[error]", b"error: ", b"\r", b"\t", b"[07:08:09]", b"[Step 1/2] ", b"EXEC : ",
        b"2024-05-06T07:08:09.1234567Z ", b"#1 2.345 ", b"+ ", b"$ ", b"1>", b"[1](https://x#step:1:1)", b"{\"pos\":1,\"out\":\"", b"\xff",
        b"section_start:1:x", b"##teamcity[message text='", b"' status='ERROR']", b"--api-key ", b"\xef\xbb\xbf", "日本".encode(),
    ]
)  # fmt: skip
raw_line = st.lists(pieces | st.binary(max_size=12), max_size=8).map(lambda parts: b"".join(parts).replace(b"\n", b""))


@given(st.binary(max_size=400), st.integers(1, 10**9))
def test_any_bytes_can_be_cleaned(data: bytes, first: int) -> None:
    lines = clean_lines(data, first)
    assert sorted({line.raw for line in lines}) == list(range(first, first + len({line.raw for line in lines})))


@given(st.lists(raw_line, max_size=6), st.lists(raw_line, max_size=6))
def test_what_stands_far_away_changes_nothing(near: list[bytes], far: list[bytes]) -> None:
    quiet = [b"nothing"] * (3 * NEIGHBOURS + 1)
    alone = clean_lines(b"".join(line + b"\n" for line in (*near, *quiet)), 1)
    whole = clean_lines(b"".join(line + b"\n" for line in (*near, *quiet, *far)), 1)
    assert [line for line in whole if line.raw <= len(near)] == [line for line in alone if line.raw <= len(near)]


@given(raw_line)
def test_cleaned_text_has_no_control_characters_and_no_outer_blanks(raw: bytes) -> None:
    for line in clean_lines(raw, 1):
        assert line.text == line.text.strip()
        assert not any((ord(char) < 32 and char != "\t") or 127 <= ord(char) < 160 for char in line.text)
