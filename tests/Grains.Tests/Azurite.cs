using Mote.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
