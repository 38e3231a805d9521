using LlmHttpMetrics.CustomProviders;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Providers.Custom;

/// <summary>A wrong description is refused, each error with its setting, its value and what is allowed; a wrong path with its position.</summary>
public sealed class DescriptionErrorTests
{
    private const string At = "Providers[0].Endpoints[0].";

    public static readonly object[] Wrong =
    [
        Case(provider => provider.Name = " ", "Providers[0].Name is ' '; a name is required."),
        Case(provider => provider.Hosts.Clear(), "Providers[0].Hosts is empty; at least one host is required, '*' for any."),
        Case(provider => provider.Hosts.Add("https://acme.example"), "Providers[0].Hosts[1] is 'https://acme.example'; allowed are a host name,"),
        Case(provider => provider.Hosts.Add("acme.example/v1"), "Providers[0].Hosts[1] is 'acme.example/v1'; allowed"),
        Case(provider => provider.Hosts.Add("acme.example:0"), "Providers[0].Hosts[1] is 'acme.example:0'; allowed"),
        Case(provider => provider.Hosts.Add("a.*.example"), "Providers[0].Hosts[1] is 'a.*.example'; allowed"),
        Case(provider => provider.Hosts.Add("*acme.example"), "Providers[0].Hosts[1] is '*acme.example'; allowed"),
        Case(provider => provider.Hosts.Add(null!), "Providers[0].Hosts[1] is ''; allowed"),
        Case(provider => provider.Endpoints.Clear(), "Providers[0].Endpoints is empty; at least one endpoint is required."),
        Case(provider => provider.Endpoints[0] = null!, "Providers[0].Endpoints[0] is null; an endpoint is required."),
        Case(
            provider => provider.Endpoints.Add(new() { Path = "/V2/generate/" }),
            "Providers[0].Endpoints[1].Path is '/V2/generate/', which another endpoint of the provider has already."),
        Endpoint(
            endpoint => endpoint.Path = "",
            "Path is ''; allowed is the end of a path from a slash on, with '*' for a segment and '{model}', once, for the model's name."),
        Endpoint(endpoint => endpoint.Operation = "talk", "Operation is 'talk'; allowed are chat, generate_content, text_completion, embeddings,"),
        Endpoint(endpoint => endpoint.Framing = (CustomFraming)99, "Framing is '99'; allowed are ServerSentEvents, Json"),
        Endpoint(endpoint => endpoint.Framing = CustomFraming.Json, "Events is given, but the framing 'Json' has no events;"),
        Endpoint(
            endpoint => endpoint.Format = "openai.chat",
            "Format is 'openai.chat', which defines the bodies completely; Request, Response, Events, Types and FinishReasons must then be left out."),
        Endpoint(endpoint => endpoint.Request = null!, "Request is null; leave it out instead."),
        Endpoint(endpoint => endpoint.Response.Usage = null!, "Response.Usage is null; leave it out instead."),
        Endpoint(endpoint => endpoint.Types["x"] = (CustomTypeMeaning)99, "Types.x is '99'; allowed are Text, Reasoning,"),
        Endpoint(
            endpoint => endpoint.Events.TypedText = null,
            "Types.say is 'Text', but no path for its text is set; TypedText is required.",
            "Types.think is 'Reasoning', but"),
        Endpoint(
            endpoint => endpoint.Events.ItemType = endpoint.Response.ItemType = null,
            "Types.call is 'ToolCall', but no path for the type of an item is set; ItemType is required."),
        Endpoint(endpoint => endpoint.FinishReasons["x"] = "stop", "FinishReasons.x is 'stop'; allowed are error, content_filter, length, completed."),
        Endpoint(endpoint => endpoint.Request.Text = "", "Request.Text is '', wrong at position 0: a path needs at least one step."),
        Endpoint(endpoint => endpoint.Request.Text = [null!, "a"], "Request.Text[0] is '', wrong at position 0:"),
        Endpoint(
            endpoint => endpoint.Response.Text = "out[*].words[",
            "Response.Text is 'out[*].words[', wrong at position 12: '[*]' or ['name'] is expected here."),
        Endpoint(endpoint => endpoint.Response.Text =
        [
            "a", "out..words"
        ], "Response.Text[1] is 'out..words', wrong at position 4: a member name is expected here."),
        Endpoint(
            endpoint => endpoint.Response.Text = "$.out",
            "Response.Text is '$.out', wrong at position 0: a path begins with a member name or [*], not with '$'."),
        Endpoint(
            endpoint => endpoint.Response.Text = "out.*.text",
            "Response.Text is 'out.*.text', wrong at position 4: a '*' is written [*], and a name with a star or space ['name']."),
        Endpoint(endpoint => endpoint.Response.Text = "out.text ", "Response.Text is 'out.text ', wrong at position 8:"),
        Endpoint(endpoint =>
            endpoint.Response.Text = "out[0].text", "Response.Text is 'out[0].text', wrong at position 3: '[*]' or ['name'] is expected here."),
        Endpoint(
            endpoint => endpoint.Events.Done = string.Join('.', Enumerable.Repeat("a", 16)),
            "Events.Done is 'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a', wrong at position 0: at most 15 steps are allowed."),
        Endpoint(
            endpoint => (endpoint.Framing, endpoint.Events.Done) = (CustomFraming.JsonArray, string.Join('.', Enumerable.Repeat("a", 15))),
            "Events has the path 'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a'; at most 14 steps are allowed in a stream that is one array."),
        Endpoint(
            endpoint => endpoint.Events.Done = "a." + new string('b', 65),
            $"Events.Done is 'a.{new string('b', 65)}', wrong at position 2: a member name of at most 64 bytes is expected here."),
        Endpoint(endpoint => endpoint.Response.Usage.Total = "cost.", "Response.Usage.Total is 'cost.', wrong at position 5: a member name is expected here."),
        Endpoint(
            endpoint => endpoint.Response.Reasoning = "['out'][*].words",
            "Response.Reasoning is '['out'][*].words', which is already the path of Providers[0].Endpoints[0].Response.Text; a path has one meaning."),
        Endpoint(
            endpoint => endpoint.Response.Usage.Reasoning = [.. Enumerable.Range(0, 40).Select(i => $"a{i}")],
            "Providers[0].Endpoints[0] names 86 paths of usage in its two sections; at most 64 are allowed."),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Description_ThatIsWrong_IsRefused(Action<CustomProvider> spoil, string[] errors)
    {
        var provider = AcmeWire.Provider(AcmeWire.Endpoint);
        spoil(provider);
        LlmMonitoringOptions options = new() { Providers = { provider } };

        var error = Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), options: options));

        Assert.That(error!.Failures.Count(), Is.EqualTo(errors.Length), error.Message);
        Assert.That(error.Failures.Zip(errors, (actual, expected) => actual.StartsWith(expected, StringComparison.Ordinal)), Has.All.True, error.Message);
    }

    [Test]
    public void Description_WrongInManyPlaces_IsToldAllAtOnce()
    {
        LlmMonitoringOptions options = new()
        {
            MaxRetainedInput = 0,
            Provider = "nobody",
            Providers = { new() { Endpoints = { new() { Operation = "", Response = { Text = "a.", Id = "b[" } } } }, null! }
        };

        var error = Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), options: options));

        Assert.That(error!.Failures.Count(), Is.EqualTo(9), error.Message);
    }

    private static TestCaseData Endpoint(Action<CustomEndpoint> spoil, params string[] errors) =>
        Case(
            provider => spoil(provider.Endpoints[0]),
            [.. errors.Select(error => error.StartsWith("Providers", StringComparison.Ordinal) ? error : At + error)]);

    private static TestCaseData Case(Action<CustomProvider> spoil, params string[] errors) => new TestCaseData(spoil, errors).SetArgDisplayNames(errors[0]);
}
