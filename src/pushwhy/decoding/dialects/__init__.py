"""The dialects that pushwhy knows: one table.

A new dialect is one file here, which holds all that is known of it, and one row of `DIALECTS`. One that is a CI system also needs a
value of the fact `ci` in the rules.
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
from pushwhy.decoding.dialects.dialect import Dialect
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

__all__ = ["DIALECTS", "Dialect", "system_of"]

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
"""In the order in which they are tried: the first prefix that matches a line is taken off first."""

_CI_OF = {dialect.name: dialect.ci for dialect in DIALECTS if dialect.ci}
_RANK = {dialect.ci: rank for rank, dialect in enumerate(DIALECTS) if dialect.ci}


def system_of(names: Iterable[str]) -> str | None:
    """Return the value of the fact `ci` for a log: the system that most of its lines speak for, or None where they speak for none.

    Takes names of dialects as often as they were seen: the system seen most often wins, whatever tools ran within it; of equals the
    first in `DIALECTS`.
    """
    counts = Counter(_CI_OF[name] for name in names if name in _CI_OF)
    return min(counts, key=lambda ci: (-counts[ci], _RANK[ci]), default=None)
