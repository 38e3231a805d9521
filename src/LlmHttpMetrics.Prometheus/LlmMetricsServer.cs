using System.Net;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Prometheus.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.Prometheus;

/// <summary>A small server for Prometheus, for applications that are not web applications. Measurements are kept from its creation on.</summary>
/// <remarks>This type is thread-safe.</remarks>
public sealed class LlmMetricsServer : IAsyncDisposable
{
    /// <summary>A scrape that takes longer is canceled when the server stops.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    /// <summary>There is no counter for faults here.</summary>
    private static readonly BackgroundWork Background = new(static () => { });

    private readonly LlmPrometheusMetrics _metrics;
    private readonly bool _isOwn;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private WebApplication? _app;

    /// <summary>Creates a server that does not listen yet.</summary>
    /// <param name="metrics">
    /// The metrics to serve, which are not disposed; <see langword="null"/> for all calls that this process measures from now on.
    /// </param>
    public LlmMetricsServer(LlmPrometheusMetrics? metrics = null)
    {
        _isOwn = metrics is null;
        _metrics = metrics ?? new LlmPrometheusMetrics();
    }

    /// <summary>The address of the metrics, such as <c>http://127.0.0.1:9090/metrics</c>; <see langword="null"/> while the server does not listen.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for a free one, which <see cref="Address"/> returns.</param>
    /// <param name="address">
    /// The address; <see langword="null"/> for 127.0.0.1, which is only accessible from this machine. <see cref="IPAddress.Any"/> for all IPv4
    /// addresses.
    /// </param>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <returns>A task that completes when the server listens.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The server is already listening.</exception>
    /// <exception cref="IOException">The server cannot listen there, for instance because the port is in use; the message says why.</exception>
    public async Task StartAsync(
        int port = 9090, IPAddress? address = null, string path = MetricsPage.DefaultPath, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, IPEndPoint.MinPort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        ArgumentNullException.ThrowIfNull(path);
        if (path is not ['/', ..])
        {
            throw new ArgumentException($"The path is \"{path}\"; it has to begin with a slash.", nameof(path));
        }

        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_app is not null)
            {
                throw new InvalidOperationException($"The server listens already, at {Address}. Stop it before it is started elsewhere.");
            }

            var endPoint = new IPEndPoint(address ?? IPAddress.Loopback, port);
            _app = await MetricsHost.StartAsync(endPoint, path, new MetricsPage(_metrics), cancellationToken).ConfigureAwait(false);
            Address = new Uri(MetricsHost.AddressOf(_app), path);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops listening; the server can be started again, and measurements are kept meanwhile. Does nothing if the server does not listen.</summary>
    /// <param name="cancellationToken">Cancels the scrapes in progress.</param>
    /// <returns>A task that completes when the port is free.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_app is not { } app)
            {
                return;
            }

            _app = null;
            Address = null;
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = Background.CancelAfter(cut, StopTimeout, TimeProvider.System);
            await app.StopAsync(cut.Token).ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops the server, and stops keeping measurements if it was created without metrics.</summary>
    /// <returns>A task that completes when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (_isOwn)
        {
            _metrics.Dispose();
        }
    }
}
