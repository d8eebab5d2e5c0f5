"""What a value shows by its form alone: made by a machine, chosen by a person, or put there in the place of a secret.

Keys that machines make have digits among their letters, or letters whose case follows no word. What people and programs write in the
place of one (`myKey`, `NUGET-SERVER-API-KEY`, `hidden-for-security-reasons`, `[REDACTED]`, a word of prose) is made of words, in
whatever language; a variable, an option and a path have a shape of their own. So no list of such words is needed, and a key that is an
ordinary word, as feeds that take any key are given, is none.
"""

from __future__ import annotations

import re

# Patterns are compiled when they are used, because most logs hold nothing that they could judge.
_STAND_IN = r"""(?x)
    \[ .*                                                                    # GitLab, Cake, Travis; usage texts
    | \$ .* | %[^%\s]+% | ![^!\s]+! | @\( .* | \#\{ .* | \{ .*                # variables of shells, cmd, MSBuild, templates
    | [-/]{1,2}[A-Za-z][A-Za-z-]* (?: [=:] .*)?                               # another option
    | [|&;)\]] .* | \d{1,3} (?:&.*)? | \d{1,5}:\d{1,5}                        # the shell's own words, counts, a pair of ports
    | https?://.*                                                             # where curl's -k stands before an address
    | .* \. (?i:s?nupkg)                                                      # the package, where the key before it is empty
    """
_LABELLED = r"[A-Za-z][\w-]*=.*[^=]|(?i:sha\d{1,3}|md5)[:-].+"  # `fingerprint=…` speaks of itself; base64 ends in `=`
_SEPARATORS = r"(?:%[0-9A-Fa-f]{2}|[\W_])+"
_MARK_BETWEEN = r"[^\W_][^\w\s.-]+[^\W_]"
_WORDS_OF_CASE = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+"
_FIVE_CONSONANTS = r"(?i:[bcdfghjklmnpqrstvwxz]{5})"
_NAMES_ITSELF = r"(?i:pass|passwd|password|pwd|secret|token|key|apikey|pat|credentials?)"
_NO_VALUE = frozenset(("null", "none", "nil", "undefined", "true", "false"))
_PATH = r"(?:~|\.{1,2})?/[\w.].*|[A-Za-z]:(?:/.*)?|~"
_GUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_BASE64 = r"[A-Za-z0-9+/]{32,}={0,2}"
_MEASURE = r"\d+[A-Za-z]{1,3}|\d{4}-\d\d-\d\d.*|v?\d+\.\d.*"  # a duration or size, a date, a version


def _parts(value: str) -> list[str]:
    return [part for part in re.split(_SEPARATORS, value) if part]


def _is_of_words(parts: list[str]) -> bool:
    """Tell whether a value's parts are words, beside which short numbers may stand; masks have no part, or repeat one character."""
    if len(set("".join(parts).lower())) <= 1:
        return True
    words = [part for part in parts if part.isalpha()]
    return bool(words) and all(map(_is_speakable, words)) and all(part.isdigit() and len(part) <= 4 for part in parts if part not in words)


def _is_speakable(word: str) -> bool:
    """Tell whether letters form words, such as the three of `RequiredApiKey`: nearly each has a vowel. Few letters hold no key."""
    if len(word) <= 7 or not word.isascii():
        return True
    without_vowel = [part for part in re.findall(_WORDS_OF_CASE, word) if not set(part.lower()) & set("aeiouy")]
    return len(without_vowel) <= 1 and (len(word) <= 12 or re.search(_FIVE_CONSONANTS, word) is None)


def is_words(value: str) -> bool:
    """Tell whether a value is made of words, with or without separators and marks around them, or is a mask."""
    return _is_of_words(_parts(value))


def is_given_key(value: str) -> bool:
    """Tell whether what stands in the place of a key is one: anything that does not stand there for another."""
    if re.fullmatch(_STAND_IN, value) or re.fullmatch(_LABELLED, value) or is_words(value):
        return False
    _, colon, secret = value.partition(":")  # Artifactory takes `user:password` for a key
    return not colon or not secret or is_given_key(secret)


def is_given_password(value: str) -> bool:
    """Tell whether what stands in the place of a password is one.

    People choose words for passwords, so a single word of four letters is one, unless it says what should stand there; and so are words
    with other marks between them than those of a name.
    """
    if re.fullmatch(_STAND_IN, value) or value.lower() in _NO_VALUE or not value[0].isascii():
        return False
    parts = _parts(value)
    if not _is_of_words(parts) or re.search(_MARK_BETWEEN, value):
        return True
    names = [name for part in parts for name in re.findall(_WORDS_OF_CASE, part)]
    return (
        len(parts) == 1 and len(parts[0]) >= 4 and len(set(parts[0])) > 1 and not any(re.fullmatch(_NAMES_ITSELF, name) for name in names)
    )


def is_assigned_password(value: str) -> bool:
    """Tell whether what follows `password=` is one; a path names the file that holds it, or the working folder of a shell (`PWD`)."""
    return is_given_password(value) and re.fullmatch(_PATH, value) is None


def is_made_key(value: str) -> bool:
    """Tell whether a value has the form of a key that a machine made: letters and digits, at least eight, and neither file nor measure."""
    return (
        len(value) >= 8
        and any(map(str.isdigit, value))
        and any(map(str.isalpha, value))
        and is_given_key(value)
        and not _is_file(value)
        and re.fullmatch(_MEASURE, value) is None
        and ":" not in value
    )


def is_long_key(value: str) -> bool:
    """Tell whether a value has the form of a key and is long enough to be one wherever it stands."""
    return len(value) >= 16 and is_made_key(value)


def is_user_token(value: str) -> bool:
    """Tell whether the user of an address is a token: its letters and digits are mixed, and not a name with a number behind it."""
    return len(value) >= 20 and is_made_key(re.sub(r"\d{1,4}$", "", value))


def is_cut_password(value: str) -> bool:
    """Tell whether what stands behind the colon of a cut address is a part of a password, and no port or word."""
    return len(value) >= 6 and is_given_key(value)


def is_guid(value: str) -> bool:
    """Tell whether a value is a GUID, and not the one of zeros."""
    return re.fullmatch(_GUID, value) is not None and is_given_key(value)


def is_jwt(value: str) -> bool:
    """Tell whether three parts with dots between them are a token, and not a name with `eyJ` in it: base64 of JSON has digits."""
    return any(map(str.isdigit, value.partition(".")[0]))


def _is_file(value: str) -> bool:
    """Tell whether a value is a path or a name of a file; what has a slash and is none is base64, which is long and has hardly a word."""
    if any(char in value for char in "\\*") or value.lower().endswith(("pkg", ".exe", ".nuspec", ".dll", ".json")):
        return True
    if "/" not in value:
        return False
    folders = [part for part in value.split("/") if part]
    return re.fullmatch(_BASE64, value) is None or sum(map(is_words, folders)) * 2 >= len(folders)
