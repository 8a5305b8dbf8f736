namespace TraceToll.Tests.Docs;

/// <summary>A block of code in a page.</summary>
/// <param name="Page">The page, from the root of the checkout.</param>
/// <param name="Line">The block's first line in it; of a fenced one the line of the fence.</param>
/// <param name="Kind">What its fence declares; empty where it declares nothing, null where the block is indented and has no fence.</param>
/// <param name="Text">What is in it.</param>
internal sealed record DocumentBlock(string Page, int Line, string? Kind, string Text)
{
    public override string ToString() => $"{Page}:{Line}";
}
