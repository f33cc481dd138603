// Three machines in three zones. Kubernetes, and not Container Apps: there one replica has no address that another reaches,
// and silos talk to each other.
param name string
param location string
param administrators string
param apiNetworks array
param kubernetesVersion string
param nodeSize string

resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: name
  location: location
  identity: { type: 'SystemAssigned' }
  sku: { name: 'Base', tier: 'Standard' }
  properties: {
    dnsPrefix: name
    kubernetesVersion: kubernetesVersion
    // Who enters is known to Microsoft Entra ID; there is no account of the cluster's own.
    disableLocalAccounts: true
    enableRBAC: true
    aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: [administrators] }
    apiServerAccessProfile: { authorizedIPRanges: apiNetworks }
    autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' }
    // Pods show who they are, and need no password.
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      // What holds the network policy.
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      loadBalancerSku: 'standard'
    }
    agentPoolProfiles: [
      {
        name: 'silos'
        mode: 'System'
        count: 3
        vmSize: nodeSize
        osType: 'Linux'
        osSKU: 'AzureLinux'
        type: 'VirtualMachineScaleSets'
        availabilityZones: ['1', '2', '3']
        upgradeSettings: { maxSurge: '1' }
      }
    ]
  }
}

output name string = cluster.name
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
