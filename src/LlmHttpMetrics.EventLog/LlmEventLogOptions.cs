namespace LlmHttpMetrics;

/// <summary>Options of an event log in files. They can be bound from configuration by the names of the properties, and are read once.</summary>
public sealed class LlmEventLogOptions
{
    /// <summary>
    /// The folder of the files; it is created if it does not exist. Several processes on one machine can share it, each with its own files.
    /// </summary>
    /// <value>The default is empty; it must be set.</value>
    public string Folder { get; set; } = "";

    /// <summary>The prefix of the file names: <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl</c>.</summary>
    /// <value>The default is <c>llm-events</c>; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 64.</value>
    public string FilePrefix { get; set; } = "llm-events";

    /// <summary>The size at which the next event starts a new file.</summary>
    /// <value>In bytes. The default is 67,108,864 (64 MiB); from 1,024 to 1,099,511,627,776 (1 TiB).</value>
    public long MaxFileSize { get; set; } = 64L * 1024 * 1024;

    /// <summary>The age at which a new file is started.</summary>
    /// <value>The default is a day; from a second to 366 days.</value>
    public TimeSpan MaxFileAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long events are kept. A file is deleted when its last event must be older than that: this time plus <see cref="MaxFileAge"/> after the file
    /// was started.
    /// </summary>
    /// <value>The default is 30 days; must be positive. <see langword="null"/> keeps all.</value>
    public TimeSpan? RetainFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The number of files that are kept, including the one being written; the oldest are deleted first.</summary>
    /// <value>The default is <see langword="null"/>: any number; otherwise from 2 to 1,000,000.</value>
    public int? RetainFiles { get; set; }

    /// <summary>Whether full files are compressed (gzip). The file being written is never compressed.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Compress { get; set; }

    /// <summary>
    /// Whether <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits until the events are on the disk. Every event is written to the operating
    /// system at once and survives the end of the process, including <c>kill -9</c>; this option protects against a power failure.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool FlushToDisk { get; set; } = true;

    /// <summary>Errors found by configuration binding; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];

    /// <summary>A copy that later changes do not affect, with the folder as a full path.</summary>
    internal LlmEventLogOptions Copy()
    {
        var copy = (LlmEventLogOptions)MemberwiseClone();
        copy.Folder = Path.GetFullPath(Folder);
        return copy;
    }
}
