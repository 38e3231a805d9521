namespace LlmHttpMetrics;

/// <summary>
/// Configures how estimates are corrected with calls whose provider reports usage: some of them are counted locally as well, in the background after
/// they have ended, and an offset and a ratio are learned for each model. No text is kept.
/// </summary>
public sealed class LlmLearningOptions
{
    /// <summary>Whether calls with usage are counted in order to learn from them.</summary>
    /// <value>
    /// The default is <see langword="null"/>: enabled if a fallback is <see cref="LlmFallbacks.Estimate"/>, and then only for models without a
    /// tokenizer of their own. With <see langword="true"/>, also for the other models, whose counts are corrected by the offset that their calls
    /// agree on.
    /// </value>
    public bool? Enabled { get; set; }

    /// <summary>How many calls of a model are counted before only every <see cref="SampleEvery"/>th call is counted.</summary>
    /// <value>The default is 100; from 0 to 1,000,000.</value>
    public int SampleFirst { get; set; } = 100;

    /// <summary>Which of the later calls are counted: one out of this many.</summary>
    /// <value>The default is 16; from 1 to 1,000,000.</value>
    public int SampleEvery { get; set; } = 16;

    /// <summary>
    /// The maximum number of models in memory, each with its last 64 calls of a kind; the least recently used one is dropped. All clients of a
    /// service provider share one memory.
    /// </summary>
    /// <value>The default is 256; from 2 to 10,000.</value>
    public int MaxModels { get; set; } = 256;

    /// <summary>
    /// The file for learned data: read when the first client is created, written by <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> and
    /// when the host stops. It contains names of models and token counts. Its directory must exist.
    /// </summary>
    /// <value>The default is <see langword="null"/>: learned data is lost when the process ends.</value>
    public string? Path { get; set; }
}
