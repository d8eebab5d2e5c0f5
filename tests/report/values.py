"""Reports made by hand, from which the tests of the formats take what they need."""

from __future__ import annotations

import io

from pushwhy.model.facts import Origin
from pushwhy.model.report import (
    Answer,
    Client,
    Diagnosis,
    Evidence,
    FixStep,
    LogError,
    LogReport,
    Notice,
    Outcome,
    Problem,
    Push,
    Question,
    RankedCause,
    Related,
    Severity,
    Strength,
    Verdict,
)
from pushwhy.report import FORMATS, Options
from pushwhy.report.document import Report, Tool
from pushwhy.report.format import Format
from pushwhy.report.tally import Tally

TOOL = Tool(name="pushwhy", version="1.2.3", rules="sha256:0123", layers=("shipped", ".pushwhy"))


def report(*logs: LogReport, errors: tuple[Problem, ...] = ()) -> Report:
    tally = Tally()
    for log in logs:
        tally.add(log)
    return Report(tool=TOOL, logs=logs, summary=tally.summary(1000, 0.25), errors=errors)


def tell(report: Report, format_: Format) -> None:
    """Give a whole report to a format."""
    format_.begin(report.tool)
    for log in report.logs:
        format_.log(log)
    format_.end(report.summary, report.errors)


def written(report: Report, name: str) -> str:
    """Return a report in the format of this name, as a file gets it."""
    output = io.StringIO()
    tell(report, FORMATS[name].open(output, Options()))
    return output.getvalue()


def push(
    package_id: str | None = "AppLogger",
    version: str | None = "1.0.0",
    outcome: Outcome = Outcome.FAILED,
    *,
    path: str | None = None,
    symbols: bool = False,
    source: str | None = "https://www.nuget.org/api/v2/package",
    feed: str | None = "nuget.org",
    host: str | None = "www.nuget.org",
    http_status: int | None = 403,
    attempts: int = 1,
    line: int = 55,
) -> Push:
    return Push(
        package_id=package_id,
        version=version,
        path=path,
        symbols=symbols,
        source=source,
        feed=feed,
        host=host,
        outcome=outcome,
        http_status=http_status,
        statuses=(http_status,) * attempts if http_status else (),
        attempts=attempts,
        first_line=line,
        last_line=line + 2,
        diagnosis=0 if outcome is Outcome.FAILED else None,
    )


def cause(
    name: str,
    title: str,
    probability: float,
    *,
    evidence: tuple[Evidence, ...] = (),
    fix: tuple[FixStep, ...] = (),
    not_helpful: tuple[str, ...] = (),
    confirm: str | None = None,
    docs: tuple[str, ...] = (),
) -> RankedCause:
    return RankedCause(
        factors=(),
        id=name,
        title=title,
        explanation=f"{title}, and that is why.",
        probability=probability,
        prior=0.2,
        evidence=evidence,
        fix=fix,
        not_helpful=not_helpful,
        confirm=confirm,
        docs=docs,
    )


def diagnosis(
    *causes: RankedCause,
    rule: str | None = "nuget.org/key-refused",
    excerpt: str = "Response status code does not indicate success: 403 (Forbidden).",
    line: int = 57,
    end_line: int = 57,
    pushes: tuple[int, ...] = (0,),
    facts: dict[str, str | int | bool] | None = None,
    other: float = 0.02,
    conflicts: tuple[str, ...] = (),
    question: Question | None = None,
) -> Diagnosis:
    return Diagnosis(
        rule=rule,
        severity=Severity.ERROR,
        line=line,
        end_line=end_line,
        excerpt=excerpt,
        pushes=pushes,
        facts=facts or {},
        causes=causes,
        other_probability=other,
        conflicts=conflicts,
        question=question,
        related=(Related(rule="http/403", line=line),),
    )


KEY_REFUSED = "The specified API key is invalid, has expired, or does not have permission to access the specified package."

OWNED = cause(
    "package-id-owned-by-another",
    "The package ID belongs to somebody else",
    0.71,
    evidence=(
        Evidence(
            fact="key",
            value="valid",
            origin=Origin.STATED,
            effect="for",
            strength=Strength.STRONG,
            ratio=10.3,
            line=None,
            text="you say that the key is valid",
        ),
        Evidence(
            fact="same_key_accepted",
            value=True,
            origin=Origin.DERIVED,
            effect="for",
            strength=Strength.MODERATE,
            ratio=5.0,
            line=41,
            text="the same key was accepted for Contoso.Core",
        ),
    ),
    fix=(
        FixStep(text="Choose an ID of your own, such as Contoso.AppLogger: `<PackageId>` in AppLogger.csproj", argv=None),
        FixStep(text="`dotnet build -c Release`", argv=("dotnet", "build", "-c", "Release")),
        FixStep(text="dotnet pack -c Release --no-build", argv=("dotnet", "pack", "-c", "Release", "--no-build")),
        FixStep(
            text="Push it: `dotnet nuget push bin/Release/Contoso.AppLogger.1.0.0.nupkg --source nuget.org --api-key …`.",
            argv=("dotnet", "nuget", "push", "bin/Release/Contoso.AppLogger.1.0.0.nupkg", "--source", "nuget.org", "--api-key", "…"),
        ),
    ),
    not_helpful=("Another key: the ID still belongs to somebody else, whatever your keys are allowed to do.", "Waiting."),
    docs=("https://learn.microsoft.com/nuget/nuget-org/id-prefix-reservation",),
)

OWNER_QUESTION = Question(
    fact="owner",
    text="does https://www.nuget.org/packages/AppLogger list you as an owner?",
    look_up="https://www.nuget.org/packages/AppLogger",
    answers=tuple(Answer(value=value, option=f"--fact AppLogger@owner={value}") for value in ("me", "other", "nobody")),
)

SEED = LogReport(
    log="build.log",
    verdict=Verdict.FAILED,
    dialect="github-actions",
    encoding="utf-8",
    client=Client(name="dotnet", version="8.0.100", language="en"),
    pushes=(push(),),
    diagnoses=(
        diagnosis(
            OWNED,
            cause("api-key-scope", "The key's pattern does not cover AppLogger", 0.21),
            cause("api-key-invalid", "The key is wrong", 0.04),
            excerpt=f"Response status code does not indicate success: 403 ({KEY_REFUSED}).",
            facts={"http_status": 403, "package_id": "AppLogger", "symbols": False},
            question=OWNER_QUESTION,
        ),
    ),
)

NOTICE = Notice(
    rule="client/key-visible",
    severity=Severity.WARNING,
    line=12,
    text="The log shows an API key in clear text; whoever can read the log can push with it.",
    fix=(FixStep(text="Revoke the key at https://www.nuget.org/account/apikeys and make a new one", argv=None),),
    docs=("https://docs.github.com/actions/security-guides/encrypted-secrets",),
)

PUSHED = LogReport(
    log="logs/good.log",
    verdict=Verdict.PUSHED,
    pushes=(
        push("Contoso.Core", "2.0.0", Outcome.PUSHED, http_status=201),
        push("Contoso.Core", "2.0.0", Outcome.PUSHED, symbols=True, http_status=201),
        push("Contoso.Old", "1.0.0", Outcome.SKIPPED_DUPLICATE, http_status=409),
    ),
)

CLEAN = LogReport(log="logs/clean.log", verdict=Verdict.NO_PUSH)

UNREADABLE = LogReport(
    log="logs/locked.log", verdict=Verdict.UNREADABLE, errors=(LogError(kind="unreadable", message="permission denied"),)
)

INCOMPLETE = LogReport(
    log="cut.log",
    verdict=Verdict.INCOMPLETE,
    truncated=True,
    client=Client(name="dotnet", language="en"),
    pushes=(push("Contoso.Core", "2.0.0-rc.1", Outcome.UNKNOWN, http_status=None, line=91),),
)

UNEXPLAINED = LogReport(
    log="odd.log",
    verdict=Verdict.UNEXPLAINED,
    client=Client(name="dotnet", language="de"),
    pushes=(push("Contoso.Core", "2.0.0", http_status=418, attempts=3),),
    diagnoses=(
        diagnosis(rule=None, excerpt="Der Server ist eine Teekanne.\n   bei Contoso.Teapot.Brew()", line=57, end_line=58, other=1.0),
    ),
)
