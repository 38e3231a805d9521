using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>The bare client beside monitored ones: whatever a caller does with an exchange, at each of its steps.</summary>
[Parallelizable(ParallelScope.None)]
public sealed class ConductTests
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
    public async Task Caller_OfAnyConduct_SeesWhatTheBareClientShows(
        [ValueSource(typeof(Conduct), nameof(Conduct.Names))] string name,
        [Values("string", "json", "stream that seeks", "stream read once", "own")] string content)
    {
        var (conduct, body) = (Conduct.Named(name), Body.Named(content));
        await Assert.MultipleAsync(async () =>
        {
            foreach (var setting in Setting.All(conduct.Behaviour).Where(
                setting => !setting.ExpectsContinue && !(setting.IsSync && setting.Version == HttpVersion.Version20)))
            {
                var bare = await ExchangeAsync(_clients.Bare, setting, body, conduct);
                Assert.That(await ExchangeAsync(_clients.OneLayer, setting, body, conduct), Is.EqualTo(bare), $"one layer, {setting}");
                Assert.That(await ExchangeAsync(_clients.TwoLayers, setting, body, conduct), Is.EqualTo(bare), $"two layers, {setting}");
            }
        });
    }

    private async Task<string[]> ExchangeAsync(HttpClient client, Setting setting, Body body, Conduct conduct)
    {
        using Exchange exchange = new(_server, client, setting, body);
        await conduct.ActAsync(exchange).WaitAsync(HangGuard.Limit);
        exchange.Visit.Allow();
        return [.. exchange.Log.Lines, .. exchange.Source.Lines];
    }
}
