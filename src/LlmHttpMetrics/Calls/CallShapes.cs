using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>What the texts of a call stand among.</summary>
internal static class CallShapes
{
    /// <summary>Whether the request is text alone. What it refers to is not in it.</summary>
    public static CallShape OfRequest(RequestReader request)
    {
        var refers = request.Word(RequestParameter.PreviousResponseId) is not null || request.Word(RequestParameter.ConversationId) is not null;
        return refers || request.HasJson || request.Shape.HasExtras || request.Images.Length > 0 ? CallShape.Extras : CallShape.Plain;
    }

    /// <summary>Whether the answer is text alone, and whether it shows its reasoning.</summary>
    public static CallShape OfAnswer(CallRecord call) =>
        (call.Response?.Facts is { } facts && facts.ToolCalls + facts.HostedToolCalls > 0 ? CallShape.Extras : CallShape.Plain)
        | (call.ResponseText?.Tally.Bytes(TextKind.Reasoning) > 0 ? CallShape.Reasoning : CallShape.Plain);
}
