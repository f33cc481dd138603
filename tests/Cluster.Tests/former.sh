#!/usr/bin/env bash
# Builds the silo of an earlier commit into a folder of its own, and ends with where it is, for MOTE_TEST_FORMER (UpgradeTests).
# By default the first commit whose silos could be several.
set -euo pipefail
cd "$(dirname "$0")/../.."
commit=${1:-474e876} folder=${2:-$(mktemp -d)/former}
[ -e "$folder" ] || git worktree add --detach "$folder" "$commit" >&2
dotnet build "$folder/src/Silo" -c Release --nologo -v q >&2
echo "$folder/artifacts/bin/Silo/release/Mote.Silo.dll"
