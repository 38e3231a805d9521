using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Tests.Text.Redaction;

/// <summary>Keys, addresses and card numbers are found, and what only looks like them is left.</summary>
public sealed class RedactionTests
{
    private static readonly ContentRules Rules = new(new LlmContentCaptureOptions(), 65_536, isShared: false);

    // None of these opens anything: they are made up, or the examples of the makers' own documentation. Those that scanners know are put together here.
    [TestCase("sk-" + "proj-abcDEF0123456789abcdEFGH")]
    [TestCase("sk-" + "ant-api03-AbCdEfGhIjKlMnOpQrSt_uv-wx")]
    [TestCase("sk-" + "or-v1-0123456789abcdef0123456789abcdef")]
    [TestCase("AK" + "IAIOSFODNN7EXAMPLE")]
    [TestCase("AI" + "zaSyA-1234567890abcdefghijklmnopqrstuv")]
    [TestCase("gh" + "p_0123456789abcdefghijABCDEFGHIJ012345")]
    [TestCase("gsk" + "_0123456789abcdefghijABCDEF")]
    [TestCase("hf" + "_abcdefghijklmnopqrstuvwxyzABCD")]
    [TestCase("xo" + "xb-1234567890-abcdefghij")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P")]
    public void Key_InText_IsReplaced(string key)
    {
        Assert.That(Rules.Redact($"My key is {key}, keep it."), Is.EqualTo("My key is [key], keep it."));
        Assert.That(Rules.Redact($"\"OPENAI_API_KEY\"=\"{key}\""), Is.EqualTo("\"OPENAI_API_KEY\"=\"[key]\""));
        Assert.That(Rules.Redact(key + " " + key), Is.EqualTo("[key] [key]"));
    }

    [Test]
    public void BearerToken_OfAnyMaker_IsReplaced()
    {
        Assert.That(Rules.Redact("Authorization: Bearer abc123/DEF456+ghi789== next"), Is.EqualTo("Authorization: Bearer [key] next"));
        Assert.That(Rules.Redact("-H 'authorization: bearer 0123456789abcdef'"), Is.EqualTo("-H 'authorization: bearer [key]'"));
        Assert.That(Rules.Redact("Bearer of good news, bearer bonds."), Is.EqualTo("Bearer of good news, bearer bonds."));
    }

    [Test]
    public void PrivateKey_WholeOrCutOff_IsReplaced()
    {
        const string Pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAB/+==\n-----END RSA PRIVATE KEY-----";

        Assert.That(Rules.Redact($"a {Pem} b {Pem} c"), Is.EqualTo("a [key] b [key] c"));
        Assert.That(Rules.Redact("a -----BEGIN PRIVATE KEY-----\nMIIEow"), Is.EqualTo("a [key]"));
        Assert.That(Rules.Redact("-----BEGIN CERTIFICATE-----\nMII"), Is.EqualTo("-----BEGIN CERTIFICATE-----\nMII"));
    }

    [TestCase("jane.doe@example.com")]
    [TestCase("jane+tag@mail.example.co.uk")]
    [TestCase("jürgen@müller.example")]
    [TestCase("o'neil_7%x@a-b.museum")]
    public void EmailAddress_InText_IsReplaced(string address)
    {
        Assert.That(Rules.Redact($"Write to <{address}>."), Is.EqualTo("Write to <[email]>."));
        Assert.That(Rules.Redact($"{address};{address}"), Is.EqualTo("[email];[email]"));
    }

    [TestCase("4111111111111111")]
    [TestCase("4111 1111 1111 1111")]
    [TestCase("5500-0000-0000-0004")]
    [TestCase("3782 822463 10005")]
    [TestCase("6304000000000000")]
    public void CardNumber_InText_IsReplaced(string card)
    {
        Assert.That(Rules.Redact($"Card {card} until 12/29."), Is.EqualTo("Card [card] until 12/29."));
        Assert.That(Rules.Redact($"2024 {card}"), Is.EqualTo("2024 [card]"));
    }

    [TestCase("task-list-of-the-day desk-1 sk-1 risk-adjusted")]
    [TestCase("me@home @all a@b a@b. x@y.1 user@localhost")]
    [TestCase("4111111111111112 1234567890123 41111111111111111111111111 2026-03-01 12:00:00 +49 30 1234567")]
    [TestCase("The sum is 1 000 000 000 000 000.")]
    [TestCase("AKIA and eyJ are prefixes; a.b.c is none.")]
    public void Text_ThatOnlyLooksLikeIt_IsLeft(string text) => Assert.That(Rules.Redact(text), Is.SameAs(text));

    [Test]
    public void Text_WithoutSecrets_IsLeft() => Prop.ForAll(
        Gen.Elements("the", "answer", "is", "42", "yes,", "(no)", "\n", "1.5", "--", "über", "😀").ListOf().ToArbitrary(),
        words => string.Join(' ', words) is var text && Rules.Redact(text) == text).QuickCheckThrowOnFailure();

    [Test]
    public void Secret_AnywhereInAnyText_IsGone() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        ArbMap.Default.ArbFor<NonNull<string>>(),
        Gen.Elements("sk-" + "proj-abcDEF0123456789abcd", "jane@example.com", "4111111111111111").ToArbitrary(),
        (before, after, secret) => !Rules.Redact($"{before.Get} {secret} {after.Get}")!.Contains(secret, StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Test]
    public void Kinds_TurnedOff_AreLeft()
    {
        ContentRules none = new(
            new LlmContentCaptureOptions { RedactKeys = false, RedactEmailAddresses = false, RedactCardNumbers = false }, 65_536, isShared: false);
        const string Text = "sk-" + "proj-abcDEF0123456789abcdEFGH jane@example.com 4111111111111111";

        Assert.That(none.Redact(Text), Is.SameAs(Text));
    }

    [TestCase("a@")]
    [TestCase("@")]
    [TestCase("a@b.c.")]
    [TestCase("4 ")]
    [TestCase("41111111111111")]
    [TestCase("4111-")]
    [TestCase("sk-")]
    [TestCase("-sk")]
    [TestCase("eyJ.")]
    [TestCase("bearer ")]
    [TestCase("Bearer abc ")]
    [TestCase("-----BEGIN ")]
    [TestCase("-----BEGIN PRIVATE KEY----- -----END ")]
    [TestCase("sk-aaaaaaaaaaaaaaaa ")]
    [TestCase("a@b.cd ")]
    [TestCase("x.")]
    public void Text_MadeToBeSlow_ComesToAnEnd(string piece)
    {
        var length = TestScale.Of(sample: 1_000_000, all: 8_000_000);

        // In proportion to the length this is a moment; by its square it would be hours, with all of it a day.
        var redacted = Rules.Redact(string.Concat(Enumerable.Repeat(piece, length / piece.Length)));

        Assert.That(redacted, Is.Not.Empty);
    }
}
