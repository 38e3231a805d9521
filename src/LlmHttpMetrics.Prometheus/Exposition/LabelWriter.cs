using System.Buffers;
using System.Globalization;
using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>Writes tags as the labels of one metric, by name. Not thread-safe.</summary>
internal sealed class LabelWriter(LabelForm form, bool isHistogram)
{
    /// <summary>The maximum length of a label value: names of models and errors are shorter, and every scrape contains the value.</summary>
    public const int MaxValueLength = 1024;

    private const string Cut = "…";

    /// <summary>The prefix of a label whose name has another meaning for Prometheus or for us; the same that Prometheus itself uses.</summary>
    private const string Exported = "exported_";

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\"\n");

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<Label> _labels = [];

    public void Write(TextBuffer text, ReadOnlySpan<KeyValuePair<string, object?>> tags, CallStatus status)
    {
        _labels.Clear();
        if (form != LabelForm.Short)
        {
            foreach (var (tag, value) in tags)
            {
                Add(Name(tag), tag, Text(value));
            }
        }

        if (form != LabelForm.Tags)
        {
            AddShort(tags, status);
        }

        _labels.Sort();
        Write(text);
    }

    private void AddShort(ReadOnlySpan<KeyValuePair<string, object?>> tags, CallStatus status)
    {
        string? provider = null, requested = null, answered = null;
        foreach (var (tag, value) in tags)
        {
            switch (tag)
            {
                case LlmTagNames.ProviderName:
                    provider = value as string;
                    break;
                case LlmTagNames.RequestModel:
                    requested = value as string;
                    break;
                case LlmTagNames.ResponseModel:
                    answered = value as string;
                    break;
            }
        }

        Add(ShortLabels.Provider, ShortLabels.Provider, provider);
        Add(ShortLabels.Model, ShortLabels.Model, requested ?? answered);
        Add(ShortLabels.Status, ShortLabels.Status, status switch
        {
            CallStatus.Success => ShortLabels.Success,
            CallStatus.Error => ShortLabels.Error,
            _ => null,
        });
    }

    /// <summary>For Prometheus, an empty label is the same as a missing one.</summary>
    private void Add(string name, string tag, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _labels.Add(new Label(name, tag, value));
        }
    }

    private void Write(TextBuffer text)
    {
        string? last = null;
        foreach (var label in _labels)
        {
            if (label.Name == last)
            {
                // Two tags whose names differ only in characters that a label cannot have: both values are written, as OpenTelemetry specifies.
                text.Append((byte)';');
            }
            else
            {
                text.Append(last is null ? "" : "\",");
                text.Append(label.Name);
                text.Append("=\""u8);
                last = label.Name;
            }

            AppendValue(text, label.Value);
        }

        text.Append(last is null ? "" : "\"");
    }

    private static void AppendValue(TextBuffer text, string value)
    {
        if (value.Length <= MaxValueLength)
        {
            text.AppendEscaped(value, Escaped);
            return;
        }

        var length = MaxValueLength - (char.IsHighSurrogate(value[MaxValueLength - 1]) ? 1 : 0);
        text.AppendEscaped(value.AsSpan(0, length), Escaped);
        text.Append(Cut);
    }

    private string Name(string tag)
    {
        if (!_names.TryGetValue(tag, out var name))
        {
            name = PrometheusNames.Label(tag);
            name = IsTaken(name) ? Exported + name : name;
            _names.Add(tag, name);
        }

        return name;
    }

    private bool IsTaken(string name) =>
        (isHistogram && name == "le") || (form != LabelForm.Tags && name is ShortLabels.Provider or ShortLabels.Model or ShortLabels.Status);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private readonly record struct Label(string Name, string Tag, string Value) : IComparable<Label>
    {
        public int CompareTo(Label other) =>
            string.CompareOrdinal(Name, other.Name) is not 0 and var byName ? byName : string.CompareOrdinal(Tag, other.Tag);
    }
}
