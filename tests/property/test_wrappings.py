"""The same log behind any prefix and in any container gets the same answer."""

from __future__ import annotations

from pathlib import Path

from pushwhy.model.report import LogReport
from pushwhy.run.pipeline import Pipeline
from tests.property.wrappings import draw

DRAWS = 200
WANTED = 0.95
LOGS = ("appveyor-symbols-refused", "gitlab-wrong-source-name", "killed-push", "msbuild-exec-azure-artifacts", "fork-pull-request-no-key")


def answer(report: LogReport) -> tuple[object, ...]:
    causes = sorted({diagnosis.causes[0].id for diagnosis in report.diagnoses if diagnosis.causes})
    pushes = sorted((str(push.package_id), str(push.http_status), str(push.outcome)) for push in report.pushes)
    return str(report.verdict), causes, pushes


def test_nearly_every_wrapping_leaves_the_answer_as_it_is(root: Path, pipeline: Pipeline) -> None:
    logs = [(root / "samples" / f"{name}.log").read_text(encoding="utf-8").splitlines() for name in LOGS]
    plain = [answer(pipeline.report_bytes(("\n".join(lines) + "\n").encode())) for lines in logs]
    wrapped = {seed: draw(seed)(logs[seed % len(LOGS)]) for seed in range(DRAWS)}
    other = [seed for seed, text in wrapped.items() if answer(pipeline.report_bytes(text.encode())) != plain[seed % len(LOGS)]]
    assert len(other) <= DRAWS * (1 - WANTED), other
