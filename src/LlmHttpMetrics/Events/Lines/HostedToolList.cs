using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Calls of hosted tools as a list, in the order of <see cref="LlmHostedTools"/>. What they are together is left out of the line.</summary>
internal static class HostedToolList
{
    private static readonly string[] Names = [.. HostedToolNames.All];

    public static long?[]? Of(IReadOnlyDictionary<string, long> calls)
    {
        if (calls.Count == 0)
        {
            return null;
        }

        var list = new long?[Names.Length];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = calls.TryGetValue(Names[i], out var count) ? count : null;
        }

        return FigureList.Of(list);
    }

    /// <summary>The calls by name; those of a later version's names count as others.</summary>
    public static IReadOnlyDictionary<string, long> Read(long?[]? list)
    {
        if (list is null)
        {
            return LlmEvent.NoTools;
        }

        Dictionary<string, long> calls = [];
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is { } count)
            {
                var name = i < Names.Length ? Names[i] : LlmHostedTools.Other;
                calls[name] = calls.GetValueOrDefault(name) + count;
            }
        }

        return calls;
    }

    /// <summary>All calls.</summary>
    public static int Sum(long?[]? list) => (int)Math.Clamp(list?.Sum() ?? 0, 0, int.MaxValue);
}
