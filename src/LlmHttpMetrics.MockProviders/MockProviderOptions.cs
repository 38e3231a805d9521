namespace LlmHttpMetrics.MockProviders;

/// <summary>Configures how a <see cref="MockProviderServer"/> listens and writes; read once, when it starts.</summary>
public sealed class MockProviderOptions
{
    /// <summary>The HTTP version of the server.</summary>
    /// <value>The default is <see cref="MockProtocol.Http1"/>.</value>
    public MockProtocol Protocol { get; set; } = MockProtocol.Http1;

    /// <summary>The TCP port on 127.0.0.1, 0 to 65535; 0 selects a free port.</summary>
    /// <value>The default is 0.</value>
    public int Port { get; set; }

    /// <summary>Whether answers are compressed with gzip for clients whose <c>Accept-Encoding</c> names it.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UseCompression { get; set; }

    /// <summary>How streams are framed, unless a reply sets <see cref="MockReply.Sse"/>.</summary>
    /// <value>The default is <see cref="SseStyle.Default"/>.</value>
    public SseStyle Sse { get; set; } = SseStyle.Default;

    /// <summary>The maximum number of ledger entries, 1 or more; beyond it the oldest ones are removed, with their request bodies.</summary>
    /// <value>The default is 100,000.</value>
    public int MaxLedgerEntries { get; set; } = 100_000;

    /// <summary>The clock for delays and for the ledger's times.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
