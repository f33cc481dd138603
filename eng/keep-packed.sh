#!/usr/bin/env bash
# After a version was given out: keeps its packages in eng/packed, as what the public API of the next is compared with. Commit them.
set -euo pipefail
cd "$(dirname "$0")/.."
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT
bash eng/pack.sh "$packed" -p:IsFirstPacked=true
for package in "$packed"/*.nupkg; do
  name=$(basename "$package" .nupkg)
  # The version stands within.
  cp "$package" "eng/packed/$(sed -E 's/\.[0-9]+\.[0-9]+\.[0-9]+(-.*)?$//' <<<"$name").nupkg"
done
