namespace LlmHttpMetrics.MockProviders;

/// <summary>A call that the answer asks the client to make.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">The arguments as a JSON object.</param>
public sealed record MockToolCall(string Name, string Arguments = "{}")
{
    /// <summary>The call's id.</summary>
    /// <value>The default, <see langword="null"/>, generates one in the provider's style.</value>
    public string? Id { get; init; }
}
