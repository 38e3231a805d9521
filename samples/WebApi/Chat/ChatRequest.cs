using WebApi.Providers;

namespace WebApi.Chat;

/// <summary>What <c>POST /chat</c> takes.</summary>
/// <param name="Provider">The name of a provider in the settings.</param>
/// <param name="Model">The model; any name that the provider knows.</param>
/// <param name="Message">What the user says.</param>
internal sealed record ChatRequest(string? Provider, string? Model, string? Message)
{
    private const int MaxModel = 200;
    private const int MaxMessage = 20_000;

    /// <summary>What is wrong with it, by member; empty where nothing is.</summary>
    public Dictionary<string, string[]> Errors(IEnumerable<ProviderSettings> providers)
    {
        Dictionary<string, string[]> errors = [];
        var names = providers.Select(provider => provider.Name).ToArray();
        if (!names.Contains(Provider))
        {
            errors["provider"] = [$"This is none of {string.Join(", ", names)}."];
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
