"""What the pages are made from: the compiled rules, and the YAML as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Rule
from pushwhy.pack import loading
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.pages.match import Catalogue
from pushwhy.pack.read.rule_file import read
from pushwhy.pack.read.schema import GroupModel, MessageModel, RuleModel

_NO_INTRODUCTION = ("yaml-language-server:",)


class Topic(Struct, frozen=True, kw_only=True):
    """One rule file: what its first comment says, and its rules in order."""

    file: str
    """As messages name it: `rules/client/source.yaml`."""
    introduction: str
    rules: tuple[Rule, ...]

    @property
    def title(self) -> str:
        """The name of the file, as a heading."""
        name = self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return name[:1].upper() + name[1:].replace("-", " ")


class Source(Struct, frozen=True, kw_only=True):
    """One pack, ready to be written down."""

    pack: RulePack
    families: Mapping[str, Sequence[Topic]]
    """By name, in order of names."""
    models: Mapping[str, RuleModel]
    """Rules by id, as their files write them."""
    catalogue: Catalogue
    introductions: Mapping[str, str]
    """What the first comment of each file says, by its name."""


def read_source(layer: Layer) -> Source:
    """Read and compile a pack.

    Raises:
        pushwhy.errors.PackError: a file of it has a mistake.
    """
    pack = loading.load((layer,), "").pack
    models: dict[str, RuleModel] = {}
    messages: dict[str, MessageModel] = {}
    groups: dict[str, GroupModel] = {}
    introductions: dict[str, str] = {}
    for path in layers.files(layer):
        file = read(path, layers.shown_name(layer, path), 0)
        models |= {model.id: model for model in file.model.rules}
        groups |= {model.id: model for model in file.model.groups}
        messages |= {model.id: model for model in file.model.messages}
        introductions[file.document.file] = _introduction(path.read_text(encoding="utf-8-sig"))
    return Source(
        pack=pack,
        families=_families(pack, introductions),
        models=models,
        catalogue=Catalogue(messages=messages, groups=groups),
        introductions=introductions,
    )


def family(rule_id: str) -> str:
    """The part before the slash: who speaks."""
    return rule_id.split("/", 1)[0]


def _families(pack: RulePack, introductions: Mapping[str, str]) -> dict[str, list[Topic]]:
    found: dict[str, list[Topic]] = {}
    for (name, file), rules in groupby(
        sorted(pack.rules, key=lambda rule: (family(rule.id), rule.order)), key=lambda rule: (family(rule.id), rule.file)
    ):
        found.setdefault(name, []).append(Topic(file=file, introduction=introductions[file], rules=tuple(rules)))
    return found


def _introduction(text: str) -> str:
    """The comment at the head of a file."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        words = line.lstrip("#").strip()
        if not words.startswith(_NO_INTRODUCTION):
            lines.append(words)
    return " ".join(lines)
