#!/usr/bin/env bash
# Asks the package sources for known vulnerabilities of everything restored, transitive packages included, and npm for
# those of the tests' programs. Exit code 1 on findings. A source without such data, or no network, is said and is no
# failure: nothing is known then, which is not the same as nothing found.
set -uo pipefail
cd "$(dirname "$0")/.."

found=0
unknown() { echo "$1: COULD NOT BE CHECKED ($2)."; }

# A source that has no data answers like one that knows of nothing, so a package with a known vulnerability is asked for first.
control=$(mktemp -d)
trap 'rm -rf "$control"' EXIT
cat > "$control/Control.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <!-- Known since 2022: deeply nested JSON overflows the stack. -->
    <PackageReference Include="Newtonsoft.Json" Version="12.0.3" />
  </ItemGroup>
</Project>
PROJECT
vulnerable() { timeout 600 dotnet list "$1" package --vulnerable --include-transitive --format json 2>&1; }

if ! timeout 300 dotnet restore "$control/Control.csproj" --nologo -v quiet >"$control/log" 2>&1; then
  unknown NuGet "no package source answers"
elif ! vulnerable "$control/Control.csproj" | grep -q '"advisoryurl"'; then
  unknown NuGet "the package sources have no audit data: they know nothing of a package that is known to be vulnerable"
elif ! answer=$(vulnerable Mote.sln); then
  echo "$answer" >&2
  unknown NuGet "the packages are not restored; 'dotnet restore Mote.sln' does it"
elif grep -q '"advisoryurl"' <<<"$answer"; then
  echo "$answer"
  echo "NuGet: VULNERABLE packages, above."
  found=1
else
  echo "NuGet: no known vulnerability."
fi

if ! command -v npm >/dev/null; then
  unknown npm "npm is not installed"
else
  for packages in tests/*/package-lock.json; do
    folder=$(dirname "$packages")
    answer=$(cd "$folder" && timeout 120 npm audit --package-lock-only --json 2>/dev/null)
    if grep -q '"vulnerabilities": *{}' <<<"$answer"; then
      echo "npm, $folder: no known vulnerability."
    elif grep -q '"auditReportVersion"' <<<"$answer"; then
      echo "$answer"
      echo "npm, $folder: VULNERABLE packages, above."
      found=1
    else
      unknown "npm, $folder" "the registry answers no audit"
    fi
  done
fi

exit "$found"
