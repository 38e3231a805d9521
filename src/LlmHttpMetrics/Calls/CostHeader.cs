using System.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>
/// The header in which LiteLLM reports the cost of a call: https://docs.litellm.ai/docs/proxy/response_headers. It is sent if the answer is complete
/// before its headers are sent; streams report the cost in their usage.
/// </summary>
internal static class CostHeader
{
    private const string Name = "x-litellm-response-cost";
    private const int MaxLength = 64;

    public static decimal? Read(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(Name, out var values) || values.Count != 1)
        {
            return null;
        }

        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.UTF8.TryGetBytes(values.ToString(), utf8, out var length) && Number.TryReadAmount(utf8[..length], out var amount) ? amount : null;
    }
}
