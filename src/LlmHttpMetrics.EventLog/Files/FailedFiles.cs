using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Reports files that cannot be repaired, compressed or deleted. Each failure is counted, and each file is logged once.</summary>
internal sealed class FailedFiles(ILogger logger, LlmInstruments instruments)
{
    /// <summary>The number of files that are remembered; beyond that, files are logged again.</summary>
    private const int Max = 1000;

    private readonly HashSet<string> _logged = [];

    public void Add(string path, string reason)
    {
        instruments.Faults.Failed(Stages.EventLog);
        lock (_logged)
        {
            if (!_logged.Add(path))
            {
                return;
            }

            if (_logged.Count > Max)
            {
                _logged.Clear();
            }
        }

        Log.FileSkipped(logger, path, reason);
    }
}
