"""Which feed is asked about a failed push."""

from __future__ import annotations

import pytest

from pushwhy.analyzer import Analyzer
from pushwhy.look_up import look_up
from pushwhy.model.words import ENGLISH
from pushwhy.online import Feeds, Standing
from tests.engine.pushes import refused


class Asked(Feeds):
    """Remembers what it is asked, and answers that nothing exists."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[tuple[str, str]] = []

    def ask(self, source: str, package_id: str) -> Standing | None:
        self.questions.append((source, package_id))
        return Standing()


@pytest.mark.parametrize("source", ["nuget.org", "https://api.nuget.org/v3/index.json", '"$SOURCE"'])
def test_a_source_that_the_command_only_names_is_known_by_the_address_that_the_client_shows(analyzer: Analyzer, source: str) -> None:
    log = f"+ dotnet nuget push AppLogger.1.0.0.nupkg --source {source} --api-key ***\n" + refused("AppLogger")
    feeds = Asked()
    told, notices = look_up(analyzer.diagnose_bytes(log.encode()), feeds, ENGLISH)
    assert feeds.questions == [("https://api.nuget.org/v3/index.json", "AppLogger")]
    assert {one.name: one.value for one in told} == {"id": "new", "owner": "nobody", "version_exists": False}
    assert notices == ()


def test_every_package_of_one_diagnosis_is_asked_about(analyzer: Analyzer) -> None:
    log = "+ dotnet nuget push '*.nupkg' --source nuget.org --api-key ***\n" + refused("One") + refused("Two") + refused("One")
    feeds = Asked()
    look_up(analyzer.diagnose_bytes(log.encode()), feeds, ENGLISH)
    assert sorted(package_id for _, package_id in feeds.questions) == ["One", "Two"]
