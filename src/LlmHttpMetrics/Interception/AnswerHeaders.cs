using System.Net.Http.Headers;
using System.Text;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Interception;

/// <summary>Reads information from the headers of an answer, by the names in the table of its format.</summary>
internal static class AnswerHeaders
{
    public static void Read(HttpResponseHeaders headers, WireFormat format, FieldSink facts)
    {
        Span<byte> utf8 = stackalloc byte[JsonScanner.MaxValueLength];
        foreach (var header in headers.NonValidated)
        {
            foreach (var (name, action, argument) in format.Headers)
            {
                if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase) && Encoding.UTF8.TryGetBytes(header.Value.ToString(), utf8, out var length))
                {
                    facts.Scalar(action, argument, ValueKind.String, utf8[..length]);
                }
            }
        }
    }
}
