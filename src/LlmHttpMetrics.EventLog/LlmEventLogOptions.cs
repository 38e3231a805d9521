namespace LlmHttpMetrics;

/// <summary>Options of an event log in files. They can be bound from configuration by the names of the properties, and are read once.</summary>
public sealed class LlmEventLogOptions
{
    /// <summary>
    /// The folder of the files; it is made where it does not exist. Several processes of one machine may share it, each with files of its own.
    /// </summary>
    /// <value>The default is empty; it has to be set.</value>
    public string Folder { get; set; } = "";

    /// <summary>How the names of the files begin: <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl</c>.</summary>
    /// <value>The default is <c>llm-events</c>; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 64.</value>
    public string FilePrefix { get; set; } = "llm-events";

    /// <summary>From which size on the next event begins a new file.</summary>
    /// <value>In bytes. The default is 67,108,864 (64 MiB); from 1,024 to 1,099,511,627,776 (1 TiB).</value>
    public long MaxFileSize { get; set; } = 64L * 1024 * 1024;

    /// <summary>From which age on a new file is begun.</summary>
    /// <value>The default is a day; from a second to 366 days.</value>
    public TimeSpan MaxFileAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long events are kept. A file is deleted when its last event must be older than that: when it was begun so long and
    /// <see cref="MaxFileAge"/> ago.
    /// </summary>
    /// <value>The default is 30 days; must be positive. <see langword="null"/> keeps them.</value>
    public TimeSpan? RetainFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many files are kept, the one that is being written included; the oldest are deleted first.</summary>
    /// <value>The default is <see langword="null"/>: any number; else from 2 to 1,000,000.</value>
    public int? RetainFiles { get; set; }

    /// <summary>Whether files are compressed (gzip) once they are full. The one that is being written never is.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Compress { get; set; }

    /// <summary>
    /// Whether <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits until the disk has the events. Every event is handed to the operating
    /// system as it
    /// comes and outlives the process, <c>kill -9</c> included; this is for the machine that loses its power.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool FlushToDisk { get; set; } = true;

    /// <summary>What binding found wrong; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];

    /// <summary>The same values, out of reach of later changes, in the folder that a relative path means now.</summary>
    internal LlmEventLogOptions Copy()
    {
        var copy = (LlmEventLogOptions)MemberwiseClone();
        copy.Folder = Path.GetFullPath(Folder);
        return copy;
    }
}
