"""The kinds of secrets that lines of a log can hold: one table.

A new kind is one row of `SECRETS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

# Words that follow an option in prose ("use the --api-key option"), and keys that everybody may know because the server takes any text.
_NO_SECRET = frozenset(
    "a an and any anything apikey are argument arguments as az azureartifacts azuredevops been by can command flag for from has header "
    "if in is it key may missing must no not of on option options or parameter parameters property provided required setting should "
    "dummy requiredapikey unused specified switch that the this to value vsts was when where which will with you your".split()
)
_PLACEHOLDER = r"""(?x)
    \*+ | [xX][xX-]{2,} | \.{2,} | … | null | none | (?i:your)[\w-]*           # masked or left out
    | \[ .*                                                                  # GitLab, Cake, Travis; usage texts
    | \$ .* | %[^%\s]+% | ![^!\s]+! | @\( .* | \#\{ .* | \{ .*                # variables of shells, cmd, MSBuild, templates
    | [A-Z][A-Z_]* (?:KEY|TOKEN|PAT|SECRET)                                   # the bare name of a variable
    | [-/]{1,2}[A-Za-z][A-Za-z-]* (?: [=:] .*)?                               # another option
    | [|&;)\]] .* | \d (?:&.*)?                                               # the shell's own words
    | https?://.*                                                             # where curl's -k stands before an address
    | .* \. (?i:s?nupkg)                                                      # the package, where the key before it is empty
    """
TRAILING = ")],;.:"
"""What a sentence puts behind a value."""
LONG_WORD = "\n"
"""The hint of secrets that are one long word: a text that no line holds."""
LONG_WORD_SIZE = 52
"""Letters and digits of the shortest such word."""


class Secret(Struct, frozen=True, kw_only=True):
    """A kind of secret and how it is found."""

    kind: str
    hints: tuple[str, ...]
    """Texts in lower case of which one is in every line that holds such a secret, or `LONG_WORD`."""
    pattern: str
    """A regex; its group `value` is what is masked. Compiled when a hint is in a line, because most logs hold none."""
    certain: bool
    """Whether its form alone shows that it is a secret; else a placeholder can stand in its place."""
    beside: tuple[str, ...]
    """Texts in lower case of which one must be in the line as well; empty where nothing must."""
    accept: Callable[[str], bool]
    """Whether a value of this form, which is no placeholder, is a secret."""


def is_placeholder(value: str) -> bool:
    """Tell whether a value stands for a secret and is none: a variable, a mask, a word of prose, another option."""
    return value.lower() in _NO_SECRET or re.fullmatch(_PLACEHOLDER, value) is not None


def _is_no_prose(value: str) -> bool:
    return value[0].isascii()  # in other languages, prose goes on after the name of an option


def _is_long(value: str) -> bool:
    return len(value) >= 16 and any(map(str.isdigit, value))


def _looks_like_key(value: str) -> bool:
    return _is_long(value) and not _is_path(value)


def _is_positional_key(value: str) -> bool:
    return not _is_path(value) and (len(value) >= 20 or any(map(str.isdigit, value)))


def _is_path(value: str) -> bool:
    return any(char in value for char in "/\\*") or value.lower().endswith(("pkg", ".exe", ".nuspec", ".dll", ".json"))


def _secret(
    kind: str,
    hints: str,
    pattern: str,
    *,
    certain: bool = False,
    beside: str = "",
    accept: Callable[[str], bool] = _is_no_prose,
) -> Secret:
    """Return a `Secret`; `hints` and `beside` are separated by `|`."""
    return Secret(
        kind=kind,
        hints=tuple(hints.split("|")),
        pattern=pattern,
        certain=certain,
        beside=tuple(beside.split("|")) if beside else (),
        accept=accept,
    )


_SEPARATOR = r"(?:[\"']?(?:[ \t]{1,2}|=|:[ \t]?)|[\"'],[ \t]?)"
VALUE_LIMIT = 256
"""Characters of a value that a pattern looks at: enough to judge it. A longer one is masked as far as `VALUE_REST` goes."""
VALUE_REST = r"[^\s\"'`<>\\@]*"
_VALUE = rf"(?:\\?[\"'])?(?P<value>[^\s\"'`<>\\]{{1,{VALUE_LIMIT}}})"

SECRETS: tuple[Secret, ...] = (
    _secret("nuget-org-key", "oy2", r"(?P<value>oy2[a-z0-9]{43,})", certain=True),
    _secret("nuget-org-key", "oy2", r"(?<![A-Za-z0-9])(?P<value>oy2[a-z0-9]{17,})$", certain=True),
    _secret("github-token", "gh|github_pat_", r"(?P<value>gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,})", certain=True),
    _secret("gitlab-token", "glpat-|gldt-|glcbt-", r"(?P<value>gl(?:pat|dt|cbt)-[\w.-]{16,}[\w-])", certain=True),
    _secret(
        "azure-devops-token",
        "azdo",
        r"(?<![A-Za-z0-9])(?P<value>(?=[A-Za-z0-9]*AZDO)[A-Za-z0-9]{84})(?![A-Za-z0-9])",
        certain=True,
    ),
    _secret("azure-devops-token", LONG_WORD, r"(?<![A-Za-z0-9])(?P<value>[a-z2-7]{52})(?![A-Za-z0-9])", certain=True),
    _secret("jwt", "eyj", r"(?<![\w-])(?P<value>(?=[\w-]*eyJ)[\w-]{8,}\.[\w-]{4,}\.[\w-]*)", certain=True),
    _secret("authorization", "uthorization", r"(?i:authorization)[\"']?\s?[:=]\s?[\"']?(?i:bearer|basic|token)\s" + _VALUE),
    _secret("api-key", "x-nuget-apikey", r"(?i:x-nuget-apikey)[\"']?\s?[:=]\s?" + _VALUE),
    _secret(
        "api-key",
        "key",
        r"(?:(?<![\w-])(?i:--?(?:symbol-?|nuget)?api-?key|/(?:symbol|nuget)?apikey)" + _SEPARATOR + r"|(?i:api[_-]?key)=)" + _VALUE,
    ),
    # `-k` is an option of curl, sort and ssh as well, so another word must show a push, or the value must look like a key.
    _secret("api-key", "-k |-k=|-k:|-k\"|-k'|-sk", r"(?<![\w-])-s?k" + _SEPARATOR + _VALUE, beside="push|nuget|choco|apikey"),
    _secret("api-key", "-k |-k=|-k:|-k\"|-k'|-sk", r"(?<![\w-])-s?k" + _SEPARATOR + _VALUE, accept=_looks_like_key),
    _secret("api-key", "setapikey", r"(?i:setapikey)[ \t]" + _VALUE),
    _secret(
        "api-key",
        "push ",
        r"(?i:nuget(?:\.exe)?)[\"']?[ \t]{1,4}(?i:push)[ \t]{1,4}(?:\"[^\"]{1,400}\"|'[^']{1,400}'|[^\s\"']*(?i:pkg|\*)[^\s\"']*)[ \t]{1,4}"
        + _VALUE,
        accept=_is_positional_key,
    ),
    _secret(
        "password",
        "password",
        r"(?i:<add\s+key=\"(?:cleartext)?password\"\s+value)=\"(?P<value>[^\"]+)\"",
    ),
    _secret("api-key", "<add", r"(?i:<add\s+key=\"https?://[^\"\s]{1,400}\"\s+value)=\"(?P<value>[^\"/]+)\""),
    _secret("password", "password|pwd=", r"(?<![\w-])(?:--?(?i:password)" + _SEPARATOR + r"|(?i:password|pwd)=)" + _VALUE),
    # MyGet: /F/<feed>/auth/<key>/api/…; Cloudsmith: dl.cloudsmith.io/<token>/<owner>/<repository>/…
    _secret("api-key", "/auth/", r"/F/[^\s/]{1,200}/auth/(?P<value>[^\s/\"'`<>]{8,})"),
    _secret("api-key", "dl.cloudsmith.io/", r"//dl\.cloudsmith\.io/(?!public/|basic/)(?P<value>[^\s/\"'`<>]{8,})/"),
    _secret("password", "@", r"://[^\s/:@\"'<>]{0,200}:(?P<value>[^\s/@\"'<>]+)@"),
    _secret("password", "@", r"://(?P<value>[^\s/:@\"'<>]{20,200})@"),
    # An address that a console cut before or behind the password; what follows the colon of a host is a port.
    _secret("password", "://", r"://[^\s/:@\"'<>]{1,200}:(?P<value>(?!\d{1,5}$)[^\s/:@\"'<>]{1,200})$"),
    _secret("password", "@", r"^(?:[^\s/:@\"'<>]{0,60}:)?(?P<value>[^\s/:@\"'<>]{12,200})@[\w-]+(?:\.[\w-]+)+[/:]"),
    _secret(
        "secret-variable",
        "key|token|password|secret|_pat",
        r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{0,60}(?:API_?KEY|_KEY|TOKEN|PASSWORD|SECRET|_PAT)[ \t]?[=:][ \t]?" + _VALUE,
        accept=_is_long,
    ),
)
