namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.stage</c>: the part of this library where an error was handled.</summary>
internal static class Stages
{
    public const string Begin = "begin";
    public const string Request = "request";
    public const string Response = "response";
    public const string Recording = "recording";
    public const string Span = "span";
    public const string Filter = "filter";
    public const string Enrich = "enrich";
    public const string Sink = "sink";
    public const string EventLog = "event_log";
    public const string Redaction = "redaction";
    public const string Strategy = "strategy";
    public const string Learning = "learning";
    public const string Statistics = "statistics";
    public const string Budget = "budget";
    public const string Pricing = "pricing";
    public const string Logger = "logger";
    public const string Reload = "reload";
}
