using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Creates the wire format of a custom endpoint.</summary>
internal static class CustomFormat
{
    private static readonly string[] WithoutText = [Operations.Embeddings, Operations.Rerank, Operations.Moderation];

    private static readonly string[] OfMedia = [Operations.ImageGeneration, Operations.Speech, Operations.Transcription, Operations.Translation];

    /// <summary>The format, which is created when it is needed; null if there are errors.</summary>
    public static Lazy<WireFormat>? Create(string provider, CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        var before = errors.Count;
        var request = FieldSections.Request(endpoint.Request, name.Member(nameof(CustomEndpoint.Request)), errors);
        var body = FieldSections.Body(endpoint.Response, name.Member(nameof(CustomEndpoint.Response)), errors);
        var events = FieldSections.Events(endpoint, name.Member(nameof(CustomEndpoint.Events)), errors);
        TypeTable.Check(endpoint, name, errors);
        FinishReasonTable.Check(endpoint, name.Member(nameof(CustomEndpoint.FinishReasons)), errors);
        var figures = body.Figures.Count + events.Figures.Count;
        if (figures > WireFormat.MaxSlots)
        {
            errors.Add($"{name} names {figures} paths of usage in its two sections; at most {WireFormat.MaxSlots} are allowed.");
        }

        return errors.Count > before ? null : Make(provider, endpoint, request, body, events);
    }

    /// <summary>Reads the whole description now, because it may change before the format is created.</summary>
    private static Lazy<WireFormat> Make(string provider, CustomEndpoint endpoint, FieldList request, FieldList body, FieldList events)
    {
        var name = $"{provider}.{endpoint.Operation}";
        Field[] ofRequest = [.. request.Fields], ofBody = [.. body.Fields], ofEvents = [.. events.Fields];
        FigureGroup[] bodyUsage = Group(body), eventUsage = Group(events);
        var usage = Usage(endpoint);
        Dictionary<string, CustomTypeMeaning> types = new(endpoint.Types, StringComparer.Ordinal);
        var finishes = FinishReasonTable.Of(endpoint);
        var framing = endpoint.Framing;
        var isOpaque = OfMedia.Contains(endpoint.Operation);
        return new(() => new WireFormat(
            name,
            ofRequest,
            ofBody,
            ofEvents,
            bodyUsage: bodyUsage,
            eventUsage: eventUsage,
            usage: usage,
            eventRules: TypeTable.EventRules(types),
            itemKinds: TypeTable.ItemKinds(types),
            framing: Framing(framing))
        {
            Frames = framing == CustomFraming.AwsEventStream ? FramePayload.Event : FramePayload.None,
            FinishKinds = new(finishes),
            AllowsOpaqueBody = isOpaque,
            ReportsUsage = bodyUsage.Length + eventUsage.Length > 0,
        });
    }

    private static FigureGroup[] Group(FieldList fields) => fields.Figures.Count == 0 ? [] : [new FigureGroup("", [.. fields.Figures])];

    /// <summary>Server-sent events are detected by their first bytes, whatever is expected, and so are AWS frames if they are possible.</summary>
    private static StreamFraming Framing(CustomFraming framing) => framing switch
    {
        CustomFraming.JsonLines => StreamFraming.JsonLines,
        CustomFraming.JsonArray => StreamFraming.JsonArray,
        _ => StreamFraming.ServerSentEvents,
    };

    private static UsageRule Usage(CustomEndpoint endpoint) =>
        (endpoint.Response.Usage.InputExcludesCache || endpoint.Events.Usage.InputExcludesCache ? UsageRule.CacheOutsideInput : 0)
        | (endpoint.Response.Usage.OutputExcludesReasoning || endpoint.Events.Usage.OutputExcludesReasoning ? UsageRule.ReasoningOutsideOutput : 0)
        | (WithoutText.Contains(endpoint.Operation) ? UsageRule.TotalIsInput : 0);
}
