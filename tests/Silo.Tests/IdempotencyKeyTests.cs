using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Silo.Identities;

namespace Mote.Silo.Tests;

public sealed class IdempotencyKeyTests
{
    private static readonly Guid Known = new("8e03978e-40d5-43dd-bc93-6894a57f9324");

    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("8E03978E-40D5-43DD-BC93-6894A57F9324")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")]
    [InlineData(" \"8e03978e-40d5-43dd-bc93-6894a57f9324\" ")]
    public void Of_GuidBareOrInQuotes_IsThat(string value) => Assert.Equal(Known, Of(value));

    [Fact]
    public void Of_None_IsANewOne() => Assert.NotEqual(Of(), Of());

    [Fact]
    public void Named_None_IsNothing() => Assert.Null(IdempotencyKey.Named(new DefaultHttpContext().Request));

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("photo-of-ada")]
    [InlineData("\"photo-of-ada\"")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("'8e03978e-40d5-43dd-bc93-6894a57f9324'")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\";a=b")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324")]
    public void Of_AnythingElse_IsInvalid(string value) => Assert.Contains("is a GUID such as", Refusal(value), StringComparison.Ordinal);

    [Fact]
    public void Of_Several_IsInvalid() => Assert.Contains("2 headers", Refusal($"{Known}", $"{Known}"), StringComparison.Ordinal);

    private static string Refusal(params string[] values)
    {
        var refused = Assert.Throws<MoteException>(() => Of(values));
        Assert.Equal(ProblemCode.InvalidRequest, refused.Code);
        return refused.Message;
    }

    private static Guid Of(params string[] values)
    {
        var context = new DefaultHttpContext();
        if (values.Length > 0)
            context.Request.Headers["Idempotency-Key"] = new StringValues(values);
        return IdempotencyKey.Of(context.Request);
    }
}
