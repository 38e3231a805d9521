using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Observation.Framing;
using LlmHttpMetrics.Observation.Json;
using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Makes the wire format of an endpoint that a user has described.</summary>
internal static class CustomFormat
{
    private static readonly string[] WithoutText = [Operations.Embeddings, Operations.Rerank, Operations.Moderation];
    private static readonly Dictionary<string, FinishKind> FinishKinds = new(StringComparer.Ordinal)
    {
        [LlmOutcomes.Error] = FinishKind.Error,
        [LlmOutcomes.ContentFilter] = FinishKind.ContentFilter,
        [LlmOutcomes.Length] = FinishKind.Length,
        [LlmOutcomes.Completed] = FinishKind.Other,
    };

    private static readonly string[] OfMedia = [Operations.ImageGeneration, Operations.Speech, Operations.Transcription, Operations.Translation];

    /// <summary>The format; null where there are errors.</summary>
    public static WireFormat? Create(string provider, CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        var before = errors.Count;
        var request = Request(endpoint.Request, name.Member(nameof(CustomEndpoint.Request)), errors);
        var body = Body(endpoint.Response, name.Member(nameof(CustomEndpoint.Response)), errors);
        var events = Events(endpoint, name.Member(nameof(CustomEndpoint.Events)), errors);
        TypeTable.Check(endpoint, name, errors);
        CheckFinishReasons(endpoint, name.Member(nameof(CustomEndpoint.FinishReasons)), errors);
        var figures = body.Figures.Count + events.Figures.Count;
        if (figures > WireFormat.MaxSlots)
        {
            errors.Add($"{name} names {figures} paths of usage in its two sections; at most {WireFormat.MaxSlots} are allowed.");
        }

        return errors.Count > before ? null : new WireFormat(
            $"{provider}.{endpoint.Operation}",
            request.Fields,
            body.Fields,
            events.Fields,
            bodyUsage: Group(body),
            eventUsage: Group(events),
            usage: Usage(endpoint),
            eventRules: TypeTable.EventRules(endpoint.Types),
            itemKinds: TypeTable.ItemKinds(endpoint.Types),
            framing: Framing(endpoint.Framing))
        {
            Frames = endpoint.Framing == CustomFraming.AwsEventStream ? FramePayload.Event : FramePayload.None,
            FinishKinds = new(endpoint.FinishReasons.Select(reason => (reason.Key, FinishKinds[reason.Value]))),
            AllowsOpaqueBody = OfMedia.Contains(endpoint.Operation),
            BearsTokens = figures > 0,
        };
    }

    private static FieldList Request(CustomRequest section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddSaid(section, RequestSettings.All, name);
        fields.AddDefaults(RequestSettings.All, section);
        return fields;
    }

    private static FieldList Body(CustomResponse section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddSaid(section, ResponseSettings.All, name);
        fields.AddSaid(section.Usage, UsageSettings.All, name.Member(nameof(CustomResponse.Usage)));
        fields.AddDefaults(ResponseSettings.All, section);
        return fields;
    }

    private static FieldList Events(CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddSaid(endpoint.Events, ResponseSettings.All, name);
        fields.AddSaid(endpoint.Events.Usage, UsageSettings.All, name.Member(nameof(CustomResponse.Usage)));
        if (endpoint.Framing == CustomFraming.Json && fields.Fields.Count + fields.Figures.Count > 0)
        {
            errors.Add($"{name} is given, but the framing '{endpoint.Framing}' has no events; leave it out or give another framing.");
        }

        fields.AddInherited(endpoint.Events, endpoint.Response, ResponseSettings.All);
        fields.AddInherited(endpoint.Events.Usage, endpoint.Response.Usage, UsageSettings.All);
        fields.AddDefaults(ResponseSettings.All, endpoint.Events, endpoint.Response);

        // What ends a stream of server-sent events in so many dialects that nobody need say it.
        fields.Assume(FieldPath.EveryElement, FieldAction.DoneMarker);
        return fields;
    }

    private static void CheckFinishReasons(CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        foreach (var (reason, outcome) in endpoint.FinishReasons)
        {
            if (outcome is null || !FinishKinds.ContainsKey(outcome))
            {
                errors.Add($"{name.Member(reason)} is '{outcome}'; allowed are {string.Join(", ", FinishKinds.Keys)}.");
            }
        }
    }

    private static FigureGroup[] Group(FieldList fields) => fields.Figures.Count == 0 ? [] : [new FigureGroup("", [.. fields.Figures])];

    /// <summary>Server-sent events are told by their first bytes, whatever is expected, and so are AWS frames where they may come.</summary>
    private static StreamFraming Framing(CustomFraming framing) => framing switch
    {
        CustomFraming.JsonLines => StreamFraming.JsonLines,
        CustomFraming.JsonArray => StreamFraming.JsonArray,
        _ => StreamFraming.ServerSentEvents,
    };

    private static UsageRule Usage(CustomEndpoint endpoint) =>
        UsageRule.Merge
        | (endpoint.Response.Usage.InputExcludesCache || endpoint.Events.Usage.InputExcludesCache ? UsageRule.CacheOutsideInput : 0)
        | (endpoint.Response.Usage.OutputExcludesReasoning || endpoint.Events.Usage.OutputExcludesReasoning ? UsageRule.ReasoningOutsideOutput : 0)
        | (WithoutText.Contains(endpoint.Operation) ? UsageRule.TotalIsInput : 0);
}
