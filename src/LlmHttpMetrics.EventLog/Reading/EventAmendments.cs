using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>
/// The amendments of the events that are read next. An amendment stands behind its event, perhaps in a later file: files are searched for amendments
/// ahead of their events, those that were begun up to a day after the file of the events was last written.
/// </summary>
/// <param name="maxLineLength">How long a line may be, in bytes.</param>
internal sealed class EventAmendments(int maxLineLength)
{
    /// <summary>Amendments that are kept at a time, some 60 MB.</summary>
    public const int Most = 100_000;

    /// <summary>How long after its event's file a file may begin that has an amendment of it.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    private readonly Dictionary<Guid, List<LlmEventAmendment>> _byEvent = [];
    private int _kept;
    private int _searched;

    /// <summary>Amendments that there was no room for.</summary>
    public long Missed { get; private set; }

    /// <summary>Finds the amendments of the events in a file.</summary>
    /// <param name="files">All files, in the order in which they were begun.</param>
    /// <param name="at">The file that is read next.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task SearchForAsync(IReadOnlyList<LogFile> files, int at, CancellationToken cancellationToken)
    {
        var file = files[at];
        ForgetBefore(file.Name.Started - Slack);
        var last = (file.Written > file.Name.Started ? file.Written : file.Name.Started) + Slack;
        for (; _searched < files.Count && files[_searched].Name.Started <= last; _searched++)
        {
            if (await LogFiles.TryOpenListedAsync(files[_searched].Path, cancellationToken).ConfigureAwait(false) is { } stream)
            {
                await using (stream.ConfigureAwait(false))
                {
                    await SearchAsync(stream, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Finds the amendments in a stream.</summary>
    public async Task SearchAsync(Stream stream, CancellationToken cancellationToken)
    {
        LineReader lines = new(stream, maxLineLength);
        await using (lines.ConfigureAwait(false))
        {
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (LlmEventJson.TryReadAmendment(lines.Line.Span, out var amendment))
                {
                    Add(amendment);
                }
            }
        }
    }

    /// <summary>Puts what became known on an event.</summary>
    /// <returns>How many amendments there were.</returns>
    public int ApplyTo(LlmEvent callEvent)
    {
        if (!_byEvent.TryGetValue(callEvent.Id, out var amendments))
        {
            return 0;
        }

        foreach (var amendment in amendments)
        {
            amendment.ApplyTo(callEvent);
        }

        return amendments.Count;
    }

    private void Add(LlmEventAmendment amendment)
    {
        if (_kept == Most)
        {
            Missed++;
            return;
        }

        _kept++;
        if (!_byEvent.TryGetValue(amendment.EventId, out var amendments))
        {
            _byEvent.Add(amendment.EventId, amendments = new(1));
        }

        amendments.Add(amendment);
    }

    /// <summary>The events of calls so long ago have been read.</summary>
    private void ForgetBefore(DateTimeOffset time)
    {
        foreach (var (id, amendments) in _byEvent)
        {
            if (amendments[0].Timestamp < time)
            {
                _kept -= amendments.Count;
                _byEvent.Remove(id);
            }
        }
    }
}
