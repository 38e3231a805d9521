namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>What a setting consists of in a configuration.</summary>
internal enum SettingShape
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>A list, with a number as the key of each item.</summary>
    List,

    /// <summary>A section with keys of the user's.</summary>
    Map,

    /// <summary>A section whose keys are properties.</summary>
    Section,
}
