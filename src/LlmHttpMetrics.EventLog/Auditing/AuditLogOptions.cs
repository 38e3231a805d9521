namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>The options of the audit log.</summary>
internal sealed class AuditLogOptions
{
    public string Path { get; set; } = "";
}
