using System.Net;
using LlmHttpMetrics.MockProviders.Serving;
using Microsoft.AspNetCore.Builder;

namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// A server on 127.0.0.1 that answers in the wire formats of OpenAI, Azure OpenAI, OpenAI-compatible services,
/// Anthropic, AWS Bedrock, Cohere, Gemini and Ollama, as scripted, and keeps a ledger of what it served. It asks for no key and
/// leaves the machine alone.
/// </summary>
/// <remarks>All members may be used from several threads at once.</remarks>
public sealed class MockProviderServer : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly MockScript _script;
    private readonly CancellationTokenSource _stopping;
    private int _disposed;

    private MockProviderServer(WebApplication app, Uri baseAddress, MockScript script, MockLedger ledger, CancellationTokenSource stopping)
    {
        _app = app;
        _script = script;
        _stopping = stopping;
        BaseAddress = baseAddress;
        Ledger = ledger;
    }

    /// <summary>Where the server listens, with a closing slash and without <c>v1</c>: <c>http://127.0.0.1:50123/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>What the server served, one entry an exchange.</summary>
    public MockLedger Ledger { get; }

    /// <summary>Starts a server; it listens when the task completes.</summary>
    /// <param name="options">How it listens and writes; <see langword="null"/> for HTTP/1.1 on a free port.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running server; dispose it to stop.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<MockProviderServer> StartAsync(MockProviderOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MockProviderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Port, IPEndPoint.MinPort, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLedgerEntries, 1, nameof(options));
        options.Sse.Validate();
        var script = new MockScript();
        var ledger = new MockLedger(options.MaxLedgerEntries);
        var stopping = new CancellationTokenSource();
        var app = KestrelHost.Build(options, new ExchangeHandler(options, script, ledger, stopping.Token).HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            stopping.Dispose();
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new MockProviderServer(app, KestrelHost.AddressOf(app), script, ledger, stopping);
    }

    /// <summary>Sets the reply for every inference request that nothing else answers.</summary>
    /// <param name="reply">The reply.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">The reply contradicts itself, for example more cached than input tokens.</exception>
    public MockProviderServer Reply(MockReply reply)
    {
        _script.SetDefault(MockReply.Checked(reply));
        return this;
    }

    /// <summary>Sets a function that makes the reply for every inference request that nothing else answers.</summary>
    /// <param name="responder">Called once a request, possibly at the same time on several threads; what it throws becomes status 500.</param>
    /// <returns>This server.</returns>
    public MockProviderServer Reply(Func<MockRequest, MockReply> responder)
    {
        ArgumentNullException.ThrowIfNull(responder);
        _script.SetDefault(responder);
        return this;
    }

    /// <summary>Appends replies that are given once each, in order, before any rule or default; for inference requests alone.</summary>
    /// <param name="replies">The replies, first to be given first.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">A reply contradicts itself; none is queued then.</exception>
    public MockProviderServer Enqueue(params MockReply[] replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        foreach (var reply in replies)
        {
            MockReply.Checked(reply);
        }

        _script.Enqueue(replies);
        return this;
    }

    /// <summary>Adds a rule; the first rule that matches answers, every time. Rules are also asked for model lists and token counts.</summary>
    /// <param name="condition">Which requests the rule answers.</param>
    /// <param name="reply">The reply.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">The reply contradicts itself.</exception>
    public MockProviderServer When(Func<MockRequest, bool> condition, MockReply reply)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _script.AddRule(condition, MockReply.Checked(reply));
        return this;
    }

    /// <summary>Forgets queue, rules and default; the ledger stays.</summary>
    /// <returns>This server.</returns>
    public MockProviderServer Reset()
    {
        _script.Reset();
        return this;
    }

    /// <summary>Stops the server: stalled and delayed answers are cut, open connections closed.</summary>
    /// <returns>Completes when the port is free again.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        using (var timeout = new CancellationTokenSource(StopTimeout))
        {
            await _app.StopAsync(timeout.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
