using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>The tokens of a request in addition to its text.</summary>
/// <param name="Rules">The rules for counting it; null if none are known.</param>
/// <param name="Shape">The shape of the request.</param>
/// <param name="Tokens">Tokens of the frame and of images, without those of names.</param>
/// <param name="InputMethod">How accurately the request is counted, apart from its JSON.</param>
internal readonly record struct RequestFrame(MessageFrame? Rules, RequestShape Shape, long Tokens, CountMethod InputMethod)
{
    public static RequestFrame Of(WireFormat format, RequestReader? request, string? model)
    {
        if (request is null)
        {
            return new(null, default, 0, CountMethod.Estimate);
        }

        var shape = request.Shape;
        shape = format.LooseTextIsMessage ? shape with { Messages = shape.Messages + shape.LooseTexts } : shape;
        if (format.MessageFrames?.Find(model) is not { } rules || shape.Messages == 0)
        {
            return new(null, shape, 0, CountMethod.Estimate);
        }

        var tokens = (long)rules.Tokens(shape);
        foreach (var image in request.Images)
        {
            tokens += rules.Images?.Tokens(image) ?? 0;
        }

        var continues = request.Word(RequestParameter.PreviousResponseId) is not null || request.Word(RequestParameter.ConversationId) is not null;
        var isEstimate = shape.HasExtras || continues || request.Images.Length > 0;
        return new(rules, shape, tokens, isEstimate ? CountMethod.Estimate : rules.Method);
    }

    /// <summary>The rules for parts that are not text.</summary>
    public IPartRules? Parts => Rules?.Parts;

    public int PerName => Rules?.PerName ?? 0;

    /// <summary>Whether white space around a message is ignored.</summary>
    public bool TrimsText => Rules?.TrimsText == true;
}
