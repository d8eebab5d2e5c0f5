"""Why something could not be read, as a phrase that does not need an errno."""

from __future__ import annotations

import errno

from pushwhy.errors import InputError
from pushwhy.phrases import Phrase

_PHRASES = {
    errno.ENOENT: Phrase.of("not-found"),
    errno.ENOTDIR: Phrase.of("not-found"),
    errno.EACCES: Phrase.of("permission-denied"),
    errno.EPERM: Phrase.of("permission-denied"),
    errno.ELOOP: Phrase.of("link-circle"),
    errno.ENAMETOOLONG: Phrase.of("name-too-long"),
    errno.EISDIR: Phrase.of("is-folder"),
    errno.ENXIO: Phrase.of("not-connected"),
    errno.EMFILE: Phrase.of("too-many-open-files"),
    errno.EIO: Phrase.of("device-error"),
}


def reason(error: Exception) -> Phrase:
    """Return the phrase for what opening or reading raised.

    An `InputError` carries it. An `OSError` whose number has no phrase is told in the words of the system, anything else in its own.
    """
    if isinstance(error, InputError):
        return error.phrase
    if isinstance(error, OSError) and error.errno is not None:
        return _PHRASES.get(error.errno) or Phrase.of("system-error", text=(error.strerror or str(error)).lower())
    return Phrase.of("system-error", text=str(error) or type(error).__name__)


def cut_off(kind: str) -> InputError:
    """Return the error for data of a kind, such as gzip, that ends too early."""
    return InputError(Phrase.of("data-cut-off", format=kind))


def damaged(kind: str) -> InputError:
    """Return the error for data of a kind that cannot be right."""
    return InputError(Phrase.of("data-damaged", format=kind))
