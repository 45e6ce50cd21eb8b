"""A long text travels in several segments: how many, and why an emoji costs more.

In the alphabet GSM-7 (3GPP TS 23.038) a segment holds 160 letters; one letter outside
of it, and the whole text is sent in UCS-2, with 70 to a segment. Where there are
several, each gives up some room for its number.
"""

GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = set("\f^{}\\[~]|€")  # two places each
GSM_ROOM = 160, 153  # alone, and as one of several
UCS_ROOM = 70, 67


def segments_of(text: str) -> int:
    """How many segments this text takes; an empty one takes 1."""
    if set(text) <= GSM_7 | ESCAPED:
        return _count([2 if letter in ESCAPED else 1 for letter in text], *GSM_ROOM)
    return _count([2 if letter > "\uffff" else 1 for letter in text], *UCS_ROOM)


def _count(places: list[int], alone: int, together: int) -> int:
    """Segments for letters of so many places each; no letter is torn in two."""
    if sum(places) <= alone:
        return 1
    segments, room = 1, together
    for size in places:
        if size > room:
            segments, room = segments + 1, together
        room -= size
    return segments
