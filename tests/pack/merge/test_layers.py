"""Which folders apply, which files of them are read, and how they are named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pushwhy.errors import UsageError
from pushwhy.pack.merge import layers
from pushwhy.pack.merge.layers import Layer, digest, files, given, of_repository, shown_name


def write(path: Path, text: str = "rules: []\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestFiles:
    def test_yaml_files_in_name_order_without_settings_translations_and_tests(self, tmp_path: Path) -> None:
        for name in (
            "b.yaml",
            "a/z.yml",
            "a/config.yml",
            "a/text/deep.yaml",
            "config.yaml",
            "c.yaml/inside.yaml",
            "config.yml",
            "text/de/b.yaml",
            "tests/b.yaml",
            "README.md",
            "b.json",
        ):
            write(tmp_path / name)
        layer = Layer(name="acme", path=tmp_path)
        assert [path.relative_to(tmp_path).as_posix() for path in files(layer)] == [
            "a/config.yml",
            "a/text/deep.yaml",
            "a/z.yml",
            "b.yaml",
            "c.yaml/inside.yaml",
            "config.yaml",
        ]

    def test_a_single_file_is_a_layer(self, tmp_path: Path) -> None:
        path = write(tmp_path / "team.yaml")
        layer = Layer(name="my/team.yaml", path=path)
        assert list(files(layer)) == [path]
        assert shown_name(layer, path) == "my/team.yaml"

    def test_a_file_is_shown_below_its_layer_as_that_was_given(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a" / "b.yaml")
        assert shown_name(Layer(name="../acme", path=tmp_path), path) == "../acme/a/b.yaml"
        assert shown_name(Layer(name="shipped", path=tmp_path, shipped=True), path) == "rules/a/b.yaml"

    def test_the_shipped_rules_are_found(self) -> None:
        names = [shown_name(layers.shipped(), path) for path in files(layers.shipped())]
        assert "rules/facts.yaml" in names
        assert "rules/nuget.org/key.yaml" in names


class TestGiven:
    def test_a_folder_or_file_is_named_as_it_was_given(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "acme" / "team.yaml")
        monkeypatch.chdir(tmp_path)
        assert given("acme") == Layer(name="acme", path=Path("acme"))
        assert given("acme/team.yaml") == Layer(name="acme/team.yaml", path=Path("acme/team.yaml"))

    def test_a_folder_called_like_a_file_is_a_folder(self, tmp_path: Path) -> None:
        inside = write(tmp_path / "x.yaml" / "team.yaml")
        assert list(files(given(str(tmp_path / "x.yaml")))) == [inside]

    def test_what_is_not_there_is_refused(self) -> None:
        with pytest.raises(UsageError) as caught:
            given("nowhere/at-all")
        assert str(caught.value) == "--rules nowhere/at-all: there is no such file or folder"

    @pytest.mark.parametrize("name", ["README.md", "config.yml", "text/de/a.yaml", "tests/a.yaml"])
    def test_a_folder_without_rules_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        write(tmp_path / "acme" / name)
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UsageError) as caught:
            given("acme")
        assert str(caught.value) == "--rules acme: no rule file (*.yaml or *.yml) in this folder"


class TestRepository:
    """`.pushwhy/` is looked for from the working folder upwards."""

    def test_the_nearest_one(self, tmp_path: Path) -> None:
        (tmp_path / ".pushwhy").mkdir()
        (tmp_path / "a" / ".pushwhy").mkdir(parents=True)
        start = tmp_path / "a" / "b" / "c"
        start.mkdir(parents=True)
        expected = tmp_path / "a" / ".pushwhy"
        assert of_repository(start, None) == Layer(name=expected.as_posix(), path=expected)
        assert of_repository(tmp_path / "a", None) == Layer(name=expected.as_posix(), path=expected)

    @pytest.mark.parametrize("root", ["folder", "file"])  # a file in a worktree or a submodule
    def test_not_past_the_root_of_the_repository(self, tmp_path: Path, root: str) -> None:
        (tmp_path / ".pushwhy").mkdir()
        start = tmp_path / "repository" / "src"
        start.mkdir(parents=True)
        git = tmp_path / "repository" / ".git"
        if root == "folder":
            git.mkdir()
        else:
            git.write_text("gitdir: elsewhere\n", encoding="utf-8")
        assert of_repository(start, None) is None
        (tmp_path / "repository" / ".pushwhy").mkdir()
        found = of_repository(start, None)
        assert found is not None
        assert found.path == tmp_path / "repository" / ".pushwhy"

    def test_not_past_the_home_folder(self, tmp_path: Path) -> None:
        (tmp_path / ".pushwhy").mkdir()
        home = tmp_path / "home"
        (home / "work").mkdir(parents=True)
        assert of_repository(home / "work", home) is None
        (home / ".pushwhy").mkdir()
        found = of_repository(home / "work", home)
        assert found is not None
        assert found.path == home / ".pushwhy"

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a folder to somebody else")
    def test_only_in_a_folder_of_the_same_owner(self, tmp_path: Path) -> None:
        (tmp_path / ".pushwhy").mkdir()
        (tmp_path / "work" / ".pushwhy").mkdir(parents=True)
        assert of_repository(tmp_path / "work", None) is not None
        os.chown(tmp_path / "work" / ".pushwhy", 12345, -1)
        found = of_repository(tmp_path / "work", None)
        assert found is not None
        assert found.path == tmp_path / ".pushwhy"

    def test_a_file_of_that_name_is_none(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        write(tmp_path / ".pushwhy")
        assert of_repository(tmp_path, None) is None


class TestDigest:
    @pytest.fixture
    def acme(self, tmp_path: Path) -> Layer:
        write(tmp_path / "acme" / "a.yaml")
        return Layer(name="acme", path=tmp_path / "acme")

    def test_it_is_the_same_for_the_same_content(self, acme: Layer, tmp_path: Path) -> None:
        write(tmp_path / "copy" / "a.yaml")
        assert digest([acme]) == digest([Layer(name="acme", path=tmp_path / "copy")])

    def test_what_is_not_read_does_not_change_it(self, acme: Layer) -> None:
        before = digest([acme])
        for name in ("config.yml", "text/de/a.yaml", "tests/a.yaml", "notes.txt"):
            write(acme.path / name, "something\n")
        assert digest([acme]) == before

    def test_content_names_order_and_layers_change_it(self, acme: Layer, tmp_path: Path) -> None:
        other = Layer(name="other", path=write(tmp_path / "other" / "a.yaml").parent)
        empty = Layer(name="empty", path=tmp_path / "empty")
        empty.path.mkdir()
        seen = [digest([acme]), digest([other]), digest([acme, other]), digest([other, acme]), digest([acme, empty])]
        write(acme.path / "a.yaml", "rules: [] # more\n")
        seen.append(digest([acme]))
        (acme.path / "a.yaml").rename(acme.path / "b.yaml")
        seen.append(digest([acme]))
        assert len(set(seen)) == len(seen)
