"""A team's rules, written to a folder and loaded over a small vocabulary of their own."""

from __future__ import annotations

from pathlib import Path

from pushwhy.model.pack import RulePack
from pushwhy.model.report import Problem
from pushwhy.model.rules import Rule
from pushwhy.pack import loading
from pushwhy.pack.merge.layers import Layer

GROUND = """\
schema: pushwhy/rules/1
facts:
  - {name: http_status, type: status, description: 'The HTTP status.'}
  - {name: attempts, type: int, description: 'How often it was tried.'}
  - {name: feed, type: enum, values: [nuget.org, github], description: 'The family of server.'}
  - {name: key, type: enum, values: {valid: 0.5, expired: 0.5}, description: 'What is known of the key.'}
  - {name: host, type: host, description: 'The server.'}
  - {name: package_id, type: package-id, description: 'The package.'}
  - {name: symbols, type: bool, description: 'It is a symbols package.'}
causes:
  - {id: gate-shut, title: 'The gate is shut', explanation: 'Gates close at night.', fix: ['Wait until the morning.']}
  - {id: gate-shut/rusty, title: 'The gate is rusty', explanation: 'It rained.', fix: ['Oil it.']}
messages:
  - {id: gate-refused, text: {en: 'Refused by {gate}', de: 'Von {gate} abgelehnt'}}
"""
KNOWN_FACTS = "attempts, feed, host, http_status, key, package_id, symbols"


def load(folder: Path, text: str | bytes) -> loading.Loaded:
    """The pack of `acme/ground.yaml` and `acme/team.yaml`, the second of which has the given text."""
    (folder / "ground.yaml").write_text(GROUND, encoding="utf-8")
    (folder / "team.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return loading.load([Layer(name="acme", path=folder)], "digest")


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    """What is wrong with the team's file, as it is shown."""
    return [shown(problem) for problem in load(folder, text).problems]


def pack_of(folder: Path, text: str) -> RulePack:
    """The pack of a team's file that has no mistakes."""
    loaded = load(folder, text)
    assert not loaded.problems, loaded.problems
    return loaded.pack


def rule_of(folder: Path, text: str) -> Rule:
    """The only rule of a team's file that has no mistakes."""
    (rule,) = pack_of(folder, text).rules
    return rule


def shown(problem: Problem) -> str:
    """`file:line:column: message`."""
    return f"{problem.file}:{problem.line}:{problem.column}: {problem.message}"
