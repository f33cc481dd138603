#!/usr/bin/env bash
# Packs what integrators install, with symbols, into a folder: bash eng/pack.sh FOLDER. It fails where the public API breaks
# with that of the packages in eng/packed, or differs between .NET 10 and .NET 8. Further arguments go to 'dotnet pack'.
set -euo pipefail
folder=$(realpath -m "${1:?Say into which folder: bash eng/pack.sh FOLDER}")
shift
cd "$(dirname "$0")/.."
# Built beside everything else, since what tests run from is linked to what lies in artifacts/bin; and told no path of this machine.
built=$PWD/artifacts/pack
rm -rf "$built"
for project in Protocol Client Client.Testing; do
  dotnet pack "src/$project" --configuration Release --output "$folder" --nologo -v quiet \
    -p:ArtifactsPath="$built" -p:PathMap="$PWD/=/_/" -p:NuGetAudit=false "$@"
done
