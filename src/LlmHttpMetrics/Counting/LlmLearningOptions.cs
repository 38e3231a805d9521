namespace LlmHttpMetrics;

/// <summary>
/// How estimates are corrected by the calls whose provider reports usage: some of those are counted here too, in the background once they
/// have ended, and what is learned of a model is an offset and a ratio. No text is kept.
/// </summary>
public sealed class LlmLearningOptions
{
    /// <summary>Whether calls with usage are counted to learn from them.</summary>
    /// <value>
    /// The default is <see langword="null"/>: where a fallback is <see cref="LlmFallbacks.Estimate"/>, and then only models without a tokenizer of
    /// their own. With <see langword="true"/> the others too, whose counts get the offset that their calls agree upon.
    /// </value>
    public bool? Enabled { get; set; }

    /// <summary>How many calls of a model are counted before it is every <see cref="SampleEvery"/>th.</summary>
    /// <value>The default is 100; from 0 to 1,000,000.</value>
    public int SampleFirst { get; set; } = 100;

    /// <summary>Which share of the later calls is counted: one of so many.</summary>
    /// <value>The default is 16; from 1 to 1,000,000.</value>
    public int SampleEvery { get; set; } = 16;

    /// <summary>How many models are remembered, each with its last 64 calls of a kind; the one longest unused goes first. One memory serves all clients of a service provider.</summary>
    /// <value>The default is 256; from 2 to 10,000.</value>
    public int MaxModels { get; set; } = 256;

    /// <summary>
    /// A file for what is learned: read when the first client is made, written by <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> and when the host stops. It
    /// holds names of models and token counts. Its folder must exist.
    /// </summary>
    /// <value>The default is <see langword="null"/>: nothing outlives the process.</value>
    public string? Path { get; set; }
}
