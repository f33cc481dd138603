#!/bin/sh
# Installs Mote on this machine, or brings it to this version: install.sh [--demo]
# Settings, keys and state that are there stay as they are. With --demo a first installation takes the models that come
# with Mote, which know people who do not exist; without it the settings name yours, and the service waits for them.
set -eu
here=$(dirname "$(readlink -f "$0")")
version=$(cat "$here/version")
fail() { echo "$1" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "As root: a service is installed."
[ $# = 0 ] || [ "$*" = --demo ] || fail "install.sh [--demo]"
# Where systemd does not run, as while an image is made, the service is installed all the same, and started with the machine.
runs() { [ -d /run/systemd/system ]; }

# A user that is nobody else, and may log in nowhere.
id mote > /dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/mote --no-create-home --shell /usr/sbin/nologin mote

# Beside what is there, and then in its place at once: what is cut off leaves the version before.
install -d -m 755 /opt/mote
rm -rf "/opt/mote/$version.new"
mkdir "/opt/mote/$version.new"
cp -R "$here/program" "$here/dotnet" "$here/LICENSE" "$here/version" "/opt/mote/$version.new"
if [ -d "/opt/mote/$version" ]; then
  rm -rf "/opt/mote/$version.old"
  mv "/opt/mote/$version" "/opt/mote/$version.old"
fi
mv "/opt/mote/$version.new" "/opt/mote/$version"
rm -rf "/opt/mote/$version.old"
previous=$(readlink /opt/mote/current || true)
ln -sfn "$version" /opt/mote/current.new
mv -T /opt/mote/current.new /opt/mote/current

install -m 644 "$here/mote.service" /etc/systemd/system/mote.service
install -m 755 "$here/mote" /usr/local/bin/mote
install -d -m 755 /etc/mote
install -d -m 700 -o mote -g mote /var/lib/mote /var/lib/mote-console

waits=""
if [ ! -e /etc/mote/appsettings.json ]; then
  settings=$here/appsettings${1:+.demo}.json
  key=mote_$(head -c 32 /dev/urandom | base64 | tr -d '+/=\n')
  hash=$(printf %s "$key" | sha256sum | cut -d ' ' -f 1)
  sed "s/SHA-256 of the key/$hash/" "$settings" > /etc/mote/appsettings.json.new
  chown root:mote /etc/mote/appsettings.json.new
  chmod 640 /etc/mote/appsettings.json.new
  mv /etc/mote/appsettings.json.new /etc/mote/appsettings.json
  if [ $# = 1 ]; then
    (umask 077 && echo DOTNET_ENVIRONMENT=Demo > /etc/mote/environment)
  else
    waits=yes
  fi
  echo "API key of an administrator, shown this once and kept nowhere: $key"
fi
# Where the keys are sealed and their files were taken away, there are keys.
if [ ! -e /etc/mote/keys ] && ! ls /etc/credstore.encrypted/mote-master-*.key > /dev/null 2>&1; then
  install -d -m 700 -o mote -g mote /etc/mote/keys
  su -s /bin/sh mote -c '/usr/local/bin/mote keys new --folder /etc/mote/keys'
fi

if runs; then
  systemctl daemon-reload
  systemctl enable --quiet mote
  [ -n "$waits" ] || systemctl restart mote
else
  systemctl --root=/ enable --quiet mote
fi
echo "Mote $version is in /opt/mote/current${previous:+; before it was $previous}."
[ -z "$waits" ] || echo "Next: name your models and cohort in /etc/mote/appsettings.json (docs/configuration.md), then: systemctl start mote"
