#!/usr/bin/env bash
# Makes, in the folder 'made', what compose.yaml gives the silos, the proxy and Prometheus: settings, a master key,
# certificates and API keys, each its reader's alone. As root, with the image of the command line (image/build.sh).
# ENGINE is docker or podman; MOTE_IMAGE the image.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")"
[ "$(id -u)" = 0 ] || { echo "As root: files are made their readers' own." >&2; exit 1; }
[ ! -e made ] || { echo "'made' is there: what it holds opens the store. Move it away to begin anew." >&2; exit 1; }
umask 077
mkdir made
# The numbers of the users in the images: .NET's, HAProxy's, Prometheus'.
silo=1654 proxy=99 prometheus=65534
chown "$silo" made
mote() { "${ENGINE:-docker}" run --rm --network none --volume "$PWD/made:/data" "${MOTE_IMAGE:-mote-mote}" "$@" > /dev/null; }
random() { head --bytes 32 /dev/urandom | base64 --wrap 0 | tr -d '+/='; }
hash() { printf %s "$1" | sha256sum | cut --delimiter ' ' --fields 1; }

# Silos know each other by one authority; callers know silos, and the proxy, by another.
mote cluster authority --folder silos
mote cluster authority --folder edge
mote keys new --folder silo/keys
for name in north south west; do
  mote cluster certificate "$name" --folder silos
  mote cluster certificate "$name" --folder edge --name mote-edge
  mkdir --parents "made/$name"
  cp "made/silos/$name.pem" "made/$name/silo.pem"
  cp "made/silos/$name.key.pem" "made/$name/silo.key.pem"
  cp made/silos/authority.pem "made/$name/silos.pem"
  cp "made/edge/$name.pem" "made/$name/edge.pem"
  cp "made/edge/$name.key.pem" "made/$name/edge.key.pem"
  chown --recursive "$silo:$silo" "made/$name"
done
mote cluster certificate proxy --folder edge --name "${MOTE_NAME:-localhost}"
mkdir made/proxy made/prometheus
cat made/edge/proxy.pem made/edge/proxy.key.pem > made/proxy/proxy.pem
cp made/edge/authority.pem made/proxy/edge.pem
cp made/edge/authority.pem made/prometheus/edge.pem

administrator=mote_$(random) metrics=mote_$(random)
printf %s "$metrics" > made/prometheus/api-key
printf %s "$administrator" > made/administrator.key
account='DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://azurite:10000/devstoreaccount1;TableEndpoint=http://azurite:10002/devstoreaccount1;'
cat > made/silo/appsettings.json << SETTINGS
{
  "Kestrel": { "Certificates": { "Default": { "Path": "/etc/mote-silo/edge.pem", "KeyPath": "/etc/mote-silo/edge.key.pem" } } },
  "Mote": {
    "Detector": "/models/mote-demo-detector.onnx",
    "Embedder": "/models/mote-demo-embedder.onnx",
    "Cohort": "/models/mote-demo.cohort",
    "Certificate": { "MostFalseNonMatchRate": 1 },
    "Keys": { "Folder": "/etc/mote/keys" },
    "Storage": { "Provider": "blob", "Blob": { "ConnectionString": "$account" } },
    "ApiKeys": [
      { "Name": "administrator", "Realm": "site", "Role": "administrator", "Sha256": "$(hash "$administrator")" },
      { "Name": "prometheus", "Realm": "site", "Scopes": [ "metrics" ], "Sha256": "$(hash "$metrics")" }
    ],
    "Edge": { "TrustedProxies": [ "172.30.71.10" ], "DrainSeconds": 6 },
    "Cluster": {
      "Membership": "azure-table",
      "Certificate": { "Path": "/etc/mote-silo/silo.pem", "KeyPath": "/etc/mote-silo/silo.key.pem", "AuthoritiesPath": "/etc/mote-silo/silos.pem" }
    }
  }
}
SETTINGS
chown --recursive "$silo:$silo" made/silo
chown --recursive "$proxy" made/proxy
chown --recursive "$prometheus" made/prometheus
chmod 711 made
echo "Made. The key of an administrator is in $PWD/made/administrator.key; callers trust $PWD/made/edge/authority.pem."
echo "The keys of both authorities ($PWD/made/silos, $PWD/made/edge) make silos: move them where none runs, and keep them."
