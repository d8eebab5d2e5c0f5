"""Rule files → models, with every mistake at its place."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from msgspec import Struct
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pushwhy.errors import PackError
from pushwhy.model.report import Problem
from pushwhy.pack.read import document
from pushwhy.pack.read.document import Document, Path
from pushwhy.pack.read.forms import FORM_MODELS
from pushwhy.pack.read.schema import FileModel, RuleModel
from pushwhy.pack.read.sentences import sentence
from pushwhy.text import nearest

_SECTIONS = tuple(name for name in FileModel.model_fields if name != "schema_")


class RuleFile(Struct, frozen=True):
    """One file that was read: its models, and its document to tell positions."""

    model: FileModel
    document: Document
    layer: int


def read(path: FilePath, shown: str, layer: int) -> RuleFile:
    """Read and check the form of one file.

    Raises:
        PackError: it cannot be read, is not YAML, or has mistakes of form; all of them are told.
    """
    doc = read_document(path, shown)
    data, prefix = _as_mapping(doc)
    whole = _within(doc, prefix)
    try:
        return RuleFile(model=_with_defaults(FileModel.model_validate(data)), document=whole, layer=layer)
    except ValidationError as error:
        raise PackError(problems_of(whole, error, FileModel)) from None


def read_document(path: FilePath, shown: str) -> Document:
    """Read one YAML file.

    Raises:
        PackError: it cannot be read, or is not YAML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PackError((Problem(kind="file", message=f"cannot be read: {error.strerror}", file=shown),)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PackError((Problem(kind="file", message="is not UTF-8; save it as UTF-8", file=shown, line=line, column=1),)) from None
    return document.parse(text, shown)


def problems_of(whole: Document, error: ValidationError, model: type[BaseModel]) -> tuple[Problem, ...]:
    """What a model has against a document, each mistake at its place."""
    return tuple(_problem(whole, detail, model) for detail in error.errors(include_url=False))


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


def _with_defaults(model: FileModel) -> FileModel:
    """The file with all that its rules have in common in each of them."""
    given = {name: getattr(model.defaults, name) for name in model.defaults.model_fields_set}
    if not given:
        return model
    rules = [rule.model_copy(update={name: given[name] for name in given.keys() - rule.model_fields_set}) for rule in model.rules]
    return model.model_copy(update={"rules": rules})


def _problem(whole: Document, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    path = _real_path(whole.data, detail["loc"], keep_last=detail["type"] in ("missing", "extra_forbidden"))
    if detail["type"] == "extra_forbidden":
        field = str(path[-1])
        known = _fields_at(detail["loc"], model)
        guess = nearest(field, known)
        advice = f"did you mean {guess!r}?" if guess else "known here: " + ", ".join(known)
        return whole.problem("field", f"there is no field {field!r}; {advice}", path)
    if detail["type"] == "missing":
        return whole.problem("field", f"the field {path[-1]!r} is missing", path[:-1])
    if detail["type"] == "match_form" and isinstance(detail["input"], dict):
        path = (*path, *list(detail["input"])[:1])
    return whole.problem("value", sentence(detail), path)


def _real_path(data: Any, loc: tuple[int | str, ...], *, keep_last: bool) -> Path:
    """The field path without what pydantic puts in between: the tags of forms."""
    path: list[int | str] = []
    for index, part in enumerate(loc):
        found = _part_of(data, part)
        if found is not None:
            data = found[0]
        elif not (keep_last and index == len(loc) - 1):
            continue
        path.append(part)
    return tuple(path)


def _part_of(data: Any, part: int | str) -> tuple[Any] | None:
    if isinstance(data, dict):
        return (data[part],) if part in data else None
    if isinstance(data, list) and isinstance(part, int):
        return (data[part],) if part < len(data) else None
    return None


def _fields_at(loc: Path, model: type[BaseModel]) -> list[str]:
    for part in loc[:-1]:
        if isinstance(part, str):
            model = FORM_MODELS.get(part) or _model_of(model, part) or model
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
