using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>An event of a stream, taken apart in the simplest way: written against the standard, not against the server.</summary>
public sealed record StreamEvent(string? Name, string Data)
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    public bool IsJson => Data != "[DONE]";

    public JsonElement Json => JsonDocument.Parse(Data).RootElement;

    public static IReadOnlyList<StreamEvent> Split(string body)
    {
        var events = new List<StreamEvent>();
        string? name = null;
        string? data = null;
        foreach (var line in body.TrimStart('\uFEFF').Split(LineEnds, StringSplitOptions.None))
        {
            if (line.Length == 0)
            {
                if (data is not null)
                {
                    events.Add(new StreamEvent(name, data));
                }

                (name, data) = (null, null);
            }
            else if (Field(line, "event") is { } found)
            {
                name = found;
            }
            else if (Field(line, "data") is { } piece)
            {
                data = data is null ? piece : data + "\n" + piece;
            }
        }

        return events;
    }

    private static string? Field(string line, string name)
    {
        if (!line.StartsWith(name + ":", StringComparison.Ordinal))
        {
            return null;
        }

        var value = line[(name.Length + 1)..];
        return value.StartsWith(' ') ? value[1..] : value;
    }
}
