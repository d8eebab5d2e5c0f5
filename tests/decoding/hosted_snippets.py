"""A failed push in the logs of GitHub Actions, Azure DevOps and GitLab."""

# ruff: noqa: E501 (lines are as long as they are in logs)

from __future__ import annotations

from tests.decoding.snippet import Snippet

HOSTED: dict[str, Snippet] = {
    "github-actions-web-page-copied-text": Snippet(
        raw=(
            'Run dotnet nuget push "out/*.nupkg" --source github --api-key ***\n'
            '  dotnet nuget push "out/*.nupkg" --source github --api-key ***\n'
            "  shell: /usr/bin/bash -e {0}\n"
            "  env:\n"
            "    DOTNET_ROOT: /usr/share/dotnet\n"
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  PUT https://nuget.pkg.github.com/contoso/\n"
            "  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "To skip already published packages, use the option --skip-duplicate\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "Error: Process completed with exit code 1."
        ),
        cleaned=(
            '1|group|Run dotnet nuget push "out/*.nupkg" --source github --api-key ***',
            '2||dotnet nuget push "out/*.nupkg" --source github --api-key ***',
            "3||shell: /usr/bin/bash -e {0}",
            "4||env:",
            "5||DOTNET_ROOT: /usr/share/dotnet",
            "6||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "7||PUT https://nuget.pkg.github.com/contoso/",
            "8||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "9||To skip already published packages, use the option --skip-duplicate",
            "10|error|Response status code does not indicate success: 409 (Conflict).",
            "11|error|Process completed with exit code 1.",
        ),
        system="github-actions",
    ),
    "github-actions-raw-log-of-a-job": Snippet(
        raw=(
            '\ufeff2024-05-06T07:08:09.1234567Z ##[group]Run dotnet nuget push "out/*.nupkg" --source github --api-key ***\n'
            '2024-05-06T07:08:09.1234567Z \x1b[36;1mdotnet nuget push "out/*.nupkg" --source github --api-key ***\x1b[0m\n'
            "2024-05-06T07:08:09.2345678Z shell: /usr/bin/bash -e {0}\n"
            "2024-05-06T07:08:09.2345678Z ##[endgroup]\n"
            "2024-05-06T07:08:09.3456789Z Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "2024-05-06T07:08:10.4567900Z   PUT https://nuget.pkg.github.com/contoso/\n"
            "2024-05-06T07:08:10.5679011Z   Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "2024-05-06T07:08:10.6790122Z To skip already published packages, use the option --skip-duplicate\n"
            "2024-05-06T07:08:11.7901233Z error: Response status code does not indicate success: 409 (Conflict).\n"
            "2024-05-06T07:08:11.0123455Z ##[error]Process completed with exit code 1."
        ),
        cleaned=(
            '1|group|Run dotnet nuget push "out/*.nupkg" --source github --api-key ***',
            '2|command|dotnet nuget push "out/*.nupkg" --source github --api-key ***',
            "3||shell: /usr/bin/bash -e {0}",
            "4|group|",
            "5||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "6||PUT https://nuget.pkg.github.com/contoso/",
            "7||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "8||To skip already published packages, use the option --skip-duplicate",
            "9|error|Response status code does not indicate success: 409 (Conflict).",
            "10|error|Process completed with exit code 1.",
        ),
        system="github-actions",
    ),
    "github-actions-zip-archive-of-a-run": Snippet(
        raw=(
            "\ufeff2024-05-06T07:08:09.3456789Z Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "2024-05-06T07:08:10.4567900Z   PUT https://nuget.pkg.github.com/contoso/"
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2||PUT https://nuget.pkg.github.com/contoso/",
        ),
        system=None,
    ),
    "github-actions-gh-run-view---log": Snippet(
        raw=(
            "publish\tPush packages\t2024-05-06T07:08:09.3456789Z Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "publish\tPush packages\t2024-05-06T07:08:10.4567900Z   PUT https://nuget.pkg.github.com/contoso/\n"
            "publish\tPush packages\t2024-05-06T07:08:10.5679011Z   Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "publish\tPush packages\t2024-05-06T07:08:10.6790122Z To skip already published packages, use the option --skip-duplicate\n"
            "publish\tPush packages\t2024-05-06T07:08:11.7901233Z error: Response status code does not indicate success: 409 (Conflict).\n"
            "publish\tPush packages\t2024-05-06T07:08:11.0123455Z ##[error]Process completed with exit code 1."
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2||PUT https://nuget.pkg.github.com/contoso/",
            "3||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "4||To skip already published packages, use the option --skip-duplicate",
            "5|error|Response status code does not indicate success: 409 (Conflict).",
            "6|error|Process completed with exit code 1.",
        ),
        system="github-actions",
    ),
    "azure-devops-pipelines": Snippet(
        raw=(
            "2024-05-06T07:08:09.1234567Z ##[section]Starting: dotnet nuget push\n"
            "2024-05-06T07:08:09.1234567Z ==============================================================================\n"
            "2024-05-06T07:08:09.1234567Z Task         : .NET Core\n"
            "2024-05-06T07:08:09.1234567Z ==============================================================================\n"
            "2024-05-06T07:08:09.2345678Z [command]/usr/bin/dotnet nuget push /home/vsts/work/1/a/Contoso.Widgets.1.2.0.nupkg --source https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v3/index.json --api-key AzureArtifacts\n"
            "2024-05-06T07:08:09.3456789Z Pushing Contoso.Widgets.1.2.0.nupkg to 'https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v2'...\n"
            "2024-05-06T07:08:10.4567900Z error: Response status code does not indicate success: 409 (Conflict).\n"
            "2024-05-06T07:08:10.5679011Z ##[error]Error: The process '/usr/bin/dotnet' failed with exit code 1\n"
            "2024-05-06T07:08:10.6790122Z ##[error]Packages failed to publish\n"
            "2024-05-06T07:08:10.6790122Z ##[section]Finishing: dotnet nuget push"
        ),
        cleaned=(
            "1|group|Starting: dotnet nuget push",
            "2||==============================================================================",
            "3||Task         : .NET Core",
            "4||==============================================================================",
            "5|command|/usr/bin/dotnet nuget push /home/vsts/work/1/a/Contoso.Widgets.1.2.0.nupkg --source https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v3/index.json --api-key AzureArtifacts",
            "6||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://pkgs.dev.azure.com/contoso/_packaging/widgets/nuget/v2'...",
            "7|error|Response status code does not indicate success: 409 (Conflict).",
            "8|error|The process '/usr/bin/dotnet' failed with exit code 1",
            "9|error|Packages failed to publish",
            "10|group|Finishing: dotnet nuget push",
        ),
        system="azure-devops",
    ),
    "gitlab-ci-default": Snippet(
        raw=(
            '\x1b[0Ksection_start:1714979289:step_script\r\x1b[0K\x1b[0K\x1b[36;1mExecuting "step_script" stage of the job script\x1b[0;m\x1b[0;m\n'
            '\x1b[32;1m$ dotnet nuget push "out/*.nupkg" --source gitlab\x1b[0;m\n'
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://gitlab.example.com/api/v4/projects/10/packages/nuget'...\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "\x1b[0Ksection_end:1714979291:step_script\r\x1b[0K\x1b[0Ksection_start:1714979291:cleanup_file_variables\r\x1b[0K\x1b[0K\x1b[36;1mCleaning up project directory and file based variables\x1b[0;m\x1b[0;m\n"
            "\x1b[0Ksection_end:1714979292:cleanup_file_variables\r\x1b[0K\x1b[31;1mERROR: Job failed: exit code 1\n"
            "\x1b[0;m"
        ),
        cleaned=(
            '1|group|Executing "step_script" stage of the job script',
            '2|command|dotnet nuget push "out/*.nupkg" --source gitlab',
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://gitlab.example.com/api/v4/projects/10/packages/nuget'...",
            "4|error|Response status code does not indicate success: 409 (Conflict).",
            "5|group|Cleaning up project directory and file based variables",
            "6|error|Job failed: exit code 1",
            "7||",
        ),
        system="gitlab",
    ),
    "gitlab-ci-ff_timestamps": Snippet(
        raw=(
            "2024-05-06T07:08:09.123456Z 01O Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "2024-05-06T07:08:09.123999Z 01O   PUT https://nuget.pkg.github.com/contoso/\n"
            "2024-05-06T07:08:10.004211Z 01O   Conflict https://nuget.pkg.\n"
            "2024-05-06T07:08:10.004301Z 01O+github.com/contoso/ 420ms\n"
            "2024-05-06T07:08:10.004399Z 01O error: Response status code does not indicate success: 409 (Conflict)."
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2||PUT https://nuget.pkg.github.com/contoso/",
            "3-4||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "5|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system="gitlab",
    ),
}
