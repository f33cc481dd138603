#!/usr/bin/env bash
# Builds the solution, runs every test and ends with the totals. Needs the .NET 10 SDK; installs nothing but
# npm's packages below tests/Azurite. Tests whose data or tools are absent are skipped, each with its reason.
set -uo pipefail
cd "$(dirname "$0")/.."
# What builds and tests reports to nobody either.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 npm_config_update_notifier=false

log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet build Mote.sln -c Release || exit 1
# One test project at a time: several of them measure ratios of times, and two cores are soon shared out.
dotnet test --solution Mote.sln -c Release --no-build --max-parallel-test-modules 1 --output Normal 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

total() { sed -nE "s/^ +$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }
passed=$(total succeeded)
failed=$(total failed)
skipped=$(total skipped)
if [ -z "$passed" ]; then
  echo "The test run gave no totals." >&2
  exit 1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
