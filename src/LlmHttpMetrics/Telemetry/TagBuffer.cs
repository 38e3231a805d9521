using System.Runtime.CompilerServices;
using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics.Telemetry;

/// <summary>A stack-allocated buffer for the tags of a call and a few more.</summary>
[InlineArray(Length)]
internal struct TagBuffer
{
    /// <summary>The tags of a call and of a single measurement, at most 28, and 16 constant tags.</summary>
    private const int Length = 44;

    private KeyValuePair<string, object?> _first;

    /// <summary>Copies the tags of the call, followed by the additional ones.</summary>
    [UnscopedRef]
    public ReadOnlySpan<KeyValuePair<string, object?>> Fill(
        ReadOnlySpan<KeyValuePair<string, object?>> tags, params ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        Span<KeyValuePair<string, object?>> all = this;
        tags.CopyTo(all);
        others.CopyTo(all[tags.Length..]);
        return all[..(tags.Length + others.Length)];
    }
}
