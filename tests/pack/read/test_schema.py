"""The JSON Schema that editors check rule files with agrees with what pushwhy reads."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from pushwhy.pack.merge import layers
from pushwhy.pack.read import document
from pushwhy.pack.read.schema import FileModel


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = FileModel.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_shipped_file_is_valid(validator: jsonschema.Draft202012Validator) -> None:
    shipped = layers.shipped()
    wrong = [
        f"{layers.shown_name(shipped, path)}: {error.json_path}: {error.message}"
        for path in layers.files(shipped)
        for error in validator.iter_errors(document.parse(path.read_text(encoding="utf-8"), path.name).data)
    ]
    assert wrong == []


def test_every_field_has_a_description_that_editors_show() -> None:
    models = FileModel.model_json_schema()
    own = {"FileModel": models["properties"], **{name: model.get("properties", {}) for name, model in models["$defs"].items()}}
    bare = [f"{name}.{field}" for name, fields in own.items() for field, form in fields.items() if "description" not in form]
    assert bare == []


@pytest.mark.parametrize(
    "fields",
    [
        {"match": "Refused"},
        {"match": {"sequence": ["Refused", {"regex": "Opened"}], "within": 3}},
        {"match": "Refused", "not": "Opened"},
        {"match": "Refused", "not": {"any": ["Opened", {"message": "gate-opened"}], "within": 2}},
        {"match": "Refused", "when": {"feed": {"known": ["github", "gitlab"]}, "http_status": 403, "symbols": True, "host": ["a", "b"]}},
    ],
)
def test_every_form_of_a_match_is_valid(validator: jsonschema.Draft202012Validator, fields: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors({"rules": [{"id": "acme/gate", **fields}]})] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"match": {"regexp": "Refused"}},
        {"match": "Refused", "not": {"any": ["Opened"], "wthin": 2}},
        {"match": "Refused", "when": {"feed": {"know": "github"}}},
        {"match": "Refused", "titel": "x"},
        {"match": {"all": ["Refused", "Opened"]}},
        {},
    ],
)
def test_a_mistake_is_not(validator: jsonschema.Draft202012Validator, fields: dict[str, Any]) -> None:
    assert not validator.is_valid({"rules": [{"id": "acme/gate", **fields}]})
