"""Azure DevOps Pipelines and TFS: sections, logging commands, task headers (microsoft/azure-pipelines-agent)."""

from pushwhy.decoding.dialects.dialect import Dialect, prefix

AZURE_DEVOPS = Dialect(
    name="azure-devops",
    ci="azure-devops",
    prefixes=(
        prefix(r"##\[(?P<group>section)\]", "#"),
        prefix(r"##\[(?P<error>error)\](?=Packages failed to publish|Bash exited with code |The nuget command failed )", "#"),
        prefix(r"##vso\[task\.(?:log)?issue (?:[^\]]{0,200};)?type=(?:(?P<error>error)|(?P<warning>warning))[^\]]{0,300}\]", "#"),
        prefix(r"##vso\[[^\]]{1,500}\]", "#"),
        prefix(r"Processed: (?=##vso\[)", "P"),
        prefix(r"(?=Task         : |\[CredentialProvider\]|Agent name: ')", "T[A"),
        prefix(r"(?!\d{4}-\d\d-|##\[)", contains="/home/vsts/work/"),
    ),
)
