using System.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>
/// The header in which LiteLLM tells what a call costs: https://docs.litellm.ai/docs/proxy/response_headers. It does so where the answer is whole
/// before its headers are sent; streams have it in their usage.
/// </summary>
internal static class CostHeader
{
    private const string Name = "x-litellm-response-cost";
    private const int MaxLength = 64;

    /// <summary>The header is there, whatever it says.</summary>
    public static bool IsOn(HttpResponseMessage response) => response.Headers.NonValidated.Contains(Name);

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
