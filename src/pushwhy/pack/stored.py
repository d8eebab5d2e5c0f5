"""A pack as bytes, for the cache and for worker processes: the head and the content, a line of JSON each."""

from __future__ import annotations

from functools import partial

import msgspec

from pushwhy.model.rules import PackContent, PackHead, RulePack


def encode(pack: RulePack) -> bytes:
    """The pack as bytes."""
    return msgspec.json.encode(pack.head) + b"\n" + msgspec.json.encode(pack.content)


def decode(data: bytes, start: int = 0) -> RulePack:
    """The pack whose bytes begin there; its content is decoded when it is needed.

    Raises:
        msgspec.DecodeError: these are not the bytes of a pack.
    """
    end = data.find(b"\n", start)
    parts = memoryview(data)  # a pack has millions of bytes, and copying them would be felt
    head, content = parts[start:end], parts[end + 1 :]
    return RulePack(msgspec.json.decode(head, type=PackHead), partial(msgspec.json.decode, content, type=PackContent))
