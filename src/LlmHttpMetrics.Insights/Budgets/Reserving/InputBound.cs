using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>
/// The most input tokens that a request can have. A token of text is at least one byte of UTF-8, JSON writes every such byte as at least one of its
/// own, and the tokens that frame a message are fewer than the bytes of its JSON: so the length of the body is a bound. It is about four times what
/// English text has; what is reserved too much is free again when the call has ended.
/// </summary>
internal static class InputBound
{
    /// <summary>What an image costs at most: OpenAI's patches and Anthropic's largest images stay below it.</summary>
    private const int TokensOfImage = 5_000;

    /// <summary>A body with images that is longer is long by the data of its images, whose tokens depend on their size in pixels.</summary>
    private const int LongestWithoutData = 64 * 1024;

    public static long Of(PeekedRequest request, in UsageMeans means)
    {
        var images = request.Reader.Images.Length;
        var bytes = images > 0 && !request.Reader.Shape.HasExtras ? LengthWithoutData(request) : request.Body.Length;
        var bound = bytes + ((long)images * TokensOfImage);
        return IsElsewhere(request.Reader) ? Math.Max(bound, means.GreatestInput) : bound;
    }

    /// <summary>The length of the body without the data of its images and files, as far as those make it long.</summary>
    public static long LengthWithoutData(PeekedRequest request) => Math.Min(request.Body.Length, TextOf(request) + LongestWithoutData);

    /// <summary>The kinds of input that may have a price of their own.</summary>
    public static InputKinds KindsOf(PeekedRequest request)
    {
        var hasMedia = request.Reader.Images.Length > 0 || request.Reader.Shape.HasExtras;
        return (hasMedia ? InputKinds.Media : InputKinds.None)
            | (request.Body.Span.IndexOf("cache"u8) >= 0 ? InputKinds.CacheWrites : InputKinds.None);
    }

    /// <summary>It refers to input that the provider keeps, or that the provider fetches.</summary>
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
