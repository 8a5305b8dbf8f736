using System.Text;

namespace TraceToll.Tests.Docs;

/// <summary>
/// The commands of a piece of shell, each as its words: as far as pages need it, which is quotes, comments, lines that go on, and what
/// parts commands. Redirections and what they name are left out.
/// </summary>
internal sealed class ShellWords
{
    private readonly List<List<string>> _commands = [[]];
    private readonly StringBuilder _word = new();
    private bool _begun;
    private bool _redirects;

    private ShellWords()
    {
    }

    public static IEnumerable<IReadOnlyList<string>> Commands(string text)
    {
        var words = new ShellWords();
        words.Read(text.Replace("\\\n", " ", StringComparison.Ordinal) + "\n");
        return words._commands.Where(command => command.Count > 0);
    }

    private void Read(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '#' when !_begun:
                    at = text.IndexOf('\n', at) - 1;
                    break;
                case '\'' or '"':
                    var end = text.IndexOf(text[at], at + 1);
                    Add(text[(at + 1)..(end < 0 ? text.Length - 1 : end)]);
                    at = end < 0 ? text.Length : end;
                    break;
                case '&' when _redirects && !_begun:
                    break;
                case '\n' or ';' or '&' or '|' or '(' or ')':
                    EndWord();
                    _commands.Add([]);
                    _redirects = false;
                    break;
                case '>' or '<':
                    EndWord(redirection: true);
                    _redirects = true;
                    break;
                case ' ' or '\t':
                    EndWord();
                    break;
                case var other:
                    Add($"{other}");
                    break;
            }
        }
    }

    private void Add(string text)
    {
        _word.Append(text);
        _begun = true;
    }

    private void EndWord(bool redirection = false)
    {
        // Of 2> the number is no word.
        if (_begun && !_redirects && !(redirection && _word.ToString().All(char.IsAsciiDigit)))
        {
            _commands[^1].Add(_word.ToString());
        }

        _redirects = _redirects && !_begun;
        _word.Clear();
        _begun = false;
    }
}
