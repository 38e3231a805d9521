namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>Waits for tasks that may never end.</summary>
internal static class TaskLimits
{
    /// <summary>Waits for a task to end, well or not, as long as the limit allows.</summary>
    /// <returns>It has ended.</returns>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan limit, TimeProvider time)
    {
        try
        {
            await task.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The limit, a fault of the task or of the clock: whether the task has ended is all that was asked.
        }

        return task.IsCompleted;
    }
}
