"""The dialects that pushwhy knows, in the order in which they are tried.

A new one is one file and one row here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pushwhy.decoding.dialects.agent import AGENT
from pushwhy.decoding.dialects.appveyor import APPVEYOR
from pushwhy.decoding.dialects.azure_devops import AZURE_DEVOPS
from pushwhy.decoding.dialects.bitbucket import BITBUCKET
from pushwhy.decoding.dialects.buildkite import BUILDKITE
from pushwhy.decoding.dialects.cake import CAKE
from pushwhy.decoding.dialects.captions import NUGET, WRAPPER
from pushwhy.decoding.dialects.chocolatey import CHOCOLATEY
from pushwhy.decoding.dialects.circleci import CIRCLECI
from pushwhy.decoding.dialects.console import CONSOLE
from pushwhy.decoding.dialects.dialect import Dialect, Prefix
from pushwhy.decoding.dialects.docker import DOCKER
from pushwhy.decoding.dialects.drone import DRONE
from pushwhy.decoding.dialects.fake import FAKE
from pushwhy.decoding.dialects.github_actions import GITHUB_ACTIONS
from pushwhy.decoding.dialects.github_cli import GITHUB_CLI
from pushwhy.decoding.dialects.gitlab import GITLAB
from pushwhy.decoding.dialects.jenkins import JENKINS
from pushwhy.decoding.dialects.msbuild import MSBUILD
from pushwhy.decoding.dialects.nuke import NUKE
from pushwhy.decoding.dialects.octopus import OCTOPUS
from pushwhy.decoding.dialects.powershell import POWERSHELL
from pushwhy.decoding.dialects.release_tools import RELEASE_TOOLS
from pushwhy.decoding.dialects.teamcity import TEAMCITY
from pushwhy.decoding.dialects.timestamp import TIMESTAMP
from pushwhy.decoding.dialects.travis import TRAVIS

__all__ = ["DIALECTS", "Dialect", "Prefix", "system_of"]

DIALECTS: tuple[Dialect, ...] = (
    GITHUB_CLI,
    GITLAB,
    AZURE_DEVOPS,
    GITHUB_ACTIONS,
    TEAMCITY,
    OCTOPUS,
    BUILDKITE,
    TRAVIS,
    JENKINS,
    APPVEYOR,
    CIRCLECI,
    BITBUCKET,
    DRONE,
    CHOCOLATEY,
    TIMESTAMP,
    AGENT,
    MSBUILD,
    NUKE,
    CAKE,
    FAKE,
    DOCKER,
    RELEASE_TOOLS,
    POWERSHELL,
    CONSOLE,
    WRAPPER,
    NUGET,
)
"""In order of precedence: on one line the first that matches is taken, of two systems seen equally often the first is named."""

_RANK = {dialect.name: rank for rank, dialect in enumerate(DIALECTS) if dialect.system}
_IMPLIES = {"github-cli": "github-actions"}


def system_of(names: Iterable[str]) -> str | None:
    """The CI system that the dialects seen on the lines of a log speak for, or None where they speak for none.

    Takes names as often as they were seen: the system seen most often wins, whatever tools ran within it.
    """
    seen = Counter(_IMPLIES.get(name, name) for name in names)
    systems = [name for name in seen if name in _RANK]
    return min(systems, key=lambda name: (-seen[name], _RANK[name]), default=None)
