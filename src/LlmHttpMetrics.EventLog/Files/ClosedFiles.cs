namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Files of a log that have been closed since its events were last confirmed: they must still be there when that is done the next time.</summary>
internal sealed class ClosedFiles
{
    /// <summary>Where events are never confirmed, nobody asks for the oldest.</summary>
    private const int Most = 1000;

    private readonly object _lock = new();
    private readonly Queue<string> _paths = [];
    private readonly HashSet<string> _deleted = [];

    public void Add(string path)
    {
        lock (_lock)
        {
            _paths.Enqueue(path);
            if (_paths.Count > Most)
            {
                _deleted.Remove(_paths.Dequeue());
            }
        }
    }

    /// <summary>A file, compressed by now or not, is deleted as it is meant to be, and is not missed.</summary>
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

    /// <exception cref="IOException">One has been removed. That is said once.</exception>
    public void ThrowIfGone()
    {
        lock (_lock)
        {
            string? gone = null;
            while (_paths.TryDequeue(out var path))
            {
                // A file that is being compressed has for a moment both forms, and always one.
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
