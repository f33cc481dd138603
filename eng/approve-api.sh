#!/usr/bin/env bash
# Writes the public API of the given projects as it is now into their PublicAPI.Unshipped.txt, to be read in the diff.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in ${@:-Protocol Client Client.Testing}; do
  file="src/$name/PublicAPI.Unshipped.txt"
  echo '#nullable enable' > "$file"
  dotnet build "src/$name" --no-incremental -p:TreatWarningsAsErrors=false 2>&1 \
    | { grep -F "/src/$name/" || true; } | sed -nE "s/.*warning RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" \
    | LC_ALL=C sort -u >> "$file"
done
