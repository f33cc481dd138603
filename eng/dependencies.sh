#!/usr/bin/env bash
# Writes docs/dependencies.cdx.json and docs/dependencies.md from what is restored. The network is asked for the tool alone,
# once a machine: licences come from the packages themselves.
set -euo pipefail
cd "$(dirname "$0")/.."

generated=$(mktemp -d)
trap 'rm -rf "$generated"' EXIT
dotnet tool restore >/dev/null
dotnet restore Mote.sln -v quiet --nologo
dotnet tool run dotnet-CycloneDX -- Mote.sln --output "$generated" --filename bill.json --output-format Json --disable-package-restore --no-serial-number >/dev/null
dotnet run --project eng/Dependencies -- . "$generated/bill.json"
