#!/usr/bin/env bash
# Copies this machine's own .NET 10 runtime (ASP.NET Core) to a folder, for a place without one: runtime.sh FOLDER
set -euo pipefail
folder=${1:?runtime.sh FOLDER}
installed() { dotnet --list-runtimes | sed -nE "s|^$1 (10\.[0-9.]+) \[(.*)\]\$|\2/\1|p" | sort --version-sort | tail -n 1; }
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  runtime=$(installed "$framework")
  [ -n "$runtime" ] || { echo "There is no $framework 10 on this machine: it comes with the .NET SDK." >&2; exit 1; }
  mkdir --parents "$folder/shared/$framework"
  cp --recursive "$runtime" "$folder/shared/$framework"
done
root=$(dirname "$(dirname "$(dirname "$runtime")")")
# What finds it, what starts it, and whose it is.
cp --recursive "$root/host" "$root/dotnet" "$folder"
find "$root" -maxdepth 1 \( -name 'LICENSE*' -o -name 'ThirdPartyNotices*' \) -exec cp {} "$folder" \;
