using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Mote.WebConsole.Tests;

/// <summary>A form that was cut short is somebody's broken line, and no failure of the silo: for that nobody needs a key.</summary>
public sealed class CutFormTests(ConsoleFixture console)
{
    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nhal")]
    [InlineData("--x\r\nContent-Disp")]
    [InlineData("")]
    public async Task SignIn_FormCutShort_IsRefused(string body)
    {
        using var http = new HttpClient { BaseAddress = console.Silo.Address };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } };
        using var answer = await http.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
