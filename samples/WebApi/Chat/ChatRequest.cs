using WebApi.Providers;

namespace WebApi.Chat;

/// <summary>The body of <c>POST /chat</c>.</summary>
/// <param name="Provider">The name of a provider in the settings.</param>
/// <param name="Model">The model; any name that the provider knows.</param>
/// <param name="Message">The user's message.</param>
internal sealed record ChatRequest(string? Provider, string? Model, string? Message)
{
    private const int MaxModel = 200;
    private const int MaxMessage = 20_000;

    /// <summary>The errors by member; empty if there are none.</summary>
    public Dictionary<string, string[]> Errors(IEnumerable<ProviderSettings> providers)
    {
        Dictionary<string, string[]> errors = [];
        var names = providers.Select(provider => provider.Name).ToArray();
        if (!names.Contains(Provider))
        {
            errors["provider"] = [$"The provider must be one of {string.Join(", ", names)}."];
        }

        CheckLength(errors, "model", Model, MaxModel);
        CheckLength(errors, "message", Message, MaxMessage);
        return errors;
    }

    private static void CheckLength(Dictionary<string, string[]> errors, string name, string? value, int most)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > most)
        {
            errors[name] = [$"This has {value?.Length ?? 0} characters; allowed are 1 to {most}, not all of them blank."];
        }
    }
}
