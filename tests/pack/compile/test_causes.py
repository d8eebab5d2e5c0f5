"""Causes, and the steps of fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.pack.compile.causes import unused_causes
from pushwhy.pack.compile.steps import StepError, parse
from tests.pack.team import KNOWN_FACTS, mistakes, pack_of


@pytest.mark.parametrize(
    ("text", "argv"),
    [
        ("Wait until the morning.", None),
        ("Build again: `dotnet build -c Release`", ("dotnet", "build", "-c", "Release")),
        ("`dotnet nuget push {path} --source {source}` once more", ("dotnet", "nuget", "push", "{path}", "--source", "{source}")),
        ("Set `<PackageId>` in `{project}`, then `dotnet pack -p:Version=1.0.0`", ("dotnet", "pack", "-p:Version=1.0.0")),
        ("Call `git commit -m 'a b'`", ("git", "commit", "-m", "a b")),
        ("Look at `nuget.config`", None),
        ("Install `dotnet`", None),
        ("Write `echo hello` somewhere", None),
        ("An open ` tick", None),
    ],
)
def test_a_step_has_the_command_that_it_quotes(text: str, argv: tuple[str, ...] | None) -> None:
    step = parse(text)
    assert (step.text, step.argv) == (text, argv)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("`dotnet build -c Release`, then `dotnet pack -c Release`", "holds 2 commands; make a step of each"),
        ("`git commit -m 'a b`", "the command cannot be split into arguments: No closing quotation"),
    ],
)
def test_a_step_with_several_commands_or_an_open_quote_is_refused(text: str, message: str) -> None:
    with pytest.raises(StepError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_mistakes_in_the_texts_of_a_cause_are_told_together(tmp_path: Path) -> None:
    text = """\
causes:
  - id: gate-lost
    title: 'No gate at {hots}'
    explanation: 'See {'
    fix: ['`git add x` and `git commit -m y`', 'Ask {who}', 'Use ${{ secrets.KEY }} and ${KEY} for {host}']
    not_helpful: ['Go to {xyzzy}']
    confirm: 'Ping {hst}'
    docs: ['https://{host}/gates', 'https://{hostt}/']
  - {id: gate-shut, title: 'The gate is shut', explanation: 'Again.', fix: []}
"""
    assert mistakes(tmp_path, text) == [
        "acme/team.yaml:3:5: causes[0].title: there is no fact 'hots'; did you mean 'host'?",
        "acme/team.yaml:4:5: causes[0].explanation: a single '{'; write '{{' for the character itself, or {name} for a value",
        "acme/team.yaml:5:11: causes[0].fix[0]: holds 2 commands; make a step of each",
        f"acme/team.yaml:5:48: causes[0].fix[1]: there is no fact 'who'; known facts: {KNOWN_FACTS}",
        f"acme/team.yaml:6:19: causes[0].not_helpful[0]: there is no fact 'xyzzy'; known facts: {KNOWN_FACTS}",
        "acme/team.yaml:7:5: causes[0].confirm: there is no fact 'hst'; did you mean 'host'?",
        "acme/team.yaml:8:36: causes[0].docs[1]: there is no fact 'hostt'; did you mean 'host'?",
        "acme/team.yaml:9:6: causes[1].id: the cause 'gate-shut' is defined already",
    ]


def test_a_cause_keeps_all_that_is_said_of_it(tmp_path: Path) -> None:
    text = """\
causes:
  - id: gate-lost
    title: 'No gate at {host}'
    explanation: 'It was there.'
    fix: ['Look for it.', 'Ask: `dig {host} ANY`']
    not_helpful: ['Another key.']
    confirm: 'Ping {host}.'
    docs: ['https://docs.example/gates']
"""
    cause = pack_of(tmp_path, text).causes["gate-lost"]
    assert cause.title == "No gate at {host}"
    assert [(step.text, step.argv) for step in cause.fix] == [("Look for it.", None), ("Ask: `dig {host} ANY`", ("dig", "{host}", "ANY"))]
    assert (cause.not_helpful, cause.confirm, cause.docs) == (("Another key.",), "Ping {host}.", ("https://docs.example/gates",))


def test_a_cause_that_tells_of_secrets_is_used_and_any_other_needs_a_rule(tmp_path: Path) -> None:
    text = """\
causes:
  - {id: key-shown, title: 'A key is shown', explanation: 'Revoke it.', fix: [], secrets_notice: acme/key-shown}
  - {id: gate-lost, title: 'No gate', explanation: 'Again.', fix: []}
rules:
  - {id: acme/gate, match: 'Refused by {gate}', cause: gate-shut}
"""
    assert unused_causes(pack_of(tmp_path, text)) == ("gate-shut/rusty", "gate-lost")


def test_a_notice_of_secrets_has_the_id_of_a_rule(tmp_path: Path) -> None:
    text = "causes:\n  - {id: key-shown, title: 'A key is shown', explanation: 'Revoke it.', fix: [], secrets_notice: Keys}\n"
    assert mistakes(tmp_path, text) == ["acme/team.yaml:2:82: causes[0].secrets_notice: 'Keys' is not of the form family/kebab-name"]


def test_a_notice_of_secrets_names_kinds_that_there_are(tmp_path: Path) -> None:
    text = (
        "causes:\n  - {id: key-shown, title: 'A key', explanation: 'Revoke it.', fix: [], secrets_notice: acme/key, secret_kinds: [%s]}\n"
    )
    assert pack_of(tmp_path, text % "api-key").causes["key-shown"].secret_kinds == ("api-key",)
    (wrong,) = mistakes(tmp_path, text % "apikey")
    assert "secret_kinds[0]" in wrong
    assert "'api-key'" in wrong
