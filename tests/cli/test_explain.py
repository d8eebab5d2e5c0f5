"""`pushwhy explain`: rules and causes so that a reader could argue with them, the facts, and messages."""

from __future__ import annotations

import re

import pytest

from pushwhy.phrases import explain
from tests.program import Done, Program

_RULE = """\
nuget.org/key-refused  failure
  nuget.org refused the key for this package
"""
_CAUSE = "   35.3%  api-key-expired  The API key has expired\n          "


def test_a_rule_shows_its_causes_with_priors_and_evidence(program: Program) -> None:
    done = program("explain", "nuget.org/key-refused")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(_RULE)
    assert "  applies where feed is nuget.org or nuget.org-test or powershell-gallery or\n" in done.out
    assert _CAUSE in done.out
    assert "          ÷ 1000 where key is valid or new\n" in done.out
    assert "          × 1000 where owner is other\n" in done.out
    assert "    5.0%  none of these\n" in done.out


def test_an_old_name_of_a_rule_or_a_cause_and_a_fact_have_pages(program: Program) -> None:
    cause = program("explain", "api-key-scope")
    assert cause.out.startswith("api-key-scope\n  The API key does not cover this package\n")
    assert "    - nuget.org/key-refused\n" in cause.out
    fact = program("explain", "key")
    assert fact.out == (
        "key  enum\n"
        "  What you know of the API key.\n"
        "  values and how common: valid (35%), new (25%), expired (40%)\n"
        "  asks: Is the API key still valid, and was it made for this?\n"
    )


def test_facts_are_all_listed(program: Program) -> None:
    done = program("explain", "facts")
    assert done.status == 0
    for name in ("http_status  status", "key_shown  enum", "same_key_accepted  bool", "oidc_minutes  number", "owner  enum"):
        assert f"\n{name}\n" in f"\n{done.out}"


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("api-key-scop", "pushwhy: there is no rule, cause or fact 'api-key-scop'; did you mean 'api-key-scope'?\n"),
        (
            "nuget.org/key-refuse",
            "pushwhy: there is no rule, cause or fact 'nuget.org/key-refuse'; did you mean 'nuget.org/key-refused'?\n",
        ),
        ("xyzzy", "pushwhy: there is no rule, cause or fact 'xyzzy'\n"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(program: Program, what: str, message: str) -> None:
    assert program("explain", what) == Done(status=2, out="", err=message)


class TestLanguage:
    """Nothing but ids, values, the rules' own examples, and names that nobody translates stays English."""

    def test_of_a_rule_is_one(self, program: Program) -> None:
        page = program("explain", "nuget.org/key-refused", "--lang", "zh-Hant").out
        assert "  適用於 feed 為 nuget.org 或 nuget.org-test 或 powershell-gallery 或" in page
        assert "          × 1000，如果 owner 為 other" in page
        assert "    5.0%  以上皆非\n" in page
        assert english_in(page) == []

    def test_of_a_cause_and_of_the_facts_is_one(self, program: Program) -> None:
        cause = program("explain", "api-key-scope", "--lang", "zh-Hant").out
        assert "    修正 1. " in cause
        assert "  確認方式：" in cause
        facts = program("explain", "facts", "--lang", "zh-Hant").out
        assert "  可能的值與出現頻率：valid (35%)、new (25%)、expired (40%)\n" in facts
        assert english_in(cause) + english_in(facts) == []

    def test_of_what_is_said_of_a_message_is_one(self, program: Program) -> None:
        assert program("explain", "hello world", "--lang", "zh-Hant").err == "沒有任何規則認得這則訊息\n"


def english_in(page: str) -> list[str]:
    """The words of pushwhy itself that are still English: what stands between the values in its phrases."""
    parts = {part.strip(" ,:;") for text in explain.TEXTS.values() for part in re.split(r"\{\w+\}", text)}
    return [part for part in parts if len(part) > 3 and re.search(rf"\b{re.escape(part)}\b", page)]


class TestMessage:
    def test_that_fails_a_push_is_diagnosed(self, program: Program) -> None:
        done = program("explain", "error: File does not exist (out/App.1.0.0.nupkg).")
        assert done.status == 0
        assert done.out.startswith("message:1  App 1.0.0\n  File does not exist (out/App.1.0.0.nupkg).\n")

    def test_may_stand_in_several_arguments(self, program: Program) -> None:
        done = program("explain", "Your", "package", "was", "pushed.")
        assert (done.status, done.out) == (0, "message: pushed a package\n")

    def test_that_only_tells_what_goes_on_is_no_failure(self, program: Program) -> None:
        done = program("explain", "Successfully exchanged OIDC token for NuGet API key.")
        assert (done.status, done.out) == (0, "by itself it is no failure; these rules read it: trusted-publishing/key-issued\n")

    def test_that_no_rule_knows_is_told(self, program: Program) -> None:
        assert program("explain", "hello world") == Done(status=1, out="", err="no rule knows this message\n")
