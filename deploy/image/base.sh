#!/usr/bin/env bash
# Makes a base of Debian's packages and this machine's own .NET runtime, for who has no registry: base.sh ARCHIVE
# Needs mmdebstrap and the .NET 10 SDK or runtime (ASP.NET Core).
set -euo pipefail
archive=$(realpath -m "${1:?base.sh ARCHIVE}")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# What .NET needs and what that needs, unpacked and not set up: no shell, no package manager.
mmdebstrap --quiet --variant=extract --include=libc6,libgcc-s1,libstdc++6,libssl3,zlib1g,ca-certificates,tzdata \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/lib/*/gconv/*' --dpkgopt='path-exclude=/usr/share/perl5/*' --dpkgopt='path-exclude=/usr/bin/*' --dpkgopt='path-exclude=/usr/sbin/*' \
  bookworm "$root/base.tar"
mkdir "$root/base"
tar --extract --directory "$root/base" --exclude='./dev/*' --file "$root/base.tar"

# What is of the machine that made it, and of a package manager that is not there.
rm --recursive --force "$root"/base/etc/{apt,dpkg,hostname,resolv.conf,fstab} "$root"/base/var/{cache,lib/dpkg,lib/apt}

# Nothing set the packages up: the authorities that a silo trusts where it calls Azure or a provider of tokens, and the user.
find "$root/base/usr/share/ca-certificates" -name '*.crt' -exec cat {} + > "$root/base/etc/ssl/certs/ca-certificates.crt"
echo 'root:x:0:0::/:/sbin/nologin
app:x:1654:1654::/:/sbin/nologin' > "$root/base/etc/passwd"
echo 'root:x:0:
app:x:1654:' > "$root/base/etc/group"
mkdir --parents --mode=1777 "$root/base/tmp"

# Where a program looks for it.
mkdir --parents "$root/base/usr/share/dotnet"
bash "$(dirname "$(realpath "$0")")/../runtime.sh" "$root/base/usr/share/dotnet"
tar --create --directory "$root/base" --sort=name --owner=0 --group=0 --numeric-owner --file "$archive" .
