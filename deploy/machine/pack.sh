#!/usr/bin/env bash
# Makes what is brought to a machine that has nothing of it, for machines of this machine's kind: pack.sh FOLDER
# gives FOLDER/mote-VERSION-PLATFORM.tar.gz: both programs, the .NET runtime, the service, and what installs them.
# Needs the .NET 10 SDK.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
folder=$(realpath "${1:?pack.sh FOLDER}")
version=$(dotnet msbuild "$here/../../src/Silo" -getProperty:Version)
platform=$(dotnet msbuild "$here/../../src/Silo" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
packed=$place/mote-$version

# Into one folder, since nearly all of either is the other's as well.
for project in src/Silo src/Cli; do
  dotnet publish "$here/../../$project" -c Release -o "$packed/program" --nologo --verbosity quiet
done
# What is there for who debugs it, and for who builds upon it.
rm --force "$packed"/program/*.pdb "$packed"/program/*.xml
mkdir "$packed/dotnet"
bash "$here/../runtime.sh" "$packed/dotnet"
cp "$here/install.sh" "$here/remove.sh" "$here/seal-keys.sh" "$here/mote.service" "$here/mote" "$here/appsettings.json" "$here/appsettings.demo.json" "$here/../../LICENSE" "$packed"
echo "$version" > "$packed/version"
chmod --recursive u=rwX,go=rX "$place"
chmod 755 "$packed"/*.sh "$packed/mote"
archive=$folder/mote-$version-$platform.tar.gz
tar --create --gzip --directory "$place" --sort=name --owner=0 --group=0 --numeric-owner --file "$archive" "mote-$version"
echo "$archive"
