"""The kinds of secrets that lines of a log can hold: one table.

A new kind is a member of `pushwhy.model.log.SecretKind` and a row of `SECRETS`.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pushwhy.masking.forms import (
    is_assigned_password,
    is_cut_password,
    is_given_key,
    is_given_password,
    is_guid,
    is_jwt,
    is_long_key,
    is_made_key,
    is_user_token,
)
from pushwhy.model.log import SecretKind

TRAILING = ")],;.:"
"""What a sentence puts behind a value."""
LONG_WORD = "\n"
"""The hint of secrets that are one long word: a text that no line holds."""
LONG_WORD_SIZE = 52
"""Letters and digits of the shortest such word."""


class Secret(Struct, frozen=True, kw_only=True):
    """A kind of secret and how it is found."""

    kind: SecretKind
    hints: tuple[str, ...]
    """Texts in lower case of which one is in every line that holds such a secret, or `LONG_WORD`."""
    pattern: str
    """A regex; its group `value` is what is masked. Compiled when a hint is in a line, because most logs hold none."""
    is_one: Callable[[str], bool] | None
    """Whether a value in that place is a secret; None where its form alone, which the pattern demands, shows it."""
    beside: tuple[str, ...]
    """Texts in lower case of which one must be in the line as well for this kind; empty where nothing must."""
    elsewhere: SecretKind | None
    """The kind on a line without any of `beside`; None where it is no secret there."""


def _secret(
    kind: SecretKind,
    hints: str,
    pattern: str,
    is_one: Callable[[str], bool] | None,
    *,
    beside: str = "",
    elsewhere: SecretKind | None = None,
) -> Secret:
    """Return a `Secret`; `hints` and `beside` are separated by `|`."""
    return Secret(
        kind=kind,
        hints=tuple(hints.split("|")),
        pattern=pattern,
        is_one=is_one,
        beside=tuple(beside.split("|")) if beside else (),
        elsewhere=elsewhere,
    )


_BLANKS = r"[ \t]{1,40}"
_SEPARATOR = rf"(?:[\"']?(?:{_BLANKS}|=|:(?:{_BLANKS})?)|[\"'],?(?:{_BLANKS})?)"
VALUE_LIMIT = 256
"""Characters of a value that a pattern looks at: enough to judge it. A longer one is masked as far as `VALUE_REST` goes."""
VALUE_REST = r"[^\s\"'`<>\\@]*"
_VALUE = rf"(?:\\?[\"'])?(?P<value>[^\s\"'`<>\\]{{1,{VALUE_LIMIT}}})"
_ASSIGNED = rf"\\?[\"']?(?:{_BLANKS})?[:=](?:{_BLANKS})?" + _VALUE
_LETTER = r"[^\W\d_]"
# "--password option to …", "--password is required."
_NO_PROSE = rf"(?![\"'a-z]{_LETTER}{{0,30}}[\"']?(?:[.,;!?](?:\s|$)|\s+{_LETTER}{{1,30}}(?:[\s.,;!?]|$)))"

_FEED_WORDS = "nuget|push|choco|pkg|paket|feed|publish-"
"""One of these beside a key shows that a feed takes it."""
_KEY_OPTION = r"(?:(?<![\w-])(?i:--?(?:symbol-?|nuget)?api-?key|/(?:symbol|nuget)?apikey)" + _SEPARATOR + r"|(?i:api[_-]?key)=)" + _VALUE
_KEY_NAMED = r"(?i:api[_-]?key)" + _ASSIGNED
_K_HINTS = "-k|-sk"
_K_OPTION = r"(?<![\w-])-s?k" + _SEPARATOR + _VALUE
_VARIABLE_HINTS = "key|token|passw|secret|_pat"
# `nuget push FILE`, which switches may follow. What is neither option nor word may be a file: a path, a pattern, a variable, in quotes.
_PUSH = rf"(?i:nuget(?:\.exe)?)[\"']?{_BLANKS}[\"']?(?i:push)[\"']?{_BLANKS}"
_FILE = r"(?:\"[^\"]{1,400}\"|'[^']{1,400}'|(?!-)(?=[^\s\"']{0,400}(?:(?i:pkg)|[*/\\$%]|\.\w))[^\s\"']{1,800}+)"
_SWITCHES = rf"(?:{_BLANKS}--?[A-Za-z][A-Za-z-]{{1,30}}){{1,4}}"

SECRETS: tuple[Secret, ...] = (
    _secret(SecretKind.NUGET_ORG, "oy2", r"(?P<value>oy2[a-z0-9]{43,})", None),
    _secret(SecretKind.NUGET_ORG, "oy2", r"(?<![A-Za-z0-9])(?P<value>oy2[a-z0-9]{17,})$", None),
    _secret(
        SecretKind.GITHUB,
        "gh|_pat",
        r"(?P<value>gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,})",
        None,
    ),
    _secret(SecretKind.GITLAB, "glpat-|gldt-|glcbt-", r"(?P<value>gl(?:pat|dt|cbt)-[\w.-]{16,}[\w-])", None),
    _secret(
        SecretKind.AZURE_DEVOPS,
        "azdo",
        r"(?<![A-Za-z0-9])(?P<value>(?=[A-Za-z0-9]*AZDO)[A-Za-z0-9]{84})(?![A-Za-z0-9])",
        None,
    ),
    _secret(SecretKind.AZURE_DEVOPS, LONG_WORD, r"(?<![A-Za-z0-9])(?P<value>[a-z2-7]{52})(?![A-Za-z0-9])", is_long_key),
    # Its first part is JSON in base64, of which `{"alg":"none"}` is the shortest.
    _secret(SecretKind.JWT, "eyj", r"(?<![\w-])[\w-]{0,40}?(?P<value>eyJ[\w-]{14,}\.[\w-]{4,}\.[\w-]*)", is_jwt),
    _secret(
        SecretKind.AUTHORIZATION,
        "uthorization",
        rf"(?i:authorization)[\"']?(?:{_BLANKS})?[:=](?:{_BLANKS})?[\"']?(?i:bearer|basic|token){_BLANKS}" + _VALUE,
        is_given_key,
    ),
    _secret(SecretKind.FEED, "key", r"(?i:x-nuget-apikey)" + _ASSIGNED, is_given_key),
    _secret(SecretKind.FEED, "key", _KEY_OPTION, is_given_key, beside=_FEED_WORDS, elsewhere=SecretKind.SERVICE),
    _secret(SecretKind.FEED, "key", _KEY_NAMED, is_made_key, beside=_FEED_WORDS, elsewhere=SecretKind.SERVICE),
    _secret(SecretKind.FEED, "key", r"(?<![\w-])(?i:apikey)" + _BLANKS + _VALUE, is_made_key, beside="paket"),
    # `-k` is an option of curl, sort and ssh as well, so another word must show a push, or the value must look like a key.
    _secret(SecretKind.FEED, _K_HINTS, _K_OPTION, is_given_key, beside="push|nuget|choco|apikey"),
    _secret(SecretKind.SERVICE, _K_HINTS, _K_OPTION, is_long_key),
    _secret(SecretKind.FEED, "key", r"(?<![\w-])--key" + _SEPARATOR + _VALUE, is_given_key, beside="choco"),
    _secret(SecretKind.FEED, "key", r"(?i:setapikey)" + _BLANKS + _VALUE, is_given_key),
    _secret(SecretKind.FEED, "push", _PUSH + _FILE + _BLANKS + _VALUE, is_made_key),
    _secret(SecretKind.FEED, "push", _PUSH + _FILE + _BLANKS + _VALUE + rf"(?=[\"']?{_BLANKS}-[A-Za-z])", is_given_key),
    _secret(SecretKind.FEED, "push", _PUSH + _FILE + _SWITCHES + _BLANKS + _VALUE, is_long_key),
    # Where a client takes no key by its position, it says that there is no such file, or argument.
    _secret(SecretKind.FEED, ").|)。", r"^[^\d()]{4,90}\((?P<value>[\w-]{36})\)[.。]$", is_guid),
    _secret(SecretKind.FEED, "argument", r"(?i:command or argument)s? {1,8}[\"'](?P<value>[^\s\"']{1,256})[\"']", is_long_key),
    _secret(SecretKind.SIGN_IN, "passw", r"(?i:<add\s+key=\"(?:cleartext)?password\"\s+value)=\"(?P<value>[^\"]+)\"", is_given_password),
    _secret(SecretKind.FEED, "<add", r"(?i:<add\s+key=\"https?://[^\"\s]{1,400}\"\s+value)=\"(?P<value>[^\"/]+)\"", is_given_key),
    _secret(SecretKind.SIGN_IN, "passw", r"(?<![\w-])--?(?i:password)" + _SEPARATOR + _NO_PROSE + _VALUE, is_given_password),
    _secret(SecretKind.SIGN_IN, "passw|pwd", r"(?<![\w-])(?i:password|pwd)=" + _NO_PROSE + _VALUE, is_assigned_password),
    _secret(SecretKind.SIGN_IN, "passw|pwd", r"(?i:password|passwd|pwd)" + _ASSIGNED, is_made_key),
    _secret(
        SecretKind.SIGN_IN,
        "-p ",
        r"(?<![\w-])-p" + _BLANKS + _NO_PROSE + _VALUE,
        is_given_password,
        beside="add source|update source|sources add|sources update|login",
    ),
    _secret(
        SecretKind.SIGN_IN,
        "curl",
        r"(?<![\w-])(?:-u|--user)[ \t=]{0,40}[\"']?[^\s:\"'/-][^\s:\"'/]{0,100}:(?P<value>[^\s\"']{1,256})",
        is_given_password,
    ),
    _secret(
        SecretKind.FEED,
        "token|key|secret|sig=",
        rf"[?&](?i:[\w.-]{{0,40}}(?:token|key|secret|sig))=(?P<value>[^\s\"'`<>\\&]{{1,{VALUE_LIMIT}}})",
        is_long_key,
        beside=_FEED_WORDS,
        elsewhere=SecretKind.SERVICE,
    ),
    # MyGet: /F/<feed>/auth/<key>/api/…; Cloudsmith: dl.cloudsmith.io/<token>/<owner>/<repository>/…
    _secret(SecretKind.FEED, "/auth/", r"/F/[^\s/]{1,200}/auth/(?P<value>[^\s/\"'`<>]{8,})", is_given_key),
    _secret(SecretKind.FEED, "cloudsmith", r"//dl\.cloudsmith\.io/(?!public/|basic/)(?P<value>[^\s/\"'`<>]{8,})/", is_given_key),
    _secret(SecretKind.SIGN_IN, "@", r"://[^\s/:@\"'<>]{0,200}:(?!\d{1,5}(?:[^\w@]|$))(?P<value>[^\s/@\"'<>]+)@", is_given_password),
    _secret(SecretKind.SIGN_IN, "@", r"://(?P<value>[^\s/:@\"'<>]{20,200})@", is_user_token),
    # An address that a console cut before or behind the password; what follows the colon of a host is a port.
    _secret(SecretKind.SIGN_IN, "://", r"://[^\s/:@\"'<>]{1,200}:(?P<value>(?!\d{1,5}\W*$)[^\s/:@\"'<>]{1,200})$", is_cut_password),
    _secret(
        SecretKind.SIGN_IN, "@", r"^(?:[^\s/:@\"'<>]{0,60}:)?(?P<value>[^\s/:@\"'<>]{12,200})@[\w-]+(?:\.[\w-]+)+[/:]", is_cut_password
    ),
    _secret(
        SecretKind.FEED,
        _VARIABLE_HINTS,
        r"(?<![A-Za-z0-9_])[A-Z0-9_]{0,30}NUGET[A-Z0-9_]{0,30}(?:KEY|TOKEN|PASSWORD|SECRET|_PAT)" + _ASSIGNED,
        is_long_key,
        beside="nuget",
    ),
    _secret(
        SecretKind.VARIABLE,
        _VARIABLE_HINTS,
        r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{0,60}(?:API_?KEY|(?<!CACHE)(?<!PUBLIC)_KEY|TOKEN|PASSWORD|SECRET|_PAT)" + _ASSIGNED,
        is_long_key,
    ),
    _secret(
        SecretKind.VARIABLE,
        "token|secret",
        r"(?i:(?:access|auth|private|personal)_?-?token|client_?-?secret)(?=[\"'])" + _ASSIGNED,
        is_long_key,
    ),
)
