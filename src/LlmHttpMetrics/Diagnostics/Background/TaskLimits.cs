namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>Waits for tasks that may never complete.</summary>
internal static class TaskLimits
{
    /// <summary>Waits until a task has completed, successfully or not, or the time limit has passed.</summary>
    /// <returns>Whether it has completed.</returns>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan limit, TimeProvider time)
    {
        try
        {
            await task.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The limit, or an error of the task or the clock: the caller only needs to know whether the task has completed.
        }

        return task.IsCompleted;
    }
}
