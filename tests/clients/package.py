"""Builds packages that clients accept, without an SDK: a package is a zip file with a manifest."""

from __future__ import annotations

import zipfile
from pathlib import Path

_NUSPEC = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>{package_id}</id>
    <version>{version}</version>
    <authors>Contoso</authors>
    <description>A package for tests.</description>{kind}
  </metadata>
</package>
"""
_SYMBOLS = """
    <packageTypes><packageType name="SymbolsPackage" /></packageTypes>"""


def build_package(folder: Path, package_id: str, version: str, *, symbols: bool = False) -> Path:
    """Write the smallest package of this ID and version into a folder; with `symbols`, its `.snupkg`."""
    path = folder / f"{package_id}.{version}.{'snupkg' if symbols else 'nupkg'}"
    content = f"lib/netstandard2.0/{package_id}.{'pdb' if symbols else 'dll'}"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(f"{package_id}.nuspec", _NUSPEC.format(package_id=package_id, version=version, kind=_SYMBOLS if symbols else ""))
        package.writestr(content, b"for tests")
    return path
