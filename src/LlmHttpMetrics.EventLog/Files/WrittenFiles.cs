using System.Collections.Concurrent;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// The files that this process writes, whichever of its logs does. Locks of the operating system say the same, but not everywhere: on network file
/// systems they may do nothing.
/// </summary>
internal static class WrittenFiles
{
    private static readonly ConcurrentDictionary<string, bool> Paths = new(ResolvedPath.Comparer);
    private static readonly ConcurrentDictionary<uint, bool> Writers = [];

    /// <summary>A number for the names of a log's files, which tells them from those of other processes.</summary>
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

    /// <summary>Files with this number are of this process.</summary>
    public static bool IsOurs(uint writer) => Writers.ContainsKey(writer);

    /// <summary>Says that a file is written until what is returned is disposed of; null where this process writes it already.</summary>
    /// <param name="path">The file by <see cref="ResolvedPath"/>.</param>
    public static IDisposable? TryEnter(string path) => Paths.TryAdd(path, true) ? new Entry(path) : null;

    /// <param name="path">The file by <see cref="ResolvedPath"/>.</param>
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
