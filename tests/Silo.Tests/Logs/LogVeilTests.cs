using Mote.Silo.Logs;

namespace Mote.Silo.Tests.Logs;

public sealed class LogVeilTests
{
    [Theory]
    [InlineData("grain identity/site/ada@4f2a failed", "ada")]
    [InlineData("could not write state 'identity' of grain identity/site/ada.lovelace.", "lovelace")]
    [InlineData("BlobName=identity/site/ada-lovelace.json", "lovelace")]
    [InlineData("Request starting HTTP/1.1 GET https://door.example/v1/identities/ada/verify?target=1", "ada")]
    [InlineData("/v1/identities/J%C3%BCrgen", "rgen")]
    [InlineData("GET /people/ada", "ada")]
    [InlineData("Executing IDENTITY/site/ada and identity/site/grace", "grace")]
    public void Name_IsVeiled(string line, string name)
    {
        var veiled = LogVeil.Over(line);
        Assert.DoesNotContain(name, veiled, StringComparison.OrdinalIgnoreCase);
        Assert.Contains('~', veiled);
    }

    [Fact]
    public void OnePerson_IsOneMark_AndAnotherIsAnother()
    {
        Assert.Equal(LogVeil.Over("/v1/identities/ada"), LogVeil.Over("/v1/identities/ada"));
        Assert.NotEqual(LogVeil.Over("identity/site/ada"), LogVeil.Over("identity/site/grace"));
    }

    [Theory]
    [InlineData("PUT /v1/identities/{subject}")]
    [InlineData("roster/site/7 was not taken by the store")]
    [InlineData("The identity of nobody is told")]
    public void WhatNamesNobody_Stays(string line) => Assert.Equal(line, LogVeil.Over(line));

    [Fact]
    public void Exception_IsVeiledInAllItSays()
    {
        Exception thrown;
        try
        {
            throw new InvalidOperationException("The record 'identity' of grain 'identity/site/ada' is damaged.", new IOException("identity/site/ada"));
        }
        catch (InvalidOperationException failure)
        {
            thrown = failure;
        }

        var veiled = new VeiledException(thrown);
        Assert.DoesNotContain("ada", veiled.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/ada", veiled.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(Exception_IsVeiledInAllItSays), veiled.ToString(), StringComparison.Ordinal);
    }
}
