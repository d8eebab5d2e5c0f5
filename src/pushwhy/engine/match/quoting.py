"""Whether a line says a message, or quotes it.

A client prints a message at the beginning of a line, behind captions and wrappers that end in a colon or a bracket. An echo, a comment, a
test's name, a document or a listing of a script has other words before it, or quotes around it.
"""

from __future__ import annotations

import regex

from pushwhy.model.log import Level

_ECHO = regex.compile(
    r"""^(?:@?echo\b|printf\b|Write-(?:Host|Output|Error|Warning)\b|print\(|console\.\w+\(|throw\b|assert\w*\b|expect\w*\b|grep\b|if\b
        |git\s+(?:commit|log)|(?:\#|//|/\*|<!--|--\s|::|rem\s|>\s|\*\s|\|)|[-+]\s+(?:\#|//|(?:-\s)?(?:name|run|echo)\b)|Message:|Subject:
        |\w+\s=\s)""",
    regex.X | regex.I,
)
_ECHO_WITHIN = regex.compile(r"(?:\|\||&&|;|[{(]|\b(?:then|do|else))\s*(?:echo|printf|Write-(?:Host|Output|Error|Warning))\b")
"""A listing's `command || echo "what went wrong"`."""
_ANOTHER = regex.compile(
    r"^(?:curl: \(|wget: |fatal: |remote: |git: |npm (?:ERR!|error|WARN|warn) "
    r"|(?:copy|move|del|rmdir|mkdir|cp|mv|rm|ln|cat|tar|unzip|chmod|scp|ssh) ?: |denied: |unauthorized: |[A-Z][a-z]+-[A-Z]\w+ ?: )"
)
"""Names with which other programs begin their messages. A cmdlet that may push (`Publish-Module`) is decoration, and off already."""
_TEST = regex.compile(
    r"^(?:\[xUnit|\s*(?:(?:Passed|Failed(?! to )|Skipped|PASS|FAIL|ok|not ok)\b[ :!]|[✓✗✔✘×●]\s|\[[-+!?]\]\s|E {3,}))"
    r"|Assert\.|\bExpected:|\bActual:|\[Fact|\[\d+ ms\]$"
)
_WRAPPER_END = regex.compile(
    r"(?:[:：]\s*|[(\[]\s*|->\s*|--->\s*|error\("
    r"|failed to push\s|Attempting to push \S{1,200} to \S{1,300}\s|\bAt\s+|=\s*|[:(]\s*['\"‘“]\s*)$"
)
_PAIRS = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "*": "*", "_": "_"}
_OPEN_SPAN = regex.compile(r"(?<![^\s(\[])`[^`]*$")
"""A span of code that is not closed yet; .NET writes backticks within names only (``Task`1``)."""
_NUMBERED_CODE = regex.compile(r"\bNU\d{4}:\s*$")
_HEAD = regex.compile(
    r"Response status code does not indicate success|Failed to process request\.|[Rr]eturned an error ?:"
    r"|(?:Error publishing package\. )?NuGet server returned|Request to '[^']{1,300}' failed with|already (?:contains|exists)"
    r"|Der Antwortstatuscode|El código de estado de la respuesta|Le code d'état|Il codice di stato della risposta|応答状態コード"
    r"|Kod stanu odpowiedzi|O código de status de resposta|Код состояния ответа|响应状态代码|回應狀態碼"
    r"|Vzdálený server vrátil|Der Remoteserver hat|Error en el servidor remoto|Le serveur distant a retourné|Errore del server remoto"
    r"|リモート サーバーがエラー|원격 서버에서|Serwer zdalny zwrócił|O servidor remoto retornou|Удаленный сервер возвратил|Uzak sunucu hata"
    r"|远程服务器返回错误|遠端伺服器傳回"
)
"""Behind these the server's own words follow, in brackets or quotes: what counts is what stands before them."""

_CAPTIONS = regex.compile(
    r"\s*(?:-+> )?(?:(?:\p{L}{2,12}|[\w.]*Exception|Ssl error:\w+:SSL routines:\w+|The \w+(?: \w+)? was (?:closed|aborted))\s?[:：]\s?"
    r"|The nuget command failed with exit code\(\d+\) and error\()*"
    r"(?:(?:[45]\d\d\s)?\()?"
)
"""What .NET itself and the tasks of Azure Pipelines put before a message; people who quote a refusal begin at its status."""


def is_echoed(text: str, start: int) -> bool:
    """Whether a line only shows the command that has something at `start`: a comment, an `echo`, a workflow file, a sentence."""
    in_backticks = text.count("`", 0, start) % 2 == 1 and "`" in text[start:]
    return in_backticks or _ECHO.match(text) is not None


def is_first(text: str, start: int) -> bool:
    """Whether the message that has something at `start` begins its line."""
    return _CAPTIONS.fullmatch(_HEAD.split(text[:start], maxsplit=1)[0]) is not None


def is_quoted(text: str, start: int, end: int, level: Level | None) -> bool:
    """Whether `text[start:end]` is quoted there rather than said."""
    if level in (Level.COMMAND, Level.GROUP):
        return True
    before, after = _HEAD.split(text[:start], maxsplit=1)[0], text[end:]
    if not before.strip():
        return False
    if _ECHO.match(text) or _TEST.search(text) or _ANOTHER.match(before) or _ECHO_WITHIN.search(before):
        return True
    return _in_quotes(before, after) or _in_prose(before)


def _in_quotes(before: str, after: str) -> bool:
    """Quotes directly around the match; a wrapper's own `'message'` after a colon is no quotation."""
    if _OPEN_SPAN.search(before) and "`" in after:
        return True
    mark = before[-1]
    closing = _PAIRS.get(mark)
    if closing is None or not after.lstrip(".!?)").startswith(closing):
        return False
    return not _WRAPPER_END.search(before)


def _in_prose(before: str) -> bool:
    """Other text before the match that is neither a caption nor a wrapper; `error NU1301:` is a restore's."""
    return _NUMBERED_CODE.search(before) is not None or _WRAPPER_END.search(before) is None
