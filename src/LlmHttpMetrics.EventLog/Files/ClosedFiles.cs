namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Files of a log that were closed since its events were last confirmed. They must still exist the next time events are confirmed.</summary>
internal sealed class ClosedFiles
{
    /// <summary>If events are never confirmed, the oldest files are no longer tracked.</summary>
    private const int Max = 1000;

    private readonly object _lock = new();
    private readonly Queue<string> _paths = [];
    private readonly HashSet<string> _deleted = [];

    public void Add(string path)
    {
        lock (_lock)
        {
            _paths.Enqueue(path);
            if (_paths.Count > Max)
            {
                _deleted.Remove(_paths.Dequeue());
            }
        }
    }

    /// <summary>Excludes a file that is deleted on purpose, whether it has been compressed since or not.</summary>
    public void Forget(string path)
    {
        var plain = LogFiles.PlainForm(path);
        lock (_lock)
        {
            if (_paths.Contains(plain))
            {
                _deleted.Add(plain);
            }
        }
    }

    /// <exception cref="IOException">A file has been removed. This is reported once.</exception>
    public void ThrowIfGone()
    {
        lock (_lock)
        {
            string? gone = null;
            while (_paths.TryDequeue(out var path))
            {
                // While a file is being compressed, both forms exist for a moment, and at least one at any time.
                gone ??= _deleted.Contains(path) || File.Exists(path) || File.Exists(LogFiles.CompressedForm(path)) ? null : path;
            }

            _deleted.Clear();
            if (gone is not null)
            {
                throw new IOException($"The file '{gone}' has been removed, with events that had not been confirmed.");
            }
        }
    }
}
