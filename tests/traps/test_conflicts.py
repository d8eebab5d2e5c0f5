"""After a 409: the advice of the client, and what an attempt before it may have done."""

from __future__ import annotations

import pytest

from pushwhy.model.report import Outcome, Verdict
from tests.pushes import ADVICE, NUGET, OWN, answered, because, begun, conflict, first_cause, outcomes, refused, rules
from tests.traps.conftest import Read

MYGET = "https://www.myget.org/F/contoso/api/v2/package"
RESERVED = (
    "The package ID is reserved. You can upload your package with a different package ID."
    " Reach out to support@nuget.org if you have questions."
)
NOT_SEMANTIC = (
    'The package could not be uploaded. The package "Contoso.Widgets 1.2.0.75" does not comply with Semantic Version.'
    " Non-SemVer packages are forbidden according to the package retention settings for this feed."
)
NO_PRE_RELEASES = "Pre-release packages are not allowed on this feed"
EXISTS = "A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be modified."


class TestAdviceAfterEvery409:
    """The client says `To skip already published packages, use the option --skip-duplicate` after every 409, whatever its reason."""

    def test_a_bare_conflict_is_a_duplicate(self, read: Read) -> None:
        assert first_cause(read(conflict("Conflict", OWN))).id == "version-already-exists"

    @pytest.mark.parametrize(
        ("reason", "source", "cause"),
        [
            (RESERVED, NUGET, "id-prefix-reserved"),
            (NOT_SEMANTIC, MYGET, "package-invalid-metadata"),
            (NO_PRE_RELEASES, OWN, "package-invalid-metadata"),
        ],
    )
    def test_a_reason_counts_for_more_than_the_advice(self, read: Read, reason: str, source: str, cause: str) -> None:
        assert first_cause(read(conflict(reason, source))).id == cause

    def test_a_reason_that_no_rule_knows_is_shown_and_the_advice_called_useless(self, read: Read) -> None:
        first = first_cause(read(conflict(NO_PRE_RELEASES, OWN)))
        assert first.fix[0].text == "Go by the reason that the feed gives: Pre-release packages are not allowed on this feed"
        assert first.not_helpful == (
            "--skip-duplicate, which the client advises after every 409: the push would look green, and nothing would be stored.",
        )

    @pytest.mark.parametrize(
        "advice",
        [
            ADVICE,
            "To skip already published packages, use the option -SkipDuplicate\n",
            "See help for push option to automatically skip duplicates.\n",
        ],
    )
    def test_the_advice_itself_is_no_failure(self, read: Read, advice: str) -> None:
        assert rules(read(conflict("Conflict", OWN, advice))) == ["http/conflict"]
        assert read(advice).verdict is Verdict.NO_PUSH


class TestConflictAfterABrokenAttempt:
    """The client repeats an attempt that ended in 5xx or broke off. The first may have stored the package; the second finds it there."""

    @pytest.mark.parametrize(
        ("source", "reason", "rule"),
        [
            (NUGET, EXISTS, "nuget.org/version-exists"),
            (OWN, "Conflict", "http/conflict"),
            ("https://nuget.pkg.github.com/contoso", "Conflict", "github/conflict"),
            ("https://gitlab.example.com/api/v4/projects/10/packages/nuget", "Conflict", "gitlab/conflict"),
            ("https://f.feedz.io/contoso/widgets/nuget", "Conflict", "feedz/conflict"),
        ],
    )
    @pytest.mark.parametrize("broken", ["BadGateway", "GatewayTimeout"])
    def test_after_a_5xx(self, read: Read, source: str, reason: str, rule: str, broken: str) -> None:
        log = begun(source) + answered(broken, source, 60100) + f"  PUT {source}/\n"
        report = read(log + answered("Conflict", source) + ADVICE + refused(409, reason))
        assert rules(report) == [rule]
        assert (outcomes(report), report.pushes[0].attempts) == ([Outcome.FAILED], 2)
        first = report.diagnoses[0].causes[0]
        assert first.id == "version-already-exists"
        assert [(one.fact, one.line, one.text) for one in first.evidence] == [
            ("first_attempt_broke", 3, "an earlier attempt of this push broke off and may have stored it")
        ]

    def test_after_a_lost_connection(self, read: Read) -> None:
        first = first_cause(
            read(
                begun(OWN)
                + f"An error was encountered when fetching 'PUT {OWN}/'. The request will now be retried.\n"
                + "An error occurred while sending the request.\n  The response ended prematurely.\n"
                + f"  PUT {OWN}/\n"
                + answered("Conflict", OWN)
                + ADVICE
                + refused(409, "Conflict")
            )
        )
        assert first.id == "version-already-exists"
        assert [(one.fact, one.line) for one in first.evidence] == [("first_attempt_broke", 2)]

    def test_the_reader_is_told_where_to_look(self, read: Read) -> None:
        assert first_cause(read(conflict(EXISTS, NUGET))).confirm == (
            "See whether https://www.nuget.org/packages/AppLogger/1.0.0 (or the page of your own feed) shows this release."
            " A first attempt that broke off may have been stored all the same."
        )

    def test_a_conflict_at_once_says_nothing_of_attempts(self, read: Read) -> None:
        assert because(first_cause(read(conflict("Conflict", OWN)))) == []

    def test_a_second_attempt_that_was_created_is_a_push(self, read: Read) -> None:
        again = f"  PUT {NUGET}/\n" + answered("Created", NUGET) + "Your package was pushed.\n"
        report = read(begun(NUGET) + answered("ServiceUnavailable", NUGET) + again)
        assert (report.verdict, report.diagnoses, report.pushes[0].statuses) == (Verdict.PUSHED, (), (503, 201))
