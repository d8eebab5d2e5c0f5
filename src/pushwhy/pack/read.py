"""Rule files → models, with every mistake at its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pushwhy.errors import PackError
from pushwhy.model.report import Problem
from pushwhy.pack import document
from pushwhy.pack.document import Document, Path
from pushwhy.pack.schema import FileModel, RuleModel
from pushwhy.text import nearest

_SECTIONS = tuple(name for name in FileModel.model_fields if name != "schema_")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file that was read: its models, and its document to tell positions."""

    model: FileModel
    document: Document
    layer: int


def read(path: FilePath, shown: str, layer: int) -> RuleFile:
    """Read and check the form of one file.

    Raises:
        PackError: it cannot be read, is not YAML, or has mistakes of form; all of them are told.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PackError((Problem(kind="file", message=f"cannot be read: {error.strerror}", file=shown),)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PackError((Problem(kind="file", message="is not UTF-8; save it as UTF-8", file=shown, line=line, column=1),)) from None
    doc = document.parse(text, shown)
    data, prefix = _as_mapping(doc)
    try:
        return RuleFile(model=FileModel.model_validate(data), document=_within(doc, prefix), layer=layer)
    except ValidationError as error:
        raise PackError(tuple(_problem(doc, prefix, detail) for detail in error.errors(include_url=False))) from None


def _as_mapping(doc: Document) -> tuple[dict[str, Any], bool]:
    """A bare list of rules stands for `{rules: […]}`; tells whether it was one."""
    if doc.data is None:
        return {}, False
    if isinstance(doc.data, list):
        return {"rules": doc.data}, True
    if isinstance(doc.data, dict):
        return doc.data, False
    message = "a rule file is a list of rules, or a mapping with some of: " + ", ".join(("schema", *_SECTIONS))
    raise PackError((doc.problem("form", message, ()),))


def _within(doc: Document, bare_list: bool) -> Document:
    """The document under which paths begin with the section, also for a bare list of rules."""
    return doc.under("rules") if bare_list else doc


def _problem(doc: Document, bare_list: bool, detail: ErrorDetails) -> Problem:
    whole = _within(doc, bare_list)
    path = _real_path(whole.data, detail["loc"], keep_last=detail["type"] in ("missing", "extra_forbidden"))
    if detail["type"] == "extra_forbidden":
        field = str(path[-1])
        known = _fields_at(path)
        guess = nearest(field, known)
        advice = f"did you mean {guess!r}?" if guess else "known here: " + ", ".join(known)
        return whole.problem("field", f"there is no field {field!r}; {advice}", path)
    if detail["type"] == "missing":
        return whole.problem("field", f"the field {path[-1]!r} is missing", path[:-1])
    return whole.problem("value", _sentence(detail), path)


def _real_path(data: Any, loc: tuple[int | str, ...], *, keep_last: bool) -> Path:
    """The field path without the names of union members that pydantic puts in between."""
    path: list[int | str] = []
    for index, part in enumerate(loc):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif not (keep_last and index == len(loc) - 1):
            continue
        path.append(part)
    return tuple(path)


def _fields_at(path: Path) -> list[str]:
    model: type[BaseModel] = FileModel
    for part in path[:-1]:
        if isinstance(part, str):
            model = _model_of(model, part) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_of(model: type[BaseModel], field_name: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if field_name in (name, field.alias):
            return next((m for m in _models_in(field.annotation) if m is not RuleModel or field_name == "rules"), None)
    return None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]


def _sentence(detail: ErrorDetails) -> str:
    message = detail["msg"]
    value = detail.get("input")
    shown = f", not {value!r}" if isinstance(value, (str, int, float, bool)) else ""
    match detail["type"]:
        case "string_type":
            return f"must be text{shown}" + ("; put it in quotes" if isinstance(value, (int, float, bool)) else "")
        case "enum" | "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            guess = nearest(str(value), [word.strip(" '") for word in expected.replace(" or ", ",").split(",")])
            return f"must be one of {expected}{shown}" + (f"; did you mean {guess!r}?" if guess else "")
        case "string_pattern_mismatch":
            return f"{value!r} is not of the form {detail.get('ctx', {}).get('pattern')}"
        case "list_type":
            return "must be a list" + shown
        case _:
            return message[0].lower() + message[1:] + shown
