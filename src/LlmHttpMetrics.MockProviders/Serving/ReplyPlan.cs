namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>A reply with all values determined for one request, but still independent of the wire format.</summary>
internal sealed class ReplyPlan
{
    private readonly IdMaker _ids;

    public ReplyPlan(MockRequest request, MockReply reply, IdMaker ids, DateTimeOffset now)
    {
        Request = request;
        Reply = reply;
        _ids = ids;
        Now = now;
        Created = now.ToUnixTimeSeconds();
        Model = reply.Model ?? request.Model;
        Choices = reply.Choices ?? request.Facts.Choices;
        (Text, var cut) = reply is { Text: null, Refusal: null, ToolCalls.Count: 0 }
            ? DefaultText.For(request)
            : (reply.Refusal is null ? reply.Text ?? "" : "", false);
        TextPieces = reply.ChunkCount is { } count ? Pieces.InParts(Text, count) : Pieces.ByWord(Text);
        ReasoningPieces = Pieces.ByWord(reply.Reasoning ?? "");
        RefusalPieces = Pieces.ByWord(reply.Refusal ?? "");
        var prefix = request.Provider switch
        {
            MockProvider.Anthropic => "toolu_01",
            MockProvider.AwsBedrock => "tooluse_",
            _ => "call_",
        };
        Calls = [.. reply.ToolCalls.Select(call => new PlannedCall(call.Id ?? ids.Next(prefix, 22), call.Name, call.Arguments))];
        Finish = reply.Finish ?? (Calls.Count > 0 ? MockFinish.ToolCalls : cut ? MockFinish.Length : MockFinish.Stop);
        Figures = PlannedFigures.Of(this);
    }

    public MockRequest Request { get; }

    public MockReply Reply { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; }

    public string? Model { get; }

    public int Choices { get; }

    public string Text { get; }

    public IReadOnlyList<string> TextPieces { get; }

    public IReadOnlyList<string> ReasoningPieces { get; }

    public IReadOnlyList<string> RefusalPieces { get; }

    public IReadOnlyList<PlannedCall> Calls { get; }

    public MockFinish Finish { get; }

    /// <summary>All figures; each format sends those that it has a member for.</summary>
    public MockTokens Figures { get; }

    public bool SendsUsage => Reply.SendUsage != SendUsage.Never;

    /// <summary>The number of content events in a stream with one choice.</summary>
    public int ContentEvents => TextPieces.Count + ReasoningPieces.Count + RefusalPieces.Count + Calls.Sum(call => call.Pieces.Count);

    public string Id(string prefix, int length) => Reply.ResponseId ?? _ids.Next(prefix, length);

    public string NewId(string prefix, int length) => _ids.Next(prefix, length);
}
