"""Texts in other languages: laid over a pack field by field, checked against the English ones, and counted where they lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import pushwhy
from pushwhy.errors import PackError, UsageError
from pushwhy.model.facts import StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.model.report import LogReport
from pushwhy.pack import left_to_translate, load
from pushwhy.pack.merge import languages, layers
from pushwhy.pack.merge.languages import best
from pushwhy.pack.merge.layers import Layer
from pushwhy.pack.translation import left_to_translate as left_in
from pushwhy.pack.translation import load as load_in
from pushwhy.phrases import ENGLISH_TEXTS, of_pack

_RULES = """\
facts:
  - {name: host, type: host, description: 'The server.'}
  - {name: path, type: path, description: 'The file.'}
  - {name: guard, values: {awake: 0.5, asleep: 0.5}, description: 'The guard.', question: 'Is the guard of {host} awake?'}
causes:
  - id: gate-closed
    title: 'The gate {path} is closed'
    explanation: 'Gates close at night.'
    fix: ['Wait until the morning.', 'Push again: `dotnet nuget push {path} -s acme`']
    not_helpful: ['Another key.', 'Shouting.']
    confirm: 'Look at the gate.'
  - {id: gate-broken, title: 'The gate is broken', explanation: 'It happens.', fix: ['Ask for help.']}
rules:
  - id: acme/gate
    title: 'Stopped at a gate'
    match: 'Stopped at gate {path}'
    causes:
      - {id: gate-closed, prior: 1, evidence: [{fact: guard, is: asleep, support: strong, because: 'the guard of {host} sleeps'}]}
      - {id: gate-broken, prior: 1, evidence: [{fact: guard, is: asleep, against: weak}]}
  - id: acme/toll
    title: 'The toll was not paid'
    match: 'No toll for {host}'
    cause: 'Nobody paid the toll of {host}.'
    fix: ['Pay it.']
  - {id: acme/night, kind: notice, text: 'It is night at {host}.', match: 'Good night, {host}'}
  - {id: acme/moon, kind: notice, title: 'The moon shines.', match: 'The moon shines'}
  - {id: acme/clock, kind: context, title: 'What the clock says', match: 'The clock strikes'}
"""
_GERMAN = """\
schema: pushwhy/text/1
causes:
  gate-closed:
    title: 'Das Tor {path} ist zu'
    fix: ['Bis zum Morgen warten.', 'Noch einmal: `dotnet nuget push {path} -s acme`']
  acme.toll: {title: 'Niemand hat den Zoll von {host} bezahlt.'}
rules:
  acme/toll: {fix: ['Bezahlen.']}
  acme/moon: {title: 'Der Mond scheint.'}
sentences: {'the guard of {host} sleeps': 'die Wache von {host} schläft'}
facts:
  guard: {question: 'Ist die Wache von {host} wach?'}
words:
  fact-value: '{fact} ist {value}'
  logs: {one: '{n} Protokoll', other: '{n} Protokolle'}
  packages: 'Pakete: {n}'
"""


def team(folder: Path, *, rules: str = _RULES, name: str = "team", **texts: str) -> Layer:
    """A layer on disk, with a text file per language (`de` or `pt_BR`)."""
    layer = folder / name
    layer.mkdir()
    (layer / "rules.yaml").write_text(rules, encoding="utf-8")
    for language, text in texts.items():
        place = layer / "text" / language.replace("_", "-")
        place.mkdir(parents=True)
        (place / "texts.yaml").write_text(text, encoding="utf-8")
    return Layer(name=name, path=layer)


def in_german(*chosen: Layer) -> RulePack:
    pack, problems = load(chosen, "1", None, "de")
    assert problems == ()
    return pack


def scan(pack: RulePack, log: str) -> LogReport:
    return pushwhy.diagnose_text(log, pack)


class TestLaying:
    def test_a_diagnosis_is_in_the_language_and_in_english_where_a_text_lacks(self, tmp_path: Path) -> None:
        report = scan(in_german(team(tmp_path, de=_GERMAN)), "error: Stopped at gate out/A.nupkg\n")
        closed, broken = report.diagnoses[0].causes
        assert closed.title == "Das Tor out/A.nupkg ist zu"
        assert closed.explanation == "Gates close at night."
        assert [step.text for step in closed.fix] == [
            "Bis zum Morgen warten.",
            "Noch einmal: `dotnet nuget push out/A.nupkg -s acme`",
        ]
        assert closed.fix[1].argv == ("dotnet", "nuget", "push", "out/A.nupkg", "-s", "acme")
        assert closed.not_helpful == ("Another key.", "Shouting.")
        assert closed.confirm == "Look at the gate."
        assert broken.title == "The gate is broken"
        assert report.diagnoses[0].question is not None
        assert report.diagnoses[0].question.text == "Ist die Wache von {host} wach?"

    def test_evidence_is_in_the_language(self, tmp_path: Path) -> None:
        stated = StatedFact(name="guard", value="asleep")
        pack = in_german(team(tmp_path, de=_GERMAN))
        report = pushwhy.diagnose_text("error: Stopped at gate out/A.nupkg\n", pack, facts=[stated])
        told = [evidence.text for cause in report.diagnoses[0].causes for evidence in cause.evidence]
        assert told == ["die Wache von {host} schläft", "guard ist asleep"]

    def test_a_phrase_has_a_text_for_each_plural_category(self, tmp_path: Path) -> None:
        polish = "words: {logs: {one: '{n} dziennik', few: '{n} dzienniki', many: '{n} dzienników'}}"
        pack, problems = load([team(tmp_path, pl=polish)], "1", tmp_path / "cache", "pl")
        stored, _ = load([Layer(name="team", path=tmp_path / "team")], "1", tmp_path / "cache", "pl")
        assert problems == ()
        for words in (of_pack(pack), of_pack(stored)):
            assert [words.say("logs", n=number) for number in (1, 3, 5)] == ["1 dziennik", "3 dzienniki", "5 dzienników"]

    def test_a_rule_that_states_its_own_cause(self, tmp_path: Path) -> None:
        cause = scan(in_german(team(tmp_path, de=_GERMAN)), "error: No toll for acme.example\n").diagnoses[0].causes[0]
        assert (cause.id, cause.title) == ("acme.toll", "Niemand hat den Zoll von acme.example bezahlt.")
        assert [step.text for step in cause.fix] == ["Bezahlen."]

    def test_a_notice_that_says_its_title_says_the_translated_one(self, tmp_path: Path) -> None:
        report = scan(in_german(team(tmp_path, de=_GERMAN)), "warn : The moon shines\nwarn : Good night, acme.example\n")
        assert [notice.text for notice in report.notices] == ["Der Mond scheint.", "It is night at acme.example."]

    def test_what_is_recognised_does_not_depend_on_the_language(self, tmp_path: Path) -> None:
        layer = team(tmp_path, de=_GERMAN)
        english, _ = load([layer], "1")
        german = in_german(layer)
        assert (german.digest, german.patterns) == (english.digest, english.patterns)
        assert [rule.match for rule in german.rules] == [rule.match for rule in english.rules]

    def test_a_later_layer_may_say_the_same_text_otherwise(self, tmp_path: Path) -> None:
        other = team(tmp_path, rules="rules: []", name="other", de="causes: {gate-closed: {title: 'Tor zu: {path}'}}")
        pack = in_german(team(tmp_path, de=_GERMAN), other)
        assert pack.causes["gate-closed"].title == "Tor zu: {path}"
        assert pack.causes["gate-closed"].fix[0].text == "Bis zum Morgen warten."

    def test_an_english_text_that_a_later_layer_has_changed_is_not_hidden_by_a_translation_of_the_old_one(self, tmp_path: Path) -> None:
        layer = team(tmp_path, de=_GERMAN)
        old, _ = load([layer], "1")
        causes = {**old.causes, "gate-closed": replace(old.causes["gate-closed"], title="Ask Bob about {path}")}
        new = RulePack(old.head, lambda: replace(old.content, causes=causes))
        later = Layer(name="later", path=tmp_path / "later")
        pack, problems = load_in([layer, later], "de", lambda some: (new if later in some else old, ()))
        assert problems == ()
        assert pack.causes["gate-closed"].title == "Ask Bob about {path}"
        assert pack.causes["gate-closed"].fix[0].text == "Bis zum Morgen warten."

    def test_a_language_is_stored_under_its_own_name_and_anew_when_a_text_changes(self, tmp_path: Path) -> None:
        layer, cache = team(tmp_path, de=_GERMAN), tmp_path / "cache"
        english = load([layer], "1", cache)
        german, _ = load([layer], "1", cache, "de")
        assert load([layer], "1", cache) == english
        assert load([layer], "1", cache, "de") == (german, ())
        texts = layer.path / "text" / "de" / "texts.yaml"
        texts.write_text(_GERMAN.replace("Das Tor", "Die Pforte"), encoding="utf-8")
        assert load([layer], "1", cache, "de")[0].causes["gate-closed"].title == "Die Pforte {path} ist zu"


_MISTAKES = """\
schema: pushwhy/text/1
causes:
  gate-closd: {title: 'Tor zu'}
  gate-closed:
    titel: 'Tor zu'
    fix: ['Warten.']
  gate-broken: {confirm: 'Hinsehen.'}
"""
_MORE = """\
causes:
  gate-closd: {title: 'Tor zu', confirm: 'Hinsehen.'}
  gate-closed:
    title: 'Das Tor {paht} ist zu'
    explanation: 'Tore schließen {'
    fix: ['Warten auf {host}.', 'Noch einmal: `dotnet nuget push {path}`']
    not_helpful: ['Rufen.']
  gate-broken: {fix: ['`dotnet nuget locals all --clear`'], confirm: 'Hinsehen.'}
rules:
  acme/moon: {text: 'Der Mond scheint.'}
sentences: {'the guard of {host} slept': 'die Wache schlief'}
words:
  most-likly: 'Wohl'
  logs: {one: 'ein Protokoll', few: '{n} Protokolle', other: '{m} Protokolle'}
  packages: {one: 'ein Paket'}
  pushed: {one: 'an', other: 'an'}
"""


class TestMistakes:
    def told(self, folder: Path, text: str) -> list[str]:
        _, problems = load([team(folder, de=text)], "1", None, "de")
        return [f"{one.file}:{one.line}:{one.column}: {one.message}" for one in problems]

    def test_of_form_beside_those_of_content(self, tmp_path: Path) -> None:
        assert self.told(tmp_path, _MISTAKES) == [
            "team/text/de/texts.yaml:3:3: causes: there is no cause 'gate-closd'; did you mean 'gate-closed'?",
            "team/text/de/texts.yaml:5:5: causes.gate-closed.titel: there is no field 'titel'; did you mean 'title'?",
            "team/text/de/texts.yaml:6:5: causes.gate-closed.fix: has 1 step, the English text 2",
            "team/text/de/texts.yaml:7:17: causes.gate-broken.confirm: the English cause has no confirm of its own",
        ]

    def test_of_content_all_at_once_each_at_its_place(self, tmp_path: Path) -> None:
        assert self.told(tmp_path, _MORE) == [
            f"team/text/de/texts.yaml:{told}"
            for told in (
                "2:3: causes: there is no cause 'gate-closd'; did you mean 'gate-closed'?",
                "4:5: causes.gate-closed.title: the English text has no {paht}; did you mean {path}?",
                "5:5: causes.gate-closed.explanation: a single '{'; write '{{' for the character itself, or {name} for a value",
                "6:11: causes.gate-closed.fix[0]: the English text has no {host}; it has no placeholder",
                "6:33: causes.gate-closed.fix[1]: needs the command of the English step, as it is: `dotnet nuget push {path} -s acme`",
                "7:5: causes.gate-closed.not_helpful: has 1 point, the English text 2",
                "8:23: causes.gate-broken.fix[0]: the English step has no command",
                "8:61: causes.gate-broken.confirm: the English cause has no confirm of its own",
                "10:15: rules.acme/moon.text: the English rule has no text of its own",
                "11:13: sentences: there is no sentence 'the guard of {host} slept'; did you mean 'the guard of {host} sleeps'?",
                "13:3: words: there is no phrase 'most-likly'; did you mean 'most-likely'?",
                "14:32: words.logs.few: de has no numbers that are 'few'; it has one, other",
                "14:55: words.logs.other: the English text has no {m}; it has {n}",
                "15:3: words.packages: has no text for other; de has one, other",
                "16:3: words.pushed: the English text has no {n} that could choose among texts",
            )
        ]

    def test_what_is_no_mapping(self, tmp_path: Path) -> None:
        assert self.told(tmp_path, "- gate-closed") == [
            "team/text/de/texts.yaml:1:1: a text file is a mapping with some of: schema, causes, rules, sentences, facts, words",
        ]

    def test_the_same_text_in_two_files(self, tmp_path: Path) -> None:
        layer = team(tmp_path, de="causes: {gate-broken: {title: 'Tor kaputt'}}")
        (layer.path / "text" / "de" / "z.yml").write_text("causes:\n  gate-broken: {title: 'Kaputt'}\n", encoding="utf-8")
        pack, problems = load([layer], "1", None, "de")
        assert [f"{one.file}:{one.line}:{one.column}: {one.message}" for one in problems] == [
            "team/text/de/z.yml:2:17: causes.gate-broken.title: is said already, in team/text/de/texts.yaml",
        ]
        assert pack.causes["gate-broken"].title == "Tor kaputt"

    def test_a_file_with_a_mistake_is_left_out_and_the_others_hold(self, tmp_path: Path) -> None:
        layer = team(tmp_path, de=_MORE)
        (layer.path / "text" / "de" / "good.yaml").write_text("causes: {gate-broken: {title: 'Tor kaputt'}}", encoding="utf-8")
        pack, problems = load([layer], "1", None, "de")
        assert {problem.file for problem in problems} == {"team/text/de/texts.yaml"}
        assert pack.causes["gate-broken"].title == "Tor kaputt"
        assert pack.causes["gate-closed"].title == "The gate {path} is closed"

    def test_in_a_shipped_text_they_are_an_error(self, tmp_path: Path) -> None:
        layer = team(tmp_path, rules="causes: [{id: gate-broken, title: 'Broken', explanation: '', fix: []}]", de=_MISTAKES)
        with pytest.raises(PackError, match=r"^rules/text/de/texts\.yaml:3:3: causes: there is no cause 'gate-closd'"):
            load([Layer(name="shipped", path=layer.path, shipped=True)], "1", None, "de")

    def test_texts_of_rules_that_are_left_out_are_not_blamed(self, tmp_path: Path) -> None:
        layer = team(tmp_path, de=_GERMAN)
        (layer.path / "rules.yaml").write_text(_RULES.replace("kind: context", "kind: kontext"), encoding="utf-8")
        pack, problems = load([layer], "1", None, "de")
        assert [problem.file for problem in problems] == ["team/rules.yaml"]
        assert of_pack(pack).say("fact-value", fact="a", value="b") == "a ist b"

    def test_english_start_up_does_not_look_at_them(self, tmp_path: Path) -> None:
        assert load([team(tmp_path, de="[not yaml")], "1")[1] == ()


class TestMissing:
    def remarks(self, *chosen: Layer, language: str = "de", everywhere: bool = False) -> list[str]:
        missing = left_to_translate(chosen, "1", None, language, everywhere=everywhere)
        assert missing.missing <= missing.wanted
        return [remark for remark in missing.remarks if ": phrase " not in remark]

    def test_fields_of_a_thing_are_told_in_one_line(self, tmp_path: Path) -> None:
        assert self.remarks(team(tmp_path, de=_GERMAN)) == [
            "de: cause gate-closed has no explanation, not_helpful, confirm",
            "de: cause gate-broken has no title, explanation, fix",
            "de: rule acme/gate has no title",
            "de: rule acme/toll has no title",
            "de: rule acme/night has no text",
            "de: fact host has no description",
            "de: fact path has no description",
            "de: fact guard has no description",
        ]

    def test_phrases_and_sentences_are_told_with_their_english_text(self, tmp_path: Path) -> None:
        texts = _GERMAN[: _GERMAN.index("sentences:")]
        missing = left_to_translate([team(tmp_path, de=texts)], "1", None, "de", everywhere=False)
        assert "de: sentences: 'the guard of {host} sleeps' is not translated" in missing.remarks
        phrases = [remark for remark in missing.remarks if remark.startswith("de: phrase ")]
        assert len(phrases) == len(ENGLISH_TEXTS)
        assert "de: phrase most-likely is not translated: 'Most likely'" in phrases
        assert "de: phrase logs is not translated: '{n} log' / '{n} logs'" in phrases

    def test_only_layers_that_have_begun_a_language_are_asked_for_it(self, tmp_path: Path) -> None:
        first = team(tmp_path, de=_GERMAN)
        other = team(tmp_path, rules="causes: [{id: late, title: 'Late', explanation: 'Late.', fix: ['Hurry.']}]", name="other")
        assert self.remarks(first, other) == self.remarks(first)
        assert self.remarks(first, other, everywhere=True) == [*self.remarks(first), "de: cause late has no title, explanation, fix"]

    def test_a_language_without_any_text_lacks_all(self, tmp_path: Path) -> None:
        missing = left_to_translate([team(tmp_path, de=_GERMAN)], "1", None, "fr", everywhere=True)
        assert missing.missing == missing.wanted
        assert "fr: fact guard has no question, description" in missing.remarks


class TestLanguages:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ("zh-Hant", "zh-Hant"),
            ("zh-hant", "zh-Hant"),
            ("zh_TW.UTF-8", "zh-Hant"),
            ("zh_HK", "zh-Hant"),
            ("zh_MO.big5hkscs", "zh-Hant"),
            ("zh-Hant-TW", "zh-Hant"),
            ("zh_CN.UTF-8", None),
            ("zh", None),
            ("pt_BR", "pt-BR"),
            ("pt_PT", "pt"),
            ("de_AT.UTF-8@euro", "de"),
            ("fr_FR", None),
            ("en_GB.UTF-8", "en"),
            ("C", "en"),
            ("C.UTF-8", "en"),
            ("POSIX", "en"),
        ],
    )
    def test_the_best_one_for_a_locale(self, wanted: str, found: str | None) -> None:
        assert best(wanted, ("en", "de", "pt", "pt-BR", "zh-Hant")) == found

    def test_those_of_all_layers(self, tmp_path: Path) -> None:
        chosen = [team(tmp_path, de=_GERMAN), team(tmp_path, rules="rules: []", name="other", pt_BR="", fr="")]
        assert languages.available(chosen) == ("en", "de", "fr", "pt-BR")

    def test_an_unknown_one_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(UsageError, match=r"^language tlh: there are no texts in this language; there are: en, zh-Hant"):
            pushwhy.load_pack(language="tlh")


class TestShipped:
    """The texts that come with the rules, in every language that they have."""

    LANGUAGES = layers.languages(layers.shipped())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_they_fit_the_english_ones(self, language: str, pack: RulePack) -> None:
        translated, problems = load_in([layers.shipped()], language, lambda _: (pack, ()))
        assert problems == ()
        assert translated.language == language

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_they_are_complete(self, language: str, pack: RulePack) -> None:
        assert left_in([layers.shipped()], language, lambda _: (pack, ()), everywhere=True).remarks == ()
