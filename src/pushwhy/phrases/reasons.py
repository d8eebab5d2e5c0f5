"""Why something could not be read, or a feed not be asked. Also in JSON."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # of a file, as the operating system tells it
    "not-found": "no such file or folder",
    "permission-denied": "permission denied",
    "link-circle": "its symbolic links lead in a circle",
    "name-too-long": "the name is too long for this system",
    "is-folder": "it is a folder",
    "not-connected": "nothing is connected to it that could be read",
    "too-many-open-files": "too many files are open; raise the limit (ulimit -n)",
    "device-error": "the disk or the network share reports an input/output error",
    "system-error": "{text}",
    # of what arguments name
    "no-text": "is no text (an executable, image or archive); unpack it, or name the log itself",
    "name-empty": "the name is empty; a variable in the command was probably not set",
    "name-holds-nul": "the name holds a NUL character, which no file name can",
    "broken-link": "it is a symbolic link to something that does not exist",
    "appeared-late": "it appeared only now; try again",
    "pattern-without-match": "nothing matches this pattern",
    "pipe-read-before": "a pipe can be read only once",
    "stdin-named-before": "standard input was named before, and it can be read only once",
    "stdin-missing": "there is no standard input to read",
    "folder-without-match": "no file in this folder matches {patterns} (hidden ones are left out)",
    "folder-without-logs": (
        "no file in this folder is called *.log, *.txt or *.out, and no archive in it holds one (hidden ones are left out); "
        "name the file itself, or say with --glob which files are logs"
    ),
    "worker-crashed": "reading it made a worker of pushwhy crash, or use up the memory",
    # of compressed data
    "suffix-but-empty": "the name ends in {suffix} but the content is empty; if it is plain text, rename it",
    "suffix-but-other": "the name ends in {suffix} but the content is no {format} data; if it is plain text, rename it",
    "data-cut-off": "the {format} data ends in the middle: the file was cut off; fetch it again",
    "data-damaged": "the {format} data is damaged; fetch it again",
    "data-needs-memory": (
        "the {format} data needs more than {n} MB of memory to be read; decompress it with its own program, and name the result"
    ),
    "data-explodes": (
        "the {format} data grows to more than {n} times its size, as made to exhaust a machine; if it is a log, decompress it "
        "with its own program, and name the result"
    ),
    "zstd-missing": "Zstandard data needs a library: pip install backports.zstd, or Python 3.14; or decompress it first",
    # of archives
    "archive-without-match": "no member of this archive matches {patterns} (hidden ones are left out)",
    "archive-without-logs": (
        "no member of this archive is called *.log, *.txt or *.out (hidden ones are left out); say with --glob which members are logs"
    ),
    "archive-too-deep": "an archive in an archive in an archive is not read; unpack the outermost one, and name this one",
    "zip-damaged": "the zip archive is damaged or was cut off; fetch it again",
    "zip-overlaps": "members of the zip archive overlap, as made to exhaust a machine; it is not read",
    "zip-too-large": "a zip archive in another one or in a pipe is read up to {n} MB; write it to a file, and name that",
    "member-encrypted": "it is encrypted; unpack the archive with its password, and name the log itself",
    "member-method-unknown": "it is compressed by a method that is not read here ({method}); unpack the archive, and name the log",
    "member-sparse": "it is stored with holes (a sparse file); unpack the archive, and name the log itself",
    "member-passed": "a member of a compressed tar archive can be read only before the next one is",
    # of feeds that could not be asked
    "feed-timed-out": "{address}: timed out",
    "feed-error": "{address}: {text}",
    "feed-status": "{address}: the answer was {status}",
    "feed-no-json": "{address}: the answer is no JSON",
    "feed-too-large": "{address}: the answer is larger than {n} MB",
    "feed-without-resource": "{address}: names neither {one} nor {other}",
    "feed-no-versions": "{address}: is no list of versions",
    "feed-no-index": "{address}: is no index of a NuGet feed",
    "feed-no-registration": "{address}: is no registration of a package",
    "feed-too-many-pages": "{address}: has more than {n} pages",
    "feed-empty-page": "{address}: has a page without versions",
    "feed-redirected": "{address}: redirected to what is no web address",
}
