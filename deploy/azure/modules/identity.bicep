// Who the silos are to Azure: nobody has a password of it. Kubernetes says of a pod that it is of the service account.
param name string
param location string

@description('Who signs for the service accounts of the cluster.')
param issuer string

param namespace string

resource silos 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource account 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: silos
  name: 'kubernetes'
  properties: {
    issuer: issuer
    subject: 'system:serviceaccount:${namespace}:mote'
    audiences: ['api://AzureADTokenExchange']
  }
}

output clientId string = silos.properties.clientId
output principal string = silos.properties.principalId
