"""Logs of every encoding become the same UTF-8."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pushwhy.decoding.encoding import is_binary, utf8_blocks

ENGLISH = "".join(
    f"2024-05-06T07:08:09.{number:07}Z   PUT https://nuget.pkg.github.com/contoso/ attempt {number}\r\n" for number in range(40)
)
RUSSIAN = "error: Не удалось загрузить индекс службы для источника https://nexus.local/index.json.\r\n"
WORDS = {
    "ru": "Чтобы пропустить уже опубликованные пакеты, используйте параметр --skip-duplicate.\r\n",
    "fr": "Le code d'état de réponse n'indique pas la réussite : 400 (Bad Request).\r\n",
    "de": "Der Remoteserver hat einen Fehler zurückgegeben: (502) Ungültiges Gateway.\r\n",
    "es": "El código de estado de la respuesta no indica un resultado correcto: la inserción tardó demasiado.\r\n",
    "pl": "Trwa wypychanie elementu do lokalizacji źródłowej, część pakietów już istnieje.\r\n",
    "cs": "Balíček již existuje ve zdroji, zadejte cestu k balíčku a určete zdroj.\r\n",
    "tr": "Paket birden fazla nuspec dosyası içeriyor, geçerli bir sürüm dizesi değil.\r\n",
    "ja": "'https://www.nuget.org/api/v2/package' の API キーが指定されず、見つかりませんでした。\r\n",
    "ko": "이미 게시된 패키지를 건너뛰려면 옵션을 사용하세요. 패키지를 푸시하는 중...\r\n",
    "zh-Hans": "正在将 A.1.0.0.nupkg 推送到源，若要跳过已发布的包，请使用选项。\r\n",
    "zh-Hant": "正在將 A.1.0.0.nupkg 推送到來源，若要略過已發佈的套件，請使用選項。\r\n",
}


class Trickle(io.RawIOBase):
    """A pipe that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # callers here pass these two only
        part = self._data.read(min(len(buffer), 7))
        buffer[: len(part)] = part
        return len(part)


def read(data: bytes, block_size: int = 1 << 22) -> tuple[str, str]:
    """The encoding that was decided, and the text."""
    decoded = utf8_blocks(io.BytesIO(data), block_size)
    return decoded.encoding, b"".join(decoded.blocks).decode()


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("ru", "cp1251"),
        ("ru", "cp866"),
        ("fr", "cp1252"),
        ("fr", "cp850"),
        ("de", "cp1252"),
        ("de", "cp850"),
        ("es", "cp1252"),
        ("es", "cp850"),
        ("pl", "cp1250"),
        ("pl", "cp852"),
        ("cs", "cp1250"),
        ("cs", "cp852"),
        ("tr", "cp1254"),
        ("tr", "cp857"),
        ("ja", "cp932"),
        ("ko", "cp949"),
        ("zh-Hans", "gb18030"),
        ("zh-Hant", "big5"),
    ],
)
def test_one_foreign_line_in_much_english_is_enough(language: str, codec: str) -> None:
    text = ENGLISH + WORDS[language] + ENGLISH
    encoding, decoded = read(text.encode(codec))
    assert decoded == text
    assert encoding == codec


@pytest.mark.parametrize(
    ("codec", "mark", "said"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "ja", "zh-Hans", "fr"])
def test_unicode_with_and_without_a_mark(codec: str, mark: bytes, said: str, language: str) -> None:
    text = WORDS[language] + ENGLISH + "👍" + WORDS[language]
    assert read(mark + text.encode(codec)) == (said, text)


def test_utf8_passes_as_it_lies() -> None:
    data = (ENGLISH + RUSSIAN).encode()
    (block,) = utf8_blocks(io.BytesIO(data)).blocks
    assert block == data
    assert read(b"") == ("utf-8", "")


def test_marks_within_a_file_vanish() -> None:
    job = "publish\tPush\t\ufeff2024-05-06T07:08:09.3456789Z x\n"
    assert read(("\ufeffone\n\ufeff" + job + RUSSIAN).encode())[1] == "one\n" + job.replace("\ufeff", "") + RUSSIAN


def test_lines_of_two_encodings_in_one_log() -> None:
    text = ENGLISH + RUSSIAN + WORDS["de"] + RUSSIAN
    data = (ENGLISH + RUSSIAN).encode() + WORDS["de"].encode("cp850") + RUSSIAN.encode()
    assert read(data) == ("utf-8", text)


def test_text_that_was_cut_within_a_character_stays_utf8() -> None:
    data = RUSSIAN.encode()[:40] + b"\r\n" + RUSSIAN.encode()
    assert read(data) == ("utf-8", RUSSIAN.encode()[:40].decode(errors="replace") + "\r\n" + RUSSIAN)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode() + RUSSIAN.encode("utf-16"), ENGLISH + RUSSIAN),
        (ENGLISH.encode() + RUSSIAN.encode("utf-16-le"), ENGLISH + RUSSIAN),
        (ENGLISH.encode("utf-16") + RUSSIAN.encode("utf-8-sig"), ENGLISH + RUSSIAN),
        (RUSSIAN.encode("utf-16") + ENGLISH.encode(), RUSSIAN + ENGLISH),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be") + ENGLISH.encode() + RUSSIAN.encode("utf-16-le"), RUSSIAN + ENGLISH + RUSSIAN),
        (WORDS["ja"].encode("utf-16") + ENGLISH.encode() + WORDS["de"].encode("cp1252"), WORDS["ja"] + ENGLISH + WORDS["de"]),
    ],
)
def test_a_file_that_was_appended_to_in_another_encoding(data: bytes, text: str) -> None:
    assert read(data)[1] == text


def test_another_encoding_after_the_first_mebibyte() -> None:
    much = ENGLISH * 400
    assert read(much.encode() + WORDS["fr"].encode("cp1252"))[1] == much + WORDS["fr"]
    assert read(much.encode("utf-16") + WORDS["fr"].encode("utf-8-sig"))[1] == much + WORDS["fr"]
    assert read(much.encode() + b"\xff\xfe" + RUSSIAN.encode("utf-16-le"))[1] == much + RUSSIAN


def test_damage_becomes_a_replacement_character() -> None:
    assert read(ENGLISH.encode("utf-16") + b"x") == ("utf-16-le", ENGLISH + "\ufffd")
    assert read("ab".encode("utf-16") + b"\x00\xd8c\x00")[1] == "ab\ufffdc"
    assert read(RUSSIAN.encode() * 2 + RUSSIAN.encode()[:-3] + b"\xff")[1].endswith("json\ufffd")


def test_nul_bytes_are_left_out() -> None:
    assert read(b"one\x00two\n" + b"\x00" * 5000 + RUSSIAN.encode())[1] == "onetwo\n" + RUSSIAN


def test_carriage_returns_are_line_ends_where_there_is_no_other() -> None:
    assert read(b"one\rtwo\r")[1] == "one\ntwo\n"
    assert read("one\rtwo\r".encode("utf-16"))[1] == "one\ntwo\n"
    assert read(b"10%\r20%\rdone\n")[1] == "10%\r20%\rdone\n"


def test_a_pipe_that_trickles_reads_the_same() -> None:
    data = (ENGLISH + WORDS["ko"]).encode("cp949")
    stream: BinaryIO = io.BufferedReader(Trickle(data), 16)
    decoded = utf8_blocks(stream, 1 << 10)
    assert b"".join(decoded.blocks).decode() == ENGLISH + WORDS["ko"]


def test_memory_stays_bounded() -> None:
    class Endless(io.RawIOBase):
        """A mebibyte at a time, and a count of how many were asked for."""

        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return (ENGLISH.encode("utf-16-le") * 200)[:size]

    stream = Endless()
    blocks: Iterator[bytes] = utf8_blocks(stream, 1 << 16).blocks  # type: ignore[arg-type]  # has all of BinaryIO that is used
    for _ in range(64):
        assert len(next(blocks)) < 2 << 16
    assert stream.given <= 10 << 20


texts = st.lists(st.sampled_from([*WORDS.values(), ENGLISH, "x\n", "é\n"]), min_size=1, max_size=6).map("".join)


@settings(deadline=None)  # the first one imports the library
@given(texts, st.integers(1, 300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_no_block_size_changes_the_text(text: str, block_size: int, codec: str) -> None:
    data = text.encode(codec)
    decoded = utf8_blocks(io.BytesIO(data), block_size)
    blocks = list(decoded.blocks)
    assert b"".join(blocks).decode() == text
    assert all(0 < len(block) < 2 * max(4, block_size) for block in blocks)


odd_parts = st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"a\x00" * 9, b"\x00a" * 9, b"x" * 45])


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40) | odd_parts))
def test_any_bytes_become_utf8_without_nuls_and_marks(parts: list[bytes]) -> None:
    encoding, text = read(b"".join(parts))
    assert encoding
    assert "\x00" not in text
    assert "\ufeff" not in text


@pytest.mark.parametrize(
    "head",
    [
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04\x14\x00",
        b"\x1f\x8b\x08\x00",
        b"\x28\xb5\x2f\xfd\x04",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        bytes(range(256)) * 4,
    ],
)
def test_files_that_are_no_text(head: bytes) -> None:
    assert is_binary(head)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ is how a program begins\n",
        ENGLISH.encode(),
        ENGLISH.encode("utf-16"),
        ENGLISH.encode("utf-16-le"),
        ENGLISH.encode("utf-16-be"),
        RUSSIAN.encode("cp1251"),
        WORDS["ja"].encode("cp932"),
        b"\x1b[31merror: x\x1b[0m\r\n" * 9,
        b"one\n" + b"\x00" * 4096,
    ],
)
def test_logs_are_text(head: bytes) -> None:
    assert not is_binary(head)


def test_the_example_logs_read_as_their_labels_say(shared_logs: list[tuple[str, str, bytes]]) -> None:
    for name, codec, data in shared_logs:
        assert read(data)[1] == data.decode(codec), name
