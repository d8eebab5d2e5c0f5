"""`pushwhy explain`: rules and causes so that a reader could argue with them, the facts, and messages."""

from __future__ import annotations

import pytest

from tests.program import Done, Program

_RULE = """\
nuget.org/key-refused  failure
  nuget.org refused the key for this package
"""
_CAUSE = "   37.3%  api-key-expired  The API key has expired\n          "


def test_a_rule_shows_its_causes_with_priors_and_evidence(program: Program) -> None:
    done = program("explain", "nuget.org/key-refused")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(_RULE)
    assert "  applies where http_status is 403, or not known\n" in done.out
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
