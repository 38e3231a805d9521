using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Collects the fields of each section of a custom endpoint: its own, those that it inherits, and defaults.</summary>
internal static class FieldSections
{
    public static FieldList Request(CustomRequest section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddConfigured(section, RequestSettings.All, name);
        fields.AddDefaults(RequestSettings.All, section);
        return fields;
    }

    public static FieldList Body(CustomResponse section, SettingName name, List<string> errors)
    {
        FieldList fields = new(errors);
        fields.AddConfigured(section, ResponseSettings.All, name);
        fields.AddConfigured(section.Usage, UsageSettings.All, name.Member(nameof(CustomResponse.Usage)));
        fields.AddDefaults(ResponseSettings.All, section);
        return fields;
    }

    public static FieldList Events(CustomEndpoint endpoint, SettingName name, List<string> errors)
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
}
