namespace LlmHttpMetrics.Tokenizers.Tests.Encodings;

public sealed class TokenEncodingsTests
{
    [Test]
    public async Task TryGet_WhileItIsBuilt_ReturnsAtOnceAndHasItLater()
    {
        var isThere = TokenEncodings.TryGet(TokenEncodings.P50kEdit, out var first);
        var built = await TokenEncodings.GetAsync(TokenEncodings.P50kEdit);

        Assert.That(isThere ? first : built, Is.SameAs(built));
        Assert.That(TokenEncodings.TryGet(TokenEncodings.P50kEdit, out var later), Is.True);
        Assert.That(later, Is.SameAs(built).And.SameAs(TokenEncodings.Get(TokenEncodings.P50kEdit)));
        Assert.That(built.Name, Is.EqualTo(TokenEncodings.P50kEdit));
        Assert.That(built.VocabularySize, Is.EqualTo(50_284));
    }

    [Test]
    public void GetAsync_CancelledToken_StopsWaiting() =>
        Assert.That(() => TokenEncodings.GetAsync(
            TokenEncodings.R50kBase, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void TryCount_NegativeLimit_IsRefused() =>
        Assert.That(() => TokenEncodings.Get(TokenEncodings.R50kBase).TryCount("a", -1, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
