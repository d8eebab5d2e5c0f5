"""A failed push in the logs of other CI systems."""

# ruff: noqa: E501 (lines are as long as they are in logs)

from __future__ import annotations

from tests.decoding.snippet import Snippet

OTHER_SYSTEMS: dict[str, Snippet] = {
    "jenkins-plain-console-text": Snippet(
        raw=(
            "[Pipeline] sh\n"
            "+ dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source github --api-key ****\n"
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  PUT https://nuget.pkg.github.com/contoso/\n"
            "  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "To skip already published packages, use the option --skip-duplicate\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "[Pipeline] }\n"
            "[Pipeline] // stage\n"
            "[Pipeline] End of Pipeline\n"
            "ERROR: script returned exit code 1\n"
            "Finished: FAILURE"
        ),
        cleaned=(
            "1|group|[Pipeline] sh",
            "2|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source github --api-key ****",
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "4||PUT https://nuget.pkg.github.com/contoso/",
            "5||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "6||To skip already published packages, use the option --skip-duplicate",
            "7|error|Response status code does not indicate success: 409 (Conflict).",
            "8|group|[Pipeline] }",
            "9|group|[Pipeline] // stage",
            "10|group|[Pipeline] End of Pipeline",
            "11|error|script returned exit code 1",
            "12||Finished: FAILURE",
        ),
        system="jenkins",
    ),
    "jenkins-raw-log-with-console-notes": Snippet(
        raw=(
            "\x1b[8mha:Y29udG9zbyBleGFtcGxlIGNvbnNvbGUgbm90ZSwgbm90IGEgcmVhbCBvbmUsIG1hZGUgdXAgZm9yIGEgbG9nIHJ1bGUgY2F0YWxvZ3Vl\x1b[0m[Pipeline] sh\n"
            "+ dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg\n"
            "error: Response status code does not indicate success: 409 (Conflict)."
        ),
        cleaned=(
            "1|group|[Pipeline] sh",
            "2|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg",
            "3|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system="jenkins",
    ),
    "jenkins-timestamper": Snippet(
        raw=(
            "[2024-05-06T07:08:09.123Z] Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "[2024-05-06T07:08:09.544Z] error: Response status code does not indicate success: 409 (Conflict).\n"
            "07:08:09  Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'..."
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2|error|Response status code does not indicate success: 409 (Conflict).",
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
        ),
        system="jenkins",
    ),
    "teamcity": Snippet(
        raw=(
            "[07:08:09][Step 3/3] Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "[07:08:09][Step 3/3]   PUT https://nuget.pkg.github.com/contoso/\n"
            "[07:08:10][Step 3/3] error: Response status code does not indicate success: 409 (Conflict).\n"
            "[07:08:10]W: [Step 3/3] Response status code does not indicate success: 409 (Conflict).\n"
            "[07:08:10][MSBuild output] EXEC : error : Response status code does not indicate success: 409 (Conflict). [C:\\BuildAgent\\work\\4711\\.build\\Build.proj.teamcity]\n"
            "[07:08:10][Step 3/3] Process exited with code 1"
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2||PUT https://nuget.pkg.github.com/contoso/",
            "3|error|Response status code does not indicate success: 409 (Conflict).",
            "4||Response status code does not indicate success: 409 (Conflict).",
            "5|error|Response status code does not indicate success: 409 (Conflict).",
            "6||Process exited with code 1",
        ),
        system="teamcity",
    ),
    "appveyor": Snippet(
        raw=(
            "Build started\n"
            "git clone -q --branch=main https://github.com/contoso/widgets.git C:\\projects\\widgets\n"
            "dotnet nuget push out\\Contoso.Widgets.1.2.0.nupkg --api-key %NUGET_KEY% --source https://www.myget.org/F/contoso/api/v2/package\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "Command exited with code 1"
        ),
        cleaned=(
            "1||Build started",
            "2||git clone -q --branch=main https://github.com/contoso/widgets.git C:\\projects\\widgets",
            "3||dotnet nuget push out\\Contoso.Widgets.1.2.0.nupkg --api-key %NUGET_KEY% --source https://www.myget.org/F/contoso/api/v2/package",
            "4|error|Response status code does not indicate success: 409 (Conflict).",
            "5||Command exited with code 1",
        ),
        system="appveyor",
    ),
    "bitbucket-pipelines": Snippet(
        raw=(
            "+ dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --api-key $NUGET_KEY --source https://nuget.pkg.github.com/contoso/index.json\n"
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  PUT https://nuget.pkg.github.com/contoso/\n"
            "  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "To skip already published packages, use the option --skip-duplicate\n"
            "error: Response status code does not indicate success: 409 (Conflict)."
        ),
        cleaned=(
            "1|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --api-key $NUGET_KEY --source https://nuget.pkg.github.com/contoso/index.json",
            "2||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "3||PUT https://nuget.pkg.github.com/contoso/",
            "4||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "5||To skip already published packages, use the option --skip-duplicate",
            "6|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system=None,
    ),
    "circleci": Snippet(
        raw=(
            "#!/bin/bash -eo pipefail\n"
            'dotnet nuget push "out/*.nupkg" --source github --api-key ${NUGET_KEY}\n'
            "\n"
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  PUT https://nuget.pkg.github.com/contoso/\n"
            "  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "To skip already published packages, use the option --skip-duplicate\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "\n"
            "Exited with code exit status 1\n"
            "\n"
            "CircleCI received exit code 1"
        ),
        cleaned=(
            "1||#!/bin/bash -eo pipefail",
            '2||dotnet nuget push "out/*.nupkg" --source github --api-key ${NUGET_KEY}',
            "3||",
            "4||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "5||PUT https://nuget.pkg.github.com/contoso/",
            "6||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "7||To skip already published packages, use the option --skip-duplicate",
            "8|error|Response status code does not indicate success: 409 (Conflict).",
            "9||",
            "10||Exited with code exit status 1",
            "11||",
            "12||CircleCI received exit code 1",
        ),
        system="circleci",
    ),
    "travis-ci": Snippet(
        raw=(
            "travis_fold:start:after_success.1\r\x1b[0Ktravis_time:start:0a1b2c3d\r\x1b[0K$ dotnet nuget push out/*.nupkg --api-key $NUGET_KEY --source https://www.myget.org/F/contoso/api/v2/package\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "travis_time:end:0a1b2c3d:start=1714979289000000000,finish=1714979290000000000,duration=1000000000\r\x1b[0Ktravis_fold:end:after_success.1\r\x1b[0K\n"
            '\x1b[31;1mThe command "dotnet nuget push" exited with 1.\x1b[0m'
        ),
        cleaned=(
            "1|command|dotnet nuget push out/*.nupkg --api-key $NUGET_KEY --source https://www.myget.org/F/contoso/api/v2/package",
            "2|error|Response status code does not indicate success: 409 (Conflict).",
            "3||",
            '4||The command "dotnet nuget push" exited with 1.',
        ),
        system="travis",
    ),
    "buildkite": Snippet(
        raw=(
            "\x1b_bk;t=1714979289123\x07~~~ Running commands\n"
            '\x1b_bk;t=1714979289130\x07\x1b[90m$\x1b[0m dotnet nuget push "out/*.nupkg" --source github\n'
            "\x1b_bk;t=1714979289500\x07Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "\x1b_bk;t=1714979289537\x07  PUT https://nuget.pkg.github.com/contoso/\n"
            "\x1b_bk;t=1714979289574\x07  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "\x1b_bk;t=1714979289611\x07To skip already published packages, use the option --skip-duplicate\n"
            "\x1b_bk;t=1714979289648\x07error: Response status code does not indicate success: 409 (Conflict).\n"
            "\x1b_bk;t=1714979290001\x07\x1b[31m\U0001f6a8 Error: The command exited with status 1\x1b[0m\n"
            "\x1b_bk;t=1714979290005\x07^^^ +++"
        ),
        cleaned=(
            "1|group|Running commands",
            '2|command|dotnet nuget push "out/*.nupkg" --source github',
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "4||PUT https://nuget.pkg.github.com/contoso/",
            "5||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "6||To skip already published packages, use the option --skip-duplicate",
            "7|error|Response status code does not indicate success: 409 (Conflict).",
            "8|error|The command exited with status 1",
            "9|group|",
        ),
        system="buildkite",
    ),
    "drone": Snippet(
        raw=(
            '[{"pos":0,"out":"+ dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source github\\n","time":0},{"pos":1,"out":"Pushing Contoso.Widgets.1.2.0.nupkg to \'https://nuget.pkg.github.com/contoso\'...\\n","time":1},{"pos":2,"out":"error: Response status code does not indicate success: 409 (Conflict).\\n","time":2}]'
        ),
        cleaned=(
            "1|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source github",
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "1|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system="drone",
    ),
    "octopus-deploy-raw-task-log": Snippet(
        raw=(
            "                    | == Failed: Step 2: Push package ==\n"
            "07:08:09   Verbose  |     Octopus Deploy: Calamari version 28.0.0\n"
            "07:08:09   Info     |     Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "07:08:09   Info     |     PUT https://nuget.pkg.github.com/contoso/\n"
            "07:08:10   Info     |     error: Response status code does not indicate success: 409 (Conflict).\n"
            "07:08:10   Fatal    |     The remote script failed with exit code 1\n"
            "07:08:10   Fatal    |     The action Push package on worker01 failed"
        ),
        cleaned=(
            "1|group|Failed: Step 2: Push package ==",
            "2||Octopus Deploy: Calamari version 28.0.0",
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "4||PUT https://nuget.pkg.github.com/contoso/",
            "5|error|Response status code does not indicate success: 409 (Conflict).",
            "6|error|The remote script failed with exit code 1",
            "7|error|The action Push package on worker01 failed",
        ),
        system="octopus",
    ),
}
