using LlmHttpMetrics.Hosting.Settings;

namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>Rules for tag names that a user lists or adds. A name that no call can have would silently produce no tag.</summary>
internal static class TagNameRules
{
    private const int MaxLength = 256;
    private const string OwnPrefix = "llm.";

    /// <summary>Names with these prefixes, and <see cref="OwnNames"/>, are tags of this library.</summary>
    private static readonly string[] OwnPrefixes = [OwnPrefix, "gen_ai."];

    private static readonly string[] OwnNames = [LlmTagNames.ServerAddress, LlmTagNames.ServerPort, LlmTagNames.ErrorType];

    /// <summary>Checks names that refer to entries of a call's scope.</summary>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="setting">The setting that lists the names.</param>
    /// <param name="names">The names.</param>
    /// <param name="more">Names that are allowed in addition to those of the scope.</param>
    public static void CheckScopeTags(this List<string> errors, string setting, IList<string> names, params string[] more)
    {
        for (var i = 0; i < names.Count; i++)
        {
            errors.CheckScopeTag($"{setting}[{i}]", names[i], more);
        }
    }

    /// <inheritdoc cref="CheckScopeTags"/>
    public static void CheckScopeTag(this List<string> errors, string setting, string? name, params string[] more)
    {
        string[] known = [.. LlmCallInfo.EntryNames, .. more];
        if (CheckForm(errors, setting, name) && !known.Contains(name))
        {
            var intended = Array.Find(
                known, entry => entry.Equals(name, StringComparison.OrdinalIgnoreCase) || entry.Equals(OwnPrefix + name, StringComparison.OrdinalIgnoreCase));
            if (intended is not null || IsOwn(name!))
            {
                intended ??= NearestName.Of(name!, known);
                var question = intended is null ? "" : $"; did you mean '{intended}'?";
                errors.Add($"{setting} is '{name}', which is not an entry of a call's "
                    + $"scope{(question.Length > 0 ? question + " Allowed" : "; allowed")} are {string.Join(", ", known)} and names of free tags.");
            }
        }
    }

    /// <summary>Checks the name of a user-defined tag.</summary>
    public static void CheckNewTag(this List<string> errors, string setting, string name)
    {
        if (CheckForm(errors, setting, name) && IsOwn(name))
        {
            errors.Add($"{setting} has the name '{name}' of a tag of this library; allowed are names that do not begin "
                + $"with {string.Join(" or ", OwnPrefixes)} and are not {string.Join(", ", OwnNames)}.");
        }
    }

    private static bool CheckForm(List<string> errors, string setting, string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            errors.Add($"{setting} is empty; a name is required.");
            return false;
        }

        if (name.Length > MaxLength || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            errors.Add($"{setting} is '{name}'; allowed is a name without white space, of at most {MaxLength} characters.");
            return false;
        }

        return true;
    }

    private static bool IsOwn(string name) =>
        Array.Exists(OwnPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
