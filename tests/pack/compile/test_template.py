"""Templates: which text they match, which values they yield, and that hostile lines cost no more than their length."""

from __future__ import annotations

import pytest
import regex

from pushwhy.pack.compile.grammar import QUOTES
from pushwhy.pack.compile.template import Literal, Placeholder, TemplateError, literals, names, names_in_text, parse, to_regex

TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "source": ("source", ()),
    "path": ("path", ()),
    "url": ("url", ()),
    "version": ("version", ()),
    "package_id": ("package-id", ()),
    "http_status": ("status", ()),
    "ms": ("number", ()),
    "attempts": ("int", ()),
    "host": ("host", ()),
    "method": ("method", ()),
    "status_name": ("status-name", ()),
    "symbols": ("bool", ()),
    "feed": ("enum", ("nuget", "nuget.org", "github")),
}
TIME = 0.25
"""Seconds that a line may take, as in the engine."""


def found(template: str, line: str, *, whole_line: bool = False, where: dict[str, str] | None = None) -> dict[str, str] | None:
    """The values that a template finds in a line, or None."""
    match = regex.compile(to_regex(template, TYPES.get, whole_line=whole_line, where=where or {})).search(line, timeout=TIME)
    return match.groupdict() if match else None


def matched(template: str, line: str) -> str | None:
    """The text that a template matches, or None."""
    match = regex.compile(to_regex(template, TYPES.get)).search(line)
    return match[0] if match else None


class TestParts:
    def test_text_and_placeholders(self) -> None:
        assert parse("Pushing {file} to {source}...") == (
            Literal("Pushing "),
            Placeholder("file"),
            Literal(" to "),
            Placeholder("source"),
            Literal("..."),
        )

    def test_doubled_braces_stand_for_themselves(self) -> None:
        assert parse("Use ${{{{ secrets.KEY }}}} or {{{name}}}") == (
            Literal("Use ${{ secrets.KEY }} or {"),
            Placeholder("name"),
            Literal("}"),
        )

    @pytest.mark.parametrize(
        ("template", "column", "message"),
        [
            ("Refused by {gate", 11, "a single '{'; write '{{' for the character itself, or {name} for a value"),
            ("Refused } by", 8, "a single '}'; write '}}' for the character itself, or {name} for a value"),
            ("By {the gate}", 3, "a single '{'; write '{{' for the character itself, or {name} for a value"),
            ("By {}", 3, "a single '{'; write '{{' for the character itself, or {name} for a value"),
            ("By {0}", 3, "a single '{'; write '{{' for the character itself, or {name} for a value"),
        ],
    )
    def test_a_single_brace_is_a_mistake(self, template: str, column: int, message: str) -> None:
        with pytest.raises(TemplateError) as caught:
            parse(template)
        assert (str(caught.value), caught.value.column) == (message, column)

    def test_names_come_once_each(self) -> None:
        assert names("{b} and {a} and {b}") == ("b", "a")

    def test_braces_of_ci_systems_and_shells_are_no_placeholders_of_a_text(self) -> None:
        assert names_in_text("Set ${{ secrets.KEY }} or ${KEY} for {host}") == ("host",)

    def test_literals_are_without_outer_blanks(self) -> None:
        assert literals(" Pushing {file} to {source}. ") == ("Pushing", "to", ".")


class TestText:
    @pytest.mark.parametrize(
        ("template", "line", "values"),
        [
            ("Refused by gate", "the client was Refused by gate today", {}),
            ("Refused by gate", "refused by gate", None),
            ("Refused by gate", "Refused  by\tgate", {}),
            ("Refused by gate", "Refused by\u00a0gate", {}),
            ("Refused by gate", "Refused bygate", None),
            ("Refused (by gate) [1+1]?", "Refused (by gate) [1+1]?", {}),
            ("Refused: gate", "Refused : gate", {}),
            ("Refused: gate", "Refused: gate", {}),
            ("Refused:gate", "Refused :gate", None),
            ("Key {{x}}", "Key {x}", {}),
        ],
    )
    def test_literal_text(self, template: str, line: str, values: dict[str, str] | None) -> None:
        assert found(template, line) == values

    @pytest.mark.parametrize(
        ("template", "line"),
        [
            ("Refused by gate", "NotRefused by gate"),
            ("Refused by gate", "Refused by gates"),
            ("Refused by gate 1", "Refused by gate 17"),
            ("Refused by gate", "Refused by gate_7"),
            ("403 Forbidden", "1403 Forbidden"),
        ],
    )
    def test_words_and_numbers_are_never_cut(self, template: str, line: str) -> None:
        assert found(template, line) is None

    @pytest.mark.parametrize(
        "line", ["(Refused by gate)", "'Refused by gate'", "x:Refused by gate!", "Refused by gate.", "-Refused by gate-"]
    )
    def test_punctuation_may_stand_around(self, line: str) -> None:
        assert found("Refused by gate", line) == {}

    def test_the_whole_line_where_it_is_demanded(self) -> None:
        assert found("Refused by {gate}", "Refused by G1", whole_line=True) == {"gate": "G1"}
        assert found("Refused by gate", "Refused by gate!", whole_line=True) is None
        assert found("{gate} refused", "North gate refused", whole_line=True) == {"gate": "North gate"}
        assert found("{gate} refused", "North gate refused it", whole_line=True) is None


class TestFreeText:
    @pytest.mark.parametrize(
        ("template", "line", "values"),
        [
            ("Refused by {gate} today", "Refused by gate 7 today, today", {"gate": "gate 7"}),
            ("Refused by {gate}", "so: Refused by gate 7. Try again.", {"gate": "gate 7. Try again."}),
            ("Refused by {gate}", "Refused by ", None),
            ("{gate} refused", "The north gate refused", {"gate": "The north gate"}),
            ("'{a}' and '{b}' differ", "'x' and 'y' and 'z' differ", {"a": "x", "b": "y' and 'z"}),
            ("'{a}' is shut", "it's 'x' is shut", {"a": "s 'x"}),
            ("by {a} to {b} for {c}", "by 1 to 2 for 3 to 4 for 5", {"a": "1", "b": "2", "c": "3 to 4 for 5"}),
            ("« {a} » gone", "«   x   » gone", {"a": "x"}),
            ("{a}: {b}", "one : two: three", {"a": "one", "b": "two: three"}),
        ],
    )
    def test_the_shortest_run(self, template: str, line: str, values: dict[str, str] | None) -> None:
        assert found(template, line) == values

    def test_a_match_begins_where_its_text_does(self) -> None:
        assert matched("Refused by {gate} today", "one Refused by 1 today, two") == "Refused by 1 today"

    def test_a_full_stop_at_the_end_is_not_one_inside_an_address(self) -> None:
        template = "The feed {source}."
        assert found(template, "The feed https://feed.example/v3/index.json.") == {"source": "https://feed.example/v3/index.json"}
        assert found(template, "The feed feed.example. Try again.") == {"source": "feed.example"}
        assert found(template, "(The feed feed.example.)") == {"source": "feed.example"}
        assert found(template, "The feed feed.example") is None

    @pytest.mark.parametrize(
        ("template", "line"),
        [
            ("Refused « {gate} » today", "Refused «" + " " * 65_000),
            ("Refused « {gate} » today", "Refused « x" + " " * 65_000 + "» now"),
            ("'{gate}' is shut", "'" * 65_000 + " is shut"),
            ("'{gate}' is shut", "' is shut" * 7_000 + "?"),
            ("{gate} is shut by {who}.", "/" * 65_000 + " is shut by"),
            ("{gate} is shut by {who}.", "a is shut by b" * 4_000),
            ("{package_id} {version} exists", "a." * 32_000 + " exists"),
            ("{package_id} {version} exists", "A 1" + ".1" * 32_000 + " exists"),
            ("{version} exists", "1" * 65_000 + " exists"),
            ("{status_name} {url} {ms}ms", "A" * 65_000 + " http ms"),
            ("{host} is gone", "a." * 32_000 + " is gone by"),
        ],
    )
    def test_a_hostile_line_costs_no_more_than_its_length(self, template: str, line: str) -> None:
        found(template, line)  # raises TimeoutError where the time grows with the square of the length


class TestTypes:
    @pytest.mark.parametrize(
        ("template", "line", "values"),
        [
            ("PUT {url}", "PUT https://feed.example/api/v2/package/ 12ms", {"url": "https://feed.example/api/v2/package/"}),
            ("PUT {url}", "PUT ***", {"url": "***"}),
            ("PUT {url}", "PUT ftp://feed.example/", None),
            ("Created {url} {ms}ms", "Created https://feed.example/ 1,234ms", {"url": "https://feed.example/", "ms": "1,234"}),
            (
                "Package {package_id} {version} exists",
                "Package A.B-c 1.0.0-rc.1+5 exists",
                {"package_id": "A.B-c", "version": "1.0.0-rc.1+5"},
            ),
            ("Package {package_id} {version} exists", "Package A B 1.0 exists", None),
            ("{package_id} {version} exists", "the package A.B 1.0 exists", {"package_id": "A.B", "version": "1.0"}),
            ("code {http_status}", "code 403.", {"http_status": "403"}),
            ("code {http_status}", "code 099", None),
            ("after {attempts} attempts", "after 3 attempts", {"attempts": "3"}),
            ("after {attempts} attempts", "after three attempts", None),
            ("host {host}", "host nuget.contoso.example.", {"host": "nuget.contoso.example"}),
            ("host {host}", "host [::1]", {"host": "[::1]"}),
            ("{method} to", "PUT to", {"method": "PUT"}),
            ("{method} to", "Go to", None),
            ("symbols={symbols}", "symbols=True", {"symbols": "True"}),
            ("symbols={symbols}", "symbols=yes", None),
            ("feed {feed} is", "feed nuget.org is", {"feed": "nuget.org"}),
            ("feed {feed} is", "feed gitlab is", None),
            ("at {path}", "at C:\\a b\\c.nupkg", {"path": "C:\\a b\\c.nupkg"}),
        ],
    )
    def test_a_fact_imposes_its_grammar(self, template: str, line: str, values: dict[str, str] | None) -> None:
        assert found(template, line) == values

    @pytest.mark.parametrize(("left", "right"), [*zip("\"'`„“«‹‘「『", "\"'`“”»›’」』", strict=True), ("´", "´"), ("» ", " «"), ("", "")])
    def test_quotes_of_any_language_are_taken_off(self, left: str, right: str) -> None:
        line = f"Package {left.strip()}A.B{right.strip()} exists"
        assert found("Package {package_id} exists", line) == {"package_id": "A.B"}

    def test_no_kind_of_quote_is_forgotten(self) -> None:
        assert set(QUOTES) == set("\"'`´„“”«»‹›‘’‚「」『』")

    @pytest.mark.parametrize("line", ["Refused by 'G1'", 'Refused by "G1"', "Refused by ?G1?", "Refused by «G1»", "Refused by “G1”"])
    def test_a_typographic_quote_of_a_message_may_be_any_that_a_console_makes_of_it(self, line: str) -> None:
        assert found("Refused by „{gate}“", line) == {"gate": "G1"}

    @pytest.mark.parametrize("end", ["…", "...", "?", ":"])
    def test_an_ellipsis_may_be_what_a_console_makes_of_it(self, end: str) -> None:
        assert found("Refused by {gate}…", f"Refused by G1{end}") == {"gate": "G1"}

    def test_a_demanded_value_has_the_form_that_is_demanded(self) -> None:
        where = {"gate": r"G\d+"}
        assert found("Refused by {gate} today", "Refused by 'G17' today", where=where) == {"gate": "G17"}
        assert found("Refused by {gate} today", "Refused by north today", where=where) is None
        assert found("{gate} refused", "xG17 refused", where=where) is None
