"""A failed push as clients, build tools and consoles show it."""

# ruff: noqa: E501 (lines are as long as they are in logs)

from __future__ import annotations

from tests.decoding.snippet import Snippet

TOOLS: dict[str, Snippet] = {
    "none-dotnet-nuget-push": Snippet(
        raw=(
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  PUT https://nuget.pkg.github.com/contoso/\n"
            "  Conflict https://nuget.pkg.github.com/contoso/ 420ms\n"
            "To skip already published packages, use the option --skip-duplicate\n"
            "error: Response status code does not indicate success: 409 (Conflict)."
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2||PUT https://nuget.pkg.github.com/contoso/",
            "3||Conflict https://nuget.pkg.github.com/contoso/ 420ms",
            "4||To skip already published packages, use the option --skip-duplicate",
            "5|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system=None,
    ),
    "none-nuget.exe-push": Snippet(
        raw=(
            "WARNING: Resource not accessible by integration\n"
            "  Forbidden https://nuget.pkg.github.com/contoso/ 297ms\n"
            "Response status code does not indicate success: 403 (Forbidden)."
        ),
        cleaned=(
            "1|warning|Resource not accessible by integration",
            "2||Forbidden https://nuget.pkg.github.com/contoso/ 297ms",
            "3||Response status code does not indicate success: 403 (Forbidden).",
        ),
        system=None,
    ),
    "cake": Snippet(
        raw=(
            "========================================\n"
            "Publish-Packages\n"
            "========================================\n"
            'Executing: "/usr/bin/dotnet" nuget push "out/Contoso.Widgets.1.2.0.nupkg" --api-key "[REDACTED]"\n'
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "An error occurred when executing task 'Publish-Packages'.\n"
            "Error: .NET CLI: Process returned an error (exit code 1)."
        ),
        cleaned=(
            "1||========================================",
            "2||Publish-Packages",
            "3||========================================",
            '4|command|"/usr/bin/dotnet" nuget push "out/Contoso.Widgets.1.2.0.nupkg" --api-key "[REDACTED]"',
            "5|error|Response status code does not indicate success: 409 (Conflict).",
            "6||An error occurred when executing task 'Publish-Packages'.",
            "7|error|.NET CLI: Process returned an error (exit code 1).",
        ),
        system=None,
    ),
    "nuke": Snippet(
        raw=(
            "07:08:09 [INF] > /usr/bin/dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --api-key [REDACTED] --source https://nuget.pkg.github.com/contoso/index.json\n"
            "07:08:09 [DBG] Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "07:08:10 [ERR] error: Response status code does not indicate success: 409 (Conflict).\n"
            "##[error]error: Response status code does not indicate success: 409 (Conflict).\n"
            "ProcessException: Process 'dotnet' exited with code 1."
        ),
        cleaned=(
            "1|command|/usr/bin/dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --api-key [REDACTED] --source https://nuget.pkg.github.com/contoso/index.json",
            "2||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "3|error|Response status code does not indicate success: 409 (Conflict).",
            "4|error|Response status code does not indicate success: 409 (Conflict).",
            "5||ProcessException: Process 'dotnet' exited with code 1.",
        ),
        system=None,
    ),
    "fake-and-paket": Snippet(
        raw=(
            "Starting target 'Push'\n"
            "Pushing package Contoso.Widgets.1.2.0.nupkg to https://nuget.pkg.github.com/contoso - trial 1\n"
            "Could not push Contoso.Widgets.1.2.0.nupkg: The remote server returned an error: (409) Conflict.\n"
            "Pushing /builds/widgets/out/Contoso.Widgets.1.2.0.nupkg Attempts left: 3\n"
            "Finished (Failed) 'Push' in 00:00:04.1230000"
        ),
        cleaned=(
            "1||Starting target 'Push'",
            "2||Pushing package Contoso.Widgets.1.2.0.nupkg to https://nuget.pkg.github.com/contoso - trial 1",
            "3||Could not push Contoso.Widgets.1.2.0.nupkg: The remote server returned an error: (409) Conflict.",
            "4||Pushing /builds/widgets/out/Contoso.Widgets.1.2.0.nupkg Attempts left: 3",
            "5||Finished (Failed) 'Push' in 00:00:04.1230000",
        ),
        system=None,
    ),
    "powershell-error-record-for-native-standard-error": Snippet(
        raw=(
            "nuget.exe : Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does \r\n"
            "not have permission to access the specified package.).\r\n"
            "At C:\\agent\\publish.ps1:12 char:1\r\n"
            "+ & .\\nuget.exe push out\\Contoso.Widgets.1.2.0.nupkg -Source contoso\r\n"
            "+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\r\n"
            "    + CategoryInfo          : NotSpecified: (Response status...ified package.).:String) [], RemoteException\r\n"
            "    + FullyQualifiedErrorId : NativeCommandError\r\n"
            " "
        ),
        cleaned=(
            "1||Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does",
            "2||not have permission to access the specified package.).",
            "3||At C:\\agent\\publish.ps1:12 char:1",
            "4|command|& .\\nuget.exe push out\\Contoso.Widgets.1.2.0.nupkg -Source contoso",
            "5||+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
            "6||+ CategoryInfo          : NotSpecified: (Response status...ified package.).:String) [], RemoteException",
            "7||+ FullyQualifiedErrorId : NativeCommandError",
            "8||",
        ),
        system=None,
    ),
    "powershell-redirect-to-file": Snippet(
        raw=(
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\r\n"
            "error: Response status code does not indicate success: 409 (Conflict).\r\n"
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2|error|Response status code does not indicate success: 409 (Conflict).",
        ),
        system=None,
    ),
    "msbuild-exec-task-and-console-logger": Snippet(
        raw=(
            "  1>Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "  1>EXEC : error : Response status code does not indicate success: 409 (Conflict). [/src/Widgets/Widgets.csproj]\n"
            '  1>/src/Widgets/Widgets.csproj(42,5): error MSB3073: The command "dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" exited with code 1.\n'
            '  1>Done Building Project "/src/Widgets/Widgets.csproj" (Publish target(s)) -- FAILED.'
        ),
        cleaned=(
            "1||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "2|error|Response status code does not indicate success: 409 (Conflict).",
            '3||/src/Widgets/Widgets.csproj(42,5): error MSB3073: The command "dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" exited with code 1.',
            '4||Done Building Project "/src/Widgets/Widgets.csproj" (Publish target(s)) -- FAILED.',
        ),
        system=None,
    ),
    "docker-build-buildkit-plain-progress": Snippet(
        raw=(
            "#12 [build 7/7] RUN dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source https://nuget.pkg.github.com/contoso/index.json --api-key $KEY\n"
            "#12 1.204 Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "#12 1.205   PUT https://nuget.pkg.github.com/contoso/\n"
            "#12 1.731 error: Response status code does not indicate success: 409 (Conflict).\n"
            '#12 ERROR: process "/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" did not complete successfully: exit code: 1\n'
            "------\n"
            " > [build 7/7] RUN dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg:\n"
            "1.731 error: Response status code does not indicate success: 409 (Conflict).\n"
            "------\n"
            'ERROR: failed to solve: process "/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" did not complete successfully: exit code: 1'
        ),
        cleaned=(
            "1|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg --source https://nuget.pkg.github.com/contoso/index.json --api-key $KEY",
            "2||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "3||PUT https://nuget.pkg.github.com/contoso/",
            "4|error|Response status code does not indicate success: 409 (Conflict).",
            '5|error|process "/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" did not complete successfully: exit code: 1',
            "6||------",
            "7|group|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg:",
            "8|error|Response status code does not indicate success: 409 (Conflict).",
            "9||------",
            '10|error|failed to solve: process "/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg" did not complete successfully: exit code: 1',
        ),
        system=None,
    ),
    "docker-build-classic-builder": Snippet(
        raw=(
            "Step 7/7 : RUN dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg\n"
            " ---> Running in 0a1b2c3d4e5f\n"
            "Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...\n"
            "error: Response status code does not indicate success: 409 (Conflict).\n"
            "The command '/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg' returned a non-zero code: 1"
        ),
        cleaned=(
            "1|command|dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg",
            "2||---> Running in 0a1b2c3d4e5f",
            "3||Pushing Contoso.Widgets.1.2.0.nupkg to 'https://nuget.pkg.github.com/contoso'...",
            "4|error|Response status code does not indicate success: 409 (Conflict).",
            "5||The command '/bin/sh -c dotnet nuget push out/Contoso.Widgets.1.2.0.nupkg' returned a non-zero code: 1",
        ),
        system=None,
    ),
}
