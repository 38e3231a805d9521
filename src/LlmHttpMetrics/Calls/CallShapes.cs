using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>Determines the shapes of requests and answers.</summary>
internal static class CallShapes
{
    /// <summary>Whether the request is plain text. Content that it only refers to is not part of it.</summary>
    public static CallShape OfRequest(RequestReader request)
    {
        var refers = request.Word(RequestParameter.PreviousResponseId) is not null || request.Word(RequestParameter.ConversationId) is not null;
        return refers || request.HasJson || request.Shape.HasExtras || request.Images.Length > 0 ? CallShape.Extras : CallShape.Plain;
    }

    /// <summary>Whether the answer is plain text, and whether it includes its reasoning.</summary>
    public static CallShape OfAnswer(CallRecord call) =>
        (call.Response?.Facts is { } facts && facts.ToolCalls + facts.HostedToolCalls > 0 ? CallShape.Extras : CallShape.Plain)
        | (call.ResponseText?.Tally.Bytes(TextKind.Reasoning) > 0 ? CallShape.Reasoning : CallShape.Plain);
}
