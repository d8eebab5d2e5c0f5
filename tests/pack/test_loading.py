"""Layers become one pack; what is broken is left out and told."""

# ruff: noqa: E501 (messages and rules are compared whole, each on a line)

from __future__ import annotations

from pathlib import Path

import pytest

import pushwhy
from pushwhy.errors import PackError
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Verdict
from pushwhy.pack import loading
from pushwhy.pack.merge.layers import Layer
from pushwhy.run.examples import run_examples
from pushwhy.run.pipeline import Pipeline
from tests.pack.team import GROUND, shown

# The example of a complete team rule in the documentation of the rule format, as it stands there.
TEAM_RULE = """\
- id: acme/egress-blocked
  match: 'Blocked by ACME egress policy {policy}'
  needs: push
  cause: The egress proxy refuses uploads to {host}.
  fix:
    - 'Push through the mirror: `dotnet nuget push {path} --source acme-mirror`'
  examples:
    match: ['error: Blocked by ACME egress policy EG-17']
    no_match: ['Allowed by ACME egress policy EG-17']
"""
GATE = "- {id: acme/gate, match: Refused at the gate, cause: The gate is shut.}\n"


def layer(folder: Path, **files: str) -> Layer:
    """A layer named after its folder, of files named `NAME.yaml`."""
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Layer(name=folder.name, path=folder)


@pytest.fixture
def ground(tmp_path: Path) -> Layer:
    return Layer(name="shipped", path=layer(tmp_path / "rules", ground=GROUND).path, shipped=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acme")
    (folder / "team.yaml").write_text(TEAM_RULE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def team(folder: Path) -> Pipeline:
    return Pipeline(pushwhy.load_pack(folder))


class TestTeamRule:
    def test_it_is_laid_over_the_shipped_rules(self, folder: Path, team: Pipeline, pack: RulePack) -> None:
        assert team.pack.layers == ("shipped", str(folder))
        assert [rule.id for rule in team.pack.rules] == [*(rule.id for rule in pack.rules), "acme/egress-blocked"]

    def test_it_explains_a_push(self, team: Pipeline) -> None:
        log = b"""\
Pushing AppLogger.1.0.0.nupkg to 'https://nuget.contoso.example/api/v2/package'...
  PUT https://nuget.contoso.example/api/v2/package/
error: Blocked by ACME egress policy EG-17
"""
        report = team.report_bytes(log)
        (diagnosis,) = report.diagnoses
        (cause,) = diagnosis.causes
        assert (report.verdict, diagnosis.rule, diagnosis.line) == (Verdict.FAILED, "acme/egress-blocked", 3)
        assert diagnosis.facts["policy"] == "EG-17"
        assert (cause.id, cause.title) == ("acme.egress-blocked", "The egress proxy refuses uploads to nuget.contoso.example.")
        (step,) = cause.fix
        assert step.argv == ("dotnet", "nuget", "push", "AppLogger.1.0.0.nupkg", "--source", "acme-mirror")

    def test_its_examples_hold(self, team: Pipeline) -> None:
        results = list(run_examples(team.pack.rules[-1:], team))
        assert [(one.wanted, one.matched, one.winner) for one in results] == [
            ("match", True, "acme/egress-blocked"),
            ("no_match", False, None),
        ]


class TestBroken:
    def test_a_file_of_an_added_layer_is_left_out_and_told_and_the_rest_works(self, ground: Layer, tmp_path: Path) -> None:
        acme = layer(
            tmp_path / "acme",
            a_form="- {id: acme/form, match: Refused, titel: x, cause: It is shut.}\n",
            b_yaml="- {id: acme/yaml\n",
            c_meaning="- {id: acme/meaning, match: Refused, cause: gate-shot}\n- {id: acme/lost, match: Opened, cause: gate-shut}\n",
            d_good=GATE,
        )
        loaded = loading.load([ground, acme], "digest")
        assert [rule.id for rule in loaded.pack.rules] == ["acme/gate"]
        assert [shown(problem) for problem in loaded.problems] == [
            "acme/a_form.yaml:1:35: rules[0].titel: there is no field 'titel'; did you mean 'title'?",
            "acme/b_yaml.yaml:2:1: not YAML: did not find expected ',' or '}'",
            "acme/c_meaning.yaml:1:38: rules[0].cause: there is no cause 'gate-shot'; did you mean 'gate-shut'?",
        ]

    def test_what_leans_on_a_file_that_is_left_out_is_left_out_too(self, ground: Layer, tmp_path: Path) -> None:
        acme = layer(
            tmp_path / "acme",
            a="- {id: acme/gate, match: Refused, cause: gate-lost}\n",
            b="causes:\n  - {id: gate-lost, title: 'Lost', explanation: 'It is gone.', fix: ['Ask {who}']}\nfacts:\n  - {name: who, type: words}\n",
        )
        loaded = loading.load([ground, acme], "digest")
        assert loaded.pack.rules == ()
        told = [shown(problem) for problem in loaded.problems]
        assert told[-1] == "acme/a.yaml:1:35: rules[0].cause: there is no cause 'gate-lost'; did you mean 'gate-shut'?"
        assert any(text.startswith("acme/b.yaml:4:5: facts[0]: there is no type 'words'; types: ") for text in told)

    def test_a_shipped_file_is_an_error(self, tmp_path: Path) -> None:
        broken = layer(tmp_path / "rules", ground=GROUND, gate="- {id: acme/gate, match: Refused, cause: gate-shot}\n")
        with pytest.raises(PackError) as caught:
            loading.load([Layer(name="shipped", path=broken.path, shipped=True)], "digest")
        assert [shown(problem) for problem in caught.value.problems] == [
            "rules/gate.yaml:1:3: rules[0]: a shipped rule needs examples that match and examples that must not",
            "rules/gate.yaml:1:35: rules[0].cause: there is no cause 'gate-shot'; did you mean 'gate-shut'?",
        ]

    def test_a_mistake_of_a_team_is_no_mistake_of_the_shipped_rules(self, ground: Layer, tmp_path: Path) -> None:
        again = layer(tmp_path / "acme", ground=GROUND)
        loaded = loading.load([ground, again], "digest")
        assert {problem.file for problem in loaded.problems} == {"acme/ground.yaml"}
        assert set(loaded.pack.causes) == {"gate-shut", "gate-shut/rusty"}

    def test_a_call_raises_all_mistakes(self, tmp_path: Path) -> None:
        path = tmp_path / "team.yaml"
        path.write_text("- {id: acme/a, matches: x}\n", encoding="utf-8")
        with pytest.raises(PackError) as caught:
            pushwhy.load_pack(path)
        assert str(caught.value).splitlines() == [
            f"{path}:1:3: rules[0]: the field 'match' is missing",
            f"{path}:1:16: rules[0].matches: there is no field 'matches'; did you mean 'match'?",
        ]


class TestDuplicates:
    def test_ids_are_unique_over_all_layers(self, ground: Layer, tmp_path: Path) -> None:
        first = layer(tmp_path / "first", gate=GATE)
        second = layer(
            tmp_path / "second",
            a=GATE,
            b="causes:\n  - {id: gate-shut, title: 'T', explanation: 'E', fix: []}\n",
            c="messages:\n  - {id: gate-refused, text: {en: 'Refused'}}\n",
            d="facts:\n  - {name: key, type: text}\n",
        )
        loaded = loading.load([ground, first, second], "digest")
        assert [shown(problem) for problem in loaded.problems] == [
            "second/a.yaml:1:4: rules[0].id: the rule 'acme/gate' is defined already, in first/gate.yaml",
            "second/b.yaml:2:6: causes[0].id: the cause 'gate-shut' is defined already",
            "second/c.yaml:2:6: messages[0].id: the message 'gate-refused' is defined already",
            "second/d.yaml:2:6: facts[0].name: the fact 'key' is defined already",
        ]
        assert [(rule.id, rule.layer) for rule in loaded.pack.rules] == [("acme/gate", 1)]


class TestOrder:
    def test_layers_come_in_their_order_and_files_by_name(self, ground: Layer, tmp_path: Path) -> None:
        later = layer(
            tmp_path / "b", z="- {id: b/z, match: Refused, cause: It is shut.}\n", a="- {id: b/a, match: Opened, cause: It is open.}\n"
        )
        earlier = layer(tmp_path / "a", a="- {id: a/a, match: Closed, cause: It is shut.}\n")
        pack = loading.load([ground, later, earlier], "the-digest").pack
        assert [(rule.id, rule.layer, rule.order, rule.file) for rule in pack.rules] == [
            ("b/a", 1, 0, "b/a.yaml"),
            ("b/z", 1, 1, "b/z.yaml"),
            ("a/a", 2, 2, "a/a.yaml"),
        ]
        assert (pack.layers, pack.digest) == (("shipped", "b", "a"), "the-digest")

    def test_a_layer_uses_what_any_other_states(self, ground: Layer, tmp_path: Path) -> None:
        words = layer(tmp_path / "a", words="facts:\n  - {name: policy, type: text}\n")
        rules = layer(tmp_path / "b", gate="- {id: b/gate, match: {message: gate-refused}, when: {policy: x}, cause: gate-shut}\n")
        assert loading.load([ground, rules, words], "digest").problems == ()
