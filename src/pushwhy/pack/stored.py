"""A pack as bytes, for the cache and for worker processes: the head and the content, a line of JSON each."""

from __future__ import annotations

from functools import partial

import msgspec

from pushwhy.model.rules import PackContent, PackHead, RulePack


def encode(pack: RulePack) -> bytes:
    """The pack as bytes."""
    return msgspec.json.encode(pack.head) + b"\n" + msgspec.json.encode(pack.content)


def decode(data: bytes) -> RulePack:
    """The pack that was encoded; its content is decoded when it is needed.

    Raises:
        msgspec.DecodeError: these are not the bytes of a pack.
    """
    head, _, content = data.partition(b"\n")
    return RulePack(msgspec.json.decode(head, type=PackHead), partial(msgspec.json.decode, content, type=PackContent))
