#!/bin/sh
# Hands the service its master keys as systemd's encrypted credentials, in place of files that may be read: seal-keys.sh
# Encrypts every version in /etc/mote/keys, and starts the service anew with those. Run again, it adds what is new there.
# The files stay until you have copied them elsewhere: without them or this machine nothing enrolled can be read.
set -eu
[ "$(id -u)" = 0 ] || { echo "As root: credentials are encrypted." >&2; exit 1; }
command -v systemd-creds > /dev/null || { echo "systemd 250 or later is needed." >&2; exit 1; }
store=/etc/credstore.encrypted
install -d -m 700 "$store"
for key in /etc/mote/keys/master-*.key; do
  [ -e "$key" ] || continue
  sealed=$store/mote-$(basename "$key")
  if [ -e "$sealed" ]; then
    # A number never stands for two keys: what is stored would be lost with the one that goes.
    systemd-creds decrypt --name="$(basename "$key")" "$sealed" - 2> /dev/null | cmp -s - "$key" && continue
    echo "$sealed holds another key than $key: nothing was replaced." >&2
    exit 1
  fi
  # Whole or not at all: what is half written would be a service without keys.
  systemd-creds encrypt --name="$(basename "$key")" "$key" "$sealed.new"
  mv "$sealed.new" "$sealed"
done

install -d -m 755 /etc/systemd/system/mote.service.d
{
  echo "# Made by seal-keys.sh."
  echo "[Service]"
  echo 'Environment="Mote__Keys__Folder=%d"'
  for sealed in "$store"/mote-master-*.key; do
    [ -e "$sealed" ] || { echo "There is no master key in /etc/mote/keys, and none was sealed before." >&2; exit 1; }
    name=$(basename "$sealed")
    echo "LoadCredentialEncrypted=${name#mote-}:$sealed"
  done
} > /etc/systemd/system/mote.service.d/keys.conf.new
mv /etc/systemd/system/mote.service.d/keys.conf.new /etc/systemd/system/mote.service.d/keys.conf
systemctl daemon-reload
systemctl restart mote
echo "The service has its master keys from $store. Once it is ready: copy /etc/mote/keys to where neither this machine nor the store's backups are, and remove it here."
