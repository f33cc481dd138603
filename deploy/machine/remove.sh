#!/bin/sh
# Takes Mote off this machine: remove.sh [--with-everything]
# Settings, master keys and the store stay, and an installation finds them again, unless --with-everything says that
# nobody's enrolment is wanted any more: there is no way back from that.
set -eu
[ "$(id -u)" = 0 ] || { echo "As root: a service is removed." >&2; exit 1; }
[ $# = 0 ] || [ "$*" = --with-everything ] || { echo "remove.sh [--with-everything]" >&2; exit 1; }
if [ -d /run/systemd/system ]; then
  systemctl disable --now --quiet mote || true
else
  systemctl --root=/ disable --quiet mote || true
fi
rm -f /etc/systemd/system/mote.service /usr/local/bin/mote
rm -rf /opt/mote
[ ! -d /run/systemd/system ] || systemctl daemon-reload
if [ $# = 0 ]; then
  echo "Removed. Left: /etc/mote (settings and master keys; sealed ones are in /etc/credstore.encrypted), /var/lib/mote and /var/lib/mote-console (the store), and the user mote."
else
  rm -rf /etc/mote /var/lib/mote /var/lib/mote-console /etc/systemd/system/mote.service.d /etc/credstore.encrypted/mote-master-*.key
  userdel mote
  echo "Removed, with settings, master keys and the store."
fi
