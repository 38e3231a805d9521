using System.Globalization;

namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>Common checks of options. Each adds an error with the setting, its value and the allowed values.</summary>
internal static class OptionChecks
{
    public static void CheckRange(this List<string> errors, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed is {least} to {most}."));
        }
    }

    public static void CheckRange(this List<string> errors, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add($"{name} is '{value}'; allowed is {least} to {most}.");
        }
    }

    public static void CheckPositive(this List<string> errors, string name, TimeSpan? value)
    {
        if (value <= TimeSpan.Zero)
        {
            errors.Add($"{name} is '{value}'; it must be positive.");
        }
    }

    public static void CheckDefined<T>(this List<string> errors, string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            errors.Add($"{name} is '{value}'; allowed are {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    /// <summary>Checks that no entry of the list is empty.</summary>
    public static void CheckNames(this List<string> errors, string name, IList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                errors.Add($"{name}[{i}] is empty; a name is required.");
            }
        }
    }
}
