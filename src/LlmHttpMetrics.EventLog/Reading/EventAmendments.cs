using LlmHttpMetrics.EventLog.Files;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>
/// The amendments of the events that are read next. An amendment is after its event, possibly in a later file. Therefore, before the events of a file are
/// read, the files that were started up to a day after it was last written are searched for amendments.
/// </summary>
/// <param name="maxLineLength">The maximum length of a line, in bytes.</param>
internal sealed class EventAmendments(int maxLineLength)
{
    /// <summary>The number of amendments that are kept at a time, about 60 MB.</summary>
    public const int Max = 100_000;

    /// <summary>How much later than the file of an event a file with its amendment can be started.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    private readonly Dictionary<Guid, List<LlmEventAmendment>> _byEvent = [];
    private int _kept;
    private int _searched;

    /// <summary>The number of amendments that did not fit.</summary>
    public long Missed { get; private set; }

    /// <summary>Finds the amendments of the events in a file.</summary>
    /// <param name="files">All files, in the order in which they were started.</param>
    /// <param name="at">The index of the file that is read next.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task SearchForAsync(IReadOnlyList<LogFile> files, int at, CancellationToken cancellationToken)
    {
        var file = files[at];
        RemoveBefore(file.Name.Started - Slack);
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

    /// <summary>Applies the amendments of an event to it.</summary>
    /// <returns>The number of amendments.</returns>
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
        if (_kept == Max)
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

    /// <summary>Removes the amendments of calls before this time, whose events have been read.</summary>
    private void RemoveBefore(DateTimeOffset time)
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
