"""Logs made of real snippets between other lines, laid out as consoles, CI systems and files lay them out."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from pushwhy.decoding.terminal import columns
from tests.property.snippets import NOISE, SNIPPETS

# What a system writes before every line. None of these names a level.
_STAMPS: tuple[Callable[[int], str], ...] = (
    lambda _: "",
    lambda n: f"2026-05-06T07:{n // 60 % 60:02}:{n % 60:02}.1234567Z ",  # GitHub Actions, Azure Pipelines
    lambda n: f"2026-05-06T07:{n // 60 % 60:02}:{n % 60:02}.123456Z 01O ",  # GitLab
    lambda n: f"[2026-05-06T07:{n // 60 % 60:02}:{n % 60:02}.123Z] ",  # Jenkins
    lambda n: f"[07:{n // 60 % 60:02}:{n % 60:02}][Step 3/3] ",  # TeamCity
)
_ESCAPES = ("\x1b[31m", "\x1b[0m", "\x1b[1;33m", "\x1b[K", "\x1b[39;49m")
BLOCK_SIZES = (64, 257, 4096, 1 << 16, 1 << 20)


def wrapped(line: str, width: int, *, trim: bool) -> list[str]:
    """The line as a console of that width shows it; a blank at the edge may get lost when it is copied."""
    parts, part, used = [], "", 0
    for char in line:
        size = columns(char)
        if used + size > width:
            parts.append(part)
            part, used = "", 0
        part += char
        used += size
    parts.append(part)
    return [one.rstrip() for one in parts] if trim else parts


@st.composite
def texts(draw: st.DrawFn, *, most_noise: int = 60) -> list[str]:
    """Lines of one to three snippets with noise before, between and after them."""
    noise = st.lists(st.sampled_from(NOISE), max_size=most_noise)
    lines = draw(noise)
    for name in draw(st.lists(st.sampled_from(sorted(SNIPPETS)), min_size=1, max_size=3)):
        lines += SNIPPETS[name].split("\n") + draw(noise)
    return lines


@st.composite
def escaped(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """The lines with escape sequences at some places between words."""
    out = list(lines)
    for place in draw(st.lists(st.integers(0, len(lines) - 1), max_size=12)):
        words = out[place].split(" ")
        at = draw(st.integers(0, len(words) - 1))
        words[at] = draw(st.sampled_from(_ESCAPES)) + words[at]
        out[place] = " ".join(words)
    return out


@st.composite
def logs(draw: st.DrawFn, *, escapes: bool = True) -> bytes:
    """Whole logs: wrapped by a console or not, before or after the CI system has put its stamps, with CRLF or LF."""
    lines = draw(texts())
    stamp = draw(st.sampled_from(_STAMPS))
    width = draw(st.none() | st.integers(60, 160))
    trim = draw(st.booleans())
    stamped_first = draw(st.booleans())
    if stamped_first:
        lines = [stamp(number) + line for number, line in enumerate(lines)]
    if width is not None:
        lines = [part for line in lines for part in wrapped(line, width, trim=trim)]
    if not stamped_first:
        lines = [stamp(number) + line for number, line in enumerate(lines)]
    if escapes and draw(st.booleans()):
        lines = draw(escaped(lines))
    end = draw(st.sampled_from(("\n", "\r\n")))
    return (end.join(lines) + draw(st.sampled_from(("", end)))).encode()
