#!/usr/bin/env bash
# Installs Mote on a machine that is made here, a Debian with its own systemd in namespaces of its own, restarts it,
# upgrades, removes, and takes down what it started: try.sh [ARCHIVE], of pack.sh, which is made where none is named.
# Takes about three minutes. As root, on Debian or Ubuntu.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
missing=()
for program in dotnet mmdebstrap unshare nsenter; do
  command -v "$program" > /dev/null || missing+=("$program")
done
[ ${#missing[@]} -eq 0 ] || { echo "Not on this machine: ${missing[*]}. Debian has mmdebstrap and util-linux; the .NET 10 SDK is from its maker." >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "As root: a machine is started." >&2; exit 1; }

work=$(mktemp -d /tmp/mote-machine-XXXXXX)
root=$work/root boot=
take_down() {
  local status=$?
  [ "$status" = 0 ] || within journalctl --unit mote --no-pager --lines 30 || true
  [ -z "$boot" ] || kill -KILL "$boot" || true
  wait
  rm --recursive --force "$work"
  echo "taken down: exit code $status"
}
# The shell's own word about what was killed is nobody's news.
trap 'take_down 2> /dev/null' EXIT
trap 'exit 1' INT TERM
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

# Turns it on, with a network that nobody else is in.
turn_on() {
  unshare --pid --fork --kill-child --mount --uts --ipc --net --cgroup bash -c '
    set -e
    mount --bind "$0" "$0"
    mount --types proc proc "$0/proc"
    mount --types sysfs sysfs "$0/sys"
    mount --types cgroup2 cgroup2 "$0/sys/fs/cgroup"
    for folder in run tmp dev; do mount --types tmpfs tmpfs "$0/$folder"; done
    for device in null zero full random urandom tty; do touch "$0/dev/$device"; mount --bind "/dev/$device" "$0/dev/$device"; done
    mkdir "$0/dev/pts" "$0/dev/shm"
    mount --types devpts --options newinstance,ptmxmode=0666 devpts "$0/dev/pts"
    mount --types tmpfs tmpfs "$0/dev/shm"
    ln --symbolic pts/ptmx "$0/dev/ptmx"
    # A root of its own, and no chroot, in which systemd could give a service no view of its own; and shared, or what systemd
    # puts there for a service, as its credentials, would be in no view.
    cd "$0"
    mkdir --parents run/before
    pivot_root . run/before
    exec env --ignore-environment container=try PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . sh -c "umount --lazy /run/before; mount --make-rshared /; exec /sbin/init"' "$root" > "$work/boot.log" 2>&1 &
  boot=$!
  local waited=0
  until [ "$(within systemctl is-system-running 2> /dev/null)" = running ]; do
    [ $((waited += 1)) -lt 120 ] || { echo "The machine did not start." >&2; exit 1; }
    sleep 0.5
  done
}
turn_off() {
  within systemctl poweroff
  local waited=0
  while kill -0 "$boot" 2> /dev/null; do
    [ $((waited += 1)) -lt 120 ] || { echo "The machine did not stop." >&2; exit 1; }
    sleep 0.5
  done
  boot=
}
within() {
  local init
  init=$(pgrep --parent "$boot" | head --lines 1) && timeout 120 nsenter --target "$init" --pid --mount --uts --ipc --net --cgroup --root --wd \
    env --ignore-environment PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin MOTE_API_KEY="${key-}" "$@"
}
ready() {
  local waited=0
  until within env DOTNET_ROOT=/opt/mote/current/dotnet urls=http://127.0.0.1:7270 /opt/mote/current/program/Mote.Silo health > "$work/health" 2>&1; do
    [ $((waited += 1)) -lt 120 ] || { echo "The silo is not ready: $(cat "$work/health")" >&2; exit 1; }
    sleep 0.5
  done
  say "$1: $(cat "$work/health"), $(within systemctl is-active mote), $(within systemctl is-enabled mote), as $(within systemctl show --property User --value mote)"
}
unpacked() {
  tar --extract --gzip --directory "$root/root" --file "$1"
}

mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,libstdc++6,libssl3,zlib1g,ca-certificates bookworm "$work/machine.tar"
mkdir "$root"
tar --extract --directory "$root" --exclude='./dev/*' --file "$work/machine.tar"
rm "$work/machine.tar"
archive=${1:-$(bash "$here/pack.sh" "$work")}
version=$(basename "$archive" | cut --delimiter - --fields 2)
say "$(basename "$archive"): $(($(stat --format %s "$archive") / 1000000)) MB"

turn_on
say "a machine with $(within systemctl --version | head --lines 1)"
unpacked "$archive"
within "/root/mote-$version/install.sh" --demo > "$work/install.txt"
key=$(sed --quiet 's/^API key.*: //p' "$work/install.txt")
grep --invert-match '^API key' "$work/install.txt"
ready "installed"
within mote demo --people 2 --strangers 1 --keep --report /tmp/mote-demo.html > "$work/demo.txt" 2>&1
photos=$(within sh -c 'echo /tmp/mote-demo-*/photos')
within cp --recursive "$photos" /root/photos
within mote enroll somebody /root/photos/person-002-1.jpg 2> /dev/null | grep "^Enrolled"
within mote verify somebody /root/photos/person-002-2.jpg
say "of others than its user, who may read the key and the store: $(within find /etc/mote/keys /var/lib/mote -perm /077 | wc --lines) files"
say "systemd's own view: $(within systemd-analyze security --no-pager mote | tail --lines 1 | sed 's/[^[:print:]]//g; s/^ *//')"

turn_off
turn_on
ready "turned off and on"
within mote verify somebody /root/photos/person-002-3.jpg

# The key as a credential that only this machine's systemd opens, and only for the service.
within "/root/mote-$version/seal-keys.sh"
within mv /etc/mote/keys /root/copied-keys
within systemctl restart mote
ready "with sealed keys alone"
within mote verify somebody /root/photos/person-002-2.jpg
within grep --quiet --recursive --fixed-strings --file /root/copied-keys/master-1.key /etc && { echo "The key lies open in /etc." >&2; exit 1; }
within sh -c 'umask 077; systemd-creds decrypt --name=master-2.key /etc/credstore.encrypted/mote-master-1.key - > /root/decrypted 2> /root/refused' && { echo "The credential opens as another version." >&2; exit 1; }
say "asked for it under another name: $(within head --lines 1 /root/refused)"

# The same program under a later number, since there is no later one.
mv "$root/root/mote-$version" "$root/root/mote-later"
echo later > "$root/root/mote-later/version"
within /root/mote-later/install.sh
within sh -c '! [ -e /etc/mote/keys ]'
ready "upgraded"
within mote verify somebody /root/photos/person-002-4.jpg
within systemctl kill --signal SIGKILL mote
ready "killed, and started again by systemd"

within /root/mote-later/remove.sh
within sh -c '! systemctl is-active --quiet mote && ! [ -e /opt/mote ] && ! [ -e /usr/local/bin/mote ]'
within /root/mote-later/install.sh
ready "removed, and installed again"
within mote verify somebody /root/photos/person-002-2.jpg
within /root/mote-later/remove.sh --with-everything
left=$(within sh -c 'find / -xdev \( -path /root -o -path /tmp -o -path /var/log \) -prune -o -name "mote*" -print; getent passwd mote' || true)
say "left afterwards: ${left:-nothing}"
[ -z "$left" ]
