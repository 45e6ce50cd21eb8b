"""The query: names and values behind the `?`, none of them ignored (RFC 3986 §3.4)."""

import re
from urllib.parse import parse_qsl

from ..exchange import Request
from .problems import Problem

BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
MOST = 50  # parameters


def parameters(request: Request, known: list[str]) -> dict[str, str]:
    """The query's values by name; raises Problem 400 naming what it can not use."""
    if not request.query:
        return {}
    pairs = pairs_of(request.query, "query")
    names = [name for name, _ in pairs]
    unknown = sorted({ascii(name) for name in names if name not in known})
    if unknown:
        offer = f"Known here: {', '.join(known)}." if known else "None is known here."
        raise Problem(400, f"Unknown query parameter {', '.join(unknown)}. {offer}")
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise Problem(400, f"Send {', '.join(repeated)} only once.")
    return dict(pairs)


def pairs_of(text: str, where: str) -> list[tuple[str, str]]:
    """The names and values in this encoded text; raises Problem 400 where it is not.

    `where` it stands, the query or the form, is named in the refusal.
    """
    if BROKEN_ESCAPE.search(text):
        place = "URL" if where == "query" else where
        raise Problem(
            400, f"A % in a {place} begins an escape. Write a plain % as %25."
        )
    try:
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MOST
        )
    except UnicodeDecodeError:
        raise Problem(400, f"The {where} is not UTF-8. Encode it as UTF-8.") from None
    except ValueError:
        raise Problem(400, f"Send at most {MOST} {where} parameters.") from None
