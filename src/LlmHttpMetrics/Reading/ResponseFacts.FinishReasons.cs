namespace LlmHttpMetrics.Reading;

internal sealed partial class ResponseFacts
{
    /// <summary>The finish reasons as sent, choice by choice; choices without one are left out.</summary>
    public string[] FinishReasonTexts()
    {
        var reasons = new string[FinishReasonCount];
        var at = 0;
        for (var i = 0; i < ChoiceCount && at < reasons.Length; i++)
        {
            if (FinishReason(i) is { } reason)
            {
                reasons[at++] = reason.Text;
            }
        }

        return reasons;
    }
}
