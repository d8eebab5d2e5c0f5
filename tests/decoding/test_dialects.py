"""The table of dialects: who speaks for which CI system, and what every row must hold."""

from __future__ import annotations

import re

import pytest

from pushwhy.decoding.dialects import DIALECTS, Dialect, system_of
from pushwhy.model.log import Level
from pushwhy.model.pack import RulePack

every_dialect = pytest.mark.parametrize("dialect", DIALECTS, ids=[dialect.name for dialect in DIALECTS])


def test_every_ci_system_has_a_dialect_and_the_other_way_round(pack: RulePack) -> None:
    values = set(pack.facts["ci"].values)
    # Docker is no system of its own: a build can run within any. That a log is of no system is never read from it.
    assert {dialect.ci for dialect in DIALECTS if dialect.ci} == values - {"docker", "none"}


def test_a_system_is_named_like_its_dialect() -> None:
    # The command line of GitHub prints logs of GitHub Actions.
    assert {dialect.name: dialect.ci for dialect in DIALECTS if dialect.ci not in ("", dialect.name)} == {"github-cli": "github-actions"}


def test_a_log_of_two_systems_is_named_after_the_one_seen_most() -> None:
    assert system_of(["octopus", "teamcity", "teamcity", "msbuild", "msbuild", "msbuild"]) == "teamcity"
    assert system_of(["octopus", "teamcity"]) == system_of(["teamcity", "octopus"]) == "teamcity"
    assert system_of(["timestamp", "pipelines-agent", "nuget", "console"]) is None
    assert system_of({"github-cli", "timestamp", "nuget"}) == "github-actions"
    assert system_of([]) is None


def test_names_are_unique() -> None:
    assert len({dialect.name for dialect in DIALECTS}) == len(DIALECTS)


@every_dialect
def test_named_groups_are_levels(dialect: Dialect) -> None:
    groups = {name for prefix in dialect.prefixes for name in re.compile(prefix.pattern).groupindex}
    assert groups <= {level.value for level in Level}


@every_dialect
def test_a_prefix_that_needs_another_names_a_dialect(dialect: Dialect) -> None:
    assert {prefix.after for prefix in dialect.prefixes} <= {"", *(row.name for row in DIALECTS)}


@every_dialect
def test_every_dialect_decorates_something(dialect: Dialect) -> None:
    assert dialect.prefixes


def test_what_marks_a_continuation_names_its_groups() -> None:
    for row in DIALECTS:
        if row.continuation is not None:
            assert {"stream", "mark"} <= re.compile(row.continuation.stamp).groupindex.keys()
