using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>The bare client beside monitored ones: every kind of request content, treated by a real server in every way, sent in every way.</summary>
[Parallelizable(ParallelScope.None)]
public sealed class BodyTests
{
    private WireServer _server = null!;
    private Clients _clients = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await WireServer.StartAsync();
        _clients = new Clients();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _clients.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Exchange_OfAnyContent_IsThatOfTheBareClient(
        [ValueSource(typeof(Body), nameof(Body.Names))] string name,
        [Values(
            nameof(Behaviour.Answer), nameof(Behaviour.Stream), nameof(Behaviour.Compressed), nameof(Behaviour.Empty), nameof(Behaviour.Redirect),
            nameof(Behaviour.SeeOther),
            nameof(Behaviour.Unauthorized), nameof(Behaviour.Refuse), nameof(Behaviour.Early), nameof(Behaviour.Cut),
            nameof(Behaviour.Reset))] string behaviour)
    {
        var body = Body.Named(name);
        Assert.Multiple(async () =>
        {
            foreach (var setting in Setting.All(Enum.Parse<Behaviour>(behaviour)).Where(setting => !body.Fails || !IsARace(setting, body)))
            {
                var bare = await ExchangeAsync(_clients.Bare, setting, body);
                Assert.That(bare, IsWhole(setting, body) ? Does.Contain("read: -1") : Is.Not.Empty, $"the bare client, {setting}");
                var before = _clients.Measured;
                Assert.That(await ExchangeAsync(_clients.OneLayer, setting, body), Is.EqualTo(bare), $"one layer, {setting}");
                Assert.That(await ExchangeAsync(_clients.TwoLayers, setting, body), Is.EqualTo(bare), $"two layers, {setting}");
                Assert.That((_clients.Measured - before, _clients.Faults), Is.EqualTo((2, 0)), $"measured, {setting}");
            }
        });
    }

    private async Task<string[]> ExchangeAsync(HttpClient client, Setting setting, Body body)
    {
        using Exchange exchange = new(_server, client, setting, body);
        using (var response = await exchange.SendAsync())
        {
            if (response is not null)
            {
                await ReadAsync(response, exchange.Log, withFacts: body.Name is "string" or "json");
            }
        }

        var (source, seen) = IsARace(setting, body) ? ([], []) : (exchange.Source.Lines, await exchange.Visit.SeenAsync());
        return [.. exchange.Log.Lines, .. source, .. exchange.Log.Lines[0].StartsWith("send:", StringComparison.Ordinal) ? [] : seen];
    }

    /// <param name="response">What is read.</param>
    /// <param name="log">What is written down.</param>
    /// <param name="withFacts">What can be done with the stream does not depend on the request, so that it is asked for few of them.</param>
    private static async Task ReadAsync(HttpResponseMessage response, Transcript log, bool withFacts)
    {
        var stream = await response.Content.ReadAsStreamAsync();
        if (withFacts)
        {
            await StreamFacts.WriteAsync(stream, log);
        }

        using MemoryStream all = new();
        var isWhole = false;
        await log.TryAsync("read", async () =>
        {
            await stream.CopyToAsync(all);
            isWhole = true;
            return stream.ReadByte();
        });

        // Over HTTP/2 the end of a stream may overtake what came before it.
        log.Add(!isWhole && response.Version == HttpVersion.Version20
            ? "broken off"
            : $"{all.Length} bytes: {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(all.ToArray()))}");
        log.Add($"trailers: {string.Join("; ", response.TrailingHeaders.Select(header => $"{header.Key}={string.Join("|", header.Value)}"))}");
    }

    /// <summary>Nothing keeps the bare client from reading an answer to its end, so that there is something to compare.</summary>
    private static bool IsWhole(Setting setting, Body body) =>
        !body.Fails && setting is { IsSync: false, Behaviour: Behaviour.Answer or Behaviour.Stream or Behaviour.Early };

    /// <summary>Over HTTP/2 a request and its answer may pass each other: how much of the request is then sent depends on the network's pace.</summary>
    private static bool IsARace(Setting setting, Body body) => setting.Version == HttpVersion.Version20
        && (setting.Behaviour == Behaviour.Refuse || (setting.Behaviour == Behaviour.Early && !body.IsSentBeforeTheAnswer));
}
