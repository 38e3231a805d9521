using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Creates the wire format of a custom endpoint.</summary>
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

    /// <summary>The format, which is created when it is needed; null if there are errors.</summary>
    public static Lazy<WireFormat>? Create(string provider, CustomEndpoint endpoint, SettingName name, List<string> errors)
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
        (string, FinishKind)[] finishes = [.. endpoint.FinishReasons.Select(reason => (reason.Key, FinishKinds[reason.Value]))];
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

    private static FieldList Request(CustomRequest section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddConfigured(section, RequestSettings.All, name);
        fields.AddDefaults(RequestSettings.All, section);
        return fields;
    }

    private static FieldList Body(CustomResponse section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddConfigured(section, ResponseSettings.All, name);
        fields.AddConfigured(section.Usage, UsageSettings.All, name.Member(nameof(CustomResponse.Usage)));
        fields.AddDefaults(ResponseSettings.All, section);
        return fields;
    }

    private static FieldList Events(CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddConfigured(endpoint.Events, ResponseSettings.All, name);
        fields.AddConfigured(endpoint.Events.Usage, UsageSettings.All, name.Member(nameof(CustomResponse.Usage)));
        if (endpoint.Framing == CustomFraming.Json && fields.Fields.Count + fields.Figures.Count > 0)
        {
            errors.Add($"{name} is given, but the framing '{endpoint.Framing}' has no events; leave it out or give another framing.");
        }

        fields.AddInherited(endpoint.Events, endpoint.Response, ResponseSettings.All);
        fields.AddInherited(endpoint.Events.Usage, endpoint.Response.Usage, UsageSettings.All);
        fields.AddDefaults(ResponseSettings.All, endpoint.Events, endpoint.Response);

        // The end marker of server-sent events that most APIs use, so that it need not be set.
        fields.Assume(FieldPath.EveryElement, FieldAction.DoneMarker);
        if (endpoint.Framing == CustomFraming.JsonArray)
        {
            CheckDepth(fields, name, errors);
        }

        return fields;
    }

    /// <summary>In a stream that is one array, the paths of its events have one more step.</summary>
    private static void CheckDepth(FieldList fields, SettingName name, List<string> errors)
    {
        foreach (var path in fields.Fields.Select(field => field.Path).Concat(fields.Figures.Select(figure => figure.Item2)))
        {
            if (FieldPath.Parse(path).Count == FieldMap.MaxDepth - 1)
            {
                errors.Add($"{name} has the path '{path}'; at most {FieldMap.MaxDepth - 2} steps are allowed in a stream that is one array.");
            }
        }
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
