namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Sets one key of a target from its place in a configuration.</summary>
/// <param name="target">What is configured.</param>
/// <param name="setting">Where its key stands.</param>
internal delegate void SetKey<in T>(T target, Setting setting);
