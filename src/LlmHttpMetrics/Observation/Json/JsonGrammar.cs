using static LlmHttpMetrics.Observation.Json.JsonStep;

namespace LlmHttpMetrics.Observation.Json;

/// <summary>The grammar of JSON as a table: what a byte means in each state. https://www.rfc-editor.org/rfc/rfc8259#section-2.</summary>
internal static class JsonGrammar
{
    /// <summary>The highest byte that passes for white space: some servers send control characters between values.</summary>
    public const byte Space = 0x20;

    private const int ClassCount = 9;
    private const byte AnyOther = 8;

    private static readonly byte[] Classes = CreateClasses();

    /// <summary>A row for each <see cref="JsonState"/>, a column for each class of bytes.</summary>
    private static ReadOnlySpan<JsonStep> Steps =>
    [
        //                       space        "            {            [            }            ]            ,            :            any other
        /* Value              */ SkipSpace,   ReadString,  OpenObject,  OpenArray,   Fail,        Fail,        Fail,        ReadLiteral, ReadLiteral,
        /* FirstElement       */ SkipSpace,   ReadString,  OpenObject,  OpenArray,   Fail,        Close,       Fail,        ReadLiteral, ReadLiteral,
        /* Name               */ SkipSpace,   ReadName,    Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        Fail,
        /* FirstName          */ SkipSpace,   ReadName,    Fail,        Fail,        Close,       Fail,        Fail,        Fail,        Fail,
        /* Colon              */ SkipSpace,   Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        ReadColon,   Fail,
        /* AfterMember        */ SkipSpace,   Fail,        Fail,        Fail,        Close,       Fail,        NextMember,  Fail,        Fail,
        /* AfterElement       */ SkipSpace,   Fail,        Fail,        Fail,        Fail,        Close,       NextElement, Fail,        Fail,
        /* InString           */ MoreString,  MoreString,  MoreString,  MoreString,  MoreString,  MoreString,  MoreString,  MoreString,  MoreString,
        /* InSkippedString    */ SkipString,  SkipString,  SkipString,  SkipString,  SkipString,  SkipString,  SkipString,  SkipString,  SkipString,
        /* InLiteral          */ MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral, MoreLiteral,
        /* InSkippedContainer */ SkipNested,  SkipNested,  SkipNested,  SkipNested,  SkipNested,  SkipNested,  SkipNested,  SkipNested,  SkipNested,
        /* Closed             */ SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,
        /* Invalid            */ SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,    SkipRest,
    ];

    public static JsonStep Step(JsonState state, byte c) => Steps[((int)state * ClassCount) + Classes[c]];

    private static byte[] CreateClasses()
    {
        var classes = new byte[256];
        Array.Fill(classes, AnyOther, Space + 1, classes.Length - Space - 1);
        for (var column = 0; column < AnyOther - 1; column++)
        {
            classes["\"{[}],:"u8[column]] = (byte)(column + 1);
        }

        return classes;
    }
}
