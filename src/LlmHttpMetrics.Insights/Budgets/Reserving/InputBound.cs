using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>
/// An upper bound for the input tokens of a request. A text token is at least one byte of UTF-8, JSON writes each of these bytes as one or more bytes, and
/// the tokens that frame a message are fewer than the bytes of its JSON, so the length of the body is a bound. For English text it is about four times the
/// actual count; the excess is released when the call ends.
/// </summary>
internal static class InputBound
{
    /// <summary>The maximum number of tokens of an image: OpenAI's patches and Anthropic's largest images stay below it.</summary>
    private const int TokensOfImage = 5_000;

    /// <summary>Beyond this, a body with images is assumed to consist of image data, whose token count depends on the size in pixels.</summary>
    private const int LongestWithoutData = 64 * 1024;

    public static long Of(PeekedRequest request, in UsageMeans means)
    {
        var images = request.Reader.Images.Length;
        var bytes = images > 0 && !request.Reader.Shape.HasExtras ? LengthWithoutData(request) : request.Body.Length;
        var bound = bytes + ((long)images * TokensOfImage);
        return IsElsewhere(request.Reader) ? Math.Max(bound, means.GreatestInput) : bound;
    }

    /// <summary>The length of the body, excluding most of the data of images and files.</summary>
    public static long LengthWithoutData(PeekedRequest request) => Math.Min(request.Body.Length, TextOf(request) + LongestWithoutData);

    /// <summary>The kinds of input that may be priced separately.</summary>
    public static InputKinds KindsOf(PeekedRequest request)
    {
        var hasMedia = request.Reader.Images.Length > 0 || request.Reader.Shape.HasExtras;
        return (hasMedia ? InputKinds.Media : InputKinds.None)
            | (request.Body.Span.IndexOf("cache"u8) >= 0 ? InputKinds.CacheWrites : InputKinds.None);
    }

    /// <summary>Whether the request refers to input that the provider stores or retrieves.</summary>
    private static bool IsElsewhere(RequestReader request) =>
        request.Shape.HasExtras || request.Word(RequestParameter.PreviousResponseId) is not null
        || request.Word(RequestParameter.ConversationId) is not null || request.Word(RequestParameter.PromptName) is not null;

    private static long TextOf(PeekedRequest request)
    {
        var bytes = 0L;
        for (var kind = (TextKind)0; kind < TextKind.Count; kind++)
        {
            bytes += kind == TextKind.Media ? 0 : request.Text.Bytes(kind);
        }

        return bytes;
    }
}
