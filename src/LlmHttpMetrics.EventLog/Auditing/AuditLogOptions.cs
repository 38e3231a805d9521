namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>Where the audit log is written.</summary>
internal sealed class AuditLogOptions
{
    public string Path { get; set; } = "";
}
