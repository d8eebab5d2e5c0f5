"""What pushwhy says itself, apart from the pack: every English phrase, and how it is said in another language.

A phrase is its own key: the code reads as English, and a language that lacks a phrase falls back to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

_VALUE = re.compile(r"\{(\w+)\}")


class Words(Struct, frozen=True, kw_only=True):
    """The phrases of one language; without any, English."""

    texts: Mapping[str, str] = {}
    """By the English phrase."""

    def say(self, phrase: str, /, **values: object) -> str:
        """The phrase in this language, with every `{name}` replaced by its value; braces in a value stay as they are."""
        return _VALUE.sub(lambda match: str(values.get(match[1], match[0])), self.texts.get(phrase, phrase))

    def count(self, number: int, one: str, many: str) -> str:
        """The phrase for one thing or for several, with the number for `{n}`."""
        return self.say(one if number == 1 else many, n=number)

    def retell(self, sentence: str) -> str:
        """A reason that reading or a feed gave in English, in this language; one that is not in `REASONS` stays as it is."""
        for phrase in REASONS if self.texts else ():
            match = _pattern(phrase).fullmatch(sentence)
            if match is not None:
                return self.say(phrase, **match.groupdict())
        return sentence


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = _VALUE.split(phrase)
    return re.compile("".join(f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)))


ENGLISH = Words()

DIAGNOSIS: tuple[str, ...] = (
    "{fact} is {value}",
    "{fact} is {value} ({where}), which contradicts the rest; it was left out",
    "line {line}",
    "read from the log",
    "derived",
    "stated",
    "looked up",
    "{title} ({kind}). {explanation}",
    "this line is too long to be read to its end",
    "only {most} of {all} diagnoses are told",
    "{reason}. The causes are ranked by the log alone.",
    "Feeds were asked about {most} of {all} packages.",
    "a rule took too long on this line and was not tried to the end",
)
"""Of the engine, also in JSON."""

REPORT: tuple[str, ...] = (
    # between the parts of a list, and between statements
    ", ",
    "; ",
    # a failure
    "or {packages}: these pushes ran side by side, and whose lines these are is not certain",
    "Most likely",
    "because",
    "although",
    "fix",
    "check",
    "(line {line})",
    "Also possible",
    "none of these",
    "How the figures came about",
    "prior {prior}",
    "Each share is the prior times its factors, divided by the sum of these products over all rows.",
    "Contradiction:",
    "Does not help",
    "To tell them apart:",
    "look at",
    "answer with",
    "{one} or {other}",
    "{some}, or {last}",
    "More:",
    # a failure that no rule knows
    "No rule knows this message.",
    "Where to look:",
    "line {line} of the log, and what stands just before",
    "lines {first} to {last} of the log, and what stands just before",
    "the English text, which more people have asked about: push again with `{option}` (dotnet)",
    "what the server answered: push again with `{option}`",
    "once you know the cause, a rule of your own in .pushwhy/ tells it the next time",
    # packages
    "push",
    "a package",
    "{package} (symbols)",
    "{n} package",
    "{n} packages",
    "{n} more",
    "{n} attempt",
    "{n} attempts",
    # pushes that did not fail
    "outcome unknown",
    "A push begins here, and the log does not tell how it ended. To find out whether it arrived:",
    "open {url}",
    "and likewise the page of {n} more",
    "and likewise the pages of {n} more",
    "look for the version in {where}",
    "look for the version on the feed's page",
    "or push again with `{option}`, which skips a package that is there already",
    "pushed",
    "skipped",
    "(there already)",
    "In the same log:",
    "no push found",
    "cannot be read",
    ": {reasons}",
    # beside the verdict
    "{n} notice",
    "{n} notices",
    "line {line}: {text}",
    "not judged in full: {message}",
    "not judged in full: {message} ({where})",
    "rule {rule}",
    # a whole run
    "{n} log",
    "{n} logs",
    "{logs}: {verdicts}",
    "{n} failed",
    "{n} unexplained",
    "{n} incomplete",
    "{n} pushed",
    "{n} without a push",
    "{n} unreadable",
    "rules: {layers}",
    "Most likely causes",
    "Packages that failed",
    "Feeds that refused them",
    "No rule explains",
    "others",
)
"""Of the text report and of the summary below it."""

REASONS: tuple[str, ...] = (
    "is no text (an executable, image or archive); unpack it, or name the log itself",
    "no such file or folder",
    "permission denied",
    "its symbolic links lead in a circle",
    "the name is too long for this system",
    "it is a folder",
    "nothing is connected to it that could be read",
    "too many files are open; raise the limit (ulimit -n)",
    "the disk or the network share reports an input/output error",
    "nothing matches this pattern",
    "a pipe can be read only once",
    "standard input was named before, and it can be read only once",
    "there is no standard input to read",
    "no file in this folder matches {patterns} (hidden ones are left out)",
    (
        "no file in this folder is called *.log, *.txt or *.out, and no archive in it holds one (hidden ones "
        "are left out); name the file itself, or say with --glob which files are logs"
    ),
    "no member of this archive matches {patterns} (hidden ones are left out)",
    "no member of this archive is called *.log, *.txt or *.out (hidden ones are left out); say with --glob which members are logs",
    "the name ends in {suffix} but the content is empty; if it is plain text, rename it",
    "the name ends in {suffix} but the content is no {format} data; if it is plain text, rename it",
    "the {format} data ends in the middle: the file was cut off; fetch it again",
    "the {format} data is damaged; fetch it again",
    "the {format} data needs more than {n} MB of memory to be read; decompress it with its own program, and name the result",
    (
        "the {format} data grows to more than {n} times its size, as made to exhaust a machine; if it is a "
        "log, decompress it with its own program, and name the result"
    ),
    "Zstandard data needs a library: pip install backports.zstd, or Python 3.14; or decompress it first",
    "the zip archive is damaged or was cut off; fetch it again",
    "members of the zip archive overlap, as made to exhaust a machine; it is not read",
    "a zip archive in another one or in a pipe is read up to {n} MB; write it to a file, and name that",
    "an archive in an archive in an archive is not read; unpack the outermost one, and name this one",
    "it is encrypted; unpack the archive with its password, and name the log itself",
    "it is compressed by a method that is not read here ({n}); unpack the archive, and name the log",
    "it is stored with holes (a sparse file); unpack the archive, and name the log itself",
    "a member of a compressed tar archive can be read only before the next one is",
    "the name is empty; a variable in the command was probably not set",
    "the name holds a NUL character, which no file name can",
    "it is a symbolic link to something that does not exist",
    "it appeared only now; try again",
    "reading it made a worker of pushwhy crash, or use up the memory",
    "{address}: timed out",
    "{address}: the answer was {status}",
    "{address}: the answer is no JSON",
    "{address}: the answer is larger than {n} MB",
    "{address}: names neither {one} nor {other}",
    "{address}: is no list of versions",
    "{address}: is no index of a NuGet feed",
    "{address}: is no registration of a package",
    "{address}: has more than {n} pages",
    "{address}: has a page without versions",
    "{address}: redirected to what is no web address",
)
"""Why something could not be read, or a feed not be asked, also in JSON."""

PHRASES: tuple[str, ...] = (*DIAGNOSIS, *REPORT, *REASONS)
"""Every phrase, in the order in which translators meet them."""
