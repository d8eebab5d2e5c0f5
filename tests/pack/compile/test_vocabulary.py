"""The words of facts, their values, and `--fact`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.errors import UsageError
from pushwhy.model.facts import FactValue
from pushwhy.model.rules import FactSpec
from pushwhy.pack.compile.vocabulary import parse_stated, unknown_fact, unknown_value, value_of
from tests.pack.team import KNOWN_FACTS, load, mistakes, pack_of

TYPES = "enum, text, path, source, int, number, status, status-name, method, url, host, version, package-id, bool"


@pytest.fixture
def facts(tmp_path: Path) -> dict[str, FactSpec]:
    return dict(pack_of(tmp_path, "").facts)


def test_values_with_weights_can_be_asked_for(tmp_path: Path) -> None:
    text = (
        "facts:\n  - {name: owner, values: {me: 0.6, other: 0.4}, question: 'Who owns {package_id}?', "
        "look_up: 'https://feed.example/{package_id}'}\n"
    )
    owner = pack_of(tmp_path, text).facts["owner"]
    assert (owner.type, owner.values, owner.weights) == ("enum", ("me", "other"), (0.6, 0.4))
    assert (owner.question, owner.look_up) == ("Who owns {package_id}?", "https://feed.example/{package_id}")


def test_mistakes_in_facts_are_told_together(tmp_path: Path) -> None:
    text = """\
facts:
  - {name: key, type: text}
  - {name: gate, type: words}
  - {name: door}
  - {name: wall, values: {high: 0.5, low: 0.6}}
  - {name: gate, type: text}
"""
    assert mistakes(tmp_path, text) == [
        "acme/team.yaml:2:6: facts[0].name: the fact 'key' is defined already",
        f"acme/team.yaml:3:5: facts[1]: there is no type 'words'; types: {TYPES}",
        "acme/team.yaml:4:5: facts[2]: an enum needs values",
        "acme/team.yaml:5:5: facts[3]: the weights of the values sum to 1.1; they must sum to 1",
    ]


def test_a_file_with_mistakes_gives_no_facts(tmp_path: Path) -> None:
    loaded = load(tmp_path, "facts:\n  - {name: gate, type: text}\n  - {name: door}\n")
    assert "gate" not in loaded.pack.facts


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("http_status", "403", 403),
        ("http_status", 403, 403),
        ("http_status", "4003", None),
        ("http_status", "99", None),
        ("http_status", True, None),
        ("attempts", "3", 3),
        ("attempts", "-3", None),
        ("attempts", "²", None),
        ("attempts", "9" * 5000, None),
        ("symbols", "true", True),
        ("symbols", False, False),
        ("symbols", "yes", None),
        ("feed", "github", "github"),
        ("feed", "GitHub", None),
        ("host", "nuget.contoso.example", "nuget.contoso.example"),
        ("host", "nuget contoso", None),
        ("package_id", "App.Logger", "App.Logger"),
        ("package_id", "App/Logger", None),
        ("package_id", "App.Logger\n", None),
    ],
)
def test_a_value_is_taken_as_the_fact_type_or_not_at_all(
    facts: dict[str, FactSpec], name: str, given: str | int | bool, value: FactValue | None
) -> None:
    taken = value_of(facts[name], given)
    assert (taken, type(taken)) == (value, type(value))


def test_a_fact_of_a_rule_takes_any_text() -> None:
    assert value_of(None, "anything at all") == "anything at all"
    assert value_of(None, 17) == "17"


def test_what_is_said_of_names_and_values_that_are_none(facts: dict[str, FactSpec]) -> None:
    assert unknown_fact("kez", facts) == "there is no fact 'kez'; did you mean 'key'?"
    assert unknown_fact("xyzzy", facts) == f"there is no fact 'xyzzy'; known facts: {KNOWN_FACTS}"
    assert unknown_value(facts["key"], "vald") == "key cannot be 'vald'; valid: valid, expired; did you mean 'valid'?"
    assert unknown_value(facts["key"], "xyzzy") == "key cannot be 'xyzzy'; valid: valid, expired"
    assert unknown_value(facts["http_status"], "4003") == "http_status cannot be '4003'; it is of type status"


class TestStated:
    @pytest.mark.parametrize(
        ("text", "stated"),
        [
            ("key=valid", (None, "key", "valid")),
            ("AppLogger@key=expired", ("AppLogger", "key", "expired")),
            ("nuget.contoso.example@http_status=403", ("nuget.contoso.example", "http_status", 403)),
            ("symbols=TRUE", (None, "symbols", True)),
        ],
    )
    def test_scope_name_and_value(self, facts: dict[str, FactSpec], text: str, stated: tuple[str | None, str, FactValue]) -> None:
        assert parse_stated(text, facts) == stated

    def test_an_at_sign_in_a_value_begins_no_scope(self) -> None:
        facts = {"source": FactSpec(name="source", type="source", description="")}
        assert parse_stated("source=https://me@feed.example/v3=1", facts) == (None, "source", "https://me@feed.example/v3=1")

    @pytest.mark.parametrize("text", ["", "key", "key=", "=valid", "@key=valid", "AppLogger@=valid", "AppLogger@key"])
    def test_another_form_is_refused_with_an_example(self, facts: dict[str, FactSpec], text: str) -> None:
        with pytest.raises(UsageError) as caught:
            parse_stated(text, facts)
        assert str(caught.value) == f"--fact {text}: write NAME=VALUE, or PACKAGE_ID@NAME=VALUE; for example --fact key=valid"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("kez=valid", "--fact kez=valid: there is no fact 'kez'; did you mean 'key'?"),
            ("xyzzy=1", f"--fact xyzzy=1: there is no fact 'xyzzy'; known facts: {KNOWN_FACTS}"),
            ("A@key=vald", "--fact A@key=vald: key cannot be 'vald'; valid: valid, expired; did you mean 'valid'?"),
            ("http_status=teapot", "--fact http_status=teapot: http_status cannot be 'teapot'; it is of type status"),
        ],
    )
    def test_an_unknown_name_or_value_is_refused_with_the_valid_ones(self, facts: dict[str, FactSpec], text: str, message: str) -> None:
        with pytest.raises(UsageError) as caught:
            parse_stated(text, facts)
        assert str(caught.value) == message
