using System.Text;
using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Tests.Interception.Injection;

[TestFixture]
public sealed class UsageInjectionTests
{
    [TestCase(
        """{"model":"m","stream":true}""",
        """{"stream_options":{"include_usage":true},"model":"m","stream":true}""")]
    [TestCase(
        """ { "stream" : true , "messages":[{"stream":false}]}""",
        """ {"stream_options":{"include_usage":true}, "stream" : true , "messages":[{"stream":false}]}""")]
    [TestCase(
        """{"stream":true,"stream_options":{}}""",
        """{"stream":true,"stream_options":{"include_usage":true}}""")]
    [TestCase(
        """{"stream_options":{"include_obfuscation":false},"stream":true}""",
        """{"stream_options":{"include_usage":true,"include_obfuscation":false},"stream":true}""")]
    public void Stream_WithoutUsage_IsAskedForIt(string body, string rewritten) =>
        Assert.That(Encoding.UTF8.GetString(UsageInjection.Insert(Encoding.UTF8.GetBytes(body))!), Is.EqualTo(rewritten));

    [TestCase("""{"model":"m"}""")]
    [TestCase("""{"model":"m","stream":false}""")]
    [TestCase("""{"stream":true,"stream_options":{"include_usage":true}}""")]
    [TestCase("""{"stream":true,"stream_options":{"include_usage":false}}""")]
    [TestCase("""{"stream":true,"stream_options":null}""")]
    [TestCase("""{"nested":{"stream":true}}""")]
    [TestCase("""[{"stream":true}]""")]
    [TestCase("""{"stream":true""")]
    [TestCase("stream")]
    [TestCase("")]
    public void Request_ThatNeedsNone_Stays(string body) => Assert.That(UsageInjection.Insert(Encoding.UTF8.GetBytes(body)), Is.Null);
}
