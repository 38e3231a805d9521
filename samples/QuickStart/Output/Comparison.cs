using Spectre.Console;

namespace QuickStart.Output;

/// <summary>A table of figures that must be equal on both sides.</summary>
internal sealed class Comparison(string title, string what)
{
    private readonly Table _table = new Table().Title(title).AddColumn(what)
        .AddColumn(new TableColumn("meters").RightAligned())
        .AddColumn(new TableColumn("server").RightAligned())
        .AddColumn("");

    public bool Agrees { get; private set; } = true;

    public void Add(string name, long meters, long server)
    {
        Agrees &= meters == server;
        _table.AddRow(name, Number.Of(meters), Number.Of(server), Number.Verdict(meters == server));
    }

    public bool Print()
    {
        AnsiConsole.Write(_table);
        return Agrees;
    }
}
