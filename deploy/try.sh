#!/usr/bin/env bash
# Builds both images on a base that is made here, starts three silos with them, with Azurite's blobs and membership in Redis,
# enrols, kills a silo, verifies, and takes down what it started. Everything is on loopback and in a folder of its own, which
# goes with it: images and containers, too. Takes about two minutes. As root, on Debian or Ubuntu (amd64 or arm64).
set -euo pipefail
here=$(dirname "$(realpath "$0")")
missing=()
for program in dotnet podman buildah runc mmdebstrap redis-server node npm curl; do
  command -v "$program" > /dev/null || missing+=("$program")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Not on this machine: ${missing[*]}. Debian has all but dotnet: apt-get install --no-install-recommends podman buildah runc mmdebstrap redis-server nodejs npm curl. The .NET 10 SDK is from its maker." >&2
  exit 1
fi
[ "$(id -u)" = 0 ] || { echo "As root: a container's files are made its user's." >&2; exit 1; }

work=$(mktemp -d /tmp/mote-try-XXXXXX)
chmod 755 "$work"
# What works in a container as on a machine: no overlay, no cgroups of systemd, no network of podman's own.
export CONTAINERS_STORAGE_CONF=$work/storage.conf CONTAINERS_CONF=$work/containers.conf BUILDAH_ISOLATION=chroot
echo "[storage]
driver = \"vfs\"
graphroot = \"$work/graph\"
runroot = \"$work/run\"" > "$CONTAINERS_STORAGE_CONF"
echo "[containers]
default_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]
netns = \"host\"
[engine]
cgroup_manager = \"cgroupfs\"
events_logger = \"file\"
runtime = \"runc\"" > "$CONTAINERS_CONF"

started=() silos=()
take_down() {
  local status=$?
  for silo in "${silos[@]}"; do
    [ "$status" = 0 ] || { echo "--- $silo"; podman logs "$silo" 2>&1 | tail -n 20; } >&2
    podman rm --force --time 0 "$silo" > /dev/null 2>&1
  done
  podman rmi --all --force > /dev/null 2>&1
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2> /dev/null
  wait
  rm --recursive --force "$work"
  echo "taken down: exit code $status"
}
trap take_down EXIT
trap 'exit 1' INT TERM

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
port() {
  local port
  while port=$((RANDOM % 20000 + 20000)); (: > "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}
listens() {
  local waited=0
  until (: > "/dev/tcp/127.0.0.1/$1") 2> /dev/null; do
    [ $((waited += 1)) -lt 600 ] || { echo "Nothing listens at port $1." >&2; return 1; }
    sleep 0.1
  done
}
random() { head --bytes 32 /dev/urandom | base64 --wrap 0; }

# The images.
bash "$here/image/base.sh" "$work/base.tar"
podman import --quiet "$work/base.tar" mote-base > /dev/null
rm "$work/base.tar"
for program in silo mote; do
  bash "$here/image/build.sh" "$program" "mote-$program" --quiet --build-arg BASE=localhost/mote-base > /dev/null
  say "image mote-$program: $(($(podman image inspect --format '{{.Size}}' "mote-$program") / 1000000)) MB, runs as $(podman image inspect --format '{{.Config.User}}' "mote-$program")"
done

# As an orchestrator would have it: a root that nobody writes to, no rights of root's, no new ones.
contained=(--read-only --read-only-tmpfs=false --cap-drop all --security-opt no-new-privileges)
mote() { podman run --rm "${contained[@]}" --volume "$work/cli:/data" --env TMPDIR=/data --env SSL_CERT_FILE=/data/edge/authority.pem --env MOTE_API_KEY="${key-}" mote-mote "$@"; }
install --directory --owner 1654 --group 1654 --mode 700 "$work/cli"

# People who do not exist, by the demo itself.
mote demo --people 4 --strangers 4 --keep > "$work/demo.txt" 2>&1 || { cat "$work/demo.txt"; exit 1; }
photos=/data/$(cd "$work/cli" && echo mote-demo-*/photos)
say "mote demo, in a container: $(grep --only-matching --max-count 1 'the same [0-9]* decisions' "$work/demo.txt") after a restart"

# Who the silos know each other by, and who callers know them by.
mote cluster authority --folder silos > /dev/null
mote cluster authority --folder edge > /dev/null
mote keys new --folder keys > /dev/null
key=mote_$(random | tr -d '+/=') redis_password=$(random | tr -d '+/=') redis_port=$(port) blob_port=$(port)

# The stores, which are no part of Mote: as files of their owner's alone, for what stands in a command line can be read by all.
(umask 077 && echo "bind 127.0.0.1
port $redis_port
requirepass $redis_password
save \"\"
dir $work" > "$work/redis.conf")
redis-server "$work/redis.conf" > "$work/redis.log" & started+=($!)
[ -x "$here/../tests/Azurite/node_modules/.bin/azurite-blob" ] || npm ci --no-audit --no-fund --prefix "$here/../tests/Azurite" > /dev/null
node "$here/../tests/Azurite/node_modules/.bin/azurite-blob" --silent --disableTelemetry --skipApiVersionCheck --location "$work" --blobHost 127.0.0.1 --blobPort "$blob_port" > "$work/azurite.log" & started+=($!)
listens "$redis_port"
listens "$blob_port"
say "Redis and Azurite listen on loopback"

# Azurite's own account, which everybody knows; it protects nothing.
account="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:$blob_port/devstoreaccount1;"

# As Kubernetes lays out files of secrets for a pod whose fsGroup is 0, which overlays/redis of ../kubernetes rests on: root's,
# readable by root's group, in a folder beside that everybody may write to but for its sticky bit, and a link to it.
lay_out() {
  local folder=$1 of
  mkdir "$folder/..1"
  mv "$folder"/[!.]* "$folder/..1"
  ln --symbolic ..1 "$folder/..data"
  for of in "$folder"/..1/*; do ln --symbolic "..data/$(basename "$of")" "$folder"; done
  chown --recursive --no-dereference 0:0 "$folder"
  find "$folder/..1" -type d -exec chmod 2755 {} + -o -type f -exec chmod 0440 {} +
  chmod 3777 "$folder"
}
start() {
  local name=$1 edge=$2 folder=$work/$1
  install --directory --owner 1654 --group 1654 --mode 700 "$folder"
  mote cluster certificate "$name" --folder silos > /dev/null
  mote cluster certificate "$name" --folder edge --name localhost > /dev/null
  cp "$work/cli/silos/$name.pem" "$folder/silo.pem"
  cp "$work/cli/silos/$name.key.pem" "$folder/silo.key.pem"
  cp "$work/cli/silos/authority.pem" "$folder/silos.pem"
  cp "$work/cli/edge/$name.pem" "$folder/edge.pem"
  cp "$work/cli/edge/$name.key.pem" "$folder/edge.key.pem"
  cp --recursive "$work/cli/keys" "$folder/keys"
  (umask 077 && cat > "$folder/appsettings.json") << SETTINGS
{
  "Kestrel": { "Certificates": { "Default": { "Path": "/etc/mote/edge.pem", "KeyPath": "/etc/mote/edge.key.pem" } } },
  "Mote": {
    "Detector": "/models/mote-demo-detector.onnx",
    "Embedder": "/models/mote-demo-embedder.onnx",
    "Cohort": "/models/mote-demo.cohort",
    "Keys": { "Folder": "/etc/mote/keys" },
    "Storage": { "Provider": "blob", "Blob": { "ConnectionString": "$account" } },
    "ApiKeys": [ { "Name": "try", "Realm": "site", "Role": "administrator", "Sha256": "$(printf %s "$key" | sha256sum | cut --delimiter ' ' --fields 1)" } ],
    "Certificate": { "MostFalseNonMatchRate": 1 },
    "Cluster": {
      "Membership": "redis",
      "Redis": { "ConnectionString": "127.0.0.1:$redis_port,password=$redis_password,abortConnect=false" },
      "SiloName": "$name", "Address": "127.0.0.1", "Port": $(port),
      "Certificate": { "Path": "/etc/mote/silo.pem", "KeyPath": "/etc/mote/silo.key.pem", "AuthoritiesPath": "/etc/mote/silos.pem" }
    }
  }
}
SETTINGS
  if [ "${3-}" = as-kubelet ]; then
    lay_out "$folder"
  else
    chown --recursive 1654:1654 "$folder"
  fi
  # Without systemd podman says on every start that nobody will ask the image's health check by the clock; it is asked below.
  podman run --detach --name "$name" "${contained[@]}" ${3:+--group-add 0} --volume "$folder:/etc/mote:ro" --volume "$(realpath "$here/../models"):/models:ro" \
    --env DOTNET_ENVIRONMENT=Demo --env ASPNETCORE_URLS="https://127.0.0.1:$edge" mote-silo > /dev/null 2>> "$work/podman.log"
  silos+=("$name")
}
ready() {
  local waited=0
  until podman exec "$1" /opt/mote/Mote.Silo health > "$work/health" 2>&1; do
    [ $((waited += 1)) -lt 120 ] && podman container inspect --format '{{.State.Running}}' "$1" | grep --quiet true || { echo "$1 is not ready: $(cat "$work/health")" >&2; return 1; }
    sleep 0.5
  done
}

north=$(port) south=$(port) west=$(port)
start north "$north" && ready north && say "north: $(cat "$work/health")"
start south "$south" && start west "$west" as-kubelet && ready south && say "south: $(cat "$work/health")"
ready west && say "west, with its files as kubelet lays them out: $(cat "$work/health")"
podman healthcheck run south && say "the image's own health check of south: exit code $?"

at() { echo "https://localhost:$1"; }
# The second of the demo's people is one whom the demo's models, which are small, know well.
mote enroll person-002 "$photos/person-002-1.jpg" --address "$(at "$north")" | grep "^Enrolled"
mote verify person-002 "$photos/person-002-2.jpg" --address "$(at "$south")"
say "enrolled at north, verified at south"

if curl --silent --max-time 2 "http://127.0.0.1:$south/health/live" > /dev/null; then
  echo "south answers plain http" >&2
  exit 1
fi
say "plain http at south: no answer"

podman kill --signal KILL north > /dev/null
killed=$SECONDS
say "north is killed"
for other in "$south" "$west"; do
  until mote verify person-002 "$photos/person-002-3.jpg" --address "$(at "$other")"; do
    [ $((SECONDS - killed)) -lt 60 ] || exit 1
  done
done
say "verified at south and west, $((SECONDS - killed)) s after the kill"
stranger=0
mote verify person-002 "$photos/person-005-1.jpg" --address "$(at "$west")" || stranger=$?
[ "$stranger" = 3 ] && say "a stranger at west: exit code 3, no match"

podman stop --time 45 south > /dev/null 2>> "$work/podman.log" && say "south is told to stop: exit code $(podman container inspect --format '{{.State.ExitCode}}' south)"

# What Microsoft's images set, where nothing else says where to listen.
refused=0
podman run --rm "${contained[@]}" --env ASPNETCORE_URLS= --env ASPNETCORE_HTTP_PORTS=8080 mote-silo > "$work/refused.txt" 2>&1 || refused=$?
[ "$refused" = 1 ] && grep --quiet 'without encryption' "$work/refused.txt" && say "ASPNETCORE_HTTP_PORTS=8080: the silo ends with exit code 1, and opens nothing"
