"""`--lang` and the locale: which language a report is in, and what `rules check` tells translators."""

from __future__ import annotations

from pathlib import Path

import pytest

from pushwhy.cli.language import of_environment, of_windows
from tests.cli.logs import PUSHED
from tests.cli.team import EGRESS, RULES
from tests.program import Program

_TEXTS = """\
schema: pushwhy/text/1
causes:
  acme.egress-blocked: {title: 'Der Proxy lässt nichts zu {host} durch.'}
rules:
  acme/egress-blocked:
    fix: ['Über den Spiegel: `dotnet nuget push {path} --source acme-mirror`']
words: {most-likely: 'Wahrscheinlich', logs: {one: '{n} Protokoll', other: '{n} Protokolle'}, logs-pushed: '{n} angekommen'}
"""
_REPORT = """\
egress.log:4  Acme.Tools 1.0.0 → nuget.acme.example
  Blocked by ACME egress policy EG-17

  Wahrscheinlich (95%)  Der Proxy lässt nichts zu nuget.acme.example durch.
                        acme.egress-blocked
    fix   1. Über den Spiegel:
             dotnet nuget push out/Acme.Tools.1.0.0.nupkg --source acme-mirror
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A team's rules with texts in German, and a log."""
    team = tmp_path / "team"
    (team / "text" / "de").mkdir(parents=True)
    (team / "rules.yaml").write_text(RULES[: RULES.index("- id: acme/gateway-page")], encoding="utf-8")
    (team / "text" / "de" / "texts.yaml").write_text(_TEXTS, encoding="utf-8")
    (tmp_path / "egress.log").write_bytes(EGRESS)
    return tmp_path


class TestReport:
    def test_is_in_the_language_and_in_english_where_a_text_lacks(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--lang", "de", "--quiet", folder=folder)
        assert (done.status, done.out, done.err) == (1, _REPORT, "")

    def test_json_has_the_texts_in_the_language_and_keys_and_values_in_english(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--lang", "de", "--format", "json", folder=folder)
        log = done.logs["egress.log"]
        cause = log["diagnoses"][0]["causes"][0]
        assert log["verdict"] == "failed"
        assert cause["title"] == "Der Proxy lässt nichts zu nuget.acme.example durch."
        assert cause["fix"] == [
            {
                "text": "Über den Spiegel: `dotnet nuget push out/Acme.Tools.1.0.0.nupkg --source acme-mirror`",
                "argv": ["dotnet", "nuget", "push", "out/Acme.Tools.1.0.0.nupkg", "--source", "acme-mirror"],
            }
        ]

    def test_the_summary_is_in_the_language_too(self, program: Program, folder: Path) -> None:
        (folder / "good.log").write_bytes(PUSHED)
        done = program("scan", "egress.log", "good.log", "--rules", "team", "--lang", "de", folder=folder)
        assert done.err == "2 Protokolle: 1 failed, 1 angekommen\nrules: shipped, team\n"

    def test_traditional_chinese(self, program: Program, folder: Path) -> None:
        (folder / "good.log").write_bytes(PUSHED)
        done = program("scan", "good.log", "gone.log", "--lang", "zh-Hant", folder=folder)
        assert done.out == "good.log: 已推送 AppLogger 1.0.0 → nuget.org\ngone.log: 無法讀取：沒有這個檔案或資料夾\n"
        assert done.err == "2 份記錄：1 份已推送、1 份無法讀取\n"

    def test_an_unknown_language_is_refused_with_the_known_ones(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--lang", "tlh", folder=folder)
        assert (done.status, done.out) == (2, "")
        assert done.err == "pushwhy: --lang tlh: there are no texts in this language; there are: en, de, zh-Hant\n"

    def test_a_broken_text_file_is_left_out_and_told(self, program: Program, folder: Path) -> None:
        (folder / "team" / "text" / "de" / "more.yaml").write_text("causes: {api-key-expird: {title: 'Abgelaufen'}}", encoding="utf-8")
        done = program("scan", "egress.log", "--rules", "team", "--lang", "de", "--quiet", folder=folder)
        assert (done.status, done.out) == (2, _REPORT)
        assert done.err == (
            "pushwhy: team/text/de/more.yaml:1:10: causes: there is no cause 'api-key-expird'; did you mean 'api-key-expired'?\n"
        )


class TestLocale:
    def test_chooses_the_language(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--quiet", folder=folder, LC_MESSAGES="de_AT.UTF-8")
        assert done.out == _REPORT

    def test_without_texts_is_english(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--quiet", folder=folder, LC_MESSAGES="fr_FR.UTF-8")
        assert "Most likely (95%)  The egress proxy refuses uploads to nuget.acme.example." in done.out

    def test_the_option_decides_over_the_locale(self, program: Program, folder: Path) -> None:
        done = program("scan", "egress.log", "--rules", "team", "--lang", "en", "--quiet", folder=folder, LC_MESSAGES="de_DE")
        assert "Most likely (95%)" in done.out

    @pytest.mark.parametrize(
        ("environment", "name"),
        [
            ({"LC_ALL": "de_DE", "LC_MESSAGES": "zh_TW", "LANG": "fr_FR"}, "de_DE"),
            ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "fr_FR"}, "zh_TW"),
            ({"LC_CTYPE": "zh_TW", "LANG": "fr_FR"}, "fr_FR"),
        ],
    )
    def test_is_that_of_the_first_variable_that_is_set(self, environment: dict[str, str], name: str) -> None:
        assert of_environment(environment, lambda: "it_IT") == name

    def test_the_system_is_asked_where_no_variable_is_set(self) -> None:
        assert of_environment({"LANG": ""}, lambda: "zh_TW") == "zh_TW"
        assert of_environment({}, lambda: None) == "en"

    @pytest.mark.parametrize(
        ("name", "tag"),
        [
            ("Chinese (Traditional)_Taiwan", "zh-Hant"),
            ("Chinese (Traditional)_Hong Kong SAR", "zh-Hant"),
            ("Chinese_Taiwan", "zh-Hant"),
            ("Chinese (Simplified)_China", "zh-Hans"),
            ("German_Austria", "de_DE.ISO8859-1"),
            ("zh_TW", "zh_TW"),
        ],
    )
    def test_windows_has_names_of_its_own(self, name: str, tag: str) -> None:
        assert of_windows(name, {"german": "de_DE.ISO8859-1"}) == tag


class TestCheck:
    def test_tells_what_is_left_in_a_language_that_is_begun(self, program: Program, folder: Path) -> None:
        done = program("rules", "check", "team", folder=folder)
        assert [line for line in done.out.splitlines() if line.startswith("de: ")] == ["de: rule acme/egress-blocked has no title"]
        assert "de: 2 of 3 texts, 1 missing\n" in done.err

    def test_tells_everything_that_is_left_in_a_language_that_is_asked_for(self, program: Program, folder: Path) -> None:
        done = program("rules", "check", "team", "--lang", "de", folder=folder)
        told = done.out.splitlines()
        assert done.status == 1
        assert "de: cause api-key-expired has no title, explanation, fix, not_helpful, confirm" in told
        assert "de: phrase also-possible is not translated: 'Also possible'" in told
        assert not any(line.startswith("de: phrase most-likely ") for line in told)
        assert not any(line.startswith("zh-Hant: ") for line in told)

    def test_tells_mistakes_in_the_texts_of_every_language(self, program: Program, folder: Path) -> None:
        other = folder / "team" / "text" / "fr"
        other.mkdir()
        (other / "texts.yaml").write_text("words: {most-likely: 'Surtout {x}'}", encoding="utf-8")
        (folder / "team" / "text" / "de" / "more.yaml").write_text("rules: {acme/egress-blokked: {title: 'Zu'}}", encoding="utf-8")
        done = program("rules", "check", "team", folder=folder)
        assert done.status == 2
        assert done.out == (
            "team/text/de/more.yaml:1:9: rules: there is no rule 'acme/egress-blokked'; did you mean 'acme/egress-blocked'?\n"
            "team/text/fr/texts.yaml:1:9: words.most-likely: the English text has no {x}; it has no placeholder\n"
        )
        assert done.err == "2 mistakes in rule files\n"

    @pytest.mark.parametrize(
        ("language", "why"),
        [
            ("en", "the rules themselves are in English; name the language to translate into"),
            ("Klingon!", "write the tag of a language, such as de, pt-BR or zh-Hant"),
        ],
    )
    def test_refuses_what_nothing_can_be_translated_into(self, program: Program, folder: Path, language: str, why: str) -> None:
        done = program("rules", "check", "team", "--lang", language, folder=folder)
        assert (done.status, done.err) == (2, f"pushwhy: --lang {language}: {why}\n")
