using System.Collections.Concurrent;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// The files that all logs of this process are writing. File locks of the operating system provide the same information, but not on every network file
/// system.
/// </summary>
internal static class WrittenFiles
{
    private static readonly ConcurrentDictionary<string, bool> Paths = new(ResolvedPath.Comparer);
    private static readonly ConcurrentDictionary<uint, bool> Writers = [];

    /// <summary>A number for the names of a log's files, which distinguishes them from those of other processes.</summary>
    public static uint NewWriter()
    {
        while (true)
        {
            var writer = (uint)Random.Shared.NextInt64(1L << 32);
            if (Writers.TryAdd(writer, true))
            {
                return writer;
            }
        }
    }

    /// <summary>Whether files with this number belong to this process.</summary>
    public static bool IsOurs(uint writer) => Writers.ContainsKey(writer);

    /// <summary>Registers a file until the result is disposed; null if this process already writes it.</summary>
    /// <param name="path">The path, resolved by <see cref="ResolvedPath"/>.</param>
    public static IDisposable? TryEnter(string path) => Paths.TryAdd(path, true) ? new Entry(path) : null;

    /// <param name="path">The path, resolved by <see cref="ResolvedPath"/>.</param>
    public static bool Contains(string path) => Paths.ContainsKey(path);

    private sealed class Entry(string path) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                Paths.TryRemove(path, out _);
            }
        }
    }
}
