"""What unknown programs put before and after each line is inferred from its repeated shape."""

from __future__ import annotations

import pytest

from pushwhy.decoding.lines import clean_lines

OUTPUT = [
    "Pushing Orbit.Core.2.3.0.nupkg to 'https://www.nuget.org/api/v2/package'...",
    "  PUT https://www.nuget.org/api/v2/package/",
    "  Conflict https://www.nuget.org/api/v2/package/ 187ms",
    "error: Response status code does not indicate success: 409 (Conflict).",
]
CLEAN = [line.strip().removeprefix("error: ") for line in OUTPUT]


def texts(lines: list[str]) -> list[str]:
    return [line.text for line in clean_lines("\n".join(lines).encode(), 1)]


@pytest.mark.parametrize(
    "prefix",
    [
        "{n:>4} ",
        "[{n}/99] ",
        "12:00:0{n}.5 WARN  (worker-{n}) Shop.Release.Runner - ",
        "Mar  2 10:11:1{n} host7 shipper[42{n}]: ",
        "2026/03/02 10:11:1{n} release | ",
        "+1{n}.204s  step:push  ",
        "> > ",
        "│ ",
        "17724462{n}6.1 stderr P ",
        "<{n}>1 2026-03-02T10:11:12.0{n}Z web-1 ship - - ",
        "«{n}» ship :: ",
    ],
)
def test_a_prefix_that_is_repeated_comes_off(prefix: str) -> None:
    assert texts([prefix.format(n=n) + line for n, line in enumerate(OUTPUT)]) == CLEAN


@pytest.mark.parametrize("suffix", [" [job-{n}]", "  (release.sh:1{n})", " trace=ab{n}97f3", " |", "|Ship.Runner"])
def test_a_suffix_that_is_repeated_comes_off(suffix: str) -> None:
    assert texts([line + suffix.format(n=n) for n, line in enumerate(OUTPUT)]) == CLEAN


def test_a_prefix_may_be_missing_on_some_lines_and_two_programs_may_take_turns() -> None:
    ship = [f"10:11:1{n} ship[{n}] | {line}" for n, line in enumerate(OUTPUT)]
    other = [f"<{n}> web: GET /{n} {text}" for n, text in enumerate(("ok", "gone", "moved", "late"))]
    mixed = [line for pair in zip(ship, other, strict=True) for line in pair]
    assert [text for text in texts([*mixed, OUTPUT[0]]) if text in CLEAN] == [*CLEAN, CLEAN[0]]


@pytest.mark.parametrize(
    "lines",
    [
        ["Restored a.csproj", "Restored b.csproj", "Restored c.csproj"],
        ["Push 1.2.0 of Orbit", "Push 1.2.1 of Orbit", "Push 1.3.0 of Orbit"],
        ["  PUT https://a/", "  PUT https://b/", "  PUT https://c/", "  PUT https://d/"],
        ["# error: one", "no comment", "# error: two"],
    ],
)
def test_what_sentences_have_in_common_stays(lines: list[str]) -> None:
    assert texts(lines) == [line.strip() for line in lines]


def test_the_whole_line_is_kept_beside_the_text() -> None:
    lines = clean_lines(b"[1] one two\n[2] three four\n[3] five six\n", 1)
    assert [(line.text, line.whole) for line in lines] == [
        ("one two", "[1] one two"),
        ("three four", "[2] three four"),
        ("five six", "[3] five six"),
    ]
