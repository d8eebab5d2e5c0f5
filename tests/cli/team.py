"""A team's rules and logs: what two rules of its own in a repository look like."""

from __future__ import annotations

RULES = r"""
- id: acme/egress-blocked
  title: The egress policy refuses this upload
  match: 'Blocked by ACME egress policy {policy}'
  needs: push
  cause: The egress proxy refuses uploads to {host}.
  fix:
    - 'Push through the mirror: `dotnet nuget push {path} --source acme-mirror`'
  examples:
    match: ['error: Blocked by ACME egress policy EG-17']
    no_match: ['Allowed by ACME egress policy EG-17']

- id: acme/gateway-page
  title: The web gateway answered in the place of the feed
  match: '<title>ACME Web Gateway - {page_title}</title>'
  needs: push
  cause: acme-gateway-in-the-way
  examples:
    match: ['<title>ACME Web Gateway - Sign in</title>']
    no_match: ['<title>ACME Web Shop - Sign in</title>']
"""
CAUSES = """
causes:
  - id: acme-gateway-in-the-way
    title: The web gateway stands between the job and the feed
    explanation: The gateway answers requests to hosts that are not on its list with a page of its own.
    fix: ['Ask for {host} to be put on the list: https://it.acme.example/gateway']
    confirm: The page names the category that the host was put into.
"""
EGRESS = b"""\
$ dotnet nuget push out/Acme.Tools.1.0.0.nupkg --source https://nuget.acme.example/v3/index.json --api-key ***
Pushing Acme.Tools.1.0.0.nupkg to 'https://nuget.acme.example/api/v2/package'...
  PUT https://nuget.acme.example/api/v2/package/
error: Blocked by ACME egress policy EG-17
"""
PAGE = b"""\
$ dotnet nuget push out/Acme.Tools.1.0.0.nupkg --source https://nuget.acme.example/v3/index.json --api-key ***
Pushing Acme.Tools.1.0.0.nupkg to 'https://nuget.acme.example/api/v2/package'...
  PUT https://nuget.acme.example/api/v2/package/
  Forbidden https://nuget.acme.example/api/v2/package/ 12ms
<html>
<head>
<title>ACME Web Gateway - Category blocked</title>
</head>
<body>Ticket 4711</body>
</html>
error: Response status code does not indicate success: 403 (Forbidden).
"""
EGRESS_REPORT = """\
logs/egress.log:4  Acme.Tools 1.0.0 → nuget.acme.example
  Blocked by ACME egress policy EG-17

  Most likely (95%)  The egress proxy refuses uploads to nuget.acme.example.
                     acme.egress-blocked
    fix   1. Push through the mirror:
             dotnet nuget push out/Acme.Tools.1.0.0.nupkg --source acme-mirror
"""
PAGE_REPORT = """\
logs/page.log:7  Acme.Tools 1.0.0 → nuget.acme.example  403
  <title>ACME Web Gateway - Category blocked</title>

  Most likely (95%)  The web gateway stands between the job and the feed
                     acme-gateway-in-the-way
    fix   1. Ask for nuget.acme.example to be put on the list:
             https://it.acme.example/gateway
"""
