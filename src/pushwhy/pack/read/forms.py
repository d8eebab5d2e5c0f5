"""The forms of a `match` and of what conditions demand, as models that check a file and yield the JSON Schema for editors."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema, PydanticCustomError

MATCH_FORMS = ("template", "regex", "message", "group", "any", "all", "sequence")


def _scalar(value: Any) -> Any:
    if isinstance(value, (bool, int, str)):
        return value
    raise PydanticCustomError("scalar", "must be text, a whole number, true or false")


Scalar = Annotated[bool | int | str, BeforeValidator(_scalar)]
"""A value of a fact."""


STRICT = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)
"""What all models have in common: no unknown fields, no conversions, and docstrings as descriptions."""


class _Model(BaseModel):
    model_config = STRICT


class RegexMatch(_Model):
    """A pattern of the `regex` package; its named groups become facts."""

    regex: str
    """In the syntax of the `regex` package."""


class MessageMatch(_Model):
    """A message of the catalogue, in every language it has; `where` demands of its values that they match a regex as a whole."""

    message: str
    """Id of the message."""
    where: dict[str, str] = {}
    """By placeholder, a regex that its value must match as a whole."""


class GroupMatch(_Model):
    """Any member of a group of messages, by the id of the group."""

    group: str
    """Id of the group."""


class AnyMatch(_Model):
    """Any of several."""

    any: Annotated[list[Match], Field(min_length=1)]
    """Forms of a match."""


class AllMatch(_Model):
    """All of several, within so many lines of the first."""

    all: Annotated[list[Match], Field(min_length=2)]
    """Forms of a match, in any order."""
    within: Annotated[int, Field(ge=1, le=40)]
    """Lines."""


class SequenceMatch(_Model):
    """Several, one after the other, within so many lines."""

    sequence: Annotated[list[Match], Field(min_length=2)]
    """Forms of a match, in this order."""
    within: Annotated[int, Field(ge=1, le=40)]
    """Lines."""


def _match_form(value: Any) -> str | None:
    """The form as a tag, which no key of a file is taken for when an error tells where it is."""
    if isinstance(value, str):
        return "<template>"
    if isinstance(value, dict):
        return next((f"<{form}>" for form in MATCH_FORMS[1:] if form in value), None)
    return next((f"<{form}>" for form in MATCH_FORMS[1:] if hasattr(value, form)), None)


Match = Annotated[
    Annotated[str, Field(min_length=1), Tag("<template>")]
    | Annotated[RegexMatch, Tag("<regex>")]
    | Annotated[MessageMatch, Tag("<message>")]
    | Annotated[GroupMatch, Tag("<group>")]
    | Annotated[AnyMatch, Tag("<any>")]
    | Annotated[AllMatch, Tag("<all>")]
    | Annotated[SequenceMatch, Tag("<sequence>")],
    Discriminator(
        _match_form,
        custom_error_type="match_form",
        custom_error_message="write a template (text), or a mapping with one of: " + ", ".join(MATCH_FORMS[1:]),
    ),
]


class NearMatch(_Model):
    """`not` and `with`, normalised: what is looked for in the matched lines, or also so many lines before and after."""

    match: Match
    """A form of a match."""
    within: Annotated[int, Field(ge=0, le=40)] = 0
    """Lines before and after."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """In a file, `within` stands beside the form."""
        own = handler.resolve_ref_schema(handler(schema))["properties"]
        models = [handler.resolve_ref_schema(form) for form in own["match"]["oneOf"] if "$ref" in form]
        fields = {name: field for model in models for name, field in model["properties"].items()} | {"within": own["within"]}
        beside = {"type": "object", "properties": fields, "required": ["within"], "additionalProperties": False}
        return {"anyOf": [own["match"], beside]}


def _values_form(value: Any) -> str:
    return "<values>" if isinstance(value, list) else "<value>"


def _wanted_form(value: Any) -> str:
    return "<known>" if isinstance(value, (dict, Known)) else _values_form(value)


class Known(_Model):
    """Demands that the fact is known."""

    known: Annotated[Annotated[Scalar, Tag("<value>")] | Annotated[list[Scalar], Tag("<values>")], Discriminator(_values_form)]
    """One value, or a list of which any will do."""


Wanted = Annotated[
    Annotated[Scalar, Tag("<value>")] | Annotated[list[Scalar], Tag("<values>")] | Annotated[Known, Tag("<known>")],
    Discriminator(_wanted_form),
]
"""What a condition demands of a fact."""


FORM_MODELS: dict[str, type[BaseModel]] = {
    "<regex>": RegexMatch,
    "<message>": MessageMatch,
    "<group>": GroupMatch,
    "<any>": AnyMatch,
    "<all>": AllMatch,
    "<sequence>": SequenceMatch,
    "<known>": Known,
}
"""The model behind each tag."""
