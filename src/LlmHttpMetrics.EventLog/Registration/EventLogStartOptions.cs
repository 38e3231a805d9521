namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Options without values, whose validation at startup starts the event logs.</summary>
internal sealed class EventLogStartOptions;
