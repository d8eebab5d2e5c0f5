"""The pack on disk: the same as the one that was compiled, or made again."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pushwhy.pack import cache, load
from pushwhy.pack.merge.layers import Layer
from tests.pack.team import GROUND

GATE = "- {id: acme/gate, match: 'Refused by {gate}', when: {feed: [github]}, cause: The gate is shut., fix: ['`git push origin`']}\n"


@pytest.fixture
def acme(tmp_path: Path) -> Layer:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "ground.yaml").write_text(GROUND, encoding="utf-8")
    (folder / "gate.yaml").write_text(GATE, encoding="utf-8")
    return Layer(name="acme", path=folder)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pushwhy"


def stored(folder: Path) -> list[Path]:
    """The content of each pack, then the heads."""
    return sorted(folder.iterdir())


def test_what_is_stored_comes_back_equal(acme: Layer, store: Path) -> None:
    compiled, problems = load([acme], "1.0", store)
    written = [(one, one.stat().st_mtime_ns) for one in stored(store)]
    assert problems == ()
    assert load([acme], "1.0", store) == (compiled, ())
    assert [(one, one.stat().st_mtime_ns) for one in stored(store)] == written
    assert [one.name.partition("-")[0] for one in stored(store)] == ["packcontent", "packhead"]


def test_the_content_is_read_when_it_is_needed(acme: Layer, store: Path) -> None:
    load([acme], "1.0", store)
    pack, _ = load([acme], "1.0", store)
    for one in stored(store):
        one.unlink()
    assert pack.layers == ("acme",)
    assert pack.rules[0].id == "acme/gate"


def test_the_stored_pack_is_used(acme: Layer, store: Path) -> None:
    load([acme], "1.0", store)
    made_of = (cache.read_bytes(store, stored(store)[0].name) or b"").partition(b"\n")[0].decode()
    other, _ = load([Layer(name="acme", path=acme.path / "ground.yaml")], "1.0")
    cache.write_part(store, made_of, other.head)
    cache.write_part(store, made_of, other.content)
    assert load([acme], "1.0", store)[0] == other


def test_a_pack_that_was_made_of_something_else_is_not_used(acme: Layer, store: Path) -> None:
    compiled, _ = load([acme], "1.0", store)
    for path in stored(store):
        made_of, _, part = (cache.read_bytes(store, path.name) or b"").partition(b"\n")
        cache.write_bytes(store, path.name, made_of.replace(b"1.0", b"9.9") + b"\n" + part.replace(b"acme", b"acne"))
        assert load([acme], "1.0", store) == (compiled, ())


def flipped(data: bytes) -> bytes:
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:10], lambda data: data[:-1], lambda data: data + b" ", flipped, lambda data: b"\x00" * len(data)],
    ids=["empty", "head", "short", "long", "one bit", "zeros"],
)
def test_damage_means_that_the_pack_is_made_again(acme: Layer, store: Path, damage: Callable[[bytes], bytes]) -> None:
    compiled, _ = load([acme], "1.0", store)
    for path in stored(store):
        whole = path.read_bytes()
        path.write_bytes(damage(whole))
        assert load([acme], "1.0", store) == (compiled, ())
        assert path.read_bytes() == whole


def test_whole_data_of_another_form_means_the_same(acme: Layer, store: Path) -> None:
    compiled, _ = load([acme], "1.0", store)
    for path in stored(store):
        made_of, _, _ = (cache.read_bytes(store, path.name) or b"").partition(b"\n")
        cache.write_bytes(store, path.name, made_of + b'\n{"digest": 1}')
        assert load([acme], "1.0", store) == (compiled, ())


def test_another_version_and_other_content_have_keys_of_their_own(acme: Layer, store: Path) -> None:
    load([acme], "1.0", store)
    load([acme], "1.1", store)
    assert len(stored(store)) == 4
    (acme.path / "gate.yaml").write_text(GATE.replace("Refused", "Rejected"), encoding="utf-8")
    changed, _ = load([acme], "1.0", store)
    assert len(stored(store)) == 6
    assert any("Rejected" in pattern.regex for pattern in changed.patterns)


def test_layers_that_hold_no_rules_are_named_all_the_same(acme: Layer, store: Path, tmp_path: Path) -> None:
    empty = Layer(name="empty", path=tmp_path / "empty")
    empty.path.mkdir()
    assert load([acme], "1.0", store)[0].layers == ("acme",)
    assert load([acme, empty], "1.0", store)[0].layers == ("acme", "empty")


def test_a_pack_with_mistakes_is_not_stored_so_that_they_are_told_again(acme: Layer, store: Path) -> None:
    (acme.path / "broken.yaml").write_text("- {id: acme/gate}\n", encoding="utf-8")
    first = load([acme], "1.0", store)
    assert not store.exists()
    assert load([acme], "1.0", store) == first
    assert [problem.message for problem in first[1]] == ["rules[0]: the field 'match' is missing"]


def test_without_a_folder_nothing_is_stored(acme: Layer) -> None:
    assert load([acme], "1.0", None)[0].rules[0].id == "acme/gate"


def test_a_folder_that_cannot_be_made_is_fine(acme: Layer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    pack, problems = load([acme], "1.0", tmp_path / "file" / "cache")
    assert (pack.rules[0].id, problems) == ("acme/gate", ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
class TestModes:
    def test_files_are_for_their_owner_alone(self, acme: Layer, store: Path) -> None:
        load([acme], "1.0", store)
        assert [stat.S_IMODE(path.stat().st_mode) for path in stored(store)] == [0o600, 0o600]

    def test_a_read_only_folder_is_fine(self, acme: Layer, store: Path) -> None:
        store.mkdir(parents=True)
        store.chmod(0o500)
        try:
            pack, problems = load([acme], "1.0", store)
        finally:
            store.chmod(0o700)
        assert (pack.rules[0].id, problems) == ("acme/gate", ())


def test_a_store_gives_back_what_it_was_given(store: Path) -> None:
    one = cache.CacheStore(store)
    assert one.read("search") is None
    one.write("search", b"\x00database\xff")
    assert one.read("search") == b"\x00database\xff"
    one.write("search", b"newer")
    assert one.read("search") == b"newer"
    assert [path.name for path in stored(store)] == ["search"]
