"""What is said about content, so that nobody has to guess (RFC 9110 §8.3).

Pages and pictures also say that nothing in them may run or be fetched from elsewhere,
whatever words of a client they hold (Content Security Policy).
"""

from base64 import b64encode
from hashlib import sha256

from ..exchange import Fields

ACTIVE = ("text/html", "image/svg+xml")  # kinds that could run something


def labels_of(kind: str, style: str = "", script: str = "") -> Fields:
    """The header fields for content of this kind.

    `style` and `script` are the page's own; its script may call this server only.
    """
    is_text = kind.startswith("text/")
    fields = {"Content-Type": f"{kind}; charset=utf-8" if is_text else kind}
    if kind != "application/json":
        fields["X-Content-Type-Options"] = "nosniff"
    if kind in ACTIVE:
        own = f"; style-src {_hash_of(style)}" if style else ""
        policy = f"default-src 'none'; base-uri 'none'; img-src 'self' data:{own}"
        if script:
            policy += f"; script-src {_hash_of(script)}; connect-src 'self'"
            policy += "; form-action 'none'"
        fields["Content-Security-Policy"] = policy
    if not is_text and kind != "application/json":
        fields["Accept-Ranges"] = "bytes"
    return fields


def _hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
