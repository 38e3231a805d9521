using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;

namespace LlmHttpMetrics.Prometheus.Tests.Serving;

/// <summary>The server of its own.</summary>
public sealed class ServerTests
{
    [Test]
    public async Task Server_StartedAndStopped_CountsOn()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        await using LlmMetricsServer server = new(own.Metrics);
        using HttpClient client = new();

        await server.StartAsync(port: 0);
        counter.Add(1);
        var first = server.Address!;
        Assert.That(first.AbsolutePath, Is.EqualTo("/metrics"));
        Assert.That(await client.GetStringAsync(first), Does.Contain("\nc_total 1\n"));
        Assert.That((await client.GetAsync(new Uri(first, "/"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var post = await client.PostAsync(first, content: null);
        Assert.That((post.StatusCode, post.Content.Headers.Allow), Is.EqualTo((HttpStatusCode.MethodNotAllowed, new[] { "GET", "HEAD" })));
        await Assert.ThatAsync(() => server.StartAsync(port: 0), Throws.InvalidOperationException.With.Message.Contains(first.ToString()));

        await server.StopAsync();
        counter.Add(1);
        await server.StopAsync();
        Assert.That(server.Address, Is.Null);
        await Assert.ThatAsync(() => client.GetStringAsync(first), Throws.TypeOf<HttpRequestException>());

        await server.StartAsync(first.Port, IPAddress.Loopback, "/llm");
        Assert.That(await client.GetStringAsync($"http://127.0.0.1:{first.Port}/llm"), Does.Contain("\nc_total 2\n"));
    }

    [Test]
    public async Task Server_OfItsOwn_ShowsTheWholeProcess()
    {
        await using LlmMetricsServer server = new();
        using var meter = OwnMeter.Make();
        meter.CreateCounter<long>("only.here").Add(1);
        await server.StartAsync(port: 0);

        Assert.That(await new HttpClient().GetStringAsync(server.Address), Does.Contain("\nonly_here_total 1\n"));
    }

    [Test]
    public async Task Port_InUse_IsSaidAndTheCallsGoOn()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        await using LlmMetricsServer server = new(own.Metrics);

        var thrown = await Assert.ThrowsAsync<IOException>(() => server.StartAsync(port));
        counter.Add(1);

        Assert.That(
            thrown!.Message,
            Is.EqualTo($"The metrics cannot be served at 127.0.0.1:{port}: the port is in use by another listener. Choose another port, or 0 for "
                + $"one that is free."));
        await server.StartAsync(port: 0);
        Assert.That(await new HttpClient().GetStringAsync(server.Address), Does.Contain("\nc_total 1\n"), "it can be started elsewhere");
    }

    [Test]
    public async Task Address_OfAnotherMachine_IsSaid()
    {
        await using LlmMetricsServer server = new();

        await Assert.ThatAsync(
            () => server.StartAsync(0, IPAddress.Parse("192.0.2.1")),
            Throws.TypeOf<IOException>().With.Message.EqualTo(
                "The metrics cannot be served at 192.0.2.1:0: this machine does not have that address. Choose one of its own, 127.0.0.1 or 0.0.0.0."));
    }

    [TestCase(-1, "/metrics", typeof(ArgumentOutOfRangeException))]
    [TestCase(65536, "/metrics", typeof(ArgumentOutOfRangeException))]
    [TestCase(0, "metrics", typeof(ArgumentException))]
    [TestCase(0, "", typeof(ArgumentException))]
    public async Task Arguments_ThatAreWrong_AreRefused(int port, string path, Type exception)
    {
        await using LlmMetricsServer server = new();

        await Assert.ThatAsync(() => server.StartAsync(port, path: path), Throws.TypeOf(exception));
    }
}
