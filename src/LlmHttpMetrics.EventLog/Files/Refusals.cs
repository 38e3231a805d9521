using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Files that cannot be tidied up as they should be. Each is counted whenever it is come across, and logged once.</summary>
internal sealed class Refusals(ILogger logger, LlmInstruments instruments)
{
    /// <summary>Files that are remembered; what is more is logged again.</summary>
    private const int Most = 1000;

    private readonly HashSet<string> _told = [];

    public void Add(string path, string reason)
    {
        instruments.Faults.Failed(Stages.EventLog);
        lock (_told)
        {
            if (!_told.Add(path))
            {
                return;
            }

            if (_told.Count > Most)
            {
                _told.Clear();
            }
        }

        Log.FileLeft(logger, path, reason);
    }
}
