using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Creates the catalogue's rule for a custom endpoint.</summary>
internal static class CustomRule
{
    private static readonly string[] Allowed =
    [
        Operations.Chat, Operations.GenerateContent, Operations.TextCompletion, Operations.Embeddings, Operations.Rerank, Operations.ImageGeneration,
        Operations.Transcription, Operations.Translation, Operations.Speech, Operations.Moderation, Operations.Prediction,
        Operations.Compaction, Operations.Decision,
    ];

    /// <summary>The rule; null if there are errors.</summary>
    public static EndpointRule? Create(string provider, CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        var before = errors.Count;
        if (!PathTemplate.IsValid(endpoint.Path))
        {
            errors.Add($"{name.Member(nameof(endpoint.Path))} is '{endpoint.Path}'; allowed is {PathTemplate.Allowed}.");
        }

        if (!Allowed.Contains(endpoint.Operation))
        {
            errors.Add($"{name.Member(nameof(endpoint.Operation))} is '{endpoint.Operation}'; allowed are {string.Join(", ", Allowed)}.");
        }

        if (!Enum.IsDefined(endpoint.Framing))
        {
            errors.Add($"{name.Member(nameof(endpoint.Framing))} is '{endpoint.Framing}'; allowed are {string.Join(", ", Enum.GetNames<CustomFraming>())}.");
        }

        foreach (var (section, value) in new (string, object?)[]
        {
            (nameof(endpoint.Request), endpoint.Request), (nameof(endpoint.Response), endpoint.Response), (nameof(endpoint.Events), endpoint.Events),
            ($"{nameof(endpoint.Response)}.{nameof(CustomResponse.Usage)}", endpoint.Response?.Usage),
            ($"{nameof(endpoint.Events)}.{nameof(CustomResponse.Usage)}", endpoint.Events?.Usage),
        })
        {
            if (value is null)
            {
                errors.Add($"{name.Member(section)} is null; leave it out instead.");
            }
        }

        if (endpoint.Request is null || endpoint.Response?.Usage is null || endpoint.Events?.Usage is null)
        {
            return null;
        }

        var known = endpoint.Format is { } format ? BuiltIn(endpoint, format, name, errors) : null;
        var made = endpoint.Format is null ? CustomFormat.Create(provider, endpoint, name, errors) : null;
        return errors.Count > before ? null : Rule(endpoint, known, made);
    }

    private static EndpointRule Rule(CustomEndpoint endpoint, WireFormat? known, Lazy<WireFormat>? made)
    {
        var pathEnd = PathTemplate.Normalized(endpoint.Path);
        var template = PathTemplate.IsOpen(pathEnd) ? new PathTemplate(pathEnd) : null;
        return new EndpointRule(template?.Tail ?? pathEnd, endpoint.Operation, known)
        {
            Made = made,
            Template = template,
            Streams = endpoint.Streams,

            // Answers of the Responses API are stored, and retrieved below the path that created them.
            StoredIn = known == OpenAi.Responses.Format ? pathEnd[(pathEnd.LastIndexOf('/') + 1)..] : null,
        };
    }

    private static WireFormat? BuiltIn(CustomEndpoint endpoint, string known, SettingName name, List<string> errors)
    {
        var format = ProviderCatalogue.Format(known);
        if (format is null)
        {
            errors.Add($"{name.Member(nameof(endpoint.Format))} is '{known}'; allowed are {string.Join(", ", ProviderCatalogue.Formats)}.");
        }

        if (endpoint.Types.Count + endpoint.FinishReasons.Count > 0 || IsConfigured(endpoint.Request, RequestSettings.All)
            || IsConfigured(endpoint.Response, ResponseSettings.All) || IsConfigured(endpoint.Response.Usage, UsageSettings.All)
            || IsConfigured(endpoint.Events, ResponseSettings.All) || IsConfigured(endpoint.Events.Usage, UsageSettings.All))
        {
            errors.Add($"{name.Member(nameof(endpoint.Format))} is '{known}', which defines the bodies completely; "
                + $"{nameof(endpoint.Request)}, {nameof(endpoint.Response)}, {nameof(endpoint.Events)}, "
                + $"{nameof(endpoint.Types)} and {nameof(endpoint.FinishReasons)} must then be left out.");
        }

        return format;
    }

    private static bool IsConfigured<T>(T section, PathSetting<T>[] settings) => Array.Exists(settings, setting => setting.Get(section) is not null);
}
