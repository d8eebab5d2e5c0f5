"""What real clients printed in English, laid into languages of which there are no logs: the report stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline

LANGUAGES = ("cs", "it", "ja", "tr")
VALUES = {"method": r"[A-Z]+", "status_name": r"\w+", "url": r"https?://\S+?", "ms": r"\d+", "seconds": r"\d+"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
CAPTION = re.compile(r"^(?:error|warn |info |log  ): |^ +")
Texts = list[tuple[re.Pattern[str], dict[str, str]]]


def texts_of(messages: Path) -> Texts:
    """English wordings as regexes, those with the most text first, each with its translations."""
    texts = [entry["text"] for entry in yaml.safe_load(messages.read_text("utf-8"))]
    texts.sort(key=lambda text: -len(PLACEHOLDER.sub("", text["en"])))
    return [(re.compile(pattern_of(text["en"])), text) for text in texts]


def pattern_of(template: str) -> str:
    seen: set[str] = set()

    def group(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{VALUES.get(name, '.+?')})"

    parts = re.split(r"(\{\w+\})", template.strip())
    return "".join(group(found) if (found := PLACEHOLDER.fullmatch(part)) else re.escape(part) for part in parts) + r"\s*"


def translated(line: str, language: str, texts: Texts) -> str:
    caption = found[0] if (found := CAPTION.match(line)) else ""
    for pattern, text in texts:
        said = pattern.fullmatch(line, len(caption))
        if said is not None:
            values = said.groupdict()
            return caption + PLACEHOLDER.sub(lambda name: translated(values[name[1]], language, texts), text[language])  # noqa: B023
    return line


def meaning(report: LogReport) -> Iterator[object]:
    """A report without the texts that are the log's own."""
    yield from (report.verdict, report.truncated, report.client.name, report.pushes)
    yield [(notice.rule, notice.line) for notice in report.notices]
    for one in report.diagnoses:
        facts = {name: value for name, value in one.facts.items() if name not in ("said", "reason")}
        yield one.rule, one.line, one.end_line, one.pushes, facts, [(cause.id, cause.probability) for cause in one.causes]


def test_the_translations_print_what_the_client_prints(shared: Path) -> None:
    """The method is right: it makes a real German log, byte for byte, out of the English one."""
    texts = texts_of(shared / "lab" / "messages.yaml")
    for name in ("key-403.two-packages", "index-404", "folder-again", "unknown-option"):
        english, german = ((shared / "lab" / "dotnet-10.0" / f"{name}.{language}.log").read_text("utf-8") for language in ("en", "de"))
        made = "\n".join(translated(line, "de", texts) for line in english.splitlines())
        assert without_times(made) == without_times("\n".join(german.splitlines()))


def without_times(log: str) -> str:
    return re.sub(r"\d+(?=\sms)|\d+(?=ms)", "N", log)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_push_means_the_same_in_a_language_without_logs(language: str, shared: Path, pipeline: Pipeline) -> None:
    texts = texts_of(shared / "lab" / "messages.yaml")
    different: list[str] = []
    translations = 0
    for file in sorted((shared / "lab" / "dotnet-10.0").glob("*.en.log")):
        english = file.read_text("utf-8")
        foreign = "\n".join(translated(line, language, texts) for line in english.split("\n"))
        translations += foreign != english
        if [*meaning(pipeline.report_bytes(english.encode()))] != [*meaning(pipeline.report_bytes(foreign.encode()))]:
            different.append(file.name)
    assert translations > 200
    assert different == []
