"""What the pack tells the engine of feeds, statuses, quotations and push commands, and what a team adds to it."""

# ruff: noqa: E501 (messages are compared whole, each on a line)

from __future__ import annotations

import re
from pathlib import Path

import pytest
import regex

from pushwhy.model.lexicon import FeedAddress, Quoting
from pushwhy.model.pack import RulePack
from pushwhy.pack import loading
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer
from tests.pack.team import mistakes, pack_of


def over_shipped(folder: Path, text: str) -> RulePack:
    """The shipped pack with a team's file laid over it."""
    (folder / "team.yaml").write_text(text, encoding="utf-8")
    loaded = loading.load([layers.shipped(), Layer(name="acme", path=folder)], "digest")
    assert loaded.problems == ()
    return loaded.pack


def feed_of(pack: RulePack, host: str, path: str = "/v3/index.json") -> str | None:
    """The family of the first entry that fits an address."""
    for address in pack.content.feeds:
        if re.search(address.host, host, re.IGNORECASE) and re.search(address.path, path, re.IGNORECASE):
            return address.feed
    return None


@pytest.mark.parametrize(
    ("host", "path", "feed"),
    [
        ("api.nuget.org", "/v3/index.json", "nuget.org"),
        ("nuget.org", "/", "nuget.org"),
        ("notnuget.org", "/", None),
        ("apiint.int.nugettest.org", "/", "nuget.org-test"),
        ("nuget.pkg.github.com", "/contoso/index.json", "github"),
        ("a.nuget.pkg.github.com", "/", None),
        ("pkgs.dev.azure.com", "/", "azure-artifacts"),
        ("contoso.pkgs.visualstudio.com", "/", "azure-artifacts"),
        ("pkgs.visualstudio.com", "/", None),
        ("contoso-111122223333.d.codeartifact.eu-west-1.amazonaws.com", "/", "codeartifact"),
        ("my-nexus.contoso.example", "/", "nexus"),
        ("packages.contoso.example", "/repository/nuget-hosted/", "nexus"),
        ("packages.contoso.example", "/api/v4/projects/7/packages/nuget", "gitlab"),
    ],
)
def test_an_address_tells_the_family_of_its_feed(pack: RulePack, host: str, path: str, feed: str | None) -> None:
    assert feed_of(pack, host, path) == feed


def test_a_team_names_its_own_host_and_is_asked_first(tmp_path: Path) -> None:
    pack = over_shipped(tmp_path, "feeds:\n  - {feed: proget, hosts: [nexus.contoso.example]}\n")
    assert feed_of(pack, "nexus.contoso.example") == "proget"
    assert feed_of(pack, "nexus.fabrikam.example") == "nexus"


def test_of_hosts_and_paths_one_each_must_fit(tmp_path: Path) -> None:
    text = "feeds:\n  - {feed: github, domains: [a.example, b.example], words: [gate], paths: [/x/, '/y$']}\n"
    assert pack_of(tmp_path, text).content.feeds == (
        FeedAddress(feed="github", host=r"(^|\.)(a\.example|b\.example)$|(^|[.-])gate[.-]", path="/x/|/y$"),
    )


def test_a_team_adds_captions_of_its_own(tmp_path: Path) -> None:
    pack = over_shipped(tmp_path, "captions: ['ACME gate \\d+']\nquoting:\n  echo: ['say\\b']\n")
    quoting = pack.content.quoting
    assert regex.fullmatch(quoting.captions, "ACME gate 7: Error: ")
    assert regex.fullmatch(quoting.captions, "System.IO.IOException: (")
    assert not regex.fullmatch(quoting.captions, "The gate 7 says ")
    assert regex.match(quoting.echo, "SAY hello")
    assert regex.match(quoting.echo, "echo hello")


def test_nothing_is_known_of_quotations_without_the_section(tmp_path: Path) -> None:
    quoting = pack_of(tmp_path, "rules: []\n").content.quoting
    assert quoting == Quoting(captions=quoting.captions)
    assert regex.fullmatch(quoting.captions, "--> 403 (")


def test_a_team_adds_a_client_and_how_it_is_called(tmp_path: Path) -> None:
    text = """\
commands:
  push: [acmepush send]
  clients: {acmepush: other}
  key_options: [--Secret]
  placeholder: ['ACME-KEY']
"""
    words = over_shipped(tmp_path, text).content.commands
    assert words.clients[0] == ("acmepush", "other")
    assert {"--secret", "--api-key"} <= words.key_options
    for command in ("acmepush.exe send x.nupkg", "dotnet nuget push x.nupkg", 'C:\\tools\\NuGet.exe" push x.nupkg'):
        assert regex.search(words.push, command), command
    assert not regex.search(words.push, "mynuget push x.nupkg")
    assert regex.match(words.placeholder, "acme-key")
    assert regex.match(words.placeholder, "<your key>")


def test_statuses_have_their_phrases_and_the_names_of_dotnet(pack: RulePack) -> None:
    statuses = pack.content.statuses
    names = ("forbidden", "badgateway", "requestentitytoolarge", "contenttoolarge", "moved")
    assert [statuses[name] for name in names] == [403, 502, 413, 413, 301]


def test_a_team_adds_words_and_meanings_of_its_own(tmp_path: Path) -> None:
    text = """\
reasons:
  concepts:
    key: {words: [badge]}
    gate: {weight: 3, words: [gate, no gate]}
rules:
  - id: acme/gate-shut
    title: The gate is shut
    role: reason
    match: {group: refusal}
    says: [gate, gate key]
    cause: The gate is shut
"""
    pack = over_shipped(tmp_path, text)
    concepts = {concept.name: concept for concept in pack.reasons.concepts}
    assert (concepts["gate"].weight, concepts["gate"].words) == (3, ("gate", "no gate"))
    assert concepts["key"].words[0] == "key"
    assert concepts["key"].words[-1] == "badge"
    assert next(rule.says for rule in pack.rules if rule.id == "acme/gate-shut") == (("gate",), ("gate", "key"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("role: reason, match: 'Gate {reason}', says: [gait]", "4:66: rules[0].says[0]: there is no concept 'gait'; did you mean 'gate'?"),
        ("role: reason, match: 'Gate {number}', says: [gate]", "4:59: rules[0].says: says looks at the fact `reason`, which the match does not capture"),
        ("match: 'Gate {reason}', says: [gate]", "4:45: rules[0].says: a rule that reads what a sentence means has `role: reason`"),
    ],
)  # fmt: skip
def test_mistakes_about_meanings_are_told(tmp_path: Path, fields: str, message: str) -> None:
    text = f"reasons:\n  concepts: {{gate: {{words: [gate]}}}}\nrules:\n  - {{id: acme/gate, {fields}, cause: The gate}}\n"
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}"]


def test_facts_tell_what_the_engine_must_know_of_them(pack: RulePack) -> None:
    assert {name for name, spec in pack.facts.items() if spec.scope == "package"} == {"owner", "id", "package_size"}
    assert pack.facts["listed_size"].units == {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    assert pack.facts["package_size"].above == {"large": 30_000_000}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feeds:\n  - {feed: githb, hosts: [a.example]}\n", "2:6: feeds[0].feed: feed cannot be 'githb'; valid: nuget.org, github; did you mean 'github'?"),
        ("feeds:\n  - {feed: github}\n", "2:5: feeds[0]: a feed needs domains, hosts, words or paths"),
        ("feeds:\n  - {feed: github, hosts: ['https://a']}\n", "2:28: feeds[0].hosts[0]: 'https://a' is not of the form a DNS name, such as feed.example or *.feed.example"),
        ("feeds:\n  - {feed: github, paths: ['/(x']}\n", "2:28: feeds[0].paths[0]: the regex does not compile: missing ) at position 3"),
        ("captions: ['a', '(b']\n", "1:17: captions[1]: the regex does not compile: missing ) at position 2"),
        ("quoting: {echo: ['(']}\n", "1:18: quoting.echo[0]: the regex does not compile: missing ) at position 1"),
        ("quoting: {ecko: []}\n", "1:11: quoting.ecko: there is no field 'ecko'; did you mean 'echo'?"),
        ("commands: {push: [push]}\n", "1:19: commands.push[0]: 'push' is not of the form program verb"),
        ("commands: {mask: ['[']}\n", "1:19: commands.mask[0]: the regex does not compile: unterminated character set at position 1"),
        ("reasons: {concepts: {gate: {words: [Gate!]}}}\n", "1:37: reasons.concepts.gate.words[0]: 'Gate!' is not of the form words in small letters, with blanks between them"),
        ("reasons: {concepts: {gate: {weight: 10}}}\n", "1:29: reasons.concepts.gate.weight: must be at most 9, not 10"),
        ("statuses: {Gone: 4}\n", "1:12: statuses.Gone: must be at least 100, not 4"),
        ("facts:\n  - {name: size, values: [big], above: {bigg: 3}}\n", "2:5: facts[0]: above: 'bigg' is none of its values"),
        ("facts:\n  - {name: size, values: [big], scope: pack}\n", "2:33: facts[0].scope: must be one of 'package', not 'pack'; did you mean 'package'?"),
    ],
)  # fmt: skip
def test_mistakes_are_told_at_their_place(tmp_path: Path, text: str, message: str) -> None:
    assert mistakes(tmp_path, text) == [f"acme/team.yaml:{message}"]
