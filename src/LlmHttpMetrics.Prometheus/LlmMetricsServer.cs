using System.Net;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Prometheus.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.Prometheus;

/// <summary>A small server for Prometheus, for whatever is no web application. What is measured counts from its making.</summary>
/// <remarks>All members may be used from several threads at once.</remarks>
public sealed class LlmMetricsServer : IAsyncDisposable
{
    /// <summary>Ours: a scrape that takes longer is cut when the server stops.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    /// <summary>There is nowhere to count a fault.</summary>
    private static readonly BackgroundWork Background = new(static () => { });

    private readonly LlmPrometheusMetrics _metrics;
    private readonly bool _isOwn;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private WebApplication? _app;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="metrics">What it shows, which is not disposed of; <see langword="null"/> for all calls that this process measures from now on.</param>
    public LlmMetricsServer(LlmPrometheusMetrics? metrics = null)
    {
        _isOwn = metrics is null;
        _metrics = metrics ?? new LlmPrometheusMetrics();
    }

    /// <summary>Where the metrics are to be had, <c>http://127.0.0.1:9090/metrics</c>; <see langword="null"/> while it does not listen.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port, 0 to 65,535; 0 for one that is free, which <see cref="Address"/> tells.</param>
    /// <param name="address">
    /// The address; <see langword="null"/> for 127.0.0.1, where this machine alone reads. <see cref="IPAddress.Any"/> for all of IPv4.
    /// </param>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>A task that ends when the server listens.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">It listens already.</exception>
    /// <exception cref="IOException">It cannot listen there, for instance since the port is in use; the message says why.</exception>
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

    /// <summary>Listens no more; it may be started again, and goes on counting meanwhile. Does nothing where it does not listen.</summary>
    /// <param name="cancellationToken">Cuts the scrapes that are being answered.</param>
    /// <returns>A task that ends when the port is free.</returns>
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

    /// <summary>Stops, and counts no more where it was given no metrics.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (_isOwn)
        {
            _metrics.Dispose();
        }
    }
}
