namespace LlmHttpMetrics.TestUtilities;

/// <summary>What comes one by one, all at once.</summary>
public static class AsyncLists
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
