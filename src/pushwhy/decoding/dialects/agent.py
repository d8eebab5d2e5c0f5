"""Marks that Azure Pipelines agents and GitHub runners share: the runner is a fork of the agent."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

AGENT = Dialect(
    name="pipelines-agent",
    prefixes=(
        prefix(
            r"##\[(?:(?P<error>error)|(?P<warning>warning)|(?P<debug>debug|verbose)|(?P<command>command)"
            r"|(?P<group>(?:end)?group|section)|(?P<info>notice|info))\] ?",
            "#",
        ),
        prefix(r"(?P<command>\[command\])", "["),
    ),
)
