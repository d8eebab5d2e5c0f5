"""Values of a log come into commands that people copy only if they look like what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.engine.diagnose.texts import fill, fill_prose, fill_steps, relevant
from pushwhy.model.facts import Fact, Facts, FactValue
from pushwhy.model.pack import RulePack
from pushwhy.model.report import FixStep
from pushwhy.pack.compile.steps import parse
from pushwhy.run.pipeline import Pipeline
from tests.engine.own import own_pipeline
from tests.engine.push_lines import refused

HOSTILE = (
    "-rf",
    "@response-file",
    "`whoami`",
    "$(id)",
    "a;id",
    "a|id",
    "a&id",
    "a'b",
    'a"b',
    "a\nid",
    "a>b",
    "%PATH%",
    "${IFS}",
    "a\x1b[2Jb",
    "x" * 400,
)


def known(**values: FactValue) -> Facts:
    return {name: Fact(value=value) for name, value in values.items()}


def step(text: str, facts: Facts) -> FixStep:
    return fill_steps([parse(text)], facts)[0]


class TestCommands:
    def test_values_become_arguments_of_their_own(self) -> None:
        facts = known(path="out put/AppLogger.1.0.0.nupkg", source="https://a.example/v3/index.json")
        assert step("Push again: `dotnet nuget push {path} --source {source}`", facts) == FixStep(
            text='Push again: `dotnet nuget push "out put/AppLogger.1.0.0.nupkg" --source https://a.example/v3/index.json`',
            argv=("dotnet", "nuget", "push", "out put/AppLogger.1.0.0.nupkg", "--source", "https://a.example/v3/index.json"),
        )

    @pytest.mark.parametrize("source", ["https://a.example/v3&calc", "https://a.example/v3?x=1", "my feed"])
    def test_what_a_shell_would_act_on_is_quoted_in_the_text(self, source: str) -> None:
        one = step("`dotnet nuget push a.nupkg --source {source}`", known(source=source))
        assert one.text == f'`dotnet nuget push a.nupkg --source "{source}"`'
        assert one.argv == ("dotnet", "nuget", "push", "a.nupkg", "--source", source)

    def test_what_the_user_typed_is_better_than_what_it_led_to(self) -> None:
        facts = known(source="https://www.nuget.org/api/v2/package", source_argument="nuget.org")
        assert step("`dotnet nuget push a.nupkg --source {source}`", facts).argv == (
            "dotnet", "nuget", "push", "a.nupkg", "--source", "nuget.org",
        )  # fmt: skip

    def test_a_command_with_an_open_placeholder_is_text_only(self) -> None:
        assert step("Push again: `dotnet nuget push {path} --source {source}`", known(path="a.1.0.0.nupkg")) == FixStep(
            text="Push again: `dotnet nuget push a.1.0.0.nupkg --source {source}`", argv=None
        )

    @pytest.mark.parametrize("word", ["$NUGET_API_KEY", "NEW_KEY", "FOLDER"])
    def test_a_word_that_the_reader_has_to_fill_in_keeps_a_command_from_being_run(self, word: str) -> None:
        one = step(f"`dotnet nuget push a.1.0.0.nupkg --api-key {word}`", {})
        assert (one.argv is None) is not word.startswith("$")

    def test_a_step_without_a_command_has_no_arguments(self) -> None:
        assert step("Set `<PackageId>` in the project file of {package_id}", known(package_id="AppLogger")) == FixStep(
            text="Set `<PackageId>` in the project file of AppLogger", argv=None
        )

    @pytest.mark.parametrize("value", HOSTILE)
    @pytest.mark.parametrize("name", ["package_id", "version", "source", "source_argument", "url", "host", "path", "file", "gate"])
    def test_hostile_values_stay_out(self, name: str, value: str) -> None:
        one = step(f"Do `dotnet nuget push --name {{{name}}}` now", known(**{name: value}))
        assert one == FixStep(text=f"Do `dotnet nuget push --name {{{name}}}` now", argv=None)

    @pytest.mark.parametrize("value", ["7", "north-gate", "a.b", 42])
    def test_a_fact_of_a_teams_rule_comes_in_where_it_is_a_plain_word(self, value: FactValue) -> None:
        assert step("`acme open {gate}`", known(gate=value)).text == f"`acme open {value}`"
        assert step("`git checkout {gate}`", known(gate=value)).argv == ("git", "checkout", str(value))


class TestText:
    def test_outside_of_commands_anything_may_be_shown_but_no_control_characters_or_backticks(self) -> None:
        facts = known(reason="run `rm -rf /` \x1b[31mnow\nplease")
        assert fill_prose("It said: {reason}", facts) == "It said: run 'rm -rf /' \ufffd[31mnow please"

    def test_a_long_value_is_cut(self) -> None:
        assert fill("It said: {reason}", known(reason="x" * 1000)) == "It said: " + "x" * 299 + "…"

    def test_unknown_names_stay_and_doubled_braces_are_braces(self) -> None:
        assert fill("{unknown} and {{known}}", known(known="x")) == "{unknown} and {known}"

    def test_expressions_of_github_stay_as_they_are(self) -> None:
        text = "Write `--api-key ${{ secrets.NUGET_KEY }}` for {package_id}"
        assert fill_prose(text, known(package_id="AppLogger")) == "Write `--api-key ${{ secrets.NUGET_KEY }}` for AppLogger"

    def test_a_value_is_never_filled_in_turn(self) -> None:
        assert fill("{reason}", known(reason="{path}", path="secret")) == "{path}"


class TestWholeLogs:
    @pytest.mark.parametrize("package_id", ["-rf", "`whoami`", "$(id)", "a;id", "a'b", 'a"b', "${IFS}x"])
    def test_no_command_of_any_fix_holds_a_hostile_package_id(self, pipeline: Pipeline, package_id: str) -> None:
        log = f"+ dotnet nuget push {package_id}.1.0.0.nupkg --source https://api.nuget.org/v3/index.json\n" + refused(package_id)
        report = pipeline.report_bytes(log.encode())
        assert report.diagnoses
        for diagnosis in report.diagnoses:
            for cause in diagnosis.causes:
                for one in cause.fix:
                    assert not any(package_id in argument for argument in one.argv or ())
                    assert not any(package_id in span for span in one.text.split("`")[1::2])

    def test_a_friendly_package_id_does(self, pipeline: Pipeline) -> None:
        log = "+ dotnet nuget push AppLogger.1.0.0.nupkg --source nuget.org --api-key $K\n" + refused("AppLogger")
        (diagnosis,) = pipeline.report_bytes(log.encode()).diagnoses
        commands = [one.argv for cause in diagnosis.causes for one in cause.fix if one.argv is not None]
        assert any("AppLogger.1.0.0.nupkg" in argv for argv in commands)

    def test_a_teams_command_cannot_be_made_to_run_what_the_log_says(self, tmp_path: Path) -> None:
        rules = """\
- id: acme/locked
  match: 'Gate {gate} is locked'
  cause: The gate is locked.
  fix: ['Open it: `git gate open {gate}`']
  examples: {match: ['Gate 7 is locked'], no_match: ['Gate is locked']}
"""
        pipeline = own_pipeline(tmp_path, rules)
        steps = [
            pipeline.report_bytes(f"Gate {gate} is locked\n".encode()).diagnoses[0].causes[0].fix[0] for gate in ("7", "7; rm -rf ~", "-x")
        ]
        assert steps == [
            FixStep(text="Open it: `git gate open 7`", argv=("git", "gate", "open", "7")),
            FixStep(text="Open it: `git gate open {gate}`", argv=None),
            FixStep(text="Open it: `git gate open {gate}`", argv=None),
        ]


class TestLinks:
    LINKS = (
        "https://learn.microsoft.com/azure/devops/artifacts/nuget/publish",
        "https://docs.github.com/packages/learn-github-packages/about-permissions-for-github-packages",
        "https://learn.microsoft.com/nuget/reference/nuget-config-file",
        "https://docs.github.com/en/actions/security-guides/using-secrets-in-github-actions",
    )

    @pytest.mark.parametrize(
        ("facts", "left"),
        [
            ({}, (0, 1, 2, 3)),
            ({"feed": "github"}, (1, 2, 3)),
            ({"feed": "tfs"}, (0, 2, 3)),
            ({"feed": "nexus", "ci": "gitlab"}, (2,)),
            ({"feed": "azure-artifacts", "ci": "github-actions"}, (0, 2, 3)),
        ],
    )
    def test_about_another_feed_or_system_are_left_out(self, pack: RulePack, facts: dict[str, str], left: tuple[int, ...]) -> None:
        assert relevant(self.LINKS, known(**facts), pack.facts) == tuple(self.LINKS[place] for place in left)
