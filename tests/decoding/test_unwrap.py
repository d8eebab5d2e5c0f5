"""What people and programs put around a log comes off, nested too, and every line keeps its raw number."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pushwhy.decoding.lines import clean_lines

OUTPUT = [
    "Pushing Orbit.Core.2.3.0.nupkg to 'https://www.nuget.org/api/v2/package'...",
    "  PUT https://www.nuget.org/api/v2/package/",
    '  Conflict https://www.nuget.org/api/v2/package/ 187ms ("C:\\build\\new")',
    "error: Übermäßig & <schlecht>",
]
CLEAN = [line.strip().removeprefix("error: ") for line in OUTPUT]


def texts(log: str) -> list[str]:
    return [line.text for line in clean_lines(log.encode(), 1) if line.text]


@pytest.mark.parametrize("is_ascii", [True, False])
def test_a_string_of_json_gives_its_lines_under_one_raw_number(is_ascii: bool) -> None:
    log = json.dumps({"job": 7, "status": "failed", "output": "\n".join(OUTPUT)}, ensure_ascii=is_ascii)
    lines = clean_lines(f"before\n{log}\nafter\n".encode(), 1)
    assert [line.text for line in lines] == ["before", *CLEAN, "after"]
    assert [line.raw for line in lines] == [1, 2, 2, 2, 2, 3]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "log",
    [
        "\n".join(json.dumps({"time": "2026-03-02T10:11:12Z", "level": "info", "message": line}) for line in OUTPUT),
        "\n".join(f"time=2026-03-02T10:11:12Z level=info msg={json.dumps(line)}" for line in OUTPUT),
        json.dumps({"response": json.dumps({"log": "\r\n".join(OUTPUT)})}),
        json.dumps([{"stream": "stdout", "text": line + "\n"} for line in OUTPUT]),
        "task output => " + json.dumps({"rc": 1, "stdout": "\n".join(OUTPUT)}),
        "[\n" + ",\n".join(f"  {json.dumps(line + chr(10))}" for line in OUTPUT) + "\n]",
        f"CompletedProcess(returncode=1, stdout={chr(10).join(OUTPUT) + chr(10)!r})",
        "\n".join(f'"02.03.2026 10:11:12","INFO","{line.replace(chr(34), chr(34) * 2)}"' for line in OUTPUT),
        "<pre>\n" + "\n".join(html.escape(line) for line in OUTPUT) + "\n</pre>",
        "<td><code>" + "<br/>".join(html.escape(line) for line in OUTPUT) + "</code></td>",
        "\n".join(f"<log:message><![CDATA[{line}]]></log:message>" for line in OUTPUT),
    ],
    ids="json-lines logfmt json-in-json list named-json elements repr csv html cell cdata".split(),
)
def test_containers_come_off(log: str) -> None:
    assert [text for text in texts(log) if text not in "[]"] == CLEAN


@pytest.mark.parametrize(
    "line",
    [
        r"Pushing C:\new\release\Orbit.Core.2.3.0.nupkg to 'https://nuget.contoso.example'...",
        r'"C:\tools\nuget.exe" push out\Orbit.nupkg -Source "\\server\new\feed"',
        "PASSWORD=x NAME=value",
        "if a < b && c > d; then",
        '<add key="nuget.org" value="https://api.nuget.org/v3/index.json" />',
        'curl -d \'{"name": "a long value"}\' https://contoso.example',
    ],
)
def test_what_only_looks_like_a_container_stays(line: str) -> None:
    assert texts(line) == [line]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["json", "html", "lines"]), min_size=1, max_size=3))
def test_nested_containers_come_off(kinds: list[str]) -> None:
    log = "\n".join(OUTPUT)
    for kind in kinds:
        if kind == "json":
            log = json.dumps({"status": "not so good", "output": log})
        elif kind == "html":
            log = "\n".join(f"<p>{html.escape(line)}</p>" for line in log.split("\n"))
        else:
            log = "\n".join(json.dumps({"message": line}) for line in log.split("\n"))
    assert [text for text in texts(log) if text != "not so good"] == CLEAN
