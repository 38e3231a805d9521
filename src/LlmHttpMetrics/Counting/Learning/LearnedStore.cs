using LlmHttpMetrics.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Saves what is learned to a file, if the options name one.</summary>
internal sealed class LearnedStore
{
    private readonly string? _path;
    private readonly LearnedCounts _counts;
    private readonly FaultCounter _faults;
    private readonly ILogger _logger;
    private readonly object _lock = new();
    private bool _isLogged;

    /// <summary>Reads the file. A file with other content is left unchanged and is never written to.</summary>
    public LearnedStore(string? path, LearnedCounts counts, FaultCounter faults, ILogger logger)
    {
        _path = path;
        _counts = counts;
        _faults = faults;
        _logger = logger;
        if (path is null || !File.Exists(path))
        {
            return;
        }

        try
        {
            counts.Restore(LearnedFile.Read(path));
        }
        catch (Exception e)
        {
            _path = null;
            Log.LearnedUnreadable(logger, path, e.Message);
        }
    }

    /// <summary>Writes the file if anything has changed.</summary>
    public void Save()
    {
        if (_path is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_counts.TakeChanged() is not { } models)
            {
                return;
            }

            try
            {
                LearnedFile.Write(_path, models);
            }
            catch (Exception e)
            {
                _counts.MarkUnsaved();
                _faults.Failed(Stages.Learning);
                if (!_isLogged)
                {
                    _isLogged = true;
                    Log.LearnedUnwritable(_logger, _path, e.Message);
                }
            }
        }
    }
}
