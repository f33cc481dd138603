// Master keys. Without them nothing in the store can be read, ever: what is deleted here stays to be brought back.
param name string
param location string

@description('The identity of the silos: it reads keys, and makes none.')
param silos string

param administrators string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)
var secretsOfficer = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
)

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, silos, secretsUser)
  scope: vault
  properties: { principalId: silos, principalType: 'ServicePrincipal', roleDefinitionId: secretsUser }
}

resource makes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, administrators, secretsOfficer)
  scope: vault
  properties: { principalId: administrators, principalType: 'Group', roleDefinitionId: secretsOfficer }
}

output uri string = vault.properties.vaultUri
