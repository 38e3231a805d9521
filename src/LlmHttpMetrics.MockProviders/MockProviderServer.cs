using System.Net;
using LlmHttpMetrics.MockProviders.Serving;
using Microsoft.AspNetCore.Builder;

namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// A server on 127.0.0.1 that answers in the wire formats of OpenAI, Azure OpenAI, OpenAI-compatible services, Anthropic, AWS Bedrock, Cohere, Gemini
/// and Ollama, as scripted, and keeps a ledger of its exchanges. It does not require a key and only listens locally.
/// </summary>
/// <remarks>This type is thread-safe.</remarks>
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

    /// <summary>The address of the server, with a trailing slash and without <c>v1</c>: <c>http://127.0.0.1:50123/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The exchanges of the server, with one entry for each.</summary>
    public MockLedger Ledger { get; }

    /// <summary>Starts a server; it listens when the task completes.</summary>
    /// <param name="options">How it listens and writes; <see langword="null"/> for HTTP/1.1 on a free port.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>The running server; dispose it to stop.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
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

    /// <summary>Sets the reply for every inference request that no queued reply or rule answers.</summary>
    /// <param name="reply">The reply.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">The reply is inconsistent, for example with more cached than input tokens.</exception>
    public MockProviderServer Reply(MockReply reply)
    {
        _script.SetDefault(MockReply.Checked(reply));
        return this;
    }

    /// <summary>Sets a function that creates the reply for every inference request that no queued reply or rule answers.</summary>
    /// <param name="responder">Called once for each request, possibly on several threads at once; an exception becomes status 500.</param>
    /// <returns>This server.</returns>
    public MockProviderServer Reply(Func<MockRequest, MockReply> responder)
    {
        ArgumentNullException.ThrowIfNull(responder);
        _script.SetDefault(responder);
        return this;
    }

    /// <summary>Adds replies to a queue. They are sent once each, in order, before any rule or default, and only for inference requests.</summary>
    /// <param name="replies">The replies, in the order in which they are sent.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">A reply is inconsistent; none is queued in that case.</exception>
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

    /// <summary>Adds a rule; the first rule that matches a request answers it, every time. Rules also apply to model lists and token counts.</summary>
    /// <param name="condition">Which requests the rule answers.</param>
    /// <param name="reply">The reply.</param>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">The reply is inconsistent.</exception>
    public MockProviderServer When(Func<MockRequest, bool> condition, MockReply reply)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _script.AddRule(condition, MockReply.Checked(reply));
        return this;
    }

    /// <summary>Removes queue, rules and default; the ledger is kept.</summary>
    /// <returns>This server.</returns>
    public MockProviderServer Reset()
    {
        _script.Reset();
        return this;
    }

    /// <summary>Stops the server: stalled and delayed answers are cancelled, open connections closed.</summary>
    /// <returns>A task that completes when the port is free again.</returns>
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
