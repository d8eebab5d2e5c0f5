"""What real clients and CI systems print on the way of a push, short enough to be put between other lines."""

# ruff: noqa: E501 (lines are as long as they are in logs)

from __future__ import annotations

_KEY_REFUSED = (
    "Response status code does not indicate success: 403 (The specified API key is invalid, has expired, or does not have permission to "
    "access the specified package.)."
)
_EXISTS = (
    "Response status code does not indicate success: 409 (A package with ID 'AppLogger' and version '1.0.0' already exists and cannot be "
    "modified.)."
)

SNIPPETS: dict[str, str] = {
    "dotnet, key refused": f"""\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Forbidden https://www.nuget.org/api/v2/package/ 9ms
error: {_KEY_REFUSED}""",
    "German, version exists": f"""\
"AppLogger.1.0.0.nupkg" wird per Push nach "'https://www.nuget.org/api/v2/package'" übertragen...
  PUT https://www.nuget.org/api/v2/package/
  Conflict https://www.nuget.org/api/v2/package/ 7 ms
Um bereits veröffentlichte Pakete zu überspringen, verwenden Sie die Option "--skip-duplicate".
error: {_EXISTS}""",
    "French, no key": f"""\
warn : Aucune clé API n'a été fournie et aucune clé API n'a été trouvée pour 'https://www.nuget.org/api/v2/package'. Pour enregistrer une clé API pour une source, utilisez la commande 'setApiKey'.
Envoi de AppLogger.1.0.0.nupkg vers 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Forbidden https://www.nuget.org/api/v2/package/ 9 ms
error: {_KEY_REFUSED}""",
    "Korean, retries": """\
AppLogger.1.0.0.nupkg을(를) 'https://nuget.contoso.example/api/v2/package'에 푸시하는 중...
  PUT https://nuget.contoso.example/api/v2/package/
  BadGateway https://nuget.contoso.example/api/v2/package/ 16밀리초
  PUT https://nuget.contoso.example/api/v2/package/
  BadGateway https://nuget.contoso.example/api/v2/package/ 1밀리초
error: Response status code does not indicate success: 502 (Bad Gateway).""",
    "Russian, skipped": """\
AppLogger.1.0.0.nupkg отправляется в 'https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2'…
  PUT https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2/
  Conflict https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2/ 8 мс
Пакет "/home/runner/work/app/AppLogger.1.0.0.nupkg" уже существует в веб-канале "https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2".""",
    "Japanese, no key": """\
warn : 'https://www.nuget.org/api/v2/package' の API キーが指定されず、API キーが見つかりませんでした。ソースの API キーを保存するには、'setApiKey' コマンドを使用します。
Kaede.Kana.2.2.0.nupkg を 'https://www.nuget.org/api/v2/package' にプッシュしています...
  PUT https://www.nuget.org/api/v2/package/
  Unauthorized https://www.nuget.org/api/v2/package/ 409 ミリ秒
error: Response status code does not indicate success: 401 (An API key must be provided in the 'X-NuGet-ApiKey' header to use this service).""",
    "Chinese, connection reset": """\
正在將 AppLogger.1.0.0.nupkg 推送到 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
擷取 'PUT https://www.nuget.org/api/v2/package/' 時發生錯誤。將隨即重試此要求。
An error occurred while sending the request.
  Unable to read data from the transport connection: Connection reset by peer.
  PUT https://www.nuget.org/api/v2/package/
error: An error occurred while sending the request.
error:   Unable to read data from the transport connection: Connection reset by peer.
error:   Connection reset by peer""",
    "Turkish, pushed": """\
AppLogger.1.0.0.nupkg, 'https://www.nuget.org/api/v2/package' hedefine gönderiliyor...
  PUT https://www.nuget.org/api/v2/package/
  Created https://www.nuget.org/api/v2/package/ 7 ms
Paketiniz gönderildi.""",
    "Polish, certificate": """\
error: Nie można załadować indeksu usługi dla źródła https://nuget.contoso.example/v3/index.json.
error:   The SSL connection could not be established, see inner exception.
error:   The remote certificate is invalid because of errors in the certificate chain: NotTimeValid""",
    "Spanish, no such host": """\
error: No se puede cargar el índice de servicio para el origen https://feed.invalid/v3/index.json.
error:   Name or service not known (feed.invalid:443)
error:   Name or service not known""",
    "Portuguese, no file": """\
$ dotnet nuget push Missing.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key $NUGET_API_KEY
error: O arquivo não existe (Missing.1.0.0.nupkg).""",
    "bash -x, Azure Artifacts refuses": """\
+ dotnet nuget push AppLogger.1.0.0.nupkg --source https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v3/index.json --api-key az
Pushing AppLogger.1.0.0.nupkg to 'https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2'...
  PUT https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2/
  Forbidden https://pkgs.dev.azure.com/contoso/_packaging/shared/nuget/v2/ 4ms
error: Response status code does not indicate success: 403 (Forbidden - User '11111111-2222-3333-4444-555555555555' lacks permission to complete this action. You need to have 'AddPackage'. (DevOps Activity ID: 11111111-2222-3333-4444-555555555555)).""",
    "loop, one of two refused": f"""\
Publishing two/AppLogger.1.0.0.nupkg
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Created https://www.nuget.org/api/v2/package/ 4ms
Your package was pushed.
Publishing two/Second.Package.2.1.0-beta.1.nupkg
Pushing Second.Package.2.1.0-beta.1.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Forbidden https://www.nuget.org/api/v2/package/ 105ms
error: {_KEY_REFUSED}
All packages published""",
    "MSBuild, with its summary": f"""\
     1>Push:
         dotnet nuget push AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key not-a-real-key
         Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
           PUT https://www.nuget.org/api/v2/package/
           Forbidden https://www.nuget.org/api/v2/package/ 6ms
     1>EXEC : error : {_KEY_REFUSED} [/home/runner/work/app/push.proj]
     1>/home/runner/work/app/push.proj(2,23): error MSB3073: The command "dotnet nuget push AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key not-a-real-key" exited with code 1.
     1>Done Building Project "/home/runner/work/app/push.proj" (default targets) -- FAILED.
Build FAILED.
         EXEC : error : {_KEY_REFUSED} [/home/runner/work/app/push.proj]
         /home/runner/work/app/push.proj(2,23): error MSB3073: The command "dotnet nuget push AppLogger.1.0.0.nupkg --source https://api.nuget.org/v3/index.json --api-key not-a-real-key" exited with code 1.""",
    "nuget.exe 5.8, version exists": f"""\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
  Conflict https://www.nuget.org/api/v2/package/ 30ms
To skip already published packages, use the option -SkipDuplicate
{_EXISTS}""",
    "NuGet 2.8, key refused": """\
WARNING: No API Key was provided and no API Key could be found for 'https://www.nuget.org/'. To save an API Key for a source use the 'setApiKey' command.
Pushing AppLogger 1.0.0 to 'https://www.nuget.org/'...
Failed to process request. 'The specified API key is invalid, has expired, or does not have permission to access the specified package.'.
The remote server returned an error: (403) The specified API key is invalid, has expired, or does not have permission to access the specified package...""",
    "dotnet 3.1, skipped": """\
info : Pushing AppLogger.1.0.0.nupkg to 'https://nuget.contoso.example/api/v2/package'...
info :   PUT https://nuget.contoso.example/api/v2/package/
info :   Conflict https://nuget.contoso.example/api/v2/package/ 15ms
log  : Package '/home/runner/work/app/AppLogger.1.0.0.nupkg' already exists at feed 'https://nuget.contoso.example/api/v2/package'.""",
    "symbols refused": """\
info : Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
info :   PUT https://www.nuget.org/api/v2/package/
info :   Created https://www.nuget.org/api/v2/package/ 9ms
info : Your package was pushed.
info : Pushing AppLogger.1.0.0.snupkg to 'https://www.nuget.org/api/v2/symbolpackage'...
info :   PUT https://www.nuget.org/api/v2/symbolpackage/
info :   Conflict https://www.nuget.org/api/v2/symbolpackage/ 4ms
error: Response status code does not indicate success: 409 (It looks like there is another copy of this symbols package pending validation(s). Please wait for the validation(s) to finish before trying to replace the symbols package.).""",
    "Chocolatey, forbidden": """\
+ choco push packaging/mesh-bim-nightly.0.0.220831.nupkg --source https://push.chocolatey.org/ --api-key ***
Attempting to push mesh-bim-nightly.0.0.220831.nupkg to https://push.chocolatey.org/
The remote server returned an error: (403) Forbidden..
##[error]Process completed with exit code 1.""",
    "AppVeyor's provider": """\
Deploying using NuGet provider
Publishing Pinecone.Logging.5.0.0-preview.21.nupkg to https://www.nuget.org/api/v2/package...
Error publishing package. NuGet server returned 403: The specified API key is invalid, has expired, or does not have permission to access the specified package.""",
    "GitHub, service index refused": """\
##[group]Run dotnet nuget push out/*.nupkg --source https://nuget.pkg.github.com/contoso/index.json
error: Unable to load the service index for source https://nuget.pkg.github.com/contoso/index.json.
error:   Response status code does not indicate success: 401 (Unauthorized).
##[error]Process completed with exit code 1.""",
    "plain http": """\
error: You are running the 'push' operation with an 'HTTP' source: http://nuget.contoso.example/v3/index.json. NuGet requires HTTPS sources. To use an HTTP source, you must explicitly set 'allowInsecureConnections' to true in your NuGet.Config file. Refer to https://aka.ms/nuget-https-everywhere for more information.""",
    "killed": """\
Pushing AppLogger.1.0.0.nupkg to 'https://www.nuget.org/api/v2/package'...
  PUT https://www.nuget.org/api/v2/package/
##[error]The operation was canceled.""",
    "delete": """\
warn : Deleting AppLogger 1.0.0 from the 'https://www.nuget.org/api/v2/package'.
  DELETE https://www.nuget.org/api/v2/package/AppLogger/1.0.0
  NotImplemented https://www.nuget.org/api/v2/package/AppLogger/1.0.0 3ms
error: Response status code does not indicate success: 501 (Unsupported method ('DELETE')).""",
    "restore": """\
  Determining projects to restore...
/home/runner/work/app/lib/Contoso.Tool.csproj : error NU1301: Unable to load the service index for source https://nuget.contoso.example/v3/index.json.
/home/runner/work/app/lib/Contoso.Tool.csproj : error NU1301:   Response status code does not indicate success: 401 (Unauthorized).
  Failed to restore /home/runner/work/app/lib/Contoso.Tool.csproj (in 68 ms).""",
    "unknown error": """\
Pushing AppLogger.1.0.0.nupkg to 'https://nuget.contoso.example/api/v2/package'...
  PUT https://nuget.contoso.example/api/v2/package/
error: The flux capacitor is not charged.""",
}

NOISE: tuple[str, ...] = (
    "",
    "Build started 11/22/2026 15:40:41.",
    "  Determining projects to restore...",
    "  Restored /home/runner/work/app/src/App/App.csproj (in 1.2 sec).",
    "  App -> /home/runner/work/app/src/App/bin/Release/net8.0/App.dll",
    "/home/runner/work/app/src/App/Retry.cs(42,17): warning CS1591: Missing XML comment for publicly visible type or member 'ErrorKind.Forbidden' [/home/runner/work/app/src/App/App.csproj]",
    "Passed!  - Failed:     0, Passed:   418, Skipped:     2, Total:   420, Duration: 3 s - App.Tests.dll (net8.0)",
    "  Passed PushTests.Says_when_the_package_already_exists [12 ms]",
    "  Successfully created package '/home/runner/work/app/out/AppLogger.1.0.0.nupkg'.",
    "npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. Do not use it. Check out lru-cache if you want a good and tested way to coalesce async requests by a key value, which is much more comprehensive and powerful.",
    "echo 'error: Response status code does not indicate success: 403 (Forbidden).'",
    "Step 4/9 : RUN dotnet publish -c Release -o /app --no-restore /p:UseAppHost=false /p:ContinuousIntegrationBuild=true",
    "  GET https://api.nuget.org/v3-flatcontainer/newtonsoft.json/index.json",
    "  OK https://api.nuget.org/v3-flatcontainer/newtonsoft.json/index.json 84ms",
    "##[group]Run dotnet test --configuration Release --no-build --logger trx",
    "##[section]Starting: Test",
    "##[endgroup]",
    "Time Elapsed 00:00:12.61",
    "-----------------------------------------------------------------------------------------------------------------------------",
    "[xUnit.net 00:00:01.07]     App.Tests.Feed.Refused_with_403_when_the_api_key_has_expired_and_does_not_have_permission_to_push [FAIL]",
    "すべての警告 0 個、エラー 0 個。ビルドは正常に終了しました。",
)
