#!/usr/bin/env bash
# Publishes one of the two programs and builds its image: build.sh silo|mote IMAGE [options of 'buildah bud' ...]
# as  build.sh silo mote-silo:0.2.0
# or  build.sh silo mote-silo:0.2.0 --build-arg BASE=IMAGE
# Needs the .NET 10 SDK and buildah.
set -euo pipefail
usage='build.sh silo|mote IMAGE [options of buildah bud]'
which=${1:?$usage} image=${2:?$usage}
shift 2
here=$(dirname "$(realpath "$0")")
case $which in
  silo) project=src/Silo ;;
  mote) project=src/Cli ;;
  *) echo "$usage" >&2; exit 2 ;;
esac

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
dotnet publish "$here/../../$project" -c Release -o "$context/program" --nologo --verbosity quiet
# What is there for who debugs it, and for who builds upon it.
rm --force "$context"/program/*.pdb "$context"/program/*.xml
chmod --recursive u=rwX,go=rX "$context/program"
# Docker's format, since that of OCI has no health check.
buildah bud --format docker --file "$here/$which.Containerfile" --tag "$image" "$@" "$context/program"
