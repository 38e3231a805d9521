using System.Diagnostics.Metrics;
using System.Text;
using LlmHttpMetrics.Prometheus.Collecting;
using LlmHttpMetrics.Prometheus.Exposition;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Prometheus;

/// <summary>
/// Keeps what the monitoring measures from now on, and writes it as Prometheus reads it. Recording is not held up by writing, and a
/// histogram is written as it was at one moment.
/// </summary>
/// <remarks>All members may be used from several threads at once.</remarks>
public sealed class LlmPrometheusMetrics : IDisposable
{
    private readonly Collector _collector;

    /// <summary>Of all calls that this process measures.</summary>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmPrometheusMetrics(LlmPrometheusOptions? options = null)
        : this(static _ => true, options)
    {
    }

    /// <summary>Of the calls of one service provider's clients, and of handlers made without one.</summary>
    /// <param name="meters">The provider's factory of meters.</param>
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
    /// <param name="destination">Where to; it is neither flushed nor closed.</param>
    /// <param name="format">How.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when all has been written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    public async Task WriteAsync(Stream destination, LlmMetricsFormat format = LlmMetricsFormat.Text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using Page page = new(_collector, format);
        while (page.Next())
        {
            await destination.WriteAsync(page.Part, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives all metrics as one text.</summary>
    /// <param name="format">How.</param>
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

    /// <summary>Listens no more; what has been measured can still be written.</summary>
    public void Dispose() => _collector.Dispose();

    private static Func<Meter, bool> Of(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return meter => meter.Scope is null || ReferenceEquals(meter.Scope, meters);
    }
}
