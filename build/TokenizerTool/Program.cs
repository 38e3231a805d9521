using TokenizerTool;

return args switch
{
    ["pack", var data, var to] => PackCommand.Run(data, to),
    ["conform", .. var encodings] when encodings.Length > 0 => ConformCommand.Run(encodings),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        pack <folder of .tiktoken files> <folder of packed files>   packs the vocabularies and the classes of characters
        conform <encoding>...                                        compares with the reference, from the standard input
        """);
    return 2;
}
