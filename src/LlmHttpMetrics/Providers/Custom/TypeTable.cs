using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The meaning of an endpoint's types, in the form of a wire format's tables.</summary>
internal static class TypeTable
{
    public static void Check(CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        foreach (var (type, meaning) in endpoint.Types)
        {
            var setting = name.Member(nameof(CustomEndpoint.Types)).Member(type);
            if (!Enum.IsDefined(meaning))
            {
                errors.Add($"{setting} is '{meaning}'; allowed are {string.Join(", ", Enum.GetNames<CustomTypeMeaning>())}.");
            }
            else if (Text(meaning) is not null && Nowhere(endpoint, section => section.TypedText))
            {
                errors.Add($"{setting} is '{meaning}', but no path for its text is set; {nameof(CustomResponse.TypedText)} is required.");
            }
            else if (Item(meaning) is not null && Nowhere(endpoint, section => section.ItemType))
            {
                errors.Add($"{setting} is '{meaning}', but no path for the type of an item is set; {nameof(CustomResponse.ItemType)} is required.");
            }
        }
    }

    public static IEnumerable<(string, EventRule)> EventRules(IDictionary<string, CustomTypeMeaning> types) =>
        from type in types
        where Item(type.Value) is null
        select (type.Key, new EventRule(
            Text(type.Value),
            Ends: type.Value == CustomTypeMeaning.Done,
            Fails: type.Value == CustomTypeMeaning.Error,
            Content: type.Value == CustomTypeMeaning.Content));

    public static IEnumerable<(string, ItemKind)> ItemKinds(IDictionary<string, CustomTypeMeaning> types) =>
        from type in types
        let kind = Item(type.Value)
        where kind is not null
        select (type.Key, kind.Value);

    private static TextKind? Text(CustomTypeMeaning meaning) => meaning switch
    {
        CustomTypeMeaning.Text => TextKind.Answer,
        CustomTypeMeaning.Reasoning => TextKind.Reasoning,
        CustomTypeMeaning.Refusal => TextKind.Refusal,
        CustomTypeMeaning.ToolArguments => TextKind.ToolArguments,
        _ => null,
    };

    private static ItemKind? Item(CustomTypeMeaning meaning) => meaning switch
    {
        CustomTypeMeaning.ToolCall => ItemKind.ToolCall,
        CustomTypeMeaning.HostedToolCall => ItemKind.HostedToolCall,
        _ => null,
    };

    private static bool Nowhere(CustomEndpoint endpoint, Func<CustomResponse, JsonPaths?> paths) =>
        paths(endpoint.Response) is not { Count: > 0 } && paths(endpoint.Events) is not { Count: > 0 };
}
