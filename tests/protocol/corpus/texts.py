"""What a status may say: white space, markup, scripts, controls, sizes."""

from __future__ import annotations

from tests.protocol.corpus.form import ANNA, BOB, CLEARED, IGNORED, SAME, Case, published, status


def _says(name: str, written: str, text: str | None = None) -> Case:
    """`written` is XML; `text` what it means where that differs."""
    return Case(name, published(status(written)), {ANNA: written if text is None else text})


PLAIN = [
    Case("a text", published(status("Lunch")), {ANNA: "Lunch"}, 1),
    Case("the empty element clears", published(status(None)), CLEARED, 1),
    Case("a text, then cleared", published(status("Lunch")) + published(status(None)), CLEARED, 2),
    Case("cleared, then a text", published(status(None)) + published(status("Lunch")), {ANNA: "Lunch"}, 2),
    Case("cleared where there was nothing", published(status(None), BOB), IGNORED, 0),
    Case("cleared again", published(status(None)) * 2, CLEARED, 1),
    Case("the same text again", published(status("Lunch")) * 3, {ANNA: "Lunch"}, 1),
    Case("there and back", "".join(published(status(t)) for t in "aba"), {ANNA: "a"}, 3),
    Case("the text that was there", published(status(SAME), item_id="i2"), {}, 0),
    Case(
        "an empty element after an empty element", published(status(None)) * 2 + published(status("x")), {ANNA: "x"}, 2
    ),
]

TEXTS = [
    Case("space around it stays", published(status("  x  ")), {ANNA: "  x  "}),
    Case("lines and tabs stay", published(status("a\nb\tc")), {ANNA: "a\nb\tc"}),
    Case("white space only", published(status(" \n\t ")), CLEARED),
    Case("wide white space only", published(status("\u3000\u2003\u00a0")), CLEARED),
    Case("zero-width characters stay raw", published(status("\u200b\ufeff")), {ANNA: "\u200b\ufeff"}),
    *(Case(f"the word {w} is a text", published(status(w)), {ANNA: w}) for w in ("0", "null", "None", "false", ".")),
    Case("markup", published(status("&lt;b&gt;1 &amp; 2&lt;/b&gt;")), {ANNA: "<b>1 & 2</b>"}),
    Case("CDATA", published(status("<![CDATA[<i>&</i>]]>")), {ANNA: "<i>&</i>"}),
    Case("references", published(status("&#x1F37D;&quot;&apos;&#65;")), {ANNA: "🍽\"'A"}),
    Case("direction marks stay raw", published(status("a\u202eb")), {ANNA: "a\u202eb"}),
    Case("C1 controls stay raw", published(status("a\u009b31mb")), {ANNA: "a\u009b31mb"}),
    Case("no normalisation", published(status("e\u0301 \u0410")), {ANNA: "e\u0301 \u0410"}),
    Case("joined emoji", published(status("👨‍👩‍👧 🏳️‍🌈")), {ANNA: "👨‍👩‍👧 🏳️‍🌈"}),
    Case("4,096 characters", published(status("x" * 4096)), {ANNA: "x" * 4096}),
    Case("240,000 characters are cut", published(status("ä" * 240_000)), {ANNA: "ä" * 4096}),
    Case("10,000 characters outside the BMP are cut", published(status("😀" * 10_000)), {ANNA: "😀" * 4096}),
    Case("4,097 spaces and a letter", published(status(" " * 4097 + "x")), {ANNA: " " * 4096}),
    Case("2,000 lines", published(status("x\n" * 2000)), {ANNA: "x\n" * 2000}),
    Case("carriage returns as references", published(status("a&#13;&#10;b&#xD;")), {ANNA: "a\r\nb\r"}),
    Case("carriage returns in the stream", published(status("a\r\nb\rc")), {ANNA: "a\nb\nc"}),
    Case(
        "line and paragraph separators", published(status("a\u2028b\u2029c\u0085d")), {ANNA: "a\u2028b\u2029c\u0085d"}
    ),
    Case("ideographic and hair spaces only", published(status("\u3000\u200a\u2028")), CLEARED),
]

MARKUP = [
    _says("a link", "&lt;a href=&quot;https://x.example&quot;&gt;x&lt;/a&gt;", '<a href="https://x.example">x</a>'),
    _says("an image", "&lt;img src='file:///etc/hostname'/>", "<img src='file:///etc/hostname'/>"),
    _says("rich text", "&lt;html>&lt;h1>x&lt;/h1>&lt;!-- y -->", "<html><h1>x</h1><!-- y -->"),
    _says("what looks like a reference", "&amp;lt;b&amp;gt; &amp;#60;", "&lt;b&gt; &#60;"),
    _says("what looks like CDATA", "]]&gt; &lt;![CDATA[ x ]]&gt;", "]]> <![CDATA[ x ]]>"),
    _says("CDATA in two parts", "<![CDATA[a]]>b<![CDATA[<c>]]>", "ab<c>"),
    _says("an empty CDATA before the text", "<![CDATA[]]>x", "x"),
    _says("CDATA with nothing in it but space", "<![CDATA[ ]]>y<![CDATA[ ]]>", " y "),
    _says("mnemonics", "&amp;File _Edit &amp;&amp; __x", "&File _Edit && __x"),
    _says("format directives", "%s %n {0} {name} $HOME `id` $(id) \\n \\u0041"),
    _says("a URL", "https://x.example/?a=1&amp;b=2#c", "https://x.example/?a=1&b=2#c"),
    _says("an XMPP URI", "xmpp:romeo@home.example?remove"),
    _says("quotes", "&quot;&apos;\"'", "\"'\"'"),
    _says("JSON", '{"event":"contact","text":"x"}'),
]

UNICODE = [
    _says("an override that is not closed", "safe \u202egpj.exe"),
    _says("overrides without end", "\u202e" * 200 + "x"),
    _says("isolates that are not closed", "\u2066\u2067\u2068 x"),
    _says("isolates that were not open", "x \u2069\u2069\u202c y"),
    _says("Hebrew", "שלום (x) 123"),
    _says("Arabic with numbers", "١٢٣ بعد الغداء"),
    _says("a tower of marks", "e" + "\u0301" * 300 + "x" + "\u0489" * 300),
    _says("marks without a base", "\u0300" * 40 + "x"),
    _says("a tag sequence", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"),
    _says("a thousand joiners", "👨" + "\u200d👨" * 1000),
    _says("flags, an odd number of letters", "🇩🇪🇫🇷🇬"),
    _says("skin tones and keycaps", "👋🏽 1️⃣ #️⃣"),
    _says("letters that look alike", "Аway раураl"),
    _says("wide and tall signs", "﷽𒀱" * 40),
    _says("private use", "\ue000\uf8ff\U000f0000\U0010fffd"),
    _says("all of C1", "a" + "".join(map(chr, range(0x80, 0xA0)))),
    _says("delete", "a\x7fb"),
    _says("a byte order mark", "\ufeffx"),
    _says("the replacement character", "\ufffd"),
    _says("interlinear annotations", "\ufff9a\ufffab\ufffb"),
    _says("Hangul fillers", "\u3164\u115f\uffa0"),
    _says("the Braille blank", "\u2800"),
    _says("unassigned code points", "\u0378\U000e0fff"),
    _says("the last character of all", "\U0010fffd"),
    _says("noncharacters that XML allows", "\ufdd0\U0001ffff"),
    _says("musical format controls", "\U0001d173x\U0001d17a"),
]
