"""What is left to translate."""

from __future__ import annotations

from collections.abc import Container, Mapping

from msgspec import Struct

from pushwhy.model.pack import RulePack
from pushwhy.model.rules import Kind
from pushwhy.pack.translation.places import Place, Text, Texts

_KINDS = {"causes": "cause", "rules": "rule", "facts": "fact"}


class Missing(Struct, frozen=True, kw_only=True):
    """Of one language: how many texts there are to say, and a line for whatever lacks some."""

    language: str
    wanted: int
    missing: int
    remarks: tuple[str, ...]


def of_language(language: str, wanted: Texts, said: Container[Place]) -> Missing:
    """Compare what is wanted with what there is; the fields that a cause, rule or fact lacks are told in one line."""
    lacking = [place for place in wanted if place not in said]
    fields: dict[tuple[str, str], list[str]] = {}
    for section, id_, field in lacking:
        fields.setdefault((section, id_), []).append(field)
    return Missing(
        language=language,
        wanted=len(wanted),
        missing=len(lacking),
        remarks=tuple(f"{language}: {_remark(section, id_, names, wanted)}" for (section, id_), names in fields.items()),
    )


def shown_to_readers(pack: RulePack, texts: Texts) -> Texts:
    """Without the titles of rules that only yield facts: no report shows them."""
    silent = {rule.id for rule in pack.rules if rule.kind is Kind.CONTEXT}
    return {place: text for place, text in texts.items() if place[0] != "rules" or place[1] not in silent}


def _remark(section: str, id_: str, fields: list[str], wanted: Texts) -> str:
    if section in _KINDS:
        return f"{_KINDS[section]} {id_} has no {', '.join(fields)}"
    if section == "words":
        return f"phrase {id_} is not translated: {_english(wanted[section, id_, ''])}"
    return f"{section}: {id_!r} is not translated"


def _english(text: Text) -> str:
    return " / ".join(map(repr, text.values())) if isinstance(text, Mapping) else repr(text)
