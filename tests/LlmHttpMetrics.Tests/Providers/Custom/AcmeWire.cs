using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Tests.Providers.Custom;

/// <summary>A fictional wire format, as a user would describe it, and bodies in it.</summary>
internal static class AcmeWire
{
    public const string Url = "https://llm.acme.example/v2/generate";
    public const string Request = """{"engine":"m-1","prompt":["Say hi"],"live":true,"limits":{"out":9}}""";

    public const string Answer =
        """{"ref":"r-1","meta":{"engine":"m-1.2"},"out":[{"kind":"words","words":"Hi 🙂"},{"kind":"call","args":"{}"}],"stop":"end","cost":"""
            + """{"in":5,"out":7,"a.b":{"hit":2}}}""";

    public const string Stream =
        """
        data: {"is":"open","head":{"ref":"r-1","engine":"m-1.2"},"cost":{"in":5}}

        data: {"is":"think","piece":"Hm"}

        data: {"is":"say","piece":"Hi "}

        event: say
        data: {"piece":"🙂"}

        data: {"is":"beat"}

        data: {"is":"tool","out":{"kind":"call"}}

        data: {"is":"bye","stop":"end","cost":{"out":7,"a.b":{"hit":2}}}


        """;

    public static CustomEndpoint Endpoint => new()
    {
        Path = "/v2/generate",
        Request = { Model = "engine", Text = "prompt[*]", Stream = "live", MaxTokens = "limits.out" },
        Response =
        {
            Model = "meta.engine",
            Id = "ref",
            Text = "out[*].words",
            ToolArguments = "out[*].args",
            ItemType = "out[*].kind",
            FinishReason = "stop",
            Error = "failure",
            ErrorCode = ["failure.code", "code"],
            ErrorMessage = "failure.text",
            Usage = { Input = "cost.in", Output = "cost.out", CachedInput = "cost['a.b'].hit" },
        },
        Events = { Model = "head.engine", Id = "head.ref", Type = "is", TypedText = "piece", ItemType = "out.kind", FinishReason = [] },
        Types =
        {
            ["say"] = CustomTypeMeaning.Text,
            ["think"] = CustomTypeMeaning.Reasoning,
            ["bye"] = CustomTypeMeaning.Done,
            ["broken"] = CustomTypeMeaning.Error,
            ["call"] = CustomTypeMeaning.ToolCall,
        },
        FinishReasons =
        {
            ["full"] = LlmOutcomes.Length,
            ["hushed"] = LlmOutcomes.ContentFilter,
            ["length"] = LlmOutcomes.Completed,
            ["fell over"] = LlmOutcomes.Error
        },
    };

    public static WireCase Case(string body, bool streamed = false, CustomEndpoint? endpoint = null) => new("acme", body)
    {
        Url = Url,
        Request = Request,
        ContentType = streamed ? "text/event-stream" : "application/json",
        Configure = options => options.Providers.Add(Provider(endpoint ?? Endpoint)),
    };

    public static CustomProvider Provider(CustomEndpoint endpoint) => new() { Name = "acme", Hosts = { "llm.acme.example" }, Endpoints = { endpoint } };
}
