"""A name made of bytes: another one for other bytes, the same for the same."""

from functools import lru_cache
from hashlib import sha256

SMALL = 4096  # bytes of content that is kept beside its name
KEPT = 2048  # names: most content is read more often than it is changed


def name_of(facts: str, content: bytes) -> str:
    """The name of this content and what is said about it, in quotes."""
    return (_name_again if len(content) <= SMALL else _name)(facts, content)


def _name(facts: str, content: bytes) -> str:
    return f'"{sha256(facts.encode() + content).hexdigest()[:12]}"'


_name_again = lru_cache(maxsize=KEPT)(_name)
