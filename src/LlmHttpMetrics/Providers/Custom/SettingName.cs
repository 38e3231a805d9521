namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The full name of a setting, in code (<c>Providers[0].Name</c>) or in configuration (<c>Llm:Providers:0:Name</c>).</summary>
internal readonly record struct SettingName(string Text, bool InConfiguration)
{
    public SettingName Member(string name) => this with { Text = $"{Text}{(InConfiguration ? ':' : '.')}{name}" };

    public SettingName Item(int index) => this with { Text = InConfiguration ? $"{Text}:{index}" : $"{Text}[{index}]" };

    public override string ToString() => Text;
}
