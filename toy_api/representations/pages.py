"""A message as a person reads it: a page, or plain text."""

from html import escape

from ..message import Message

# letters that steer machines and have no shape; a line may end and a tab may stand
CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {*b"\t\n\r"}, "\ufffd")
STYLE = """
:root { color-scheme: light dark; font: 1.1rem/1.5 sans-serif }
main { max-width: 40rem; margin: auto; padding: 0.5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1rem }
dt { grid-column: 1; font-weight: bold }
dd { grid-column: 2; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
img { width: 100%; max-width: 30rem }
"""


def as_page(message: Message) -> bytes:
    """The message as a page of HTML, with its picture, which is at the same address."""
    path = f"/messages/{message.id}"
    title = f"Message {message.id}"
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel='icon' href='data:,'>
<style>{STYLE}</style>
<main>
<h1>{title}</h1>
<dl>
{_list_facts(message)}
</dl>
<h2>As a picture</h2>
<img src="{path}" alt="A speech bubble with the body of this message">
</main>
</html>
""".encode()


def as_text(message: Message) -> bytes:
    """The message as plain text: from whom, to whom, an empty line, the body."""
    draft = message.draft
    return f"From: {draft.sender}\nTo: {draft.recipient}\n\n{draft.body}\n".encode()


def _list_facts(message: Message) -> str:
    draft = message.draft
    facts = {
        "From": [draft.sender],
        "To": [draft.recipient],
        "Body": [draft.body],
        "Tags": [f"{name}: {text}" for name, text in (draft.tags or {}).items()],
        "Media": draft.media or [],
        "Status": [message.status],
        "Error": [str(message.error)] if message.error else [],
        "Created": [message.created],
        "Updated": [message.updated],
    }
    return "\n".join(_write_fact(name, facts[name]) for name in facts if facts[name])


def _write_fact(name: str, texts: list[str]) -> str:
    safe = [escape(text.translate(CONTROLS)) for text in texts]
    return f"<dt>{name}</dt>" + "".join(f'<dd dir="auto">{text}</dd>' for text in safe)
