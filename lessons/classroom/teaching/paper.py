"""Text on paper: Markdown as HTML, and a page around it that can be printed."""

import io
import tokenize
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

STYLE = (Path(__file__).parent / "paper.css").read_text("utf-8")
MARKDOWN = MarkdownIt("commonmark").enable("table")
MARKED = ["backticks", "balance_pairs", "emphasis"]
WORDS = MarkdownIt("zero").enable(MARKED)  # all else is text, a `<` as well
GAP = "_" * 24
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def page(title: str, parts: list[str]) -> str:
    """A whole page of HTML, which needs no other file."""
    body = "\n".join(parts)
    return PAGE.format(title=escape(title), style=STYLE, body=body)


def prose(text: str) -> str:
    """The Markdown of a lesson."""
    return MARKDOWN.render(text).strip()


def phrase(text: str) -> str:
    """The Markdown of a lesson, without a paragraph around it."""
    return MARKDOWN.renderInline(text)


def words(text: str) -> str:
    """What a judge says: only `code` and *weight* are marked in it."""
    return WORDS.renderInline(text)


def code(text: str) -> str:
    """A cell of code."""
    return f"<pre><code>{escape(text, quote=False)}</code></pre>"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table of what is HTML already."""
    head = _row("th", [escape(each) for each in heads])
    lines = [f"<thead>{head}</thead>", "<tbody>", *(_row("td", row) for row in rows)]
    return "\n".join(["<table>", *lines, "</tbody></table>"])


def listed(items: list[str], kind: str = "ul") -> str:
    """A list of what is HTML already; "ol" for one with numbers."""
    return "\n".join(
        [f"<{kind}>", *(f"<li>{each}</li>" for each in items), f"</{kind}>"]
    )


def section(parts: list[str], kind: str) -> str:
    """Parts that belong together, of one kind."""
    return "\n".join([f'<section class="{kind}">', *parts, "</section>"])


def with_gaps(text: str) -> str:
    """Code with a line to write on in the place of each `...`."""
    lines = text.splitlines(keepends=True)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    dots = [each.start for each in tokens if each.string == "..."]
    for row, column in reversed(dots):
        line = lines[row - 1]
        gap = GAP if [each for each, _ in dots].count(row) == 1 else GAP[:12]
        lines[row - 1] = line[:column] + gap + line[column + 3 :]
    return "".join(lines)


def ruled(count: int) -> str:
    """So many empty lines to write on."""
    return '<div class="ruled" aria-hidden="true">' + "<hr>" * count + "</div>"


def _row(kind: str, cells: list[str]) -> str:
    scope = ' scope="col"' if kind == "th" else ""
    return f"<tr>{''.join(f'<{kind}{scope}>{each}</{kind}>' for each in cells)}</tr>"
