"""Captions of the clients and of the scripts around them, which come off last (NuGet/NuGet.Client: CommandOutputLogger.cs)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

NUGET = Dialect(
    name="nuget",
    is_client=True,
    prefixes=(
        prefix(r"(?P<error>error) ?:(?:\s|$)", "e"),
        prefix(r"(?P<warning>warn|warning) :(?:\s|$)", "w"),
        prefix(r"(?P<info>info) :(?:\s|$)|(?P<debug>debug):(?:\s|$)", "id"),
        prefix(r"(?P<info>log)  :(?:\s|$)|(?P<debug>trace):(?:\s|$)", "lt"),
        # The only caption of nuget.exe, which it translates.
        prefix(
            r"(?P<warning>WARNING|WARNUNG|AVERTISSEMENT|ADVERTENCIA|AVVISO|AVISO|UPOZORNĚNÍ|OSTRZEŻENIE|ПРЕДУПРЕЖДЕНИЕ|UYARI|警告|경고)"
            r"[ \u00a0]?[:：](?:\s|$)",
            "WAUOПU警경",
        ),
    ),
)

WRAPPER = Dialect(
    name="wrapper",
    prefixes=(
        # A message of the client begins with this word itself.
        prefix(r"(?=(?P<error>ERROR): This version of nuget\.exe )", "E"),
        prefix(r"(?P<error>Error|ERROR): (?!This version of nuget\.exe )", "E"),
        prefix(r"(?P<warning>Warning): |(?P<info>Notice): ", "WN"),
    ),
)
