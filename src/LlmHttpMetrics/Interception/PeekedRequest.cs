using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Interception;

/// <summary>The content of a request that was read before it is sent.</summary>
/// <param name="Reader">The parsed request.</param>
/// <param name="Text">The amount of its text.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record PeekedRequest(RequestReader Reader, TextTally Text, ReadOnlyMemory<byte> Body);
