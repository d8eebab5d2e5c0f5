"""Words and lines of build logs: what the generators and the generated team rules are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

WORDS: Mapping[str, Sequence[str]] = {
    "adjective": "cached shared remote local nested stale partial signed nightly internal public legacy isolated pinned".split(),
    "area": "Billing Catalog Checkout Identity Inventory Ledger Messaging Payments Reporting Search Shipping Telemetry Tenants".split(),
    "assembly": "Abstractions Api Client Contracts Core Data Domain Hosting Infrastructure Jobs Storage Web Worker".split(),
    "class": "Cache Client Context Handler Mapper Options Parser Provider Queue Reader Registry Resolver Session Writer".split(),
    "code": "CA1031 CA1062 CA1822 CA2007 CS0168 CS0219 CS0618 CS1591 CS8600 CS8602 CS8604 CS8618 IDE0005 IDE0051 SYSLIB0011".split(),
    "directory": "artifacts build client config docs migrations public scripts services src test tools vendor".split(),
    "framework": "net8.0 net9.0 net10.0 netstandard2.0".split(),
    "image": "alpine aspnet debian mssql nginx node postgres redis runtime sdk".split(),
    "method": "Append Combine Dispose Enqueue Flush Load Map Merge Open Parse Read Refresh Resolve Save Validate Write".split(),
    "module": "babel core-js debug eslint glob inflight lodash.get mkdirp querystring request rimraf rollup stable uuid webpack".split(),
    "noun": "adapter artifact branch buffer bundle channel checksum cluster config endpoint fixture handler index layer manifest "
    "namespace pipeline profile project record registry replica schema segment snapshot target template token volume workspace".split(),
    "package": "AutoMapper Azure.Core Castle.Core Dapper FluentAssertions Humanizer MediatR Microsoft.Extensions.Logging Moq "
    "Newtonsoft.Json NodaTime Npgsql Polly Serilog System.Text.Json xunit".split(),
    "state": "active cold empty expired full idle locked missing open pending ready unknown".split(),
    "verb": "aligns balances caches checks collects compares converts copies creates deletes finds keeps loads marks maps orders "
    "reads removes renames returns scans sorts stores updates writes".split(),
    "extension": "cs css dll js json map png svg ts xml yml".split(),
}
"""Words by the name of their placeholder."""

LINES: Mapping[str, Sequence[str]] = {
    "setup": (
        "Image: ubuntu-24.04",
        "Version: 2026{n2}{n2}.{n1}.0",
        "Download action repository 'actions/{noun}@v{n1}' (SHA:{hex}{hex}{hex})",
        "Prepare workflow directory",
        "Requested labels: ubuntu-latest, {noun}",
        "Job is about to start running on the hosted runner: {noun}-{n4}",
        "env {noun}_{state}=/home/runner/work/_temp/{hex}",
        "  {noun}-version: {n1}.{n2}.{n3}",
    ),
    "checkout": (
        "remote: Counting objects: {n2}% ({n3}/{n4}), done.",
        "Receiving objects:  {n2}% ({n4}/{n4}), {n2}.{n2} MiB | {n2}.{n2} MiB/s",
        "Resolving deltas:  {n2}% ({n3}/{n4})",
        " * [new branch]      feature/{noun}-{verb}-{noun} -> origin/feature/{noun}-{verb}-{noun}",
        " * [new tag]         v{n1}.{n2}.{n1}          -> v{n1}.{n2}.{n1}",
        "[command]/usr/bin/git config --local http.https://github.com/.{noun} {hex}",
    ),
    "npm": (
        "npm warn deprecated {module}@{n1}.{n2}.{n1}: this {noun} is no longer supported, its {noun} {verb} the {adjective} {noun}",
        "added {n4} packages, and audited {n4} packages in {n2}s",
        "  dist/{directory}/{noun}-{hex}.{extension}   {n3}.{n2} kB │ gzip: {n2}.{n2} kB",
        "{n2} packages are looking for funding",
        "✓ {n4} modules transformed.",
        "warning in ./{directory}/{noun}/{noun}.{extension}: export '{method}' ({adjective} {noun}) was not found in './{noun}'",
        "[webpack.Progress] {n2}% building {n3}/{n4} modules {directory}/{noun}.{extension}",
        "asset {noun}.{hex}.{extension} {n3} KiB [emitted] [immutable] [minimized] (name: {noun})",
    ),
    "compile": (
        "  {area}.{assembly} -> /home/runner/work/{noun}/{noun}/src/{area}.{assembly}/bin/Release/{framework}/{area}.{assembly}.dll",
        (
            "/home/runner/work/{noun}/src/{area}.{assembly}/{class}{class}.cs({n3},{n2}): warning {code}: The {noun} '{class}.{method}' "
            "{verb} a {adjective} {noun} that may be {state} [/home/runner/work/{noun}/src/{area}.{assembly}/{area}.{assembly}.csproj]"
        ),
        (
            '  Copying file from "/home/runner/work/{noun}/obj/Release/{framework}/{area}.{assembly}.{extension}" to '
            '"/home/runner/work/{noun}/bin/Release/{framework}/{area}.{assembly}.{extension}".'
        ),
        "  CompilerServer: server - server processed compilation - {area}.{assembly} ({framework})",
        '         Skipping target "{method}{class}" because all output files are up-to-date with respect to the input files.',
        (
            '  /usr/share/dotnet/dotnet exec "/usr/share/dotnet/sdk/10.0.{n3}/Roslyn/bincore/csc.dll" /noconfig /unsafe- /checked- '
            "/nowarn:1701,1702,{n4} /reference:/home/runner/.nuget/packages/{package}/{n1}.{n2}.{n1}/lib/{framework}/{package}.dll "
            "/reference:/home/runner/.nuget/packages/{package}/{n1}.{n2}.{n1}/lib/{framework}/{package}.dll /out:obj/{area}.{assembly}.dll"
        ),
        "  Target {method}{class}: (TargetId:{n4})",
        '    Task "{method}{class}" (TaskId:{n4})',
        '      Using "{class}" task from assembly "Microsoft.NET.Build.Tasks, Version=10.0.{n3}.0, Culture=neutral".',
        '     1>Done Building Project "/home/runner/work/{noun}/src/{area}.{assembly}/{area}.{assembly}.csproj" ({method} target(s)).',
    ),
    "test": (
        "  Passed {area}.{assembly}.Tests.{class}Tests.{method}_{verb}_{noun}_When_{state} [{n2} ms]",
        '  Passed {area}.{assembly}.Tests.{class}{class}Tests.{method}({noun}: "{adjective} {noun}", expected: {n3}) [< 1 ms]',
        "  Skipped {area}.{assembly}.Tests.{class}Tests.{method}_on_{adjective}_{noun} [1 ms]",
        "info: {area}.{assembly}.{class}[{n2}] The {class} {verb} the {adjective} {noun} '{noun}-{hex}' in {n3} ms",
        "warn: {area}.{assembly}.{class}[{n2}] {method} of {noun} {hex} took {n4} ms; the {noun} is {state}",
        (
            "dbug: Microsoft.EntityFrameworkCore.Database.Command[20100] Executing DbCommand [Parameters=[@p0='?' (DbType = Int32)], "
            "CommandType='Text', CommandTimeout='30'] SELECT {noun}, {noun} FROM {noun}_{noun} WHERE {noun} = @p0"
        ),
        '{{"level":"info","{noun}":"{adjective}-{noun}","{noun}":{n4},"state":"{state}","trace":"{hex}{hex}"}}',
    ),
    "docker": (
        "#{n2} [{noun} {n1}/{n2}] COPY {directory}/{area}.{assembly}/{area}.{assembly}.csproj {directory}/{area}.{assembly}/",
        "#{n2} sha256:{hex}{hex}{hex}{hex} {n2}.{n2}MB / {n3}.{n2}MB {n1}.{n1}s",
        "#{n2} extracting sha256:{hex}{hex}{hex}{hex} {n1}.{n1}s done",
        "#{n2} CACHED",
        "#{n2} {n1}.{n3} {adjective} {noun} from docker.io/library/{image}:{n1}.{n2} is {state}",
    ),
}
"""Lines by the part of a job in which they stand. `{n3}` is a number of up to three digits, `{hex}` eight hexadecimal ones."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def filled(template: str, rng: Random) -> str:
    """The template with a word or number in place of every placeholder; doubled braces stand for themselves."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "hex":
            return f"{rng.getrandbits(32):08x}"
        if name in WORDS:
            return rng.choice(WORDS[name])
        return str(rng.randrange(10 ** int(name[1:])))

    return _PLACEHOLDER.sub(value, template).replace("{{", "{").replace("}}", "}")


def pool(part: str, size: int, rng: Random) -> list[str]:
    """So many lines of a part of a job."""
    return [filled(rng.choice(LINES[part]), rng) for _ in range(size)]
