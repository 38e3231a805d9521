using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>
/// What a caller who did not ask for usage should see of a stream whose usage we asked for, written plainly from the words of the standard:
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
/// </summary>
public static class UsageEventModel
{
    /// <summary>A longer event passes, whatever it bears.</summary>
    private const int MaxEvent = 16 * 1024;

    private static readonly string[] Fields = ["data", "event", "id", "retry", ""];

    /// <summary>The stream less its events that bear usage alone. Lines that begin with no field the standard knows begin no event of any service.</summary>
    public static byte[] Expected(byte[] stream)
    {
        using MemoryStream expected = new();
        foreach (var (bytes, _) in Blocks(stream))
        {
            if (!IsUsageOnly(stream, bytes))
            {
                expected.Write(stream.AsSpan(bytes));
            }
        }

        return expected.ToArray();
    }

    /// <summary>How many bytes have to have passed once so many of the stream have come.</summary>
    public static int Due(byte[] stream, int come) =>
        Expected(stream[..Blocks(stream)
            .TakeWhile(block => block.HasEnded && block.Bytes.End.Value <= come)
            .Select(block => block.Bytes.End.Value)
            .LastOrDefault()]).Length;

    /// <summary>Events with their empty line, and whatever lies between and behind.</summary>
    private static IEnumerable<(Range Bytes, bool HasEnded)> Blocks(byte[] stream)
    {
        var start = 0;
        for (var at = 0; at < stream.Length;)
        {
            var isEmpty = stream[at] is (byte)'\n' or (byte)'\r';
            while (at < stream.Length && stream[at] is not ((byte)'\n' or (byte)'\r'))
            {
                at++;
            }

            at += at + 1 < stream.Length && stream[at] == '\r' && stream[at + 1] == '\n' ? 2 : 1;
            at = Math.Min(at, stream.Length);
            if (isEmpty || at == stream.Length)
            {
                yield return (start..at, isEmpty);
                start = at;
            }
        }
    }

    private static bool IsUsageOnly(byte[] stream, Range block)
    {
        var bytes = stream.AsSpan(block);
        if (bytes.EndsWith("\r\n"u8))
        {
            bytes = bytes[..^1];
        }

        if (bytes.Length > MaxEvent)
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes);
        var start = block.Start.Value == 0 && text.StartsWith('\uFEFF') ? 1 : 0;
        var lines = text[start..].Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var data = string.Join('\n', lines.Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..]));
        return Fields.Contains(lines[0].Split(':')[0]) && HasUsageAlone(data);
    }

    private static bool HasUsageAlone(string data)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var members = json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value)).ToList();
            var choices = members.Where(member => member.Name == "choices" && member.Value.ValueKind == JsonValueKind.Array)
                .Select(member => member.Value.GetArrayLength())
                .ToList();
            return choices.Count > 0 && choices.TrueForAll(length => length == 0)
                && members.Exists(member => member.Name == "usage" && member.Value.ValueKind == JsonValueKind.Object);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or a name that is no text.
            return false;
        }
    }
}
