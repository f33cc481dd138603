// State in blobs, membership in a table beside them. Entered with an identity alone, for an account's keys open everything.
param name string
param location string
param recoverDays int

@description('The identity of the silos.')
param silos string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: recoverDays }
    containerDeleteRetentionPolicy: { enabled: true, days: recoverDays }
  }
}

resource state 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'mote'
  properties: { publicAccess: 'None' }
}

// Versions are kept for as long as what is deleted, and no longer.
resource versions 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: recoverDays } } }
          }
        }
      ]
    }
  }
  dependsOn: [blobs]
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource membership 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = {
  parent: tables
  name: 'MoteMembership'
}

var blobContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
)
var tableContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)

// Each at what it is for, and nowhere else in the account.
resource writesState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(state.id, silos, blobContributor)
  scope: state
  properties: { principalId: silos, principalType: 'ServicePrincipal', roleDefinitionId: blobContributor }
}

resource writesMembership 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(membership.id, silos, tableContributor)
  scope: membership
  properties: { principalId: silos, principalType: 'ServicePrincipal', roleDefinitionId: tableContributor }
}

output blobs string = account.properties.primaryEndpoints.blob
output tables string = account.properties.primaryEndpoints.table
