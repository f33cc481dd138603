#!/usr/bin/env bash
# Builds the solution, runs every test and ends with the totals. Needs the .NET 10 SDK; installs nothing but
# npm's packages below tests/Azurite (and tests/TypeScriptClient where MOTE_TEST_LONG is set). Tests whose data or tools are absent are skipped, each with its reason.
# Arguments go to all tests but those that compare times.
set -uo pipefail
cd "$(dirname "$0")/.."
# What builds and tests reports to nobody either.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 npm_config_update_notifier=false
# Most of what runs here has just started: compiling it better, and measuring it for that, is a third of its work; collecting what is still small, a twentieth.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=200 DOTNET_TC_CallCountingDelayMs=200 DOTNET_gcServer=0 DOTNET_GCgen0size=0x4000000

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0 unshared=0 status=0

# Adds what became of some tests to the totals.
count() {
  local log=$1
  total() { sed -nE "s/^ +$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }
  if [ -z "$(total succeeded)" ]; then
    echo "The test run gave no totals." >&2
    exit 1
  fi
  passed=$((passed + $(total succeeded))) failed=$((failed + $(total failed))) skipped=$((skipped + $(total skipped)))
  unshared=$((unshared + $(grep -c 'of the shared data, looked for in' "$log")))
}

# Some take minutes of a busy machine: those are run where MOTE_TEST_LONG is set.
chosen=(--filter-not-trait "Takes=long")
[ -z "${MOTE_TEST_LONG:-}" ] || chosen=()

# Runs one project's tests after another's.
lane() {
  local log=$1 modules=$2
  shift 2
  dotnet test --test-modules "$modules" --max-parallel-test-modules 1 --output Normal "${chosen[@]}" "$@" 2>&1 | tee "$log"
}

# One compiler for all projects, which has its analyzers compiled after the first, and is this build's alone.
compiler="mote-tests-$$"
dotnet build Mote.sln -c Release -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler"
built=$?
dotnet "$(dotnet msbuild src/Protocol -getProperty:RoslynTargetsPath)/bincore/VBCSCompiler.dll" -shutdown "-pipename:$compiler"
[ "$built" -eq 0 ] || exit 1
# Two lanes beside each other, since many tests wait, of about the same length: a long one must not be what is left at the end.
first="" second=""
for project in tests/*.Tests; do
  name=$(basename "$project")
  module=artifacts/bin/$name/release/Mote.$name.dll
  case $name in
    Cli.Tests | Silo.Tests | Grains.Tests | Storage.Tests) first="$first;$module" ;;
    *) second="$second;$module" ;;
  esac
done
lane "$logs/first" "${first#;}" "$@" &
other=$!
lane "$logs/second" "${second#;}" "$@" || status=1
wait "$other" || status=1
count "$logs/first"
count "$logs/second"
# Those that compare times by themselves, afterwards; and what they time is compiled as it is anywhere.
unset DOTNET_TieredPGO DOTNET_TC_CallCountThreshold DOTNET_TC_CallCountingDelayMs DOTNET_gcServer DOTNET_GCgen0size
lane "$logs/timing" artifacts/bin/Timing/release/Mote.Timing.dll || status=1
count "$logs/timing"

# Seen where the data is absent: MOTE_TEST_DATA=/nowhere shows it anywhere.
if [ $((unshared * 10)) -gt $((passed + failed + skipped)) ]; then
  echo "$unshared tests need the shared data, more than one in ten: the models that come with Mote serve all but what is about the real ones." >&2
  status=1
fi

echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
