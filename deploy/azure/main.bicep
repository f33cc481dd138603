// What Mote needs in Azure: a store that keeps what was overwritten, a vault for master keys, a cluster of Kubernetes to
// run in, and an identity for the silos, which no password opens. Then: kubectl apply -k deploy/kubernetes/overlays/azure
targetScope = 'resourceGroup'

@description('Begins the names of everything, 3 to 12 small letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'mote'

param location string = resourceGroup().location

@description('The namespace of Kubernetes in which the silos run.')
param namespace string = 'mote'

@description('Who may administer the cluster and make master keys: the object id of a group of Microsoft Entra ID.')
param administrators string

@description('The networks from which the Kubernetes API is reached, as 203.0.113.0/24. None: from everywhere.')
param apiNetworks array = []

@description('Days for which what was deleted or overwritten can be brought back. Whoever is erased is gone from the store at once, and his old bytes, sealed under a key that is destroyed with him, after so many days.')
@minValue(1)
@maxValue(365)
param recoverDays int = 14

@description('The version of Kubernetes.')
param kubernetesVersion string = '1.33'

param nodeSize string = 'Standard_D4s_v5'

var unique = take(uniqueString(resourceGroup().id, name), 8)

module identity 'modules/identity.bicep' = {
  params: { name: '${name}-silos', location: location, issuer: cluster.outputs.issuer, namespace: namespace }
}

module store 'modules/store.bicep' = {
  params: { name: '${name}${unique}', location: location, recoverDays: recoverDays, silos: identity.outputs.principal }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: '${name}-${unique}'
    location: location
    silos: identity.outputs.principal
    administrators: administrators
  }
}

module cluster 'modules/cluster.bicep' = {
  params: {
    name: name
    location: location
    administrators: administrators
    apiNetworks: apiNetworks
    kubernetesVersion: kubernetesVersion
    nodeSize: nodeSize
  }
}

// What overlays/azure is told.
output clientId string = identity.outputs.clientId
output blobs string = store.outputs.blobs
output tables string = store.outputs.tables
output vault string = vault.outputs.uri
output cluster string = cluster.outputs.name
