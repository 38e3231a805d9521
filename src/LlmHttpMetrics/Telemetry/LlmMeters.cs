using System.Diagnostics.Metrics;
using System.Reflection;

namespace LlmHttpMetrics.Telemetry;

/// <summary>The meters of one service provider, and the tags that are on all of their figures.</summary>
/// <param name="factory">What the meters are made by; null for meters of our own.</param>
/// <param name="readConstantTags">Returns the constant tags when they are needed first; null as long as they are not known.</param>
internal sealed class LlmMeters(IMeterFactory? factory, Func<IEnumerable<KeyValuePair<string, string>>?> readConstantTags) : IDisposable
{
    public static readonly string? Version =
        typeof(LlmMeters).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private KeyValuePair<string, object?>[]? _constantTags;

    /// <summary>The meter <see cref="LlmTelemetry.MeterName"/>.</summary>
    public Meter Own { get; } = Create(factory, LlmTelemetry.MeterName);

    /// <summary>The meter <see cref="LlmTelemetry.LiteMeterName"/>.</summary>
    public Meter Lite { get; } = Create(factory, LlmTelemetry.LiteMeterName);

    /// <summary>Tags that are on every figure, once they are known; they are put on the meters when they are first asked for.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> ConstantTags => _constantTags ?? FindConstantTags();

    public void Dispose()
    {
        if (factory is null)
        {
            Own.Dispose();
            Lite.Dispose();
        }
    }

    private KeyValuePair<string, object?>[] FindConstantTags()
    {
        if (readConstantTags() is not { } read)
        {
            return [];
        }

        KeyValuePair<string, object?>[] tags = [.. read.Select(tag => KeyValuePair.Create(tag.Key, (object?)tag.Value))];
        Diagnostics.ConstantTags.Set(Own, tags);
        Diagnostics.ConstantTags.Set(Lite, tags);
        return _constantTags = tags;
    }

    private static Meter Create(IMeterFactory? factory, string name)
    {
        // A meter serves all clients, so it has the schema of the process, although clients may follow other conventions.
        var options = new MeterOptions(name) { Version = Version, TelemetrySchemaUrl = ConventionSchemas.UrlOf(ConventionOptIn.Default) };
        return factory?.Create(options) ?? new Meter(options);
    }
}
