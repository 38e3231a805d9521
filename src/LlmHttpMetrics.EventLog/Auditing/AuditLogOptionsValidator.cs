using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>Opens the file, so that a file that cannot be written stops the host at startup.</summary>
internal sealed class AuditLogOptionsValidator : IValidateOptions<AuditLogOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditLogOptions options)
    {
        try
        {
            AuditLog.FileAt(options.Path, TimeProvider.System).Probe();
            return ValidateOptionsResult.Success;
        }
        catch (Exception e)
        {
            return ValidateOptionsResult.Fail($"The path of AddLlmAuditLog is '{options.Path}', a file that cannot be written: {e.Message}");
        }
    }
}
