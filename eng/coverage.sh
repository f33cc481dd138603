#!/usr/bin/env bash
# Runs every test and prints which share of each project's lines and branches they ran, in the processes that they start, too.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/artifacts/coverage
rm -rf "$folder"
dotnet tool restore >/dev/null

# Assemblies are changed where they lie while others use theirs: each needs a copy of its own.
rm -rf artifacts/bin
export CreateHardLinksForCopyLocalIfPossible=false

status=0
bash tests/run.sh --results-directory "$folder/results" --coverlet --coverlet-output-format cobertura --coverlet-single-hit \
  --coverlet-include '[Mote.*]*' --coverlet-include '[mote]*' --coverlet-exclude '[*.Tests]*' --coverlet-exclude '[Mote.TestKit]*' || status=$?

dotnet tool run reportgenerator -- "-reports:$folder/results/*.xml" "-targetdir:$folder" '-reporttypes:MarkdownSummaryGithub' -verbosity:Error
echo '| project | lines | branches |'
echo '| --- | ---: | ---: |'
sed -nE 's/^\|\*\*([Mm]ote[^*]*)\*\*\|\*\*([^*]*)\*\*\|\*\*([^*]*)\*\*\|$/| \1 | \2 | \3 |/p' "$folder/SummaryGithub.md"
sed -nE 's/^\| \*\*(Line|Branch) coverage:\*\* \| (.*) \|$/\1 coverage of all: \2/p' "$folder/SummaryGithub.md"
exit "$status"
