using LlmHttpMetrics.Observation;
using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Measurement.Tokens;

/// <summary>What a request costs besides its text.</summary>
/// <param name="Tokens">Tokens of the frame, those of names left out.</param>
/// <param name="PerName">Tokens of the frame for each name.</param>
/// <param name="IsWhole">Text and frame are all that the request holds, as far as is known.</param>
internal readonly record struct RequestFrame(int Tokens, int PerName, bool IsWhole)
{
    public static RequestFrame Of(WireFormat format, RequestReader? request) => format.Frame is { } frame && request is { Messages: > 0 }
        ? new(frame.PerAnswer + (frame.PerMessage * request.Messages), frame.PerName, !request.HasExtras)
        : default;
}
