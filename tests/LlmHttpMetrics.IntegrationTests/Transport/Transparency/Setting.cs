using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>How a request is sent, and treated by the server.</summary>
internal sealed record Setting(Behaviour Behaviour, Version Version, bool IsSync, HttpCompletionOption Completion, bool ExpectsContinue = false)
{
    /// <summary>Every way to send a request that is treated like this.</summary>
    public static IEnumerable<Setting> All(Behaviour behaviour) =>
        from version in new[] { HttpVersion.Version11, HttpVersion.Version20 }
        from isSync in new[] { false, true }
        from completion in new[] { HttpCompletionOption.ResponseHeadersRead, HttpCompletionOption.ResponseContentRead }
        from expectsContinue in behaviour is Behaviour.Answer or Behaviour.Refuse ? new[] { false, true } : [false]
        select new Setting(behaviour, version, isSync, completion, expectsContinue);
}
