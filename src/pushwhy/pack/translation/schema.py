"""The form of text files (`pushwhy/text/1`), as models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Said = Annotated[str, Field(min_length=1)]
Points = Annotated[list[Said], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CauseTexts(_Model):
    """Of a cause; a field that is left out is said in English."""

    title: Said | None = None
    explanation: Said | None = None
    fix: Points | None = None
    not_helpful: Points | None = None
    confirm: Said | None = None


class RuleTexts(CauseTexts):
    """Of a rule: what it says itself."""

    text: Said | None = None


class FactTexts(_Model):
    """Of a fact."""

    question: Said | None = None
    description: Said | None = None


class PluralTexts(_Model):
    """Of a phrase with a number, by CLDR's plural categories; those that the language has."""

    zero: Said | None = None
    one: Said | None = None
    two: Said | None = None
    few: Said | None = None
    many: Said | None = None
    other: Said | None = None


def _form(value: Any) -> str:
    return "plural" if isinstance(value, (dict, PluralTexts)) else "text"


PhraseText = Annotated[Annotated[Said, Tag("text")] | Annotated[PluralTexts, Tag("plural")], Discriminator(_form)]


class TextsModel(_Model):
    """A text file."""

    schema_: Annotated[Literal["pushwhy/text/1"] | None, Field(alias="schema")] = None
    causes: dict[str, CauseTexts] = {}
    rules: dict[str, RuleTexts] = {}
    sentences: dict[str, Said] = {}
    facts: dict[str, FactTexts] = {}
    words: dict[str, PhraseText] = {}
