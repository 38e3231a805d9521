using static LlmHttpMetrics.Json.JsonStep;

namespace LlmHttpMetrics.Json;

/// <summary>The JSON grammar as a table: the meaning of a byte in each state. https://www.rfc-editor.org/rfc/rfc8259#section-2.</summary>
internal static class JsonGrammar
{
    /// <summary>The highest byte that is treated as white space, because some servers send control characters between values.</summary>
    public const byte Space = 0x20;

    private const int ClassCount = 8;
    private const byte AnyOther = 7;

    /// <summary>One row per <see cref="JsonState"/> between values, one column per class of bytes.</summary>
    private static ReadOnlySpan<JsonStep> Steps =>
    [
        //                 "            {            [            }            ]            ,            :            any other
        /* Value        */ ReadString,  OpenObject,  OpenArray,   Fail,        Fail,        Fail,        ReadLiteral, ReadLiteral,
        /* FirstElement */ ReadString,  OpenObject,  OpenArray,   Fail,        Close,       Fail,        ReadLiteral, ReadLiteral,
        /* Name         */ ReadName,    Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        Fail,
        /* FirstName    */ ReadName,    Fail,        Fail,        Close,       Fail,        Fail,        Fail,        Fail,
        /* Colon        */ Fail,        Fail,        Fail,        Fail,        Fail,        Fail,        ReadColon,   Fail,
        /* AfterMember  */ Fail,        Fail,        Fail,        Close,       Fail,        NextMember,  Fail,        Fail,
        /* AfterElement */ Fail,        Fail,        Fail,        Fail,        Close,       NextElement, Fail,        Fail,
    ];

    /// <summary>The same for each byte, so that one look finds the step.</summary>
    private static readonly JsonStep[] StepOfByte = Expand();

    public static JsonStep Step(JsonState state, byte c) => StepOfByte[((int)state << 8) | c];

    private static JsonStep[] Expand()
    {
        var steps = new JsonStep[Steps.Length / ClassCount << 8];
        for (var i = 0; i < steps.Length; i++)
        {
            var column = "\"{[}],:"u8.IndexOf((byte)i);
            steps[i] = Steps[((i >> 8) * ClassCount) + (column < 0 ? AnyOther : column)];
        }

        return steps;
    }
}
