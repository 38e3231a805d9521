using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// One place of a configuration, and the list of what is wrong with it. Unlike the general binder this tells every wrong key and value at once,
/// and needs no reflection.
/// </summary>
internal readonly struct Setting(IConfigurationSection section, List<string> errors)
{
    public string Key => section.Key;

    public string Path => section.Path;

    public string? Value => section.Value;

    /// <summary>The places below it.</summary>
    public IEnumerable<Setting> Items
    {
        get
        {
            var to = errors;
            return section.GetChildren().Select(child => new Setting(child, to));
        }
    }

    /// <summary>Sets a target from a whole configuration, key by key.</summary>
    public static void Bind<T>(IConfiguration configuration, T target, List<string> errors, Dictionary<string, SetKey<T>> keys)
    {
        foreach (var child in configuration.GetChildren())
        {
            Setting setting = new(child, errors);
            if (keys.TryGetValue(child.Key, out var set))
            {
                set(target, setting);
            }
            else
            {
                errors.Add($"{child.Path} is no setting; allowed are {string.Join(", ", keys.Keys)}.");
            }
        }
    }

    /// <summary>Sets a target from what stands below, key by key.</summary>
    public void Section<T>(T target, Dictionary<string, SetKey<T>> keys)
    {
        RefuseValue($"a section with the keys {string.Join(", ", keys.Keys)}");
        Bind(section, target, errors, keys);
    }

    /// <summary>Adds a target for each place below, and sets it.</summary>
    /// <param name="list">Takes the targets.</param>
    /// <param name="create">Makes one.</param>
    /// <param name="keys">Sets one, key by key.</param>
    /// <param name="read">What the places are read as; themselves where it is null.</param>
    public void List<T>(
        IList<T> list,
        Func<Setting, T> create,
        Dictionary<string, SetKey<T>> keys,
        Func<IReadOnlyList<IConfigurationSection>, IEnumerable<IConfigurationSection>>? read = null)
    {
        RefuseValue("a list");
        IConfigurationSection[] places = [.. section.GetChildren()];
        foreach (var place in read is null ? places : read(places))
        {
            Setting item = new(place, errors);
            var added = create(item);
            list.Add(added);
            item.Section(added, keys);
        }
    }

    /// <summary>One word, where a list or a section would be lost without a word.</summary>
    public void Word(Action<string?> set)
    {
        set(section.Value);
        if (section.GetChildren().Any())
        {
            errors.Add($"{section.Path} has keys below it; allowed is one value.");
        }
    }

    /// <summary>A list of words, which stands in place of the default.</summary>
    public void Words(IList<string> words)
    {
        RefuseValue("a list");
        words.Clear();
        foreach (var item in section.GetChildren())
        {
            words.Add(item.Value ?? "");
        }
    }

    public void Switch(Action<bool> set) => Set(bool.TryParse(section.Value, out var value), value, set, "true or false");

    public void Integer(Action<int> set) =>
        Set(int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value, set, "an integer");

    public void Long(Action<long> set) =>
        Set(long.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value, set, "an integer");

    public void Share(Action<double> set) =>
        Set(double.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), value, set, "a number from 0 to 1");

    public void Number(Action<decimal> set, string example) =>
        Set(decimal.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), value, set, $"a number such as {example}");

    public void Span(Action<TimeSpan> set, string example = "00:01:40") =>
        Set(TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out var value), value, set, $"a time span such as {example}");

    public void Day(Action<DateOnly> set) =>
        Set(DateOnly.TryParseExact(section.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value), value, set, "a day such as 2026-01-31");

    public void Choice<TEnum>(Action<TEnum> set)
        where TEnum : struct, Enum =>
        Set(Enum.TryParse<TEnum>(section.Value, ignoreCase: true, out var value) && Enum.IsDefined(value), value, set, string.Join(", ", Enum.GetNames<TEnum>()));

    /// <summary>A mere value where more belongs.</summary>
    public void RefuseValue(string allowed)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(allowed);
        }
    }

    private void Set<T>(bool isRight, T value, Action<T> set, string allowed)
    {
        if (isRight)
        {
            set(value);
        }
        else
        {
            Refuse(allowed);
        }
    }

    private void Refuse(string allowed) => errors.Add($"{section.Path} is '{section.Value}'; allowed is {allowed}.");
}
