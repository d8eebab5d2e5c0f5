"""What a rule looks for, in words: its `match` and `not`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pushwhy.pack.pages.markdown import code
from pushwhy.pack.patterns import Form
from pushwhy.pack.schema import AllMatch, AnyMatch, MessageMatch, MessageModel, RegexMatch, RuleModel, SequenceMatch
from pushwhy.text import plural

_FIRST = "en"


def looked_for(model: RuleModel, messages: Mapping[str, MessageModel]) -> list[list[str]]:
    """Blocks of Markdown: what must stand there, and what must not."""
    head = "**Matches** a whole line that is:" if model.whole_line else "**Matches**"
    blocks = [[head], _form(model.match, messages, 0)]
    if model.not_ is not None:
        where = f"in these lines or {plural(model.not_.within, 'line')} around them" if model.not_.within else "in these lines"
        blocks += [[f"**But not** where there is, {where}:"], _form(model.not_.match, messages, 0)]
    return blocks


def _form(form: Form, messages: Mapping[str, MessageModel], depth: int) -> list[str]:
    match form:
        case str():
            return [_item(depth, f"the text {code(form)}")]
        case RegexMatch():
            return [_item(depth, f"the pattern {code(form.regex)}")]
        case MessageMatch():
            return _message(form, messages[form.message], depth)
        case AnyMatch():
            return _parts("any of:", form.any, messages, depth)
        case AllMatch():
            return _parts(f"all of these within {plural(form.within, 'line')}, in any order:", form.all, messages, depth)
        case SequenceMatch():
            return _parts(f"these within {plural(form.within, 'line')}, in this order:", form.sequence, messages, depth)


def _parts(head: str, forms: Sequence[Form], messages: Mapping[str, MessageModel], depth: int) -> list[str]:
    return [_item(depth, head), *(line for form in forms for line in _form(form, messages, depth + 1))]


def _message(form: MessageMatch, model: MessageModel, depth: int) -> list[str]:
    """A message by its id, with the wordings of its first language; the others are in the file that has it."""
    language = _FIRST if _FIRST in model.text else next(iter(model.text))
    texts = model.text[language]
    wordings = [texts] if isinstance(texts, str) else texts
    spoken = f" in {len(model.text)} languages" if len(model.text) > 1 else ""
    where = "".join(f", where {code('{' + name + '}')} is {code(pattern)}" for name, pattern in form.where.items())
    head = f"the message {code(model.id)}{spoken}{where}: "
    if len(wordings) == 1:
        return [_item(depth, head + code(wordings[0]))]
    return [_item(depth, head.rstrip()), *(_item(depth + 1, code(wording)) for wording in wordings)]


def _item(depth: int, text: str) -> str:
    return f"{'  ' * depth}- {text}"
