using System.Diagnostics.Metrics;
using System.Text;
using LlmHttpMetrics.Prometheus.Collecting;
using LlmHttpMetrics.Prometheus.Exposition;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Prometheus;

/// <summary>
/// Keeps the measurements of the monitoring from now on, and writes them in the formats of Prometheus. Writing does not delay recording, and each
/// histogram is consistent.
/// </summary>
/// <remarks>This type is thread-safe.</remarks>
public sealed class LlmPrometheusMetrics : IDisposable
{
    private readonly Collector _collector;

    /// <summary>Keeps the measurements of all calls in this process.</summary>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmPrometheusMetrics(LlmPrometheusOptions? options = null)
        : this(static _ => true, options)
    {
    }

    /// <summary>Keeps the measurements of the clients of one service provider, and of handlers created without one.</summary>
    /// <param name="meters">The provider's meter factory.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <exception cref="ArgumentNullException"><paramref name="meters"/> is <see langword="null"/>.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmPrometheusMetrics(IMeterFactory meters, LlmPrometheusOptions? options = null)
        : this(Of(meters), options)
    {
    }

    internal LlmPrometheusMetrics(Func<Meter, bool> wants, LlmPrometheusOptions? options)
    {
        options ??= new LlmPrometheusOptions();
        LlmPrometheusOptionsValidator.ThrowIfInvalid(options);
        _collector = new Collector(wants, options);
    }

    /// <summary>Writes all metrics.</summary>
    /// <param name="destination">The stream to write to; it is neither flushed nor closed.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that completes when everything has been written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task WriteAsync(Stream destination, LlmMetricsFormat format = LlmMetricsFormat.Text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using Page page = new(_collector, format);
        while (page.Next())
        {
            await destination.WriteAsync(page.Part, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns all metrics as text.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The text.</returns>
    public string GetText(LlmMetricsFormat format = LlmMetricsFormat.Text)
    {
        using Page page = new(_collector, format);
        using TextBuffer text = new();
        while (page.Next())
        {
            text.Append(page.Part.Span);
        }

        return Encoding.UTF8.GetString(text.Written);
    }

    /// <summary>Stops listening; what has been measured can still be written.</summary>
    public void Dispose() => _collector.Dispose();

    private static Func<Meter, bool> Of(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return meter => meter.Scope is null || ReferenceEquals(meter.Scope, meters);
    }
}
