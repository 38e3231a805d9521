using System.Net;

namespace LlmHttpMetrics.Prometheus.Tests.Serving;

/// <summary>Pushes, as a gateway gets them.</summary>
public sealed class PushgatewayTests
{
    private static readonly Uri Gateway = new("http://gateway:9091/");

    [Test]
    public async Task Push_OfMetrics_PutsTheTextIntoTheGroup()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>("c").Add(1);
        List<string> sent = [];
        StubHandler stub = new((request, _) =>
        {
            sent.Add($"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType}");
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        });
        using HttpClient client = new(stub);
        using LlmPushgateway gateway = new(Gateway, "nightly", [new("instance", "host:1")], client);

        await gateway.PushAsync(own.Metrics);
        await gateway.AddAsync(own.Metrics);
        await gateway.DeleteAsync();

        const string group = "http://gateway:9091/metrics/job/nightly/instance/host%3A1";
        Assert.That(gateway.Group.AbsoluteUri, Is.EqualTo(group));
        Assert.That(
            sent,
            Is.EqualTo(new[]
            {
                $"PUT {group} text/plain; version=0.0.4; charset=utf-8",
                $"POST {group} text/plain; version=0.0.4; charset=utf-8",
                $"DELETE {group} "
            }));
        Assert.That(stub.Bodies.Select(System.Text.Encoding.UTF8.GetString), Is.EqualTo(new[] { own.Metrics.GetText(), own.Metrics.GetText() }));
    }

    [TestCase("pushed metrics are invalid\nor inconsistent", "pushed metrics are invalid or inconsistent")]
    [TestCase("", "it gave no reason.")]
    public async Task Push_Refused_SaysWhy(string body, string reason)
    {
        using OwnMeter own = new();
        using HttpClient client = new(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(body) }));
        using LlmPushgateway gateway = new(Gateway, "j", client: client);

        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => gateway.PushAsync(own.Metrics));

        Assert.That(thrown!.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(thrown.Message, Is.EqualTo($"The Pushgateway refused PUT http://gateway:9091/metrics/job/j with status 400: {reason}"));
    }

    [Test]
    public async Task Gateway_ThatIsNotThere_IsAnErrorOfHttp()
    {
        using OwnMeter own = new();
        using LlmPushgateway gateway = new(new Uri("http://127.0.0.1:1"), "j");

        await Assert.ThatAsync(() => gateway.PushAsync(own.Metrics), Throws.TypeOf<HttpRequestException>());
    }

    [TestCase("a b", "i", "ü", "metrics/job/a%20b/i/%C3%BC")]
    [TestCase("a/b", "i", "", "metrics/job@base64/YS9i/i@base64/=")]
    [TestCase("..", "i", "a/?>", "metrics/job@base64/Li4/i@base64/YS8_Pg")]
    public void Group_OfAnyValues_IsAPathForThem(string job, string label, string value, string path)
    {
        using LlmPushgateway gateway = new(new Uri("https://gateway/prefix/?q#f"), job, [new(label, value)]);

        Assert.That(gateway.Group.AbsoluteUri, Is.EqualTo("https://gateway/prefix/" + path));
    }

    [TestCase("ftp://gateway", "j", "i", "The address is \"ftp://gateway/\"")]
    [TestCase("http://gateway", "", "i", "empty")]
    [TestCase("http://gateway", "j", "1i", "The label \"1i\" is not valid")]
    [TestCase("http://gateway", "j", "__i", "The label \"__i\" is not valid")]
    [TestCase("http://gateway", "j", "", "The label \"\" is not valid")]
    [TestCase("http://gateway", "j", "job", "The label \"job\" occurs twice")]
    public void Group_ThatIsNone_IsRefused(string address, string job, string label, string message) =>
        Assert.That(() => new LlmPushgateway(new Uri(address), job, [new(label, "v")]), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));
}
