"""Warnings of a push that succeeded: each is told with what to do, beside the verdict."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Notice, Outcome, Severity, Verdict
from pushwhy.run.pipeline import Pipeline
from tests.pushes import KEY_REFUSED, NUGET, OWN, SYMBOLS, answered, begun, notices, pushed, refused

KEY = "oy2" + "a1" * 22
GITHUB_TOKEN = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
PACK_AGAIN = "Pack the next version: `dotnet pack -c Release`"
HTTP = "http://nuget.contoso.example/api/v2/package"


def only_notice(pipeline: Pipeline, log: str) -> Notice:
    """The notice of a log whose pushes all succeeded."""
    report = pipeline.report_bytes(log.encode())
    assert (report.verdict, report.diagnoses) == (Verdict.PUSHED, ())
    assert len(report.notices) == 1, notices(report)
    return report.notices[0]


def fix(notice: Notice) -> list[str]:
    return [step.text for step in notice.fix]


@pytest.mark.parametrize(
    ("warning", "rule", "text", "steps"),
    [
        (
            "Your API key expires in 5 days. Visit https://www.nuget.org/account/apikeys to regenerate your API key.",
            "nuget.org/key-expires-soon",
            "The API key works, but not for long. Days until it expires: 5.",
            [
                "Regenerate the key at https://www.nuget.org/account/apikeys and store the new value in the secret.",
                "Or move to trusted publishing, which needs no stored key.",
            ],
        ),
        (
            "License missing. See how to include a license within the package: https://aka.ms/nuget/authoring-best-practices#licensing.",
            "nuget.org/license-not-given",
            "The package names no licence.",
            ["Set PackageLicenseExpression or PackageLicenseFile in the project.", PACK_AGAIN],
        ),
        (
            "Readme missing. Go to https://aka.ms/nuget-include-readme learn How to include a readme file within the package.",
            "nuget.org/readme-not-given",
            "The package has no readme.",
            ["Pack a Markdown file and name it in PackageReadmeFile.", PACK_AGAIN],
        ),
        (
            "The <iconUrl> element is deprecated. Consider using the <icon> element instead. https://aka.ms/deprecateIconUrl",
            "nuget.org/icon-url-deprecated",
            "The package names its icon by iconUrl, which is deprecated.",
            ["Pack the image and name it in PackageIcon.", PACK_AGAIN],
        ),
        (
            "The <licenseUrl> element is deprecated. Consider using the <license> element instead. Learn more: https://aka.ms/deprecateLicenseUrl.",
            "nuget.org/license-url-deprecated",
            "The package names its licence by licenseUrl, which is deprecated.",
            ["Replace PackageLicenseUrl by PackageLicenseExpression or PackageLicenseFile.", PACK_AGAIN],
        ),
    ],
)
@pytest.mark.parametrize("caption", ["warn : ", "WARNING: "])
def test_warnings_of_nuget_org(pipeline: Pipeline, caption: str, warning: str, rule: str, text: str, steps: list[str]) -> None:
    notice = only_notice(pipeline, pushed(warning=f"{caption}{warning}\n"))
    assert (notice.rule, notice.line, notice.text, fix(notice)) == (rule, 3, text, steps)


def test_the_command_of_a_fix_is_split(pipeline: Pipeline) -> None:
    notice = only_notice(pipeline, pushed(warning="warn : License missing. See how to include a license within the package: x\n"))
    assert [step.argv for step in notice.fix] == [None, ("dotnet", "pack", "-c", "Release")]


class TestPlainHttp:
    TEXT = (
        "The package and its key went to nuget.contoso.example unencrypted: whoever is on the way can read the key and push with it."
        " Clients from SDK 9 on refuse such sources unless nuget.config allows them."
    )
    WARNING = (
        "warn : You are running the 'push' operation with an 'HTTP' source, 'http://nuget.contoso.example/v3/index.json'. Non-HTTPS access"
        " will be removed in a future version. Consider migrating to an 'HTTPS' source.\n"
    )

    @pytest.mark.parametrize(
        ("log", "line"), [(pushed(HTTP), 1), (WARNING + pushed(HTTP), 1), (pushed(HTTP) + pushed(HTTP, "B.1.0.0.nupkg"), 1)]
    )
    def test_is_told_once(self, pipeline: Pipeline, log: str, line: int) -> None:
        notice = only_notice(pipeline, log)
        assert (notice.rule, notice.severity, notice.line) == ("client/plain-http-source", Severity.WARNING, line)
        assert notice.text == self.TEXT
        assert fix(notice)[0] == "Push to the https address of the feed"

    @pytest.mark.parametrize("source", [OWN, "http://localhost:5000/v3/package", "http://127.0.0.1:5000/v3/package", "/srv/feed"])
    def test_is_not_told_where_nobody_can_listen(self, pipeline: Pipeline, source: str) -> None:
        report = pipeline.report_bytes(f"Pushing AppLogger.1.0.0.nupkg to '{source}'...\nYour package was pushed.\n".encode())
        assert (report.verdict, notices(report)) == (Verdict.PUSHED, [])


class TestSkippedDuplicate:
    def test_tells_what_the_option_hides(self, pipeline: Pipeline) -> None:
        log = begun(NUGET) + answered("Conflict", NUGET) + f"Package '/src/out/AppLogger.1.0.0.nupkg' already exists at feed '{NUGET}'.\n"
        notice = only_notice(pipeline, log)
        assert notice.rule == "client/duplicate-skipped"
        assert notice.text == (
            "The feed answered 409 for /src/out/AppLogger.1.0.0.nupkg, and --skip-duplicate let that pass as a duplicate. Nothing was"
            " stored now. The option hides every other reason for a 409 as well: a reserved ID, a deleted version, a package that is still"
            " being processed."
        )
        assert fix(notice) == [
            "Look whether the feed lists this version; if it does, nothing is left to do",
            "If it does not, push once without --skip-duplicate to read the reason of the feed",
            "If the content is new, raise the version: a version that is there is never replaced",
        ]

    def test_of_symbols_beside_a_package_that_arrived(self, pipeline: Pipeline) -> None:
        skipped = f"Package '/src/out/AppLogger.1.0.0.snupkg' already exists at feed '{SYMBOLS}'.\n"
        log = pushed() + begun(SYMBOLS, "AppLogger.1.0.0.snupkg") + answered("Conflict", SYMBOLS) + skipped
        assert only_notice(pipeline, log).rule == "client/duplicate-skipped"


class TestAnswersThatAreNotOfAFeed:
    def test_203(self, pipeline: Pipeline) -> None:
        report = pipeline.report_bytes(pushed(OWN, status_name="NonAuthoritativeInformation").encode())
        assert (report.verdict, report.pushes[0].outcome) == (Verdict.INCOMPLETE, Outcome.UNKNOWN)
        (notice,) = report.notices
        assert (notice.rule, notice.severity, notice.line) == ("client/answer-not-from-feed", Severity.WARNING, 3)
        assert notice.text == (
            "The status 203 comes from sign-in pages and proxies, and the client takes it for success. The package may not be on the feed."
        )
        assert fix(notice) == [
            "Look whether the version is on the feed",
            "Use the address from the page of the feed, which normally ends in /index.json",
        ]

    @pytest.mark.parametrize("source", [NUGET, OWN, "https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v2"])
    def test_200_where_feeds_say_201_or_202(self, pipeline: Pipeline, source: str) -> None:
        notice = only_notice(pipeline, pushed(source, status_name="OK"))
        assert (notice.rule, notice.severity, notice.line) == ("client/answer-not-created", Severity.INFO, 3)
        assert notice.text == (
            f"{source.split('/')[2]} answered 200, where feeds answer 201 or 202 once they have a package. A sign-in page, a proxy and a"
            " wrong address answer 200 as well, and the client takes it for success."
        )

    @pytest.mark.parametrize(
        ("source", "status_name"),
        [
            ("https://nuget.pkg.github.com/contoso", "OK"),
            ("https://octopus.contoso.example/nuget/packages", "OK"),
            ("https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v2", "Accepted"),
            (NUGET, "Created"),
        ],
    )
    def test_no_word_of_answers_that_are_usual(self, pipeline: Pipeline, source: str, status_name: str) -> None:
        assert notices(pipeline.report_bytes(pushed(source, status_name=status_name).encode())) == []

    def test_no_word_of_the_index_that_was_fetched(self, pipeline: Pipeline) -> None:
        index = "  GET https://api.nuget.org/v3/index.json\n  OK https://api.nuget.org/v3/index.json 57ms\n"
        assert notices(pipeline.report_bytes((index + pushed()).encode())) == []


class TestKeyInTheLog:
    def test_is_told_without_the_key(self, pipeline: Pipeline) -> None:
        notice = only_notice(
            pipeline, f"+ dotnet nuget push out/*.nupkg --api-key {KEY} --source https://api.nuget.org/v3/index.json\n{pushed()}"
        )
        assert (notice.rule, notice.severity, notice.line) == ("ci/secret-visible-in-log", Severity.WARNING, 1)
        assert notice.text == (
            "The key of a feed can be read in this log (nuget-org-key). The log shows the key of a package feed in clear text. Everybody"
            " who can read the log can push with it, now and until it is revoked. This did not make the push fail."
        )
        assert any("revoke" in step.lower() or "regenerate" in step.lower() for step in fix(notice))
        assert KEY not in str(notice)

    @pytest.mark.parametrize(
        ("shown", "title"),
        [
            ("--source https://build:c0rr3cthorse@nuget.contoso.example/v3/index.json", "A password can be read in this log (password). "),
            (f"--api-key {GITHUB_TOKEN}", "The token of an account can be read in this log (github-token). "),
            ("--header Authorization: Bearer 0f8fad5bd9cb469fa165", "A secret can be read in this log (authorization). "),
            ("0f8fad5b-d9cb-469f-a165-70867728950e", "The key of a feed can be read in this log (api-key). "),
        ],
    )
    def test_tells_what_that_key_opens(self, pipeline: Pipeline, shown: str, title: str) -> None:
        notice = only_notice(pipeline, f"+ nuget push out/AppLogger.1.0.0.nupkg {shown}\n{pushed(OWN)}")
        assert notice.text.startswith(title)
        is_of_feed = "feed" in title
        assert ("push with it" in notice.text, "nuget.org" in str(notice.fix)) == (is_of_feed, is_of_feed)

    def test_each_kind_has_its_notice_in_order_of_lines(self, pipeline: Pipeline) -> None:
        log = f"+ nuget push a.nupkg -Source https://ci:c0rr3cthorse@feed.example\n+ dotnet nuget push out/*.nupkg -k {KEY}\n{pushed()}"
        report = pipeline.report_bytes(log.encode())
        assert [(one.rule, one.line, one.text.partition(".")[0]) for one in report.notices] == [
            ("ci/secret-visible-in-log", 1, "A password can be read in this log (password)"),
            ("ci/secret-visible-in-log", 2, "The key of a feed can be read in this log (nuget-org-key)"),
        ]

    @pytest.mark.parametrize(
        "shown", ["***", "$NUGET_KEY", "${{ secrets.NUGET_KEY }}", "%NUGET_KEY%", "$(NuGetKey)", "myKey", "hidden-for-reasons"]
    )
    def test_no_word_of_a_masked_key_or_a_variable(self, pipeline: Pipeline, shown: str) -> None:
        log = f"+ dotnet nuget push out/*.nupkg --api-key {shown} --source https://api.nuget.org/v3/index.json\n{pushed()}"
        assert notices(pipeline.report_bytes(log.encode())) == []


def test_a_failed_push_has_its_diagnosis_instead(pipeline: Pipeline) -> None:
    warning = "warn : Your API key expires in 5 days. Visit https://www.nuget.org/account/apikeys to regenerate your API key.\n"
    report = pipeline.report_bytes((begun(NUGET) + warning + answered("Forbidden", NUGET) + refused(403, KEY_REFUSED)).encode())
    assert (report.verdict, report.notices) == (Verdict.FAILED, ())
    expired = next(cause for cause in report.diagnoses[0].causes if cause.id == "api-key-expired")
    assert [one.text for one in expired.evidence] == ["the server warned that the key expires in 5 days, so it is alive"]


def test_a_failed_push_leaves_the_notices_of_the_others(pipeline: Pipeline) -> None:
    licence = "warn : License missing. See how to include a license within the package: https://aka.ms/nuget/authoring-best-practices#licensing.\n"
    failed = begun(NUGET, "B.1.0.0.nupkg") + answered("Forbidden", NUGET) + refused(403, KEY_REFUSED)
    report = pipeline.report_bytes((pushed(warning=licence) + failed).encode())
    assert (report.verdict, notices(report)) == (Verdict.FAILED, ["nuget.org/license-not-given"])
