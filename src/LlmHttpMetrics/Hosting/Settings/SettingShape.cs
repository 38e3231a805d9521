namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>The structure of a setting in configuration.</summary>
internal enum SettingShape
{
    /// <summary>A single value.</summary>
    Value,

    /// <summary>A list, with the index as the key of each item.</summary>
    List,

    /// <summary>A section with user-defined keys.</summary>
    Map,

    /// <summary>A section whose keys are properties.</summary>
    Section,
}
