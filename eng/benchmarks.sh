#!/usr/bin/env bash
# Runs the benchmarks and replaces the results that are committed, so that what became slower is a difference that somebody
# reads. Ratios are what counts. Arguments go to BenchmarkDotNet: --filter '*Scoring*'.
set -euo pipefail
cd "$(dirname "$0")/.."
artifacts=$PWD/artifacts/benchmarks
rm -rf "$artifacts"
[ $# -gt 0 ] || set -- --filter '*'
dotnet run -c Release --project benchmarks -- "$@" --artifacts "$artifacts"
mkdir -p benchmarks/results
for report in "$artifacts"/results/*-report-github.md; do
  name=$(basename "$report" -report-github.md)
  cp "$report" "benchmarks/results/${name##*.}.md"
done
