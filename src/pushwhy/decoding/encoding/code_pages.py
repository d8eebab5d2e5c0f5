"""Finds the code page of lines that are not UTF-8.

A build log is English with a few words of another language in it: too few for the statistics of a detector of natural
language (charset-normalizer alone names the right page for about two of three such samples). So the pages that Windows uses
are ranked first by the text that each of them gives: letters of the languages that use the page speak for it; symbols, boxes,
and capitals inside words speak against it. charset-normalizer decides between texts that are equally good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from pushwhy.decoding.encoding.neighbours import CENTRAL, TURKISH, WESTERN

_PUNCTUATION = frozenset("«»„“”‘’‚…–—°§€№·´")
_WIDE_PUNCTUATION = frozenset("、。「」『』〜，．：；（）！？・ー“”‘’…—·《》")
_SAMPLE_BYTES = 1 << 14
_WESTERN = "äöüßÄÖÜéèêëàâçîïôûùœÉÈÀáíóúñãõò¿¡"
_CENTRAL = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŘŠŤÚŮÝŽäöüőű"
_TURKISH = "çğıöşüÇĞİÖŞÜâî"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯіїєґ"
_RARE = frozenset("ìåøæ")
_TWO_BYTES = frozenset(("cp932", "gb18030", "big5", "cp949"))


class CodePage(Struct, frozen=True, kw_only=True):
    """A code page, and how well a character speaks for it: 1 is usual there, below 0 is strange."""

    name: str
    weigh: Callable[[str], float]
    usual: frozenset[str] = frozenset()
    """Letters between the neighbours that words of its languages give them."""


def _letters(usual: str, weight: float = 1.0) -> Callable[[str], float]:
    """Return how well a character speaks for a page of one byte per character, by the letters that its languages use."""
    known = frozenset(usual)

    def weigh(char: str) -> float:
        if char in known:
            return weight
        if char == "\u00a0":
            return 1.1  # French puts it before a colon, where OEM pages have a letter
        if char in _PUNCTUATION:
            return 0.3
        if char in _RARE:
            return 0.2
        return -0.5 if char.isalpha() else -1.5

    return weigh


def _lead(char: str, codec: str) -> int:
    """Return the first byte of a two-byte character in the codec, 0 where it has none."""
    try:
        code = char.encode(codec)
    except UnicodeEncodeError:
        return 0
    return code[0] if len(code) == 2 else 0


def _japanese(char: str) -> float:
    if "\u3041" <= char <= "\u30ff":
        return 2.2
    if char in _WIDE_PUNCTUATION:
        return 2.0
    return 2.0 if 0x88 <= _lead(char, "cp932") <= 0x97 else -1.5


def _simplified(char: str) -> float:
    if char in _WIDE_PUNCTUATION:
        return 2.0
    return 2.0 if 0xB0 <= _lead(char, "gb2312") <= 0xD7 else -1.5


def _traditional(char: str) -> float:
    if char in _WIDE_PUNCTUATION:
        return 2.0
    return 2.0 if 0xA4 <= _lead(char, "big5") <= 0xC6 else -1.5


def _korean(char: str) -> float:
    if char in _WIDE_PUNCTUATION:
        return 2.0
    return 2.2 if "\uac00" <= char <= "\ud7a3" and _lead(char, "euc_kr") else -1.5


PAGES: tuple[CodePage, ...] = (
    CodePage(name="cp1252", weigh=_letters(_WESTERN), usual=WESTERN),
    CodePage(name="cp1251", weigh=_letters(_CYRILLIC)),
    CodePage(name="cp1250", weigh=_letters(_CENTRAL, 0.85), usual=CENTRAL),
    CodePage(name="cp1254", weigh=_letters(_TURKISH, 0.9), usual=TURKISH),
    CodePage(name="cp850", weigh=_letters(_WESTERN), usual=WESTERN),
    CodePage(name="cp866", weigh=_letters(_CYRILLIC)),
    CodePage(name="cp852", weigh=_letters(_CENTRAL, 0.85), usual=CENTRAL),
    CodePage(name="cp857", weigh=_letters(_TURKISH, 0.9), usual=TURKISH),
    CodePage(name="cp932", weigh=_japanese),
    CodePage(name="gb18030", weigh=_simplified),
    CodePage(name="big5", weigh=_traditional),
    CodePage(name="cp949", weigh=_korean),
)
"""The ANSI and OEM pages of the languages that the NuGet client speaks; of equals the first one is taken."""


def choose_page(lines: Iterable[bytes]) -> str:
    """Return the code page that most likely wrote the lines, of which those in ASCII are ignored.

    Never raises; where every page fails on some byte, it is `cp1252`.
    """
    sample = _sample(lines)
    ranked: list[tuple[float, str, str]] = []
    for page in PAGES:
        try:
            text = sample.decode(page.name)
        except UnicodeDecodeError:
            continue
        ranked.append((_score(text, page), page.name, text))
    if not ranked:
        return "cp1252"
    best = max(score for score, _, _ in ranked)
    equal = [(name, text) for score, name, text in ranked if score >= best - 0.05 * abs(best)]
    if len({text for _, text in equal}) > 1:
        return _ask_library(sample, [name for name, _ in equal])
    return equal[0][0]


def _sample(lines: Iterable[bytes]) -> bytes:
    """Return lines beyond ASCII, together about `_SAMPLE_BYTES`."""
    chosen: list[bytes] = []
    size = 0
    for line in lines:
        if line.isascii():
            continue
        chosen.append(line[:_SAMPLE_BYTES])
        size += len(chosen[-1])
        if size >= _SAMPLE_BYTES:
            break
    return b"\n".join(chosen)


def _score(text: str, page: CodePage) -> float:
    """Return how well the text speaks for the page that it was decoded with; the more, the better."""
    total = 0.0
    for before, char, after in zip("\n" + text, text, text[1:] + "\n", strict=False):
        if char <= "\x7f":
            continue
        total += page.weigh(char)
        if page.usual and char.isalpha():
            total += 0.5 if _neighbours(before, char, after) in page.usual else -0.5
        if page.name in _TWO_BYTES:
            total -= 4.0 * _swallows_letter(before, char, after, page.name)
        elif char.isalpha():
            total -= _strangeness(before, char) + _strangeness(char, after)
            total -= 0.5 * ("\u0400" <= char <= "\u04ff" and not before.isalpha() and not after.isalpha())
        else:
            inside_word = before.isalpha() and (after.isalpha() or char in "¿¡")
            total -= (0.5 if char in _PUNCTUATION else 1.5) * inside_word
    return total


def _neighbours(before: str, char: str, after: str) -> str:
    """Return a letter with those beside it, in small letters; a hyphen for the edge of a word."""
    return "".join(letter.lower() if letter.isalpha() else "-" for letter in (before, char, after))


def _swallows_letter(before: str, char: str, after: str, codec: str) -> bool:
    """Tell whether a two-byte reading takes an ASCII letter out of a Latin word, as cp932 does with the German `für` or the French `Échec`.

    Kana may stand right beside a Latin word, and their second byte is often a letter.
    """
    beside_word = (before.isascii() and before.isalpha()) or (after.isascii() and after.islower())
    return beside_word and not "\u3041" <= char <= "\u30ff" and char.encode(codec)[-1:].isalpha()


def _strangeness(left: str, right: str) -> float:
    """Return how strange two neighbours are: a capital after a small letter, or letters of two alphabets."""
    if not (left.isalpha() and right.isalpha()):
        return 0.0
    two_alphabets = ("\u0400" <= left <= "\u04ff") != ("\u0400" <= right <= "\u04ff")
    return (left.islower() and right.isupper()) + two_alphabets


def _ask_library(sample: bytes, names: Sequence[str]) -> str:
    """Return the page among those named that charset-normalizer takes, else the first."""
    from charset_normalizer import from_bytes  # lazily: a log in UTF-8 never needs it

    best = from_bytes(sample, cp_isolation=list(names)).best()
    return best.encoding if best is not None and best.encoding in names else names[0]
