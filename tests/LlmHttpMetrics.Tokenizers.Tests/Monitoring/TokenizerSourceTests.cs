using LlmHttpMetrics.Tokenizers.Monitoring;

namespace LlmHttpMetrics.Tokenizers.Tests.Monitoring;

/// <summary>Tokenizers of the user's own, loaded when they are needed.</summary>
public sealed class TokenizerSourceTests
{
    [Test]
    public void Tokenizer_ThatCouldNotBeLoaded_IsLoadedTheNextTime()
    {
        var loads = 0;
        LlmTokenizersOptions options = new();
        options.Add("own", () => ++loads == 1 ? throw new IOException("not yet") : TokenEncodings.Get(TokenEncodings.Cl100kBase));
        TokenizerSource source = new(options, new TokenizerFiles());

        Assert.That(() => source.FindByName("own"), Throws.TypeOf<IOException>());
        var counter = source.FindByName("own");

        Assert.That(counter, Is.Not.Null.And.SameAs(source.FindByName("own")));
        Assert.That(loads, Is.EqualTo(2));
    }
}
