//! What descriptions become.

mod safety;

use super::lines;

fn check(description: &str, expected: &str) {
    assert_eq!(lines(description).join("\n"), expected, "{description:?}");
}

#[test]
fn plain_sentences_pass_unchanged() {
    for text in [
        "The customer's display name.",
        "Needs snake_case (READ_CUSTOMERS), e.g. a * b, 50%, 1. in mid text, #1, _id, ~100 ms.",
        "a\\dir and \"quotes\", a < b, a > b, AT&T, x|y, */ and /*.",
    ] {
        check(text, text);
    }
    check(" \n\t\n", "");
}

#[test]
fn code_is_never_a_doctest() {
    check("```rust\nlet x;\n```", "```text\nlet x;\n```");
    check("    let x: [y];\n", "```text\nlet x: [y];\n```");
    check("~~~ JSON\n{}\n~~~", "```json\n{}\n```");
    check("~~~~compile_fail\n```\n~~~~", "````text\n```\n````");
    check("```\n\na\n\n\nb\n\n```", "```text\na\n\nb\n```");
    check("- a\n\n      code", "- a\n\n  ```text\n  code\n  ```");
}

#[test]
fn only_links_to_the_web_stay() {
    check(
        "[x] [x][y] [a](rel) [Foo::bar] [^1]",
        "\\[x\\] \\[x\\]\\[y\\] a \\[Foo::bar\\] \\[^1\\]",
    );
    check("[a](https://x.com/a_(b))", "[a](<https://x.com/a_(b)>)");
    check("[a]\n\n[a]: https://x.com 'title'", "[a](https://x.com)");
    check("[a]\n\n[a]: crate::a", "a");
    check("[a](javascript:alert(1)) <javascript:x>", "a \\<javascript:x>");
    check("<a@b.c> [m](mailto:a@b.c) [m](mailto:a@b)", "<a@b.c> [m](mailto:a@b.c) m");
    check("![alt](a.png) [![b](b.png)](https://x.com)", "alt [b](https://x.com)");
    check("<b>[`a]: b`](https://x.com)</b>", "[a\\]: b](https://x.com)");
    check("[^1](https://x.com)", "[\\^1](https://x.com)");
}

#[test]
fn bare_addresses_become_links() {
    check("See https://x.com/a.", "See <https://x.com/a>.");
    check("(https://x.com/a_(b)), `https://x.com`", "(<https://x.com/a_(b)>), `https://x.com`");
    check("https://x.com?a=1&amp;b=2", "<https://x.com?a=1&b=2>");
    check("[https://x.com](https://x.com)", "<https://x.com>");
    check("https://{host}/x", "https://{host}/x");
    check("\\https://x.com", "\\\\<https://x.com>");
}

#[test]
fn html_is_dropped_and_its_text_kept() {
    check("<b>x</b><!-- y --> <script>z</script>", "x z");
    check("<p>One <i>a</i></p><p>Two<br>b</p>", "One a\n\nTwo\\\nb");
    check("T: <ul><li>a</li><li><b>b</b></li></ul> end", "T:\n\n- a\n- b\n\nend");
    check("<ol>\n  <li>a\n  <ul><li>b</ul></li>\n</ol>\nend", "1. a\n   - b\n\nend");
    check("<pre>a &lt; b\n  c</pre>", "```text\na < b\n  c\n```");
    check("<code>a_b</code> <a href=\"https://x.com\">y</a>", "`a_b` [y](https://x.com)");
    check("2<sup>53</sup>", "2^53");
    check("Vec<String>, <your-id>", "Vec\\<String>, \\<your-id>");
    check("<MyTag>\n**x**", "\\<MyTag> **x**");
    check("<scr<b>ipt>", "\\<script>");
}

#[test]
fn entities_are_decoded_once() {
    check("&lt;b&gt; &amp;lt; &#91;x&#93; &#96;", "\\<b> \\&lt; \\[x\\] \\`");
    check("a&#x202E;b&#10;c&nbsp;d", "ab c d");
}

#[test]
fn structure_is_kept() {
    check("# A *b*\ntext\n\nB\n---", "**A *b***\n\ntext\n\n**B**");
    check("* a\n* b\n   1. c\n   2. d", "- a\n- b\n  1. c\n  2. d");
    check("- a\n\n- b\n\n  c", "- a\n\n- b\n\n  c");
    check("9. a\n10. b\n    - c", "9. a\n10. b\n    - c");
    check("> a\nb\n> - c", "> a b\n>\n> - c");
    check("a  \nb\\\nc\n***\nd", "a\\\nb\\\nc\n\nd");
    check("**a** *b* ~~c~~ ``d`e``", "**a** *b* ~~c~~ ``d`e``");
    check(
        "|a|b|\n|-|:-:|\n|`x\\|y`|[z]<br>w|",
        "| a | b |\n| --- | :-: |\n| `x\\|y` | \\[z\\] w |",
    );
}

#[test]
fn hidden_characters_go() {
    check("a\tb\r\nc\u{202e}\u{2066}\u{200f}\u{2028}\u{0}\u{7}d", "a b cd");
}
