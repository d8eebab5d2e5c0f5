"""Why something could not be read, in words that do not need an errno."""

from __future__ import annotations

import errno

from pushwhy.errors import InputError

_WORDS = {
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "its symbolic links lead in a circle",
    errno.ENAMETOOLONG: "the name is too long for this system",
    errno.EISDIR: "it is a folder",
    errno.ENXIO: "nothing is connected to it that could be read",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
    errno.EIO: "the disk or the network share reports an input/output error",
}


def reason(error: Exception) -> str:
    """Return the plain words for what opening or reading raised.

    An `InputError` is in plain words already. Of an `OSError` without a number, its own text is taken.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return _WORDS.get(error.errno) or (error.strerror or str(error)).lower()
    return str(error) or type(error).__name__


def cut_off(kind: str) -> InputError:
    """Return the error for data of a kind, such as gzip, that ends too early."""
    return InputError(f"the {kind} data ends in the middle: the file was cut off; fetch it again")


def damaged(kind: str) -> InputError:
    """Return the error for data of a kind that cannot be right."""
    return InputError(f"the {kind} data is damaged; fetch it again")
