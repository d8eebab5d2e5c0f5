"""Text files → texts by place, with every mistake of form at its place."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path as FilePath
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from pushwhy.errors import PackError
from pushwhy.model.report import Problem
from pushwhy.pack.read.document import Document
from pushwhy.pack.read.rule_file import problems_of, read_document
from pushwhy.pack.translation.places import Place, Text
from pushwhy.pack.translation.schema import PluralTexts, TextsModel

_SECTIONS = tuple(name for name in TextsModel.model_fields if name != "schema_")


class TextFile(Struct, frozen=True):
    """One file that was read: its texts, and its document to tell positions."""

    texts: dict[Place, Text]
    document: Document
    problems: tuple[Problem, ...] = ()
    """Mistakes of form; what they are in is not among the texts."""


def read(path: FilePath, shown: str) -> TextFile:
    """Read and check the form of one file.

    Raises:
        PackError: it cannot be read, is not YAML, or is no mapping.
    """
    document = read_document(path, shown)
    if document.data is None:
        return TextFile(texts={}, document=document)
    if not isinstance(document.data, dict):
        message = "a text file is a mapping with some of: " + ", ".join(("schema", *_SECTIONS))
        raise PackError((document.problem("form", message, ()),))
    try:
        return TextFile(texts=_texts(TextsModel.model_validate(document.data)), document=document)
    except ValidationError as error:
        sound = _without(document.data, [detail["loc"] for detail in error.errors(include_url=False)])
        problems = problems_of(document, error, TextsModel)
        return TextFile(texts=_texts(TextsModel.model_validate(sound)), document=document, problems=problems)


def _without(data: dict[str, Any], places: Iterable[tuple[int | str, ...]]) -> dict[str, Any]:
    """The data without what has mistakes of form: a section, an id in it, or one of its fields; a phrase goes as a whole."""
    sound = deepcopy(data)
    for place in places:
        part: Any = sound
        *way, last = place[: 2 if place[0] == "words" else 3]
        for name in way:
            part = part.get(name, {})
        part.pop(last, None)
    return sound


def _texts(model: TextsModel) -> dict[Place, Text]:
    found: dict[Place, Text] = {}
    for section in ("causes", "rules", "facts"):
        for id_, fields in getattr(model, section).items():
            for field, value in fields.model_dump(exclude_none=True).items():
                found[section, id_, field] = tuple(value) if isinstance(value, list) else value
    found |= {("sentences", english, ""): text for english, text in model.sentences.items()}
    for id_, text in model.words.items():
        found["words", id_, ""] = text.model_dump(exclude_none=True) if isinstance(text, PluralTexts) else text
    return found
